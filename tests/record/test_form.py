"""The one public form holds what the public may know, and costs the same for every meeting."""

import datetime
import json
from decimal import Decimal

import pytest

from meetings.models import Meeting, MeetingText, Topic
from meetings.record import canonical, titles
from meetings.record.disagreements import disagreements
from meetings.record.form import public_form
from tests import builders as make

pytestmark = pytest.mark.django_db


def deep_topic() -> Topic:
    return make.make_topic(broader=make.make_topic(broader=make.make_topic()))


def full_meeting() -> Meeting:
    """A meeting with a row of everything."""
    whole = make.make_occasion("The whole")
    meeting = make.make_meeting(
        title="A title",
        summary="A summary",
        occasion=make.make_occasion("A part", short_name="Part", parent=whole),
        place=make.make_place(
            "New York", country=make.make_country("us"), latitude=Decimal("40.7128"), longitude=Decimal(-74)
        ),
        topics=[deep_topic()],
        start_time=datetime.time(9, 30),
        timezone="America/New_York",
        people=[],
        sources=[],
    )
    body = make.make_organisation("OSCE", abbreviation="OSCE")
    person = make.make_person("Zbigniew Rau")
    held = [
        make.make_appointment(person, make.make_office(kind="foreign_minister"), start="2020-08-26"),
        make.make_appointment(
            person, make.make_office("Chair", kind="chair", country=None, organisation=body), start="2022"
        ),
    ]
    row = make.make_participation(
        meeting, person=person, country=make.make_country("pl"), role_as_printed="chair", appointments=held
    )
    make.make_participation(meeting, country=make.make_country("mk"), side="principal")
    source = make.make_source(
        "A paper", publisher=body, url="https://example.org/1", published="2022-09", text="long words"
    )
    make.make_report(meeting, source)
    make.make_statement(meeting, source, property="role", value="chair", participation=row, start=0, end=4)
    return meeting


def test_the_form_is_what_it_is() -> None:
    meeting = full_meeting()
    form = public_form(meeting)
    assert form["date"] == {
        "edtf": "2022-09-22",
        "earliest": "2022-09-22",
        "latest": "2022-09-22",
        "start_latest": "2022-09-22",
        "end_earliest": "2022-09-22",
        "basis": "stated",
    }
    assert (form["start_time"], form["timezone"]) == ("09:30", "America/New_York")
    place = form["place"]
    assert (place["name"], place["country"]["code"]) == ("New York", "us")
    assert (place["latitude"], place["longitude"]) == ("40.7128", "-74")
    assert [occasion["name"] for occasion in form["occasions"]] == ["A part", "The whole"]
    first, second = form["participations"]
    assert [held["office"]["kind"] for held in first["appointments"]] == ["foreign_minister", "chair"]
    assert (second["person"], second["country"]["code"], second["appointments"]) == (None, "mk", [])
    (source,) = form["sources"]
    assert sorted(source) == [
        "accessed_on",
        "archive_url",
        "attribution",
        "id",
        "kind",
        "language",
        "published",
        "publisher",
        "sha256",
        "title",
        "url",
    ]
    (statement,) = form["statements"]
    assert (statement["source"], statement["participation"]) == (source["id"], 1)
    assert (statement["start"], statement["end"]) == (0, 4)


def test_coordinates_read_from_any_database_are_the_same_text() -> None:
    meeting = full_meeting()
    assert canonical.dumps(public_form(meeting)) == canonical.dumps(public_form(Meeting.objects.get()))


def test_a_form_costs_the_same_for_few_and_for_many_rows(django_assert_num_queries) -> None:
    meeting = full_meeting()
    for _ in range(2):
        with django_assert_num_queries(22):
            public_form(Meeting.objects.for_form().get())
        for _ in range(3):
            make.make_participation(meeting, appointments=[])
            make.make_report(meeting)
            make.make_statement(meeting, quote="more")
            meeting.topics.add(deep_topic())


@pytest.mark.parametrize("value", [{"a": 1.5}, {"a": [{"b": float("nan")}]}, {"a": {1}}])
def test_canonical_text_holds_no_fractions_and_no_sets(value) -> None:
    with pytest.raises(TypeError):
        canonical.dumps(value)


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical.dumps({"b": 1, "a": "é"}) == canonical.dumps({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_moments_enter_the_chain_in_one_form() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=4))
    at = datetime.datetime(2022, 9, 22, 13, 0, 0, 5, tzinfo=zone)
    assert canonical.timestamp(at) == "2022-09-22T09:00:00.000005Z"


def test_an_occasion_that_is_part_of_itself_ends_where_it_closes() -> None:
    first = make.make_occasion("First")
    first.parent = make.make_occasion("Second", parent=first)
    first.save()
    form = public_form(make.make_meeting(occasion=first))
    assert [occasion["name"] for occasion in form["occasions"]] == ["First", "Second"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2022-09-22", "2022-09-22"], []),
        (["2022-09-22", "2022-09-23"], [True]),
        (["2022-09-22", "2022-09"], [False]),
        (["2022-09-22", "2022-09", "2022-10"], [True]),
        (["2022-09-22", ""], []),
    ],
)
def test_sources_that_give_different_dates_disagree(values: list[str], expected: list[bool]) -> None:
    meeting = make.make_meeting()
    for value in values:
        make.make_statement(meeting, make.make_source(), value=value)
    assert [found["contradict"] for found in disagreements(public_form(meeting))] == expected


def test_roles_of_one_participant_disagree_and_those_of_two_do_not() -> None:
    meeting = make.make_meeting()
    first, second = meeting.participations.all()
    for row, role in ((first, "Prime Minister"), (second, "Foreign Minister"), (first, "PRIME MINISTER")):
        make.make_statement(meeting, make.make_source(), property="role", value=role, participation=row)
    assert disagreements(public_form(meeting)) == []
    make.make_statement(
        meeting, make.make_source(), property="role", value="Counterpart", participation=first
    )
    assert disagreements(public_form(meeting)) == [
        {"property": "role", "participation": 1, "statements": [0, 2, 3], "contradict": True}
    ]


def title_of(*people: dict, **texts: str) -> str:
    meeting = make.make_meeting(people=list(people))
    for language, title in texts.items():
        MeetingText.objects.create(meeting=meeting, language=language, is_original=False, title=title)
    return titles.title(public_form(meeting), "en")


def test_a_title_is_composed_of_who_took_part_principal_first() -> None:
    ours = {"person": make.make_person("Ours"), "side": "principal"}
    guests = [{"person": make.make_person(f"Guest {letter}")} for letter in "ABC"]
    absent = {"person": make.make_person("Absent"), "attendance": "absent"}
    land = {"country": make.make_country("rs"), "role_as_printed": "the Foreign Minister"}
    assert title_of(guests[0], ours) == "Ours and Guest A"
    assert title_of(guests[0], absent, ours, guests[1]) == "Ours, Guest A and Guest B"
    assert title_of(ours, *guests) == "Ours, Guest A and 2 others"
    assert title_of(ours, land) == "Ours and the Foreign Minister (Serbia)"
    assert title_of(absent) == ""
    assert title_of(ours, guests[0], en="Its own") == "Its own"
    assert title_of(ours, guests[0], fr="Le sien") == "Ours and Guest A"


@pytest.mark.parametrize(
    ("name", "slug"), [("عباس عراقجي", "bilateral"), ("王毅", "bilateral"), ("Çavuşoğlu", "cavusoglu")]
)
def test_a_meeting_always_has_a_readable_address(name: str, slug: str) -> None:
    people = [{"person": make.make_person(name), "side": "principal"}]
    assert titles.slug(public_form(make.make_meeting(people=people))) == slug


def test_the_form_is_plain_json() -> None:
    form = public_form(full_meeting())
    assert json.loads(json.dumps(form)) == form
