"""People, countries and the rest: what the desk lets through and what it refuses in words."""

import datetime

import pytest
from django.apps import apps

from meetings.forms.sentences import SENTENCES
from meetings.models import Appointment, Country, FormerSlug, Meeting, Occasion, OtherName, Person, Source
from meetings.workflow import publish
from tests.admin import desk


def rows(*prefixes: str, **filled) -> dict:
    data = {}
    for prefix in prefixes:
        given = filled.get(prefix, [])
        data |= {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": "0"}
        for number, row in enumerate(given):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def person(**fields) -> dict:
    blank = dict.fromkeys(("name", "honorific_prefix", "given_name", "family_name", "sort_name", "slug"), "")
    filled = {name: fields.pop(name) for name in list(fields) if isinstance(fields[name], list)}
    return blank | fields | rows("appointments", "other_names", "identifiers", **filled)


def occasion(**fields) -> dict:
    blank = dict.fromkeys(("name", "short_name", "date", "place", "organisation", "parent", "slug"), "")
    return blank | {"kind": "summit"} | fields | rows("other_names")


def test_every_constraint_that_an_editor_can_break_has_its_sentence():
    tables = (
        "Appointment", "Country", "CountrySuccession", "Organisation", "OtherName", "Office", "Occasion",
        "Participation", "Person", "Place", "Source", "Statement", "Topic",
    )  # fmt: skip
    # Fields refuse empty names and values that are no choice; formsets compare rows; forms derive days;
    # to merge is a verb of its own.
    elsewhere = ("_not_empty", "_kind", "_classification", "_side", "_attendance", "_property", "_rank",
                 "_once", "succession_unique", "_one_preferred", "_one_preferred_of_participation",
                 "_of_one_thing", "occasion_interval", "_not_merged_into_itself")  # fmt: skip
    for table in tables:
        for constraint in apps.get_model("meetings", table)._meta.constraints:
            assert constraint.name in SENTENCES or constraint.name.endswith(elsewhere), constraint.name


def test_a_person_with_office_and_spellings_is_entered_in_one_form(client, editor, world):
    data = person(
        name="Dimitar Kovačevski",
        appointments=[
            {"office": world.office.pk, "start": "16 January 2022", "end": "28 Jan 2024", "source": ""}
        ],
        other_names=[{"name": "Kovachevski", "language": "en", "kind": "alternative"}],
        identifiers=[{"scheme": "wikidata", "value": "Q1"}],
    )
    assert client.post("/admin/meetings/person/add/", data).status_code == 302
    made = Person.objects.get(name="Dimitar Kovačevski")
    held = made.appointments.get()
    assert (held.start, held.end, made.slug) == ("2022-01-16", "2024-01-28", "dimitar-kovacevski")
    assert Person.objects.by_spelling("kovachevski").get() == made


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u202e"])
def test_a_name_that_nobody_can_see_is_no_name(client, editor, name):
    answer = client.post("/admin/meetings/person/add/", person(name=name))
    assert list(desk.errors_of(answer)) == ["name"]


def test_an_office_held_until_before_it_began_is_refused(client, editor, world):
    held = {"office": world.office.pk, "start": "2022", "end": "2021", "source": ""}
    answer = client.post("/admin/meetings/person/add/", person(name="Reversed", appointments=[held]))
    assert desk.errors_of(answer) == {"appointments-0-end": ["The end lies before the start."]}


def test_an_office_somebody_spoke_for_is_not_deleted_from_under_the_meeting(client, reviewer, world):
    client.force_login(reviewer)
    held = Appointment.objects.create(person=world.rau, office=world.office)
    row = {"person": world.rau.pk, "country": world.poland.pk, "appointments": [held.pk]}
    client.post(desk.ADD, desk.sent(participations=[row]))
    data = person(name=world.rau.name) | {
        "appointments-TOTAL_FORMS": "1", "appointments-INITIAL_FORMS": "1", "appointments-0-id": held.pk,
        "appointments-0-person": world.rau.pk, "appointments-0-office": world.office.pk,
        "appointments-0-start": "", "appointments-0-end": "", "appointments-0-source": "",
        "appointments-0-DELETE": "on",
    }  # fmt: skip
    answer = client.post(f"/admin/meetings/person/{world.rau.pk}/change/", data)
    assert desk.errors_of(answer) == {
        "appointments": [
            "Meetings name “Minister of Foreign Affairs” as held: correct its dates instead of deleting it."
        ]
    }
    assert Meeting.objects.get().participations.get().appointments.get() == held


def test_an_address_that_leads_to_another_entry_is_refused(client, editor, world):
    FormerSlug.objects.create(model="person", slug="old-name", target=world.rau.pk)
    answer = client.post("/admin/meetings/person/add/", person(name="New", slug="old-name"))
    assert desk.errors_of(answer) == {"slug": ["This address leads to another entry, which had it before."]}


def test_an_occasion_is_not_part_of_itself_in_a_circle(client, editor):
    whole = Occasion.objects.create(name="Whole")
    part = Occasion.objects.create(name="Part", parent=whole)
    address = f"/admin/meetings/occasion/{whole.pk}/change/"
    answer = client.post(address, occasion(name="Whole", parent=part.pk))
    assert desk.errors_of(answer) == {"parent": ["This closes a circle: “Whole” is below."]}


def test_the_code_of_a_country_is_given_once(client, editor, world):
    data = {
        "code": "xx", "name": "Poland", "official_name": "", "alpha_2": "", "alpha_3": "", "numeric": "",
        "alpha_4": "", "region": "", "subregion": "", "exists_from": "", "exists_until": "",
    }  # fmt: skip
    data |= rows("other_names", "successions", "identifiers")
    assert client.post(f"/admin/meetings/country/{world.poland.pk}/change/", data).status_code == 302
    assert Country.objects.get(pk=world.poland.pk).code == "pl"
    assert client.get(f"/admin/meetings/country/{world.poland.pk}/delete/").status_code == 403


def test_a_corrected_source_marks_the_public_meetings_that_copied_it(client, editor, reviewer, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    publish(meeting, by=reviewer)
    data = {
        "title": "A better title", "url": world.source.url, "kind": "news",
        "publisher": world.source.publisher_id, "published": "22 Sep 2022", "language": "en",
        "accessed_on": "", "attribution": "", "archive_url": "", "text": world.source.text,
    }  # fmt: skip
    assert client.post(f"/admin/meetings/source/{world.source.pk}/change/", data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.has_unpublished_changes is True


@pytest.mark.parametrize(("typed", "day"), [("2022-06-05", 5), ("6 June 2022", 6), ("05/06/2022", None)])
def test_a_day_in_figures_is_read_in_one_order_only(client, editor, typed, day):
    data = {
        "title": "A letter", "url": "", "kind": "letter", "publisher": "", "published": "", "language": "",
        "accessed_on": typed, "attribution": "", "archive_url": "", "text": "",
    }  # fmt: skip
    answer = client.post("/admin/meetings/source/add/", data)
    if day is None:
        assert desk.errors_of(answer) == {"accessed_on": ["Enter a valid date."]}
    else:
        assert Source.objects.get().accessed_on == datetime.date(2022, 6, day)


def test_another_spelling_of_a_public_person_reaches_the_public_search_once(client, editor, reviewer, world):
    client.post(desk.ADD, desk.complete(world))
    publish(Meeting.objects.get(), by=reviewer)
    names = [{"name": f"Spelling {number}", "language": "", "kind": "alternative"} for number in range(3)]
    before = client.get("/meetings/", {"q": "spelling"}).text
    data = person(name="Zbigniew Rau", slug="zbigniew-rau", other_names=names)
    assert client.post(f"/admin/meetings/person/{world.rau.pk}/change/", data).status_code == 302
    assert OtherName.objects.count() == 3
    assert "Zbigniew Rau" not in before
    assert "Zbigniew Rau" in client.get("/meetings/", {"q": "spelling"}).text
