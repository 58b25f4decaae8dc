"""Two records of one meeting become one, drafts among them, and two again: every row is accounted for."""

import contextlib
import json
import os

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import workflow
from meetings.models import (
    Appointment,
    Card,
    ChangeNote,
    Edition,
    Meeting,
    MeetingSource,
    Merge,
    Occasion,
    Office,
    Organisation,
    OtherName,
    Participation,
    Person,
    Place,
    Source,
    Statement,
    Topic,
)
from meetings.search import upkeep
from meetings.workflow import Refused, renewing
from meetings.workflow.audit import CHECKS
from meetings.workflow.carrying import load_of
from meetings.workflow.duplicates import candidates
from meetings.workflow.joining import join
from meetings.workflow.parting import part, why_not_part
from meetings.workflow.renewing import renew_waiting
from tests import builders as make

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def of_one(person, **fields) -> dict:
    """The participants of a record of the meeting with a person."""
    people = [{"side": "principal", "country": make.make_country("mk")}, {"person": person}]
    return {"people": people} | fields


def test_a_draft_brings_what_it_has_and_leaves_every_list():
    person, stranger, topic = make.make_person(), make.make_person(), make.make_topic()
    kept = make.make_meeting(**of_one(person))
    going = make.make_meeting(title="Talks", topics=[topic], **of_one(person))
    make.make_participation(going, person=stranger)
    for about in (None, *going.participations.all()):
        make.make_statement(going, participation=about)
    load = load_of(going, kept)
    assert [(name, len(rows)) for name, rows in load.told()] == [
        ("sources of the meeting", 1), ("participations", 1), ("topics", 1), ("statements", 4),
    ]  # fmt: skip
    assert load.behind() == ["Talks"]
    workflow.merge(going, into=kept, note="")
    assert [row.person for row in kept.participations.all()][1:] == [person, stranger]
    assert (kept.sources.count(), list(kept.topics.all()), kept.statements.count()) == (2, [topic], 4)
    assert (fresh(going).state, fresh(going).merged_into) == ("draft", kept)
    assert (going.participations.count(), going.statements.count()) == (3, 4)
    assert list(Meeting.objects.drafts()) == [kept]
    assert candidates("meeting") == []
    with pytest.raises(Refused) as refused:
        workflow.submit(fresh(going))
    assert refused.value.reasons == ["The meeting was merged into another and stays as it was."]
    with pytest.raises(Refused):
        workflow.delete(fresh(going))
    part(Merge.objects.get())
    assert set(Meeting.objects.drafts()) == {kept, going}
    assert (kept.participations.count(), kept.statements.count(), kept.topics.count()) == (2, 0, 0)


def test_what_a_meeting_brings_and_what_stays_behind_is_told_in_words():
    person = make.make_person("Ada Lovelace")
    office = make.make_office("Minister")
    held = make.make_appointment(person, office, start="2020-01", end="2021-02-03")
    going = make.make_meeting(
        date="2022-09-20/2022-09-26", kind="telephone", start_time="09:30", timezone="UTC"
    )
    making = make.make_statement(going, value="2022-09-22")
    going.refresh_from_db()
    assert load_of(going, make.make_meeting()).behind() == [
        "date: 20 to 26 September 2022", "kind: Telephone call", "start time: 09:30",
    ]  # fmt: skip
    assert str(making) == "Date: 22 September 2022"
    assert str(make.make_statement(going, value="on Thursday")) == "Date: on Thursday"
    assert str(held) == "Ada Lovelace: Minister (January 2020 – 3 February 2021)"
    assert str(going) == f"Unpublished meeting #{going.pk} (20 to 26 September 2022)"


def test_a_draft_merged_into_a_public_meeting_waits_for_its_correction():
    person = make.make_person()
    kept = make.published_meeting(**of_one(person))
    going = make.make_meeting(created_by=make.make_user(), **of_one(person))
    assert workflow.merge(going, into=kept, note="") is None
    assert (fresh(kept).has_unpublished_changes, fresh(kept).changed_by) == (True, going.created_by)
    workflow.correct(fresh(kept), reason="new_source", note="A further source.")
    part(Merge.objects.get())
    assert fresh(kept).has_unpublished_changes is True
    assert kept.editions.count() == 2
    assert [fault for check in CHECKS.values() for fault in check()] == []


def test_a_submitted_and_planned_draft_is_off_the_plan_when_it_is_merged():
    going, kept = make.make_meeting(), make.make_meeting()
    workflow.submit(going)
    workflow.schedule(going, publish_at=make.NOON.replace(year=9000))
    workflow.merge(going, into=kept, note="")
    assert (fresh(going).state, fresh(going).publish_at) == ("draft", None)


def test_the_unnamed_minister_of_a_party_is_the_one_that_the_other_record_names():
    person, poland = make.make_person(), make.make_country("pl")
    kept = make.make_meeting(people=[{"person": person, "country": poland}])
    going = make.make_meeting(people=[{"country": poland, "role_as_printed": "Minister"}])
    make.make_statement(going, property="role", value="Minister", participation=going.participations.get())
    workflow.merge(going, into=kept, note="")
    assert kept.participations.get().person == person
    assert kept.statements.get().participation == kept.participations.get()


@pytest.mark.parametrize(
    ("state", "into", "reasons"),
    [
        ("published", "draft", ["The meeting to merge into is not public."]),
        ("draft", "withdrawn", ["The meeting to merge into is not public."]),
        ("draft", "merged", ["“{into}” was merged into “{other}” already."]),
    ],
)
def test_what_no_record_can_be_merged_into(state, into, reasons):
    other = make.make_meeting()
    going = make.published_meeting() if state == "published" else make.make_meeting()
    kept = make.published_meeting() if into == "withdrawn" else make.make_meeting()
    if into == "withdrawn":
        workflow.withdraw(kept, reason="other", note="No.")
    if into == "merged":
        workflow.merge(kept, into=other, note="")
    with pytest.raises(Refused) as refused:
        workflow.merge(going, into=kept, note="The same.")
    assert refused.value.reasons == [reason.format(into=fresh(kept), other=other) for reason in reasons]


def test_what_rests_on_a_carried_participant_keeps_it_when_the_merge_is_taken_back():
    person, stranger = make.make_person(), make.make_person()
    kept, going = make.make_meeting(**of_one(person)), make.make_meeting(**of_one(person))
    make.make_participation(going, person=stranger)
    workflow.merge(going, into=kept, note="")
    row = kept.participations.get(person=stranger)
    said = make.make_statement(kept, property="role", value="Envoy", participation=row)
    part(Merge.objects.get())
    assert (kept.participations.filter(pk=row.pk).exists(), fresh(said).participation) == (True, row)


def test_what_was_brought_and_became_another_entry_goes_back_before_the_meetings_are_two():
    person, topic = make.make_person("Ada"), make.make_topic("Trade")
    kept, going = make.make_meeting(people=[]), make.make_meeting(topics=[topic], **of_one(person))
    workflow.merge(going, into=kept, note="")
    of_meetings = Merge.objects.get()
    of_person = join(person, into=make.make_person("Ada Lovelace"))
    of_topic = join(topic, into=make.make_topic("Commerce"))
    assert why_not_part(of_meetings) == [
        "The merge of “Trade” rests on this one: take that merge back first.",
        "The merge of “Ada” rests on this one: take that merge back first.",
    ]
    for merge in (of_topic, of_person, of_meetings):
        part(merge)
    assert (kept.participations.count(), kept.topics.count()) == (0, 0)


def test_another_topic_that_became_one_that_was_brought_stands_in_no_way():
    topic, other = make.make_topic("Trade"), make.make_topic("Commerce")
    kept, going = make.make_meeting(), make.make_meeting(topics=[topic])
    make.make_meeting(topics=[other])
    workflow.merge(going, into=kept, note="")
    join(other, into=topic)
    part(Merge.objects.get(kind="meeting"))
    assert kept.topics.count() == 0


def test_a_topic_of_the_kept_meeting_that_became_one_that_was_brought_goes_back_first():
    topic, other = make.make_topic("Trade"), make.make_topic("Commerce")
    kept, going = make.make_meeting(topics=[other]), make.make_meeting(topics=[topic])
    workflow.merge(going, into=kept, note="")
    of_topic = join(other, into=topic)
    of_meetings = Merge.objects.get(kind="meeting")
    assert why_not_part(of_meetings) == [
        "The merge of “Commerce” rests on this one: take that merge back first."
    ]
    part(of_topic)
    part(of_meetings)
    assert list(kept.topics.all()) == [other]


KINDS = (Person, Organisation, Place, Office, Source, Topic, Meeting, Occasion)
#: More examples find more; ``MERGE_EXAMPLES`` asks for them.
EXAMPLES = int(os.environ.get("MERGE_EXAMPLES", "8"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from("mmmmmuupcr"),
        st.integers(0, len(KINDS) - 1),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=12,
)
#: What stands after all merges are taken back as it stood before, whatever came between.
STANDS = (Appointment, MeetingSource, Meeting.topics.through, OtherName, Participation, Statement)


def rows(*models) -> dict[str, list]:
    """The rows of some models as they are written, without the times of their writing."""
    found = {}
    for model in models:
        written = json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
        for row in written:
            row["fields"].pop("updated_at", None)
        found[model.__name__] = written
    return found


def faults() -> list[str]:
    return [fault for check in CHECKS.values() for fault in check()]


@contextlib.contextmanager
def renewed(*, later: bool):
    """Lists follow at once, or step by step, a meeting a step."""
    with pytest.MonkeyPatch.context() as patched:
        if later:
            patched.setattr(upkeep, "AT_ONCE", 0)
        patched.setattr(renewing, "BATCH", 1)
        patched.setattr(renewing, "PAUSE", 0)
        yield


class AnyMerges(TestCase):
    """Entries of every kind and meetings, merged and parted in any order, published in between."""

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @example([("m", KINDS.index(Meeting), 0, 1), ("m", KINDS.index(Topic), 0, 1), ("u", 0, 0, 0)], False).via(
        "what a meeting brought belongs to another entry when its merge is taken back"
    )
    @example([("m", KINDS.index(Office), 1, 0), ("c", 0, 1, 0)], False).via(
        "an edition names the kept office when the merge is taken back"
    )
    @given(STEPS, st.booleans())
    def test_every_participation_statement_and_edition_is_accounted_for(self, steps, is_later):
        with renewed(later=is_later):
            self._entries()
            before, editions = rows(*STANDS), {}
            for step in steps:
                self._do(*step)
                editions = self._kept(editions, before)
            assert faults() == []
            while waiting := [one for one in Merge.objects.filter(undone_at=None) if not why_not_part(one)]:
                part(waiting[0], note="Two.")
                editions = self._kept(editions, before)
            assert Merge.objects.filter(undone_at=None).count() == 0
            assert rows(*STANDS) == before
            assert faults() == []
            renew_waiting()
            assert faults() == []

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @example([("m", KINDS.index(Person), 2, 0), ("u", 0, 0, 0), ("p", 0, 2, 0)])
    @example([("m", KINDS.index(Place), 1, 3), ("u", 0, 0, 0), ("m", KINDS.index(Place), 1, 0)])
    @example([("m", KINDS.index(Source), 1, 2), ("m", KINDS.index(Source), 2, 0)])
    @given(STEPS)
    def test_lists_and_notes_that_follow_later_come_to_say_the_same(self, steps):
        said = []
        for is_later in (False, True):
            with renewed(later=is_later), transaction.atomic():
                self._entries()
                for step in steps:
                    # What was corrected or withdrawn before its turn has nothing to tell any more.
                    if step[0] != "c" and KINDS[step[1]] is not Meeting:
                        self._do(*step)
                renew_waiting()
                assert faults() == []
                cards = Card.objects.order_by("public_id").values_list("data", flat=True)
                notes = ChangeNote.objects.filter(action="renewed").order_by("meeting", "version")
                told = notes.values_list("meeting__public_id", "edition__number", "reason", "note")
                said.append((list(cards), list(told)))
                transaction.set_rollback(True)
        assert said[0] == said[1]

    def _entries(self) -> None:
        offices = [make.make_office(f"Minister {number}") for number in range(4)]
        for number in range(4):
            person, topic = make.make_person(f"Somebody {number}"), make.make_topic(f"Topic {number}")
            held = make.make_appointment(person, offices[number])
            body = make.make_organisation(f"Body {number}")
            source = make.make_source(f"Text {number}", publisher=body)
            meeting = make.make_meeting(
                people=[
                    {"side": "principal", "country": make.make_country("mk")},
                    {"person": person, "organisation": body, "appointments": [held]},
                ],
                sources=[source],
                topics=[topic],
                place=make.make_place(f"Place {number}"),
                occasion=make.make_occasion(f"Occasion {number}"),
            )
            make.make_statement(meeting, source, participation=meeting.participations.last())
            if number % 2:
                workflow.publish(meeting, at=make.NOON)

    def _do(self, step: str, kind: int, one: int, two: int) -> None:
        model = KINDS[kind]
        going, kept = (model._base_manager.order_by("pk")[place] for place in (one, two))
        try:
            if step == "u":
                merges = list(Merge.objects.order_by("pk"))
                part(merges[(one * 4 + two) % len(merges)], note="Two.") if merges else None
            elif step == "r":
                renewing.renew_some()
            elif step == "c":
                meeting = Meeting.objects.order_by("pk")[one]
                Meeting.objects.filter(pk=meeting.pk).update(kind=("telephone", "video")[two % 2])
                workflow.correct(meeting, reason="factual_error", note="By wire.", at=make.NOON)
            elif step == "p":
                workflow.publish(Meeting.objects.order_by("pk")[one], at=make.NOON)
            elif model is Meeting:
                workflow.merge(going, into=kept, note="One.")
            else:
                join(going, into=kept, note="One.")
        except Refused:
            pass

    def _kept(self, editions: dict, before: dict) -> dict:
        """Every row is there or put aside by a merge in force; every edition says what it said."""
        aside = {
            (change["model"], change["row"]["pk"])
            for merge in Merge.objects.filter(undone_at=None)
            for change in merge.changes
            if change["did"] == "aside"
        }
        for model in STANDS:
            there = set(model._base_manager.values_list("pk", flat=True))
            for row in before[model.__name__]:
                assert row["pk"] in there or (model._meta.model_name, row["pk"]) in aside
        now = dict(Edition.objects.values_list("pk", "form"))
        assert {pk: now.get(pk) for pk in editions} == editions
        reported = set(MeetingSource.objects.values_list("meeting", "source"))
        assert all(pair in reported for pair in Statement.objects.values_list("meeting", "source"))
        return now
