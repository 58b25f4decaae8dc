"""An editor enters a meeting in one form; a reviewer publishes it."""

from meetings.models import Meeting
from tests.admin import desk


def test_a_meeting_with_all_its_rows_is_saved_and_submitted_in_one_form(client, editor, world):
    data = desk.complete(
        world,
        button="_submit",
        texts=[{"summary": "They talked about energy."}],
        statements=[
            {"source": world.source.pk, "property": "role", "about": "2", "value_as_printed": "counterpart"}
        ],
    )
    answer = client.post(desk.ADD, data, follow=True)
    assert desk.messages_of(answer)[0] == "Date was understood as: 22 September 2022."
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.date, meeting.created_by, meeting.submitted_by) == (
        "submitted", "2022-09-22", editor, editor,
    )  # fmt: skip
    assert [row.person for row in meeting.participations.all()] == [world.bayramov, world.rau]
    statement = meeting.statements.get()
    assert statement.participation == meeting.participations.get(person=world.rau)
    text = meeting.texts.get()
    assert (text.is_original, text.summary) == (True, "They talked about energy.")


def test_the_enter_key_only_saves(client, editor):
    page = client.get(desk.ADD).text
    assert page.index('name="_save"') < page.index('name="_submit"')


def test_a_reviewer_publishes_what_was_submitted(client, editor, reviewer, world):
    client.post(desk.ADD, desk.complete(world, button="_submit"))
    meeting = Meeting.objects.get()
    client.force_login(reviewer)
    page = client.get(desk.address(meeting))
    assert [move["verb"] for move in page.context["offered"]] == ["send_back", "schedule", "publish", "merge"]
    data = {"seen_version": meeting.lock_version}
    answer = client.post(desk.move(meeting, "publish"), data, follow=True)
    assert desk.messages_of(answer) == ["Meeting 1 (22 September 2022) was published."]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.public_id, meeting.editions.count()) == ("published", 1, 1)


def test_an_incomplete_meeting_is_saved_but_not_submitted_and_every_reason_is_said(client, editor, world):
    answer = client.post(desk.ADD, desk.sent(button="_submit", internal_note="first idea"), follow=True)
    assert Meeting.objects.get().state == "draft"
    assert desk.messages_of(answer) == [
        "The meeting has no participant.",
        "The meeting has no source.",
        "The meeting was saved, but could not be submitted for review.",
    ]


def test_the_same_meeting_can_be_saved_again_and_its_version_rises(client, editor, world):
    client.post(desk.ADD, desk.complete(world))
    meeting = Meeting.objects.get()
    assert meeting.lock_version == 1
    data = desk.resent(meeting, date="2022-09-23")
    assert client.post(desk.address(meeting), data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.lock_version) == ("2022-09-23", 2)
