"""What the form of a meeting suggests, warns of and copies: offered, and never done unasked."""

import pytest

from meetings import workflow
from meetings.models import Meeting
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member

SUGGESTIONS = "/admin/meetings/meeting/suggestions/"


@pytest.fixture
def offices(world) -> dict:
    """The ministry's own minister and one before; a counterpart with an office; an occasion."""
    own, place = make.make_office(country=world.azerbaijan), make.make_place("New York")
    before = make.make_person("Elmar Mammadyarov")
    make.make_appointment(before, own, start="2004", end="2020-07-16")
    return {
        "own": make.make_appointment(world.bayramov, own, start="2020-07-16"),
        "rau": make.make_appointment(world.rau, world.office, start="2020-08-26", end="2023-11-27"),
        "occasion": make.make_occasion("UNGA 77", date="2022-09-13/2022-09-27", place=place),
    }  # fmt: skip


def begun(world, **fields) -> dict:
    return desk.sent(**{"participations": [{}, {"person": world.rau.pk}]} | fields)


def test_a_date_gives_the_ministrys_minister_and_the_offices_held_then(client, editor, world, offices):
    answer = client.post(SUGGESTIONS, begun(world, date="22 Sep 2022")).json()
    assert {field: [value for value, _ in values] for field, values in answer["fields"].items()} == {
        "participations-0-side": ["principal"],
        "participations-0-person": [str(world.bayramov.pk)],
        "participations-0-appointments": [str(offices["own"].pk)],
        "participations-0-country": [str(world.azerbaijan.pk)],
        "participations-1-appointments": [str(offices["rau"].pk)],
        "participations-1-country": [str(world.poland.pk)],
    }
    assert answer["told"] == []


def test_an_occasion_gives_date_and_place_and_what_is_filled_in_stays(client, editor, world, offices):
    occasion = offices["occasion"]
    answer = client.post(SUGGESTIONS, begun(world, occasion=occasion.pk)).json()["fields"]
    assert answer["date"] == [["2022-09-13/2022-09-27", "13 to 27 September 2022"]]
    assert answer["date_basis"][0][0] == "bounded_by_occasion"
    assert answer["place"] == [[str(occasion.place.pk), "New York"]]
    typed = {"occasion": occasion.pk, "date": "2022-09-22", "place": make.make_place().pk}
    answer = client.post(SUGGESTIONS, begun(world, **typed)).json()["fields"]
    assert answer.keys() & {"date", "date_basis", "place"} == set()


def test_what_two_things_speak_for_is_told_and_not_filled_in(client, editor, world, offices):
    make.make_appointment(make.make_person(), offices["own"].office, start="2022")
    make.make_appointment(world.rau, make.make_office("Chairperson"), start="2022", end="2022")
    answer = client.post(SUGGESTIONS, begun(world, date="2022-09-22")).json()
    assert answer["fields"] == {}
    assert len(answer["told"]) == 2
    assert client.post(SUGGESTIONS, begun(world)).json()["told"] == [
        "Without a date it is not known who held which office."
    ]


def test_the_button_fills_in_the_same_without_a_script_and_saves_nothing(client, editor, world, offices):
    answer = client.post(desk.ADD, begun(world, date="2022-09-22", button="_suggest"))
    assert "Nothing is saved yet" in desk.errors_of(answer)["__all__"][0]
    rows = answer.context["inline_admin_formsets"][1].formset.forms
    assert [row["person"].value() for row in rows] == [str(world.bayramov.pk), str(world.rau.pk)]
    assert rows[1]["appointments"].value() == [str(offices["rau"].pk)]
    assert Meeting.objects.count() == 0


def test_only_who_may_save_meetings_is_told_and_bad_input_suggests_nothing(client, groups):
    assert client.post(SUGGESTIONS).status_code == 302
    user = member("guest", "editor")
    user.groups.clear()
    client.force_login(user)
    assert client.post(SUGGESTIONS).status_code == 403
    client.force_login(member("ed", "editor"))
    assert client.get(SUGGESTIONS).status_code == 405
    bad = {"occasion": "9" * 30, "date": "x", "participations-0-side": "x", "participations-0-person": "x"}
    for data in ({}, bad, {**bad, "date": "2022"}):
        assert client.post(SUGGESTIONS, data).json()["fields"] == {}


def test_suggestions_cost_the_same_for_one_participant_and_for_thirty(
    client, editor, world, offices, django_assert_num_queries
):
    rows = [{"person": make.make_appointment().person_id} for _ in range(30)]
    for some in (rows[:1], rows):
        with django_assert_num_queries(6):
            client.post(SUGGESTIONS, begun(world, date="2022", participations=[{}, *some]))


def test_doubts_are_told_and_refuse_nothing(client, editor, world, offices):
    client.post(desk.ADD, desk.complete(world))
    data = desk.complete(world)
    answer = client.post(desk.ADD, data, follow=True)
    first = Meeting.objects.earliest("pk")
    assert f"There is another meeting with Zbigniew Rau on that day: {first}." in desk.messages_of(answer)
    data = desk.complete(world, date="1 May 2024")
    data["participations-1-appointments"] = offices["rau"].pk
    answer = client.post(desk.ADD, data, follow=True)
    said = f"Zbigniew Rau held no such office then: {world.office}."
    assert [line for line in desk.messages_of(answer) if "held no such" in line or "another" in line] == [
        said
    ]
    assert Meeting.objects.count() == 3


def test_a_copy_is_a_new_draft_of_the_same_people_without_the_words(client, editor, world):
    appointment = make.make_appointment(world.rau, world.office)
    people = [{"person": world.rau, "country": world.poland, "appointments": [appointment]}]
    topic = make.make_topic()
    meeting = make.published_meeting(
        people=[{"side": "principal", "person": world.bayramov, "country": world.azerbaijan}, *people],
        topics=[topic],
        summary="They talked.",
        internal_note="Secret.",
    )
    make.make_statement(meeting)
    address = f"/admin/meetings/meeting/{meeting.pk}/copy/"
    assert client.get(address).status_code == 405
    answer = client.post(address)
    made = Meeting.objects.latest("pk")
    assert answer.url == desk.address(made)
    assert (made.state, made.date, made.created_by, made.public_id) == ("draft", meeting.date, editor, None)
    assert (made.internal_note, made.texts.count(), made.statements.count()) == ("", 0, 0)
    assert [row.person for row in made.participations.all()] == [world.bayramov, world.rau]
    assert list(made.participations.get(person=world.rau).appointments.all()) == [appointment]
    assert list(made.topics.all()) == [topic]
    assert [row.source for row in made.reports.all()] == [row.source for row in meeting.reports.all()]
    stranger = make.make_user("view_meeting", is_staff=True)
    client.force_login(stranger)
    assert client.post(address).status_code == 403
    with pytest.raises(workflow.Refused):
        workflow.copy(meeting, by=stranger)


def test_the_form_is_in_the_order_in_which_editors_think(client, editor):
    page = client.get(desk.ADD).text
    order = [
        "id_reports-0-source", "id_date", "id_participations-0-person", "id_participations-0-country",
        "id_place", "id_occasion", "id_topics", "id_texts-0-summary", "id_statements-0-quote",
    ]  # fmt: skip
    places = [page.index(f'id="{field}"') for field in order]
    assert places == sorted(places)


def test_the_readings_of_statements_follow_from_what_the_form_holds(client, editor, world, offices):
    rows = [
        {"side": "principal", "person": world.bayramov.pk},
        {
            "person": world.rau.pk, "appointments": offices["rau"].pk, "name_as_printed": "Z. Rau",
            "role_as_printed": "counterpart",
        },
    ]  # fmt: skip
    said = ("date", "place", "occasion", "kind", "participant", "role", "topic")
    statements = [{"property": given, "quote": "…"} for given in said]
    typed = {"occasion": offices["occasion"].pk, "date": "22 Sep 2022", "kind": "reception"}
    data = desk.sent(participations=rows, statements=statements, **typed)
    answer = client.post(SUGGESTIONS, data).json()["fields"]
    found = {field: values[0][0] for field, values in answer.items() if field.startswith("statements")}
    assert found == {
        "statements-0-value": "2022-09-22",
        "statements-1-value": "New York",
        "statements-2-value": "UNGA 77",
        "statements-3-value": "Reception",
        "statements-4-about": "2",
        "statements-4-value": "Zbigniew Rau",
        "statements-4-value_as_printed": "Z. Rau",
        "statements-5-about": "2",
        "statements-5-value": "Minister of Foreign Affairs",
        "statements-5-value_as_printed": "counterpart",
    }


def test_a_reading_that_is_typed_stays_and_of_two_participants_none_is_guessed(client, editor, world):
    rows = [{"person": world.bayramov.pk}, {"person": world.rau.pk}]
    statements = [{"property": "participant"}, {"property": "role", "value": "Chair"}]
    data = desk.sent(date="2022", participations=rows, statements=statements)
    answer = client.post(SUGGESTIONS, data).json()["fields"]
    assert [field for field in answer if field.startswith("statements")] == []


def test_the_only_source_of_a_meeting_is_that_of_its_statements_and_rows_stand_as_on_the_page(
    client, editor, world
):
    statement = {"property": "role", "about": "2", "quote": "counterpart"}
    client.post(desk.ADD, desk.complete(world, statements=[statement]))
    meeting = Meeting.objects.get()
    assert meeting.statements.get().source == world.source
    assert list(meeting.participations.values_list("position", flat=True)) == [0, 1]
    reports = [{"source": world.source.pk}, {"source": make.make_source().pk}]
    answer = client.post(desk.ADD, desk.complete(world, reports=reports, statements=[statement]))
    assert desk.errors_of(answer) == {"statements-0-source": ["Say which source says so."]}


def test_the_next_meeting_of_a_source_begins_with_what_the_source_says_of_all(client, editor, world, offices):
    data = desk.complete(world, button="_addanother", occasion=offices["occasion"].pk)
    data["participations-0-appointments"] = offices["own"].pk
    answer = client.post(desk.ADD, data)
    meeting = Meeting.objects.get()
    assert answer.url == f"{desk.ADD}?after={meeting.pk}"
    page = client.get(answer.url)
    form = page.context["adminform"].form
    # The day that is named is that of the one meeting; the dates of the occasion are those of all.
    assert (form["date"].value(), form["date_basis"].value()) == ("", "")
    assert form["occasion"].value() == offices["occasion"].pk
    reports, people = (one.formset for one in page.context["inline_admin_formsets"][:2])
    assert [row["source"].value() for row in reports] == [world.source.pk]
    assert [row["person"].value() for row in people] == [world.bayramov.pk, None]
    assert people[0]["appointments"].value() == [offices["own"].pk]
    assert client.post(answer.url, desk.complete(world)).status_code == 302
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("after", ["", "x", "0", "9" * 30])
def test_a_new_form_that_follows_no_meeting_is_empty(client, editor, world, after):
    page = client.get(desk.ADD, {"after": after})
    people = page.context["inline_admin_formsets"][1].formset
    assert [row["person"].value() for row in people] == [None, None]
