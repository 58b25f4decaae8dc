"""Two editors, one record: the second save never silently wins."""

from django.db import IntegrityError

from meetings.admin.meeting import MeetingAdmin
from meetings.models import Meeting
from meetings.workflow import publish
from tests.admin import desk


def test_the_second_save_is_refused_and_keeps_what_was_typed(client, editor, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    first = desk.resent(meeting, internal_note="first")
    second = desk.resent(meeting, internal_note="second thoughts")
    assert client.post(desk.address(meeting), first).status_code == 302
    answer = client.post(desk.address(meeting), second)
    assert list(desk.errors_of(answer)) == ["__all__"]
    assert "somebody else changed this meeting" in desk.errors_of(answer)["__all__"][0]
    assert "second thoughts" in answer.text
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.lock_version) == ("first", 2)


def test_rows_that_the_first_editor_removed_come_back_on_the_page_of_the_second(client, editor, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    rows = desk.resent(meeting)
    rows["participations-1-role_as_printed"] = "typed by the second"
    client.post(desk.address(meeting), {**desk.resent(meeting), "participations-1-DELETE": "on"})
    assert meeting.participations.count() == 1
    answer = client.post(desk.address(meeting), rows)
    assert "typed by the second" in answer.text
    assert meeting.participations.count() == 1


def test_a_save_after_somebody_else_moved_the_meeting_is_refused(client, editor, reviewer, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    opened = desk.resent(meeting, internal_note="too late")
    publish(Meeting.objects.get(), by=reviewer)
    answer = client.post(desk.address(meeting), opened | desk.rows_of_history(1, 1))
    assert "somebody else changed this meeting" in desk.errors_of(answer)["__all__"][0]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.internal_note) == ("published", "")


def test_a_form_without_a_version_saves_nothing(client, editor, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    for forged in ("", "x", "-1", "9" * 30):
        data = desk.resent(meeting, internal_note="forged", seen_version=forged)
        assert client.post(desk.address(meeting), data).status_code == 200
    meeting.refresh_from_db()
    assert meeting.internal_note == ""


def test_what_the_database_refuses_after_all_is_a_sentence_and_no_error_page(
    client, editor, world, monkeypatch
):
    def refuse(*arguments):
        raise IntegrityError

    monkeypatch.setattr(MeetingAdmin, "save_related", refuse)
    answer = client.post(desk.ADD, desk.complete(world, internal_note="typed"))
    assert "Nothing was saved" in desk.errors_of(answer)["__all__"][0]
    assert "typed" in answer.text
    assert Meeting.objects.count() == 0
