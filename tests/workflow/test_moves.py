"""The table of moves: from every state every verb goes where the table says, or is refused."""

import datetime
from functools import partial

import pytest

from meetings import workflow
from meetings.models import Edition, Meeting
from meetings.vocabulary import ChangeReason, PublicationState
from meetings.workflow import MOVES, Refused, Verb
from tests import builders as make

pytestmark = pytest.mark.django_db

FAR = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
PERMISSIONS = sorted({move.permission for move in MOVES.values()})


def meeting_in(state: str) -> Meeting:
    """A meeting that came to its state by the workflow, with an edition to redact where it was public."""
    meeting = make.make_meeting()
    if state == "submitted":
        workflow.submit(meeting)
        workflow.schedule(meeting, publish_at=FAR)
    if state in ("published", "withdrawn"):
        workflow.publish(meeting)
        make.make_participation(meeting)
        workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="One more took part.")
        make.make_participation(meeting)
    if state == "withdrawn":
        workflow.withdraw(meeting, reason=ChangeReason.OTHER, note="Not ours.")
    return meeting


VERBS = {
    Verb.SUBMIT: workflow.submit,
    Verb.SEND_BACK: workflow.send_back,
    Verb.SCHEDULE: partial(workflow.schedule, publish_at=FAR),
    Verb.UNSCHEDULE: workflow.unschedule,
    Verb.PUBLISH: workflow.publish,
    Verb.CORRECT: partial(workflow.correct, reason=ChangeReason.ADDED_DETAIL, note="More."),
    Verb.WITHDRAW: partial(workflow.withdraw, reason=ChangeReason.OTHER, note="Not ours."),
    Verb.RESTORE: partial(workflow.restore, note="Ours after all."),
    Verb.REDACT: partial(workflow.redact, numbers=[1], reason=ChangeReason.LEGAL, note="By order."),
    Verb.MERGE: lambda meeting, **by: workflow.merge(
        meeting, into=make.published_meeting(), note="The same.", **by
    ),
}
LEADS_TO = {
    ("draft", "submit"): "submitted",
    ("draft", "publish"): "published",
    ("submitted", "send_back"): "draft",
    ("submitted", "schedule"): "submitted",
    ("submitted", "unschedule"): "submitted",
    ("submitted", "publish"): "published",
    ("published", "correct"): "published",
    ("published", "withdraw"): "withdrawn",
    ("published", "redact"): "published",
    ("published", "merge"): "withdrawn",
    ("draft", "merge"): "draft",
    ("submitted", "merge"): "draft",
    ("withdrawn", "restore"): "published",
    ("withdrawn", "redact"): "withdrawn",
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("state", PublicationState)
def test_every_verb_from_every_state(state: str, verb: str) -> None:
    meeting = meeting_in(state)
    if (state, verb) in LEADS_TO:
        assert workflow.why_not(verb, meeting) == []
        VERBS[verb](meeting)
        assert meeting.state == LEADS_TO[state, verb]
    else:
        with pytest.raises(Refused) as refused:
            VERBS[verb](meeting)
        words = f"A meeting that is “{PublicationState(state).label}” cannot go this way."
        unpublished = ["There is no edition 1."] if verb == Verb.REDACT else []
        assert refused.value.reasons == [words, *unpublished]
        assert workflow.why_not(verb, meeting) == [words]
        assert meeting.state == state
    assert Meeting.objects.get(pk=meeting.pk).state == meeting.state


@pytest.mark.parametrize(("state", "verb"), LEADS_TO)
def test_a_verb_needs_its_permission_and_no_other(state: str, verb: str) -> None:
    meeting = meeting_in(state)
    needed = MOVES[Verb(verb)].permission
    stranger = make.make_user(*(set(PERMISSIONS) - {needed}))
    with pytest.raises(Refused) as refused:
        VERBS[Verb(verb)](meeting, by=stranger)
    assert refused.value.reasons == ["You do not have the permission to do this."]
    assert Meeting.objects.get(pk=meeting.pk).state == state
    VERBS[Verb(verb)](meeting, by=make.make_user(needed))
    assert meeting.state == LEADS_TO[state, verb]


def test_every_permission_of_the_table_exists() -> None:
    assert sorted(code for code, _ in Meeting._meta.permissions) == PERMISSIONS


def test_a_stale_row_in_hand_does_not_decide() -> None:
    meeting = make.make_meeting()
    stale = Meeting.objects.get(pk=meeting.pk)
    workflow.publish(meeting)
    with pytest.raises(Refused) as refused:
        workflow.publish(stale)
    assert refused.value.reasons == ["A meeting that is “Published” cannot go this way."]
    assert Edition.objects.count() == 1


def test_a_deleted_meeting_is_refused() -> None:
    meeting = make.make_meeting()
    Meeting.objects.get(pk=meeting.pk).delete()
    with pytest.raises(Refused) as refused:
        workflow.publish(meeting)
    assert refused.value.reasons == ["The meeting was deleted meanwhile."]
