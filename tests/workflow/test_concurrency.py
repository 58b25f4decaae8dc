"""Two people at once: numbers stay distinct, and the second of two equal acts is refused."""

import threading

import pytest
from django.db import connection, connections

from meetings import workflow
from meetings.models import ArchiveState, Card, ChangeNote, Edition, Meeting
from meetings.vocabulary import ChangeReason
from meetings.workflow import Refused
from meetings.workflow.audit import CHECKS
from tests import builders as make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(*acts) -> list[list[str]]:
    """Do acts in threads of their own, all starting together; the reasons each was refused for."""
    start = threading.Barrier(len(acts))
    outcomes: list = [None] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=20)
            act()
            outcomes[place] = []
        except Refused as refused:
            outcomes[place] = refused.reasons
        except Exception as error:
            outcomes[place] = [repr(error)]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def assert_sound() -> None:
    assert [fault for check in CHECKS.values() for fault in check()] == []


def test_meetings_published_at_once_get_distinct_numbers_and_versions() -> None:
    drafts = [make.make_meeting() for _ in range(4)]
    assert at_once(*(lambda one=one: workflow.publish(one) for one in drafts)) == [[], [], [], []]
    assert sorted(Meeting.objects.values_list("public_id", flat=True)) == [1, 2, 3, 4]
    assert sorted(ChangeNote.objects.values_list("version", flat=True)) == [1, 2, 3, 4]
    assert sorted(Card.objects.values_list("version", flat=True)) == [1, 2, 3, 4]
    assert ArchiveState.objects.values_list("version", "last_public_id").get() == (4, 4)
    assert_sound()


def test_the_very_first_numbers_are_given_once() -> None:
    assert ArchiveState.objects.count() == 0
    drafts = [make.make_meeting() for _ in range(2)]
    assert at_once(*(lambda one=one: workflow.publish(one) for one in drafts)) == [[], []]
    assert sorted(Meeting.objects.values_list("public_id", flat=True)) == [1, 2]


def test_a_meeting_published_twice_at_once_has_one_edition() -> None:
    draft = make.make_meeting()
    refusal = ["A meeting that is “Published” cannot go this way."]
    assert at_once(*[lambda: workflow.publish(fresh(draft))] * 2) == [[], refusal]
    assert Edition.objects.count() == 1
    assert_sound()


def test_a_correction_made_twice_at_once_is_one_edition() -> None:
    meeting = make.published_meeting()
    make.make_participation(meeting)
    refusal = ["Nothing that the public sees has changed."]
    outcome = at_once(
        *[lambda: workflow.correct(fresh(meeting), reason=ChangeReason.ADDED_DETAIL, note="More.")] * 2
    )
    assert outcome == [[], refusal]
    assert list(Edition.objects.values_list("number", flat=True)) == [1, 2]
    assert_sound()


def test_a_withdrawal_and_a_correction_at_once_end_in_one_order() -> None:
    meeting = make.published_meeting()
    make.make_participation(meeting)
    outcome = at_once(
        lambda: workflow.correct(fresh(meeting), reason=ChangeReason.ADDED_DETAIL, note="More."),
        lambda: workflow.withdraw(fresh(meeting), reason=ChangeReason.OTHER, note="Not ours."),
    )
    refusal = ["A meeting that is “Withdrawn” cannot go this way."]
    assert outcome in ([[], []], [[], refusal])
    assert fresh(meeting).state == "withdrawn"
    assert_sound()


@pytest.mark.parametrize("attempt", range(3))
def test_a_merge_and_a_correction_of_the_kept_meeting_do_not_wait_for_each_other(attempt: int) -> None:
    kept = make.published_meeting()
    make.make_participation(kept)
    double = make.published_meeting()
    outcome = at_once(
        lambda: workflow.merge(fresh(double), into=fresh(kept), note="The same."),
        lambda: workflow.correct(fresh(kept), reason=ChangeReason.ADDED_DETAIL, note="More."),
    )
    assert outcome == [[], []]
    assert fresh(double).merged_into == kept
    assert_sound()


def test_two_meetings_merged_into_each_other_at_once_leave_one() -> None:
    first, second = make.published_meeting(), make.published_meeting()
    outcome = at_once(
        lambda: workflow.merge(fresh(first), into=fresh(second), note="The same."),
        lambda: workflow.merge(fresh(second), into=fresh(first), note="The same."),
    )
    # Which words the second is told depends on who came first; that it is refused does not.
    assert outcome[0] == []
    assert outcome[1][-1].endswith("already.")
    assert Meeting.objects.published().count() == 1
    assert_sound()


def test_a_name_changed_while_a_meeting_is_published_reaches_its_card() -> None:
    draft = make.make_meeting()
    person = draft.participations.first().person
    read, renamed = threading.Event(), threading.Event()

    def publish():
        with connection.execute_wrapper(pausing):
            workflow.publish(fresh(draft))

    def pausing(execute, sql, params, many, context):
        """Once the names are read and before they are written, give the other all the time it wants."""
        if sql.startswith("INSERT INTO meetings_cardtext"):
            read.set()
            renamed.wait(timeout=0.5)
        return execute(sql, params, many, context)

    def rename():
        assert read.wait(timeout=20)
        person.name = "New Name"
        person.save()
        renamed.set()

    assert at_once(publish, rename) == [[], []]
    assert renamed.is_set()
    assert_sound()
