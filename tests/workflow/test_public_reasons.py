"""Whatever changes what the public reads of a meeting leaves a public note with a reason code."""

import pytest

from meetings import workflow
from meetings.intake.tables.writing.earlier import is_untouched
from meetings.models import ChangeNote, Edition, Meeting
from meetings.vocabulary import ChangeReason
from meetings.workflow import MOVES, Refused, Verb
from meetings.workflow.moves import PUBLISHED, WITHDRAWN
from tests import builders as make
from tests.workflow.test_moves import LEADS_TO, VERBS, meeting_in

pytestmark = pytest.mark.django_db
#: The verbs after which the public reads something else.
PUBLIC = [
    (state, verb)
    for state, verb in LEADS_TO
    if MOVES[Verb(verb)].end in (PUBLISHED, WITHDRAWN, None) and verb != "merge"
]


@pytest.mark.parametrize(("state", "verb"), PUBLIC)
def test_every_verb_that_the_public_sees_leaves_one_note_with_a_reason(state: str, verb: str) -> None:
    meeting = meeting_in(state)
    before = ChangeNote.objects.count()
    VERBS[verb](meeting)
    assert ChangeNote.objects.count() == before + 1
    latest = ChangeNote.objects.latest("version")
    assert (latest.meeting, latest.reason in ChangeReason.values) == (meeting, True)
    assert latest.note or latest.reason == ChangeReason.FIRST_PUBLICATION
    assert {edition.reason for edition in Edition.objects.all()} <= set(ChangeReason.values)


@pytest.mark.parametrize("note", ["", "  ", "\n"])
@pytest.mark.parametrize("verb", ["correct", "withdraw", "restore", "merge", "redact"])
def test_without_words_for_the_public_a_published_record_does_not_change(verb: str, note: str) -> None:

    meeting = meeting_in("withdrawn" if verb == "restore" else "published")
    more = {
        "correct": {"reason": ChangeReason.SPELLING},
        "withdraw": {"reason": ChangeReason.PRIVACY},
        "merge": {"into": make.published_meeting()},
        "redact": {"reason": ChangeReason.LEGAL, "numbers": [1]},
    }.get(verb, {})
    before = ChangeNote.objects.count()
    with pytest.raises(Refused):
        getattr(workflow, verb)(meeting, note=note, **more)
    assert ChangeNote.objects.count() == before


@pytest.mark.parametrize("state", ["submitted", "published", "withdrawn"])
def test_a_later_table_never_changes_a_meeting_that_went_further_than_a_draft(state: str) -> None:
    meeting = meeting_in(state)
    Meeting.objects.filter(pk=meeting.pk).update(lock_version=0)
    meeting.refresh_from_db()
    assert not is_untouched(meeting)
