"""A name that changes reaches every copy with the change; stored editions keep what they said."""

import contextlib
import datetime
import json

import pytest
from django.db import connection, transaction

from meetings import search, workflow
from meetings.models import ArchiveState, Card, CardValue, Edition, Meeting, Person
from meetings.record import editions
from meetings.search import Criteria, read_query
from meetings.search.upkeep import gathered
from meetings.vocabulary import Facet, number_of
from meetings.workflow.audit import CHECKS
from tests import builders as make

pytestmark = pytest.mark.django_db


def found(words: str) -> int:
    return search.count(Criteria(text=read_query(words)))


def faults() -> list[str]:
    return [fault for check in CHECKS.values() for fault in check()]


def version() -> int:
    return ArchiveState.objects.get().version


def everything_linked() -> dict:
    """A row of every kind that a published meeting names."""
    row = {
        "country": make.make_country("rs"),
        "person": make.make_person("Someone"),
        "organisation": make.make_organisation("A Body"),
        "topic": make.make_topic("A topic"),
        "occasion": make.make_occasion("An occasion"),
        "place": make.make_place("A place", country=make.make_country("us")),
        "office": make.make_office("An office"),
    }
    held = make.make_appointment(row["person"], row["office"])
    meeting = make.make_meeting(topics=[row["topic"]], occasion=row["occasion"], place=row["place"])
    make.make_participation(
        meeting,
        person=row["person"],
        country=row["country"],
        organisation=row["organisation"],
        appointments=[held],
    )
    publisher = make.make_organisation("A Paper")
    make.make_report(meeting, make.make_source(publisher=publisher))
    workflow.publish(meeting)
    return {
        **row,
        "publisher": publisher,
        "country of the place": row["place"].country,
        "broader topic": row["topic"],
    }


LINKED = (
    "country",
    "person",
    "organisation",
    "topic",
    "occasion",
    "place",
    "office",
    "publisher",
    "country of the place",
)


@pytest.mark.parametrize("kind", LINKED)
def test_a_new_name_is_found_and_shown_and_the_edition_keeps_the_old_one(kind: str) -> None:
    row = everything_linked()[kind]
    old, form, before = row.plain_name, Edition.objects.get().form, version()
    setattr(row, "title" if kind == "office" else "name", "Qwertz")
    row.save()
    assert found("qwertz") == 1
    assert found(old) == 0
    assert version() == before + 1
    assert Edition.objects.get().form == form
    assert faults() == []
    assert json.dumps(editions.current_form(Meeting.objects.get())).count("Qwertz") >= 1


@pytest.mark.parametrize("kind", LINKED)
def test_another_name_is_found_from_when_it_is_there_until_it_goes(kind: str) -> None:
    row = everything_linked()[kind]
    other = make.make_other_name(row, "Qwertz", language="fr", kind="alternative")
    assert found("qwertz") == 1
    other.name = "Uiop"
    other.save()
    assert (found("qwertz"), found("uiop")) == (0, 1)
    other.delete()
    assert found("uiop") == 0
    assert faults() == []


@pytest.mark.parametrize(
    "kind", ["person", "organisation", "topic", "occasion", "place", "office", "publisher"]
)
def test_a_changed_address_keeps_the_row_in_its_facets(kind: str) -> None:
    row = everything_linked()[kind]
    before = sorted(CardValue.objects.values_list("card", "facet", "value"))
    row.slug = "qwertz"
    row.save()
    assert sorted(CardValue.objects.values_list("card", "facet", "value")) == before
    assert json.dumps(editions.current_form(Meeting.objects.get())).count('"qwertz"') >= 1
    assert faults() == []


def test_a_country_is_named_as_on_the_day_of_the_meeting() -> None:
    changed = datetime.date(2019, 2, 12)
    for day in ("2019-02-11", "2019-02-12", "2018/2019-02-12", ""):
        make.published_meeting(date=day)
    country = make.make_country("mk")
    make.make_other_name(country, "Macedonia", language="en", kind="former", valid_until=changed)
    names = {
        row["date"]: [p["country"]["name"] for p in row["participations"] if p["country"]["code"] == "mk"]
        for row in map(json.loads, Card.objects.values_list("data", flat=True))
    }
    assert names == {
        "2019-02-11": ["Macedonia"],
        "2019-02-12": ["North Macedonia"],
        "2018/2019-02-12": ["North Macedonia"],
        "": ["North Macedonia"],
    }
    assert faults() == []


def test_a_merged_person_leads_every_copy_to_the_kept_one_and_back() -> None:
    meeting = make.published_meeting()
    row = meeting.participations.order_by("position").first().person
    kept, last = make.make_person("Kept Name"), make.make_person("Last Name")
    facet = CardValue.objects.filter(facet=number_of(Facet.PERSON))
    others = set(facet.exclude(value=row.pk).values_list("value", flat=True))
    for person, into, expected in (
        (row, kept, kept),
        (kept, last, last),
        (kept, None, kept),
        (row, None, row),
    ):
        person.merged_into = into
        person.save()
        assert set(facet.values_list("value", flat=True)) == {*others, expected.pk}
        assert found(f'"{expected.name}"') == 1
        assert list(Person.objects.published().exclude(pk__in=others)) == [expected]


def test_people_merged_in_a_circle_harm_nobody() -> None:
    meeting = make.published_meeting()
    first, second = make.make_person("First"), meeting.participations.first().person
    first.merged_into, second.merged_into = second, first
    first.save()
    second.save()
    assert search.find(Criteria()).rows[0]["id"] == meeting.public_id


def test_an_appointment_makes_a_minister_and_unmakes_one() -> None:
    meeting = make.published_meeting()
    person = meeting.participations.first().person
    ministers = CardValue.objects.filter(facet=number_of(Facet.MINISTER))
    assert list(ministers.all()) == []
    held = make.make_appointment(person)
    assert [value.value for value in ministers.all()] == [person.pk]
    held.person = make.make_person()
    held.save()
    assert list(ministers.all()) == []
    held.person = person
    held.save()
    held.delete()
    assert list(ministers.all()) == []
    assert faults() == []


def test_an_office_that_only_the_edition_still_names_is_kept_in_step() -> None:
    office = everything_linked()["office"]
    meeting = Meeting.objects.get()
    for row in meeting.participations.all():
        row.appointments.clear()
    workflow.publishing.note_changes(meeting)
    office.title = "Qwertz"
    office.save()
    assert found("qwertz") == 1
    assert faults() == []


def test_a_deleted_topic_stays_in_the_edition_and_leaves_the_facets() -> None:
    topic = everything_linked()["topic"]
    topic.delete()
    assert list(CardValue.objects.filter(facet=number_of(Facet.TOPIC))) == []
    assert json.loads(Card.objects.get().data)["topics"][0]["name"] == "A topic"
    assert found('"a topic"') == 1


def test_a_topic_moved_under_another_takes_its_meetings_along() -> None:
    topic = everything_linked()["topic"]
    above = make.make_topic("Above", broader=make.make_topic("Top"))
    topic.broader = above
    topic.save()
    values = CardValue.objects.filter(facet=number_of(Facet.TOPIC)).values_list("value", flat=True)
    assert set(values) == {topic.pk, above.pk, above.broader_id}


def test_topics_in_a_circle_harm_nobody() -> None:
    topic = everything_linked()["topic"]
    topic.broader = make.make_topic("Below", broader=topic)
    topic.save()
    assert search.count(Criteria.of({Facet.TOPIC: {topic.broader_id}})) == 1


def test_names_nobody_public_bears_move_no_version() -> None:
    make.published_meeting()
    before = version()
    draft = make.make_meeting()
    for row in draft.participations.select_related("person"):
        row.person.name = "Other"
        row.person.save()
        make.make_other_name(row.person, "Yet another")
    assert version() == before


def test_gathered_changes_renew_each_card_once() -> None:
    row = everything_linked()
    before = version()
    with transaction.atomic(), gathered(), gathered():
        for kind in ("person", "topic", "place"):
            row[kind].name = f"New {kind}"
            row[kind].save()
        assert found("new") == 0
    assert version() == before + 1
    assert [found(f'"new {kind}"') for kind in ("person", "topic", "place")] == [1, 1, 1]


def test_gathering_nothing_asks_nothing_of_the_database(django_assert_num_queries) -> None:
    with django_assert_num_queries(0), gathered():
        pass


def test_gathered_changes_that_failed_are_forgotten() -> None:
    row = everything_linked()["person"]
    before = version()
    with contextlib.suppress(ZeroDivisionError), transaction.atomic(), gathered():
        row.name = "Qwertz"
        row.save()
        raise ZeroDivisionError
    assert (version(), found("qwertz")) == (before, 0)
    row.name = "Uiop"
    row.save()
    assert found("uiop") == 1


def test_another_name_given_to_somebody_else_leaves_the_one_and_reaches_the_other() -> None:
    people = [row.person for row in make.published_meeting().participations.all()]
    other = make.make_other_name(people[0], "Qwertz", language="en", kind="preferred")
    other.person = people[1]
    other.save()
    assert faults() == []
    assert found("qwertz") == 1


def test_more_meetings_are_renewed_in_as_many_queries(django_assert_num_queries) -> None:
    person = make.make_person("Everywhere")
    queries = {"sqlite": 31, "postgresql": 26}[connection.vendor]
    for name, meetings in (("One", 1), ("Two", 5)):
        for _ in range(meetings):
            make.published_meeting(
                people=[{"person": person, "side": "principal"}, {"person": make.make_person()}]
            )
        person.name = name
        with django_assert_num_queries(queries):
            person.save()
