"""Buttons that move a meeting: only what this user may do now, every refusal with its reasons."""

import pytest
from django.test import Client

from meetings.models import Meeting
from meetings.workflow import publish
from tests.admin import desk
from tests.admin.conftest import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world, texts=[{"title": "First words"}]))
    return Meeting.objects.get()


@pytest.fixture
def public(client, draft, reviewer) -> Meeting:
    publish(draft, by=reviewer)
    client.force_login(reviewer)
    return draft


def move(client, meeting, verb, **told):
    return client.post(desk.move(meeting, verb), {"seen_version": meeting.lock_version, **told}, follow=True)


def offered(client, meeting) -> list[str]:
    return [way["verb"] for way in client.get(desk.address(meeting)).context["offered"]]


def test_an_editor_is_offered_only_to_submit_a_draft(client, draft):
    page = client.get(desk.address(draft))
    assert [way["verb"] for way in page.context["offered"]] == ["submit"]
    refused = {way["verb"]: way["reasons"] for way in page.context["refused"]}
    assert refused["publish"] == ["You do not have the permission to do this."]
    assert refused["withdraw"] == [
        "You do not have the permission to do this.",
        "A meeting that is “Draft” cannot go this way.",
    ]


def test_a_move_by_get_only_asks(client, draft):
    assert client.get(desk.move(draft, "submit")).status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_an_editor_cannot_publish_by_a_direct_post(client, draft):
    answer = client.post(desk.move(draft, "publish"), {"seen_version": draft.lock_version})
    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (403, "draft")


def test_a_move_needs_the_token_of_the_page(draft, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    answer = strict.post(desk.move(draft, "submit"), {"seen_version": draft.lock_version})
    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (403, "draft")


def test_a_verb_or_a_meeting_that_does_not_exist_is_not_found(client, draft):
    assert client.get(desk.move(draft, "destroy")).status_code == 404
    assert client.get("/admin/meetings/meeting/99999999999999999999/move/submit/").status_code == 404


def test_nobody_moves_a_version_they_did_not_see(client, draft):
    Meeting.objects.update(lock_version=7)
    answer = move(client, draft, "submit")
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert answer.context["form"].errors == {
        "seen_version": ["The meeting was changed since you looked at it. Look at it again first."]
    }


def test_a_reviewer_sends_back_with_a_comment_for_editors(client, draft, reviewer):
    move(client, draft, "submit")
    draft.refresh_from_db()
    client.force_login(reviewer)
    move(client, draft, "send_back", comment="Who else was there?")
    draft.refresh_from_db()
    assert (draft.state, draft.internal_note) == ("draft", "Who else was there?")


def test_a_correction_leaves_the_first_edition_and_gives_the_public_a_reason(client, public, world):
    client.post(desk.address(public), desk.resent(public, date="2022-09-23"))
    public.refresh_from_db()
    assert public.has_unpublished_changes is True
    assert offered(client, public) == ["correct", "withdraw", "merge"]
    told = {"reason": "factual_error", "note": "It was the day after."}
    answer = move(client, public, "correct", **told)
    assert desk.messages_of(answer)[0] == "Meeting 1 (23 September 2022) was published as corrected."
    public.refresh_from_db()
    assert public.has_unpublished_changes is False
    assert list(public.editions.values_list("number", "reason", "note").order_by("number")) == [
        (1, "first_publication", ""),
        (2, "factual_error", "It was the day after."),
    ]
    assert '"2022-09-22"' in public.editions.get(number=1).form
    anonymous = Client()
    assert "22 September 2022" in anonymous.get("/meetings/1/history/1/").text
    assert "It was the day after." in anonymous.get("/meetings/1/history/").text


def test_a_correction_without_a_note_says_so_beside_the_field_and_keeps_what_was_chosen(client, public):
    client.post(desk.address(public), desk.resent(public, date="2022-09-23"))
    public.refresh_from_db()
    answer = move(client, public, "correct", reason="spelling", note="")
    assert answer.context["form"].errors == {"note": ["This field is required."]}
    assert '<option value="spelling" selected>' in answer.text
    assert public.editions.count() == 1


def test_nothing_to_correct_is_said_before_it_is_tried(client, public):
    refused = {way["verb"]: way["reasons"] for way in client.get(desk.address(public)).context["refused"]}
    assert refused["correct"] == ["Nothing that the public sees has changed."]
    answer = move(client, public, "correct", reason="spelling", note="A word")
    assert answer.context["reasons"] == ["Nothing that the public sees has changed."]


def test_a_withdrawal_answers_410_with_its_reason_and_can_be_restored(client, public):
    anonymous = Client()
    move(client, public, "withdraw", reason="not_a_meeting", note="It never took place.")
    public.refresh_from_db()
    gone = anonymous.get("/meetings/1/", follow=True)
    assert (public.state, gone.status_code) == ("withdrawn", 410)
    assert "It never took place." in gone.text
    move(client, public, "restore", note="It did take place.")
    public.refresh_from_db()
    assert (public.state, anonymous.get("/meetings/1/", follow=True).status_code) == ("published", 200)


def test_a_merged_meeting_names_the_one_that_is_kept_and_can_only_be_read(client, public, world):
    client.post(desk.ADD, desk.complete(world, button="_publish"))
    kept = Meeting.objects.exclude(pk=public.pk).get()
    answer = move(client, public, "merge", into="99", note="The same")
    assert answer.context["form"].errors == {"into": ["No public meeting has this number."]}
    move(client, public, "merge", into=str(kept.public_id), note="The same meeting")
    public.refresh_from_db()
    assert (public.state, public.merged_into) == ("withdrawn", kept)
    assert client.get(desk.address(public)).context["has_change_permission"] is False
    assert client.post(desk.address(public), desk.resent(public)).status_code == 403


def test_a_draft_is_merged_into_another_by_its_own_number(client, world, reviewer):
    client.force_login(reviewer)
    for _ in range(2):
        client.post(desk.ADD, desk.complete(world))
    going, kept = Meeting.objects.order_by("pk")
    answer = move(client, going, "merge", into="#999999")
    assert answer.context["form"].errors == {"into": ["No draft has this number."]}
    move(client, going, "merge", into=f"#{kept.pk}")
    going.refresh_from_db()
    assert (going.state, going.merged_into) == ("draft", kept)
    assert client.get(desk.address(going)).context["has_change_permission"] is False


def test_only_an_administrator_redacts_and_never_the_edition_that_is_read(client, public, world):
    client.post(desk.address(public), desk.resent(public, date="2022-09-23"))
    public.refresh_from_db()
    move(client, public, "correct", reason="factual_error", note="The day")
    public.refresh_from_db()
    told = {"numbers": ["1"], "reason": "legal", "note": "A court ordered it."}
    assert move(client, public, "redact", **told).status_code == 403
    client.force_login(member("admin", "administrator"))
    answer = move(client, public, "redact", **{**told, "numbers": ["2"]})
    assert answer.context["reasons"] == [
        "The public reads the newest edition: correct or withdraw the meeting first."
    ]
    move(client, public, "redact", **told)
    assert [edition.form == "" for edition in public.editions.order_by("number")] == [True, False]


def test_many_are_submitted_at_once_with_a_word_on_each_that_was_refused(client, draft):
    client.post(desk.ADD, desk.sent(), follow=True)
    data = {"action": "submit_selected", "_selected_action": [row.pk for row in Meeting.objects.all()]}
    answer = client.post(desk.LIST, data, follow=True)
    empty = Meeting.objects.exclude(pk=draft.pk).get()
    reasons = "The meeting has no participant. The meeting has no source."
    assert desk.messages_of(answer) == [
        f"Unpublished meeting #{empty.pk} was refused: {reasons}",
        "1 meeting was submitted for review.",
    ]
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_an_editor_is_not_offered_to_publish_many(client, draft):
    page = client.get(desk.LIST)
    assert "submit_selected" in page.text
    assert "publish_selected" not in page.text


def test_what_was_public_cannot_be_deleted_and_a_draft_can(client, public, world):
    assert client.post(f"/admin/meetings/meeting/{public.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(desk.ADD, desk.complete(world))
    draft = Meeting.objects.exclude(pk=public.pk).get()
    assert client.post(f"/admin/meetings/meeting/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    data = {"action": "delete_selected", "_selected_action": [public.pk], "post": "yes"}
    client.post(desk.LIST, data)
    assert list(Meeting.objects.all()) == [public]
