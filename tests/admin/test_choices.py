"""Rows are chosen by any spelling, told apart by their labels, and shown to nobody who may not see them."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Appointment, Meeting, Occasion, Office, Organisation, OtherName, Person, Place
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member


def choices(client, field: str, term: str, model: str = "participation") -> list[str]:
    asked = {"app_label": "meetings", "model_name": model, "field_name": field, "term": term}
    answer = client.get("/admin/autocomplete/", asked)
    assert answer.status_code == 200
    return [choice["text"] for choice in answer.json()["results"]]


def test_a_person_is_found_by_any_spelling_and_shown_with_the_latest_office(client, editor, world):
    person = Person.objects.create(name="Dimitar Kovačevski")
    Appointment.objects.create(person=person, office=world.office, start="2020")
    OtherName.objects.create(person=person, name="Kovachevski")
    for term in ("kovacevski", "KOVACHEVSKI", "Ковачевски"):
        assert choices(client, "person", term) == ["Dimitar Kovačevski, Minister of Foreign Affairs"]


def test_what_is_called_just_as_it_was_typed_comes_first(client, editor, world):
    for title in ("Deputy Minister of Foreign Affairs", "Minister of Foreign Affairs and Trade"):
        Office.objects.create(title=title, kind="other", country=world.poland)
    assert choices(client, "office", "minister of foreign affairs", "appointment") == [
        "Minister of Foreign Affairs, Poland",
        "Minister of Foreign Affairs and Trade, Poland",
        "Deputy Minister of Foreign Affairs, Poland",
    ]


def test_an_organisation_is_the_first_of_its_abbreviation(client, editor):
    Organisation.objects.create(name="OSCE Office for Elections")
    Organisation.objects.create(name="Security and Cooperation", abbreviation="OSCE")
    assert choices(client, "organisation", "osce") == [
        "Security and Cooperation (OSCE)", "OSCE Office for Elections",
    ]  # fmt: skip


def test_a_merged_person_is_no_choice_that_looks_like_the_kept_one(client, editor, world):
    Person.objects.create(name="Zbignew Rau", merged_into=world.rau)
    assert choices(client, "person", "rau") == ["Zbigniew Rau"]


def test_countries_appointments_occasions_places_and_sources_say_what_tells_them_apart(client, editor, world):
    Appointment.objects.create(person=world.rau, office=world.office, start="2020-08", end="2023-11-27")
    Occasion.objects.create(name="A summit", date="2022-09")
    Place.objects.create(name="Warsaw", country=world.poland)
    assert choices(client, "country", "pl") == ["Poland (PL)"]
    assert choices(client, "appointments", "rau minister poland") == [
        "Zbigniew Rau: Minister of Foreign Affairs (August 2020 – 27 November 2023)"
    ]
    assert choices(client, "occasion", "summit", "meeting") == ["A summit (September 2022)"]
    assert choices(client, "place", "warsaw", "meeting") == ["Warsaw, Poland"]
    assert choices(client, "source", "news counterpart", "statement") == [
        "Minister meets counterpart, Example News"
    ]
    assert choices(client, "office", "minister poland", "appointment") == [
        "Minister of Foreign Affairs, Poland"
    ]


@pytest.mark.parametrize("rows", [1, 20])
def test_choices_cost_the_same_for_one_and_for_twenty(client, editor, world, rows, django_assert_num_queries):
    for number in range(rows):
        person = Person.objects.create(name=f"Somebody {number}")
        Appointment.objects.create(person=person, office=world.office)
    with django_assert_num_queries(7):
        choices(client, "person", "somebody")


def test_whoever_may_not_see_a_table_gets_none_of_its_names(client, groups, world):
    asked = {"app_label": "meetings", "model_name": "participation", "field_name": "person", "term": "rau"}
    assert client.get("/admin/autocomplete/", asked).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get("/admin/autocomplete/", asked).status_code == 403
    assert client.get("/admin/meetings/meeting/date-words/", {"text": "2022"}).status_code == 403


def make_member(client, *permissions: str) -> User:
    """Somebody of the desk with these permissions alone, signed in."""
    user = member("somebody", "editor")
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return user


def typed_row(**fields) -> dict:
    """A participant whose names are typed beside the lists, as without scripts."""
    return desk.sent(participations=[{"side": "principal"} | fields])


@pytest.mark.parametrize("typed", ["Jeyhun Bayramov", "jeyhun BAYRAMOV", "Ceyhun Bayramov"])
def test_a_name_typed_beside_the_list_chooses_whoever_is_called_so(client, editor, world, typed):
    OtherName.objects.create(person=world.bayramov, name="Ceyhun Bayramov")
    osce = Organisation.objects.create(name="Security and Cooperation", abbreviation="OSCE")
    row = {"person-typed": typed, "country": world.poland.pk, "country-typed": "Azerbaijan"}
    assert client.post(desk.ADD, typed_row(**row, **{"organisation-typed": "OSCE"})).status_code == 302
    (made,) = Meeting.objects.get().participations.all()
    assert (made.person, made.country, made.organisation) == (world.bayramov, world.azerbaijan, osce)


@pytest.mark.parametrize("typed", ["Bayram", "1984", "?", "Nobody"])
def test_what_is_no_ones_name_chooses_nobody_and_the_list_comes_back_with_who_may_be_meant(
    client, editor, world, typed
):
    answer = client.post(desk.ADD, typed_row(**{"person-typed": typed}))
    said = "Choose one that the list offers; what is missing is to be entered first."
    assert desk.errors_of(answer) == {"participations-0-person": [said]}
    page = answer.content.decode()
    assert f'name="participations-0-person-typed" value="{typed}"' in page
    assert (f'<option value="{world.bayramov.pk}">Jeyhun Bayramov' in page) is (typed == "Bayram")
    assert Meeting.objects.count() == 0


def test_whom_the_editor_chooses_of_the_list_was_meant_by_what_was_typed(client, editor, world):
    Person.objects.create(name="Jeyhun Bayramov")
    row = {"person-typed": "Jeyhun Bayramov"}
    assert client.post(desk.ADD, typed_row(**row)).status_code == 200
    assert client.post(desk.ADD, typed_row(**row, person=world.bayramov.pk)).status_code == 302
    assert Meeting.objects.get().participations.get().person == world.bayramov


def test_of_a_list_of_several_further_ones_are_typed(client, editor, world):
    trade, energy, water = (make.make_topic(name) for name in ("Trade", "Energy", "Water"))
    data = desk.complete(world) | {"topics": [trade.pk], "topics-typed": "energy;  Water; Trade;"}
    assert client.post(desk.ADD, data).status_code == 302
    assert set(Meeting.objects.get().topics.all()) == {trade, energy, water}
    answer = client.post(desk.ADD, data | {"topics-typed": "Wat; Fire"})
    assert sorted(desk.errors_of(answer)) == ["topics"]
    assert 'value="Wat; Fire"' in answer.content.decode()


def test_a_flood_of_typed_names_costs_no_more_than_ten_and_none_is_lost(client, editor, world):
    costs = {}
    for number in (10, 11, 400):
        typed = "; ".join(f"Nothing {place}" for place in range(number))
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(desk.ADD, desk.complete(world) | {"topics-typed": typed})
        assert f'value="{typed}"' in answer.content.decode()
        costs[number] = len(queries)
    assert costs[400] == costs[11] == costs[10]


def test_who_may_not_see_a_table_is_offered_none_of_it_for_what_they_typed(client, groups, world):
    user = make_member(client, "add_meeting", "add_participation")
    typed = typed_row(**{"person-typed": "Bayram"})
    before = client.post(desk.ADD, typed).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_person"))
    after = client.post(desk.ADD, typed).content.decode()
    option = f'<option value="{world.bayramov.pk}">Jeyhun Bayramov'
    assert (option in before, option in after) == (False, True)


def test_a_date_is_said_in_words_or_refused_with_a_reason_while_it_is_typed(client, editor):
    def words(text):
        return client.get("/admin/meetings/meeting/date-words/", {"text": text}).json()

    assert words("22 Sep 2022") == {"edtf": "2022-09-22", "words": "22 September 2022"}
    assert list(words("05/06/2020")) == ["reason"]
    assert list(words("x" * 3000)) == ["reason"]
    assert list(words("")) == ["reason"]


def test_a_stored_date_stands_with_its_words(client, editor, world):
    client.post(desk.ADD, desk.complete(world, date="September 2022"))
    page = client.get(desk.LIST).context["cl"].result_list[0]
    form = client.get(desk.address(page)).text
    assert 'value="2022-09"' in form
    assert '<output class="date-words" for="id_date" aria-live="polite">September 2022</output>' in form
