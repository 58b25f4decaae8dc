"""Merging entries and taking merges back: nothing is lost, whatever the order."""

import json
from itertools import pairwise

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import workflow
from meetings.models import (
    Appointment,
    AuditEntry,
    CardValue,
    Identifier,
    ImportedEntry,
    Meeting,
    MeetingSource,
    Merge,
    OtherName,
    Participation,
    Person,
    Source,
    Statement,
)
from meetings.vocabulary import Facet, number_of
from meetings.workflow import Refused, correct, joining, parting, publish
from meetings.workflow.audit import CHECKS
from meetings.workflow.joining import plan
from meetings.workflow.parting import why_not_part
from meetings.workflow.publishing import note_changes
from tests import builders as make

pytestmark = pytest.mark.django_db
#: What a merge and its undoing leave as it was, byte for byte.
KEPT_ALIKE = (
    Appointment, Identifier, MeetingSource, Meeting.topics.through, OtherName, Participation, Statement,
)  # fmt: skip


def snapshot() -> dict[str, list]:
    """Every row of what merges move."""
    return {
        model.__name__: json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
        for model in KEPT_ALIKE
    }


def join(going, *, into, **fields) -> Merge:
    """A merge with a public reason."""
    return joining.join(going, into=into, **{"note": "They are one."} | fields)


def part(merge, **fields) -> None:
    """Take a merge back with a public reason."""
    parting.part(merge, **{"note": "They are two."} | fields)


def faults() -> list[str]:
    return [fault for check in CHECKS.values() for fault in check()]


def public_people() -> set[int]:
    """The people whom the cards name."""
    values = CardValue.objects.filter(facet=number_of(Facet.PERSON))
    return set(values.values_list("value", flat=True))


def among(person, **fields) -> list[dict]:
    """The participants of a meeting with ``person``, as it may be published."""
    return [
        {"side": "principal", "person": make.make_person(), "country": make.make_country("mk")},
        {"person": person, **fields},
    ]


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def test_everything_that_refers_to_a_person_comes_to_refer_to_the_other():
    kept, going = make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic (Serbia)")
    office = make.make_appointment(going)
    make.make_other_name(going, "Никола Селаковић")
    Identifier.objects.create(scheme="wikidata", value="Q1", person=going)
    meeting = make.published_meeting(people=among(going, appointments=[office]))
    before = meeting.editions.get().form
    join(going, into=kept)
    assert fresh(going).merged_into == kept
    row = meeting.participations.last()
    assert (row.person, list(row.appointments.all())) == (kept, [office])
    assert kept.appointments.get() == office
    assert sorted(kept.other_names.values_list("name", flat=True)) == [
        "Nikola Selakovic (Serbia)", "Никола Селаковић",
    ]  # fmt: skip
    assert kept.identifiers.get().value == "Q1"
    assert meeting.editions.get().form == before
    assert (kept.pk in public_people(), going.pk in public_people()) == (True, False)
    assert fresh(meeting).has_unpublished_changes is False
    assert faults() == []


def test_a_merge_taken_back_leaves_everything_as_it_was():
    kept, going = make.make_person("Kept"), make.make_person("Going")
    for person in (kept, going):
        Identifier.objects.create(scheme="wikidata", value="Q1", person=person)
        make.make_other_name(person, "Another")
        make.published_meeting(people=among(person, appointments=[make.make_appointment(person)]))
    before = snapshot()
    merge = join(going, into=kept)
    assert snapshot() != before
    part(merge)
    assert snapshot() == before
    assert fresh(going).merged_into is None
    assert Merge.objects.get().undone_at is not None
    assert {kept.pk, going.pk} <= public_people()
    assert faults() == []


def test_two_people_of_one_meeting_are_not_one():
    kept, going = make.make_person(), make.make_person()
    meeting = make.make_meeting(people=[{"person": kept}, {"person": going}])
    with pytest.raises(Refused) as refused:
        join(going, into=kept)
    assert refused.value.reasons == [f"Both are in {meeting}."]
    assert meeting.participations.filter(person=going).count() == 1


def test_a_source_that_a_meeting_names_twice_is_named_once_and_twice_again():
    kept, going = make.make_source("The text"), make.make_source("The text, again")
    meeting = make.published_meeting(sources=[kept, going])
    make.make_statement(meeting, going)
    before = snapshot()
    merge = join(going, into=kept)
    assert [row.source for row in meeting.reports.all()] == [kept]
    assert meeting.statements.get().source == kept
    assert fresh(meeting).has_unpublished_changes is True
    assert faults() == []
    part(merge)
    assert snapshot() == before
    assert fresh(meeting).has_unpublished_changes is True  # the statement was added since
    assert faults() == []


def test_a_statement_keeps_its_words_and_loses_a_place_that_is_none_in_the_other_text():
    kept = make.make_source("One", text="They met on Thursday in New York.")
    going = make.make_source("Two", text="On Thursday they met.")
    meeting = make.make_meeting(sources=[going])
    make.make_statement(meeting, going, quote="On Thursday", start=0, end=11)
    before = snapshot()
    merge = join(going, into=kept)
    row = meeting.statements.get()
    assert (row.quote, row.start, row.end) == ("On Thursday", None, None)
    part(merge)
    assert snapshot() == before


def test_the_same_topic_twice_is_once_and_twice_again():
    kept, going = make.make_topic("Energy"), make.make_topic("Energy policy")
    below = make.make_topic("Gas", broader=going)
    meeting = make.published_meeting(topics=[kept, going, below])
    before = snapshot()
    merge = join(going, into=kept)
    assert set(meeting.topics.all()) == {kept, below}
    assert fresh(below).broader == kept
    assert faults() == []
    part(merge)
    assert snapshot() == before
    assert fresh(below).broader == going
    assert faults() == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_topic_is_not_merged_with_one_it_is_part_of(turned):
    above = make.make_topic("Energy")
    below = make.make_topic("Gas", broader=make.make_topic("Fuel", broader=above))
    pair = (above, below) if turned else (below, above)
    assert plan(*pair).reasons == ["“Gas” is part of “Energy”."]


def test_reasons_against_a_merge_are_all_named():
    one, two, three = make.make_person("One"), make.make_person("Two"), make.make_person("Three")
    join(one, into=two)
    assert plan(fresh(one), three, make.make_user()).reasons == [
        "You do not have the permission to do this.",
        "“One” was merged into “Two” already.",
    ]
    assert plan(three, three).reasons == ["An entry cannot be merged into itself."]
    assert plan(three, make.make_topic()).reasons == ["Only two entries of one kind can be merged."]


def test_a_later_merge_of_the_kept_entry_is_taken_back_first():
    one, two, three = make.make_person("One"), make.make_person("Two"), make.make_person("Three")
    first = join(one, into=two)
    second = join(fresh(two), into=three)
    with pytest.raises(Refused) as refused:
        part(first)
    assert refused.value.reasons == ["“Two” was merged into “Three” since: take that merge back first."]
    part(second)
    part(first)
    assert Person.objects.filter(merged_into__isnull=False).count() == 0


def test_a_merge_on_which_a_row_put_aside_rests_is_taken_back_last():
    one, two, kept = (make.make_source(title) for title in ("One", "Two", "Kept"))
    make.make_meeting(sources=[one, two])
    first = join(one, into=kept)
    second = join(two, into=fresh(kept))
    assert why_not_part(first) == ["The merge of “Two” rests on this one: take that merge back first."]
    part(second)
    assert why_not_part(first) == []


def test_what_an_editor_changed_since_stays_when_a_merge_is_taken_back():
    kept, going, other = make.make_person("Kept"), make.make_person("Going"), make.make_person("Other")
    stays, goes = (make.make_meeting(people=[{"person": going}]) for _ in range(2))
    merge = join(going, into=kept)
    Participation.objects.filter(meeting=stays).update(person=other)
    part(merge)
    assert stays.participations.get().person == other
    assert goes.participations.get().person == going


def test_a_merge_is_not_taken_back_over_what_was_entered_since():
    kept, going = make.make_person("Kept"), make.make_person("Going")
    meeting = make.make_meeting(people=[{"person": going}])
    merge = join(going, into=kept)
    Participation.objects.create(meeting=meeting, person=going)
    assert why_not_part(merge) == ["“Going” has been used again since, where it would come back."]


def test_merges_are_in_the_audit_list_and_whoever_has_a_meeting_open_learns_of_them():
    user = make.make_user("merge_meeting")
    kept, going = make.make_person("Kept"), make.make_person("Going")
    meeting = make.make_meeting(people=[{"person": going}])
    part(join(going, into=kept, by=user), by=user)
    assert fresh(meeting).lock_version == meeting.lock_version + 2
    assert list(AuditEntry.objects.order_by("pk").values_list("act", "about")) == [
        ("merged", "person: Going → Kept"), ("unmerged", "person: Going → Kept"),
    ]  # fmt: skip


def test_a_chain_of_merges_is_followed_by_cards_and_corrections():
    people = [make.make_person(f"Person {number}") for number in range(4)]
    meeting = make.published_meeting(people=among(people[0]))
    for going, kept in pairwise(people):
        join(fresh(going), into=fresh(kept))
    assert meeting.participations.last().person == people[3]
    assert faults() == []
    Meeting.objects.filter(pk=meeting.pk).update(kind="telephone")
    correct(meeting, reason="factual_error", note="It was by telephone.")
    assert faults() == []


def test_a_merged_meeting_brings_what_its_sources_say_and_takes_it_with_it_again():
    person, stranger, source = make.make_person(), make.make_person(), make.make_source()
    kept = make.published_meeting(people=among(person), sources=[source])
    double = make.published_meeting(people=[*among(person), {"person": stranger}], sources=[source])
    for about in (None, double.participations.get(person=person), double.participations.get(person=stranger)):
        make.make_statement(double, source, participation=about)
    further = make.make_source()
    make.make_report(double, further)
    before = snapshot()
    workflow.merge(double, into=kept, note="The same.")
    said = [(row.participation and row.participation.person, row.source) for row in kept.statements.all()]
    assert said == [(None, source), (person, source), (stranger, source)]
    principal = double.participations.first().person
    assert [row.person for row in kept.participations.all()][1:] == [person, principal, stranger]
    assert list(kept.sources.order_by("pk")) == [source, further]
    assert double.statements.count() == 3
    part(Merge.objects.get())
    assert snapshot() == before
    again = fresh(double)
    assert (again.state, again.merged_into, again.editions.count()) == ("published", None, 2)
    assert fresh(kept).has_unpublished_changes is False
    assert faults() == []


def test_what_an_editor_wrote_into_the_kept_meeting_stays_when_the_merge_is_taken_back():
    kept, double = make.published_meeting(), make.published_meeting()
    make.make_statement(double)
    workflow.merge(double, into=kept, note="The same.")
    kept.statements.update(reason="Looked up again")
    part(Merge.objects.get())
    assert kept.statements.get().reason == "Looked up again"
    assert kept.reports.count() == 2


def test_a_meeting_merged_into_one_that_was_merged_since_comes_back_last():
    one, two, three = (make.published_meeting() for _ in range(3))
    workflow.merge(one, into=two, note="The same.")
    workflow.merge(two, into=three, note="The same.")
    first, second = Merge.objects.order_by("pk")
    assert why_not_part(first) == [
        f"“{first.kept_name}” was merged into “{three}” since: take that merge back first."
    ]
    part(second)
    part(first)
    assert Meeting.objects.published().count() == 3
    assert faults() == []


class AnySequence(TestCase):
    """Whatever is merged, taken back, entered and published in between: every row is accounted for."""

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from("mmmuup"), st.integers(0, 5), st.integers(0, 5)), max_size=9))
    def test_every_row_is_accounted_for(self, steps):
        people = [make.make_person(f"Somebody {number}") for number in range(6)]
        sources = [make.make_source(f"Text {number}") for number in range(6)]
        for number, person in enumerate(people):
            make.make_appointment(person)
            pair = [sources[number], sources[(number + 1) % 6]]
            meeting = make.make_meeting(people=among(person), sources=pair)
            make.make_statement(meeting, sources[number])
            if number % 2:
                publish(meeting)
        before = snapshot()
        for step, one, two in steps:
            self._do(step, (people, sources)[(one + two) % 2], one, two)
            self._check(before)
        while Merge.objects.filter(undone_at=None).exists():
            for merge in Merge.objects.filter(undone_at=None):
                if not why_not_part(merge):
                    part(merge)
        assert snapshot() == before
        assert faults() == []

    def _do(self, step, rows, one, two):
        try:
            if step == "m":
                join(fresh(rows[one]), into=fresh(rows[two]))
            elif step == "u":
                merges = list(Merge.objects.order_by("pk"))
                part(merges[(one * 6 + two) % len(merges)]) if merges else None
            else:
                publish(Meeting.objects.order_by("pk")[one])
        except Refused:
            pass

    def _check(self, before):
        """Every row stands where it was, or a merge in force says where it went."""
        now = snapshot()
        aside = [
            (change["model"], change["row"]["pk"])
            for merge in Merge.objects.filter(undone_at=None)
            for change in merge.changes
            if change["did"] == "aside"
        ]
        assert len(aside) == len(set(aside))
        for name, rows in before.items():
            away = {pk for model, pk in aside if model == name.lower()}
            there = {row["pk"] for row in now[name]}
            assert {row["pk"] for row in rows} <= there | away
            assert there & away == set()
        reported = set(MeetingSource.objects.values_list("meeting", "source"))
        assert all(pair in reported for pair in Statement.objects.values_list("meeting", "source"))
        assert Source.objects.count() == 6


def test_what_was_published_while_two_were_one_is_marked_when_they_are_two_again():
    going, kept = make.make_person("A. Somebody"), make.make_person("B. Somebody")
    meeting = make.make_meeting(people=among(going))
    merge = join(going, into=kept)
    publish(Meeting.objects.get(pk=meeting.pk))
    part(merge)
    assert Meeting.objects.get(pk=meeting.pk).has_unpublished_changes is True
    assert faults() == []


def test_where_a_meeting_was_lies_elsewhere_when_its_place_is_another_and_that_is_marked():
    going = make.make_place("The old palace", country=make.make_country("pl"), latitude="52.2", longitude=21)
    meeting = make.published_meeting(place=going)
    join(going, into=make.make_place("The palace"))
    assert fresh(meeting).has_unpublished_changes is True
    assert faults() == []


def test_what_a_kept_occasion_is_part_of_is_marked_for_all_that_was_part_of_the_other():
    going, kept = (make.make_occasion(parent=make.make_occasion()) for _ in range(2))
    day = make.make_occasion(parent=make.make_occasion(parent=going))
    meetings = [make.published_meeting(occasion=occasion) for occasion in (going, day)]
    merge = join(going, into=kept)
    assert [fresh(meeting).has_unpublished_changes for meeting in meetings] == [True, True]
    assert faults() == []
    part(merge)
    assert [fresh(meeting).has_unpublished_changes for meeting in meetings] == [False, False]
    assert faults() == []


@pytest.mark.parametrize("kind", ["office", "publisher"])
def test_an_edition_that_names_the_kept_entry_is_marked_when_the_two_are_parted(kind):
    make_entry = make.make_office if kind == "office" else make.make_organisation
    going, kept = make_entry("Going"), make_entry("Kept")
    if kind == "office":
        person = make.make_person()
        held = make.make_appointment(person, going)
        meeting = make.published_meeting(people=among(person, appointments=[held]))
    else:
        meeting = make.published_meeting(sources=[make.make_source(publisher=going)])
    merge = join(going, into=kept)
    Meeting.objects.filter(pk=meeting.pk).update(kind="telephone")
    correct(fresh(meeting), reason="factual_error", note="It was a call.")
    part(merge)
    assert fresh(meeting).has_unpublished_changes is True
    assert faults() == []


def test_a_meeting_whose_change_a_merge_makes_is_no_longer_marked():
    going, kept = make.make_person("Going"), make.make_person("Kept")
    meeting = make.published_meeting(people=among(going))
    meeting.participations.filter(person=going).update(person=kept)
    assert note_changes(meeting) is True
    join(going, into=kept)
    assert fresh(meeting).has_unpublished_changes is False
    assert faults() == []


def made_by_an_import(name: str) -> Person:
    """A person of whom only a table tells."""
    person = make.make_person(name)
    ImportedEntry.objects.create(kind="person", key=name, words=name, person=person, seen_at=make.NOON)
    return person


def test_an_unconfirmed_name_merged_into_somebody_known_holds_up_nothing_more():
    known = make.make_person("Zbigniew Rau")
    meeting = make.make_meeting(people=among(made_by_an_import("Z. Rau")))
    with pytest.raises(Refused):
        publish(meeting)
    join(Person.objects.get(name="Z. Rau"), into=known)
    publish(Meeting.objects.get())
    assert (Meeting.objects.get().state, ImportedEntry.objects.unconfirmed().count()) == ("published", 0)


def test_two_unconfirmed_names_of_one_person_become_one():
    going, kept = made_by_an_import("Z. Rau"), made_by_an_import("Zbigniew Rau")
    join(going, into=kept)
    assert [entry.person for entry in ImportedEntry.objects.unconfirmed()] == [kept]
    part(Merge.objects.get())
    assert ImportedEntry.objects.unconfirmed().count() == 2
