"""Publication at a planned minute: exact, made up for after a pause, refused with reasons that stay."""

import datetime
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from meetings import workflow
from meetings.models import Meeting
from meetings.search import exposure
from meetings.workflow import Refused
from tests import builders as make

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
TIME = make.NOON + 60 * MINUTE


def planned(publish_at=TIME, by=None, **fields) -> Meeting:
    meeting = make.make_meeting(**fields)
    workflow.submit(meeting, at=make.NOON)
    workflow.schedule(meeting, publish_at=publish_at, by=by, at=make.NOON)
    return meeting


def due(at) -> list[tuple]:
    return [(one.meeting.pk, list(one.reasons), one.failed) for one in workflow.publish_due(at)]


def test_a_planned_meeting_is_published_in_its_minute_and_not_before() -> None:
    by = make.make_user("publish_meeting")
    meeting = planned(by=by)
    assert due(TIME - datetime.timedelta(microseconds=1)) == []
    assert due(TIME) == [(meeting.pk, [], False)]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.published_at, meeting.publish_at, meeting.publish_by) == (
        "published", TIME, None, None,
    )  # fmt: skip
    assert meeting.editions.get().published_by == by
    assert due(TIME + MINUTE) == []


def test_seconds_are_cut_off_so_that_a_plan_is_for_a_minute() -> None:
    meeting = planned(publish_at=TIME + datetime.timedelta(seconds=59))
    assert meeting.publish_at == TIME


def test_what_was_missed_is_published_in_its_order_and_says_when_it_really_was() -> None:
    late, early = planned(TIME + 5 * MINUTE), planned(TIME)
    back = TIME + 600 * MINUTE
    assert due(back) == [(early.pk, [], False), (late.pk, [], False)]
    assert list(Meeting.objects.order_by("public_id").values_list("pk", "published_at")) == [
        (early.pk, back),
        (late.pk, back),
    ]


def test_a_meeting_that_is_refused_keeps_the_reasons_and_holds_up_no_other() -> None:
    bad, good = planned(), planned(TIME + MINUTE)
    bad.participations.all().delete()
    reasons = ["The meeting has no participant."]
    assert due(TIME + MINUTE) == [(bad.pk, reasons, False), (good.pk, [], False)]
    bad.refresh_from_db()
    assert (bad.state, bad.publish_at, bad.schedule_refusal) == ("submitted", TIME, reasons[0])
    assert due(TIME + 2 * MINUTE) == []
    assert list(Meeting.objects.held_back()) == [bad]


def test_a_refused_meeting_that_is_planned_anew_is_published_then() -> None:
    meeting = planned()
    Meeting.objects.update(schedule_refusal="Something was missing.")
    workflow.schedule(meeting, publish_at=TIME + 2 * MINUTE, at=TIME)
    assert due(TIME + 2 * MINUTE) == [(meeting.pk, [], False)]
    assert Meeting.objects.get().schedule_refusal == ""


def test_who_planned_it_must_still_be_allowed_to_publish() -> None:
    by = make.make_user("publish_meeting")
    meeting = planned(by=by)
    by.is_active = False
    by.save()
    assert due(TIME) == [(meeting.pk, ["You do not have the permission to do this."], False)]
    assert Meeting.objects.published().count() == 0


def test_a_plan_for_the_past_is_refused_and_so_is_one_for_a_draft() -> None:
    meeting = make.make_meeting()
    with pytest.raises(Refused) as refused:
        workflow.schedule(meeting, publish_at=make.NOON, at=make.NOON)
    assert refused.value.reasons == [
        "A meeting that is “Draft” cannot go this way.",
        "The time of publication has passed: publish the meeting instead.",
    ]


def test_sent_back_taken_off_the_plan_or_published_by_hand_it_is_not_due_any_more() -> None:
    returned, cancelled, published = planned(), planned(), planned()
    workflow.send_back(returned, comment="Not yet.")
    workflow.unschedule(cancelled)
    workflow.publish(published, at=TIME - MINUTE)
    assert due(TIME) == []
    assert sorted(Meeting.objects.values_list("state", "publish_at")) == [
        ("draft", None), ("published", None), ("submitted", None),
    ]  # fmt: skip
    published.refresh_from_db()
    assert published.published_at == TIME - MINUTE


def test_a_meeting_that_fails_holds_up_no_other_and_is_tried_again(monkeypatch) -> None:
    bad, good = planned(), planned(TIME + MINUTE)
    show = exposure.show

    def breaking(editions, version):
        if editions[0].meeting_id == bad.pk:
            raise RuntimeError("a broken line")
        return show(editions, version)

    monkeypatch.setattr(exposure, "show", breaking)
    assert due(TIME + MINUTE) == [(bad.pk, [], True), (good.pk, [], False)]
    assert Meeting.objects.get(pk=bad.pk).state == "submitted"
    monkeypatch.undo()
    assert due(TIME + MINUTE) == [(bad.pk, [], False)]


def test_the_command_says_what_it_did_and_fails_where_something_failed(monkeypatch) -> None:
    past = timezone.now() - MINUTE
    good, bad = planned(), planned()
    bad.participations.all().delete()
    Meeting.objects.update(publish_at=past)
    out, err = StringIO(), StringIO()
    call_command("publish_scheduled", stdout=out, stderr=err)
    assert out.getvalue() == f"Meeting #{good.pk} was published as number 1.\n"
    assert err.getvalue() == f"Meeting #{bad.pk} was refused: The meeting has no participant.\n"
    planned()
    Meeting.objects.filter(state="submitted").update(publish_at=past)
    monkeypatch.setattr(exposure, "show", lambda *arguments: 1 / 0)
    with pytest.raises(CommandError):
        call_command("publish_scheduled", stdout=out, stderr=err)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_two_runs_at_once_publish_each_meeting_once() -> None:
    meetings = [planned() for _ in range(3)]
    start, done = threading.Barrier(2), []

    def run() -> None:
        start.wait(timeout=20)
        done.extend(due(TIME))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(done) == [(meeting.pk, [], False) for meeting in meetings]
    assert sorted(Meeting.objects.values_list("public_id", flat=True)) == [1, 2, 3]
