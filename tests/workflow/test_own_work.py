"""Nobody reviews what they wrote themselves, unless the house allows it."""

import pytest

from meetings import workflow
from meetings.workflow import Refused, Verb, why_not
from meetings.workflow.publishing import note_author
from tests import builders as make

pytestmark = pytest.mark.django_db
OWN = "Somebody else has to review what you wrote."
FAR = make.NOON.replace(year=9999)


@pytest.fixture(autouse=True)
def _second_pair_of_eyes(settings) -> None:
    settings.ARCHIVE_SELF_REVIEW = False


@pytest.fixture
def reviewer():
    return make.make_user("publish_meeting", "submit_meeting", "withdraw_meeting")


def test_who_entered_a_meeting_neither_publishes_nor_plans_it(reviewer) -> None:
    meeting = make.make_meeting(created_by=reviewer)
    assert why_not(Verb.PUBLISH, meeting, reviewer) == [OWN]
    workflow.submit(meeting, by=make.make_user("submit_meeting"))
    assert why_not(Verb.SCHEDULE, meeting, reviewer) == [OWN]
    assert why_not(Verb.SEND_BACK, meeting, reviewer) == []
    with pytest.raises(Refused) as refused:
        workflow.publish(meeting, by=reviewer)
    assert refused.value.reasons == [OWN]
    assert why_not(Verb.PUBLISH, meeting, make.make_user("publish_meeting")) == []


def test_who_submitted_it_does_not_publish_it_either(reviewer) -> None:
    meeting = make.make_meeting(created_by=make.make_user())
    workflow.submit(meeting, by=reviewer)
    assert why_not(Verb.PUBLISH, meeting, reviewer) == [OWN]


def test_a_reviewer_who_mended_somebody_elses_draft_publishes_it(reviewer) -> None:
    meeting = make.make_meeting(created_by=make.make_user())
    note_author(meeting, reviewer)
    workflow.publish(meeting, by=reviewer)
    assert meeting.state == "published"


def test_a_correction_needs_another_than_who_changed_the_record_last(reviewer) -> None:
    meeting = make.published_meeting(created_by=reviewer)
    make.make_participation(meeting)
    assert why_not(Verb.CORRECT, meeting, reviewer) == []
    note_author(meeting, reviewer)
    assert why_not(Verb.CORRECT, meeting, reviewer) == [OWN]
    workflow.withdraw(meeting, reason="other", note="Not ours.", by=reviewer)
    assert why_not(Verb.RESTORE, meeting, reviewer) == [OWN]


def test_a_house_may_allow_it(reviewer, settings) -> None:
    settings.ARCHIVE_SELF_REVIEW = True
    meeting = make.make_meeting(created_by=reviewer)
    workflow.publish(meeting, by=reviewer)
    assert meeting.state == "published"
