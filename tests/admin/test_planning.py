"""Planning, previews of refusals, and topics for many, as an editor and a reviewer meet them."""

import datetime

import pytest

from meetings import workflow
from meetings.models import Meeting, Topic
from tests import builders as make
from tests.admin import desk

pytestmark = pytest.mark.django_db
FAR = datetime.datetime(9999, 1, 1, 10, 30, tzinfo=datetime.UTC)


@pytest.fixture
def submitted(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world, button="_submit"))
    return Meeting.objects.get()


def move(client, meeting, verb, **told):
    meeting.refresh_from_db()
    return client.post(desk.move(meeting, verb), {"seen_version": meeting.lock_version, **told}, follow=True)


def offered(client, meeting) -> list[str]:
    return [way["verb"] for way in client.get(desk.address(meeting)).context["offered"]]


def test_a_reviewer_plans_a_publication_and_takes_it_back(client, submitted, reviewer) -> None:
    client.force_login(reviewer)
    answer = move(client, submitted, "schedule", publish_at="9999-01-01T10:30")
    planned = f"Unpublished meeting #{submitted.pk} (22 September 2022) was planned for publication."
    assert desk.messages_of(answer)[-1] == planned
    submitted.refresh_from_db()
    assert (submitted.state, submitted.publish_at, submitted.publish_by) == ("submitted", FAR, reviewer)
    assert "Planned for publication on 1 January 9999, 10:30 UTC by rev." in " ".join(answer.text.split())
    assert offered(client, submitted) == ["send_back", "schedule", "unschedule", "publish", "merge"]
    move(client, submitted, "unschedule")
    submitted.refresh_from_db()
    assert (submitted.publish_at, submitted.publish_by) == (None, None)


def test_a_plan_that_cannot_be_is_refused_with_its_reason(client, submitted, reviewer) -> None:
    client.force_login(reviewer)
    answer = move(client, submitted, "schedule", publish_at="2020-01-01T10:30")
    assert answer.context["reasons"] == ["The time of publication has passed: publish the meeting instead."]
    answer = move(client, submitted, "schedule", publish_at="soon")
    assert answer.context["form"].errors == {"publish_at": ["Enter a valid date/time."]}


def test_an_editor_plans_nothing_by_a_direct_post(client, submitted) -> None:
    for verb in ("schedule", "unschedule"):
        assert move(client, submitted, verb, publish_at="9999-01-01T10:30").status_code == 403
    submitted.refresh_from_db()
    assert submitted.publish_at is None


def test_a_change_takes_the_meeting_off_the_plan_and_says_so(client, submitted, reviewer, editor) -> None:
    workflow.schedule(submitted, publish_at=FAR, by=reviewer)
    answer = client.post(desk.address(submitted), desk.resent(submitted), follow=True)
    submitted.refresh_from_db()
    assert submitted.publish_at == FAR
    answer = client.post(desk.address(submitted), desk.resent(submitted, date="2022-09-23"), follow=True)
    off = "The publication that was planned is off: a reviewer has to look at the change first."
    assert desk.messages_of(answer).count(off) == 1
    submitted.refresh_from_db()
    assert (submitted.publish_at, submitted.changed_by) == (None, editor)


def test_the_editor_reads_why_it_was_returned_and_why_its_time_passed(client, submitted, reviewer) -> None:
    workflow.schedule(submitted, publish_at=FAR, by=reviewer)
    Meeting.objects.update(schedule_refusal="The meeting has no source.")
    page = client.get(desk.address(submitted)).text
    assert "It was refused then, and waits for a new plan:" in page
    assert "<p>The meeting has no source.</p>" in page
    workflow.send_back(submitted, comment="Who <else> was there?", by=reviewer)
    page = client.get(desk.address(submitted)).text
    assert "<p>Who &lt;else&gt; was there?</p>" in page
    assert "no source" not in page


def test_nobody_is_offered_to_publish_with_saving_what_they_wrote(client, reviewer, world, settings) -> None:
    settings.ARCHIVE_SELF_REVIEW = False
    client.force_login(reviewer)
    assert "_publish" not in client.get(desk.ADD).text
    answer = client.post(desk.ADD, desk.complete(world, button="_publish"), follow=True)
    assert "Somebody else has to review what you wrote." in desk.messages_of(answer)
    meeting = Meeting.objects.get()
    assert meeting.state == "draft"
    settings.ARCHIVE_SELF_REVIEW = True
    assert 'name="_publish"' in client.get(desk.address(meeting)).text


def test_many_are_given_a_topic_with_a_word_on_each_that_was_refused(
    client, submitted, editor, world
) -> None:
    topic = Topic.objects.create(name="Energy")
    has_it = make.make_meeting(topics=[topic])
    planned = make.make_meeting()
    workflow.submit(planned)
    workflow.schedule(planned, publish_at=FAR)
    selected = [submitted.pk, has_it.pk, planned.pk]
    data = {"action": "add_topic_to_selected", "_selected_action": selected}
    page = client.post(desk.LIST, data)
    assert sorted(page.context["selected"]) == sorted(selected)
    answer = client.post(desk.LIST, data | {"add_topic": "1", "topic": topic.pk}, follow=True)
    off = "Its publication is planned, and would be off with the change."
    assert desk.messages_of(answer) == [
        f"{has_it} was refused: The meeting has this topic already.",
        f"{planned} was refused: {off}",
        "1 meeting was given the topic “Energy”.",
    ]
    submitted.refresh_from_db()
    assert (list(submitted.topics.all()), submitted.changed_by, submitted.lock_version) == (
        [topic],
        editor,
        3,
    )


def test_a_topic_for_many_that_does_not_exist_is_asked_for_again(client, submitted) -> None:
    data = {"action": "add_topic_to_selected", "_selected_action": [submitted.pk], "add_topic": "1"}
    for forged in ("", "999", "x", "9" * 30):
        page = client.post(desk.LIST, data | {"topic": forged})
        assert (page.status_code, list(page.context["form"].errors)) == (200, ["topic"])
    assert submitted.topics.count() == 0
