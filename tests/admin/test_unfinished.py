"""What is typed is kept before it is saved: private, bounded, given back as it was, gone once it is saved."""

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.forms import unfinished
from meetings.models import Meeting, UnfinishedForm
from tests.admin import desk
from tests.admin.conftest import member

pytestmark = pytest.mark.django_db
KEEP = "/admin/meetings/meeting/unfinished/"
KEY = str(uuid.UUID(int=7))


def keep(client, data, meeting=None, key=KEY):
    address = f"{KEEP}?object={meeting.pk}" if meeting else KEEP
    return client.post(address, data | {"_form_key": key})


@pytest.fixture
def meeting(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world))
    return Meeting.objects.get()


def test_a_new_form_is_given_back_with_all_its_rows_and_saved_once(client, editor, world) -> None:
    typed = desk.complete(world, internal_note="half a sent", texts=[{"summary": "It was about "}])
    assert keep(client, typed | {"csrfmiddlewaretoken": "secret"}).status_code == 200
    kept = UnfinishedForm.objects.get()
    assert (kept.user, kept.table, kept.object_id) == (editor, "meetings.meeting", "")
    assert "csrfmiddlewaretoken" not in kept.data
    assert [form.pk for form in client.get(desk.ADD).context["unfinished"]] == [kept.pk]
    page = client.post(desk.ADD, {"_restore": kept.pk})
    (said,) = desk.errors_of(page)["__all__"]
    assert said.startswith("This is what you had typed until ")
    assert ("half a sent" in page.text, "It was about " in page.text, page.context["unfinished"]) == (
        True, True, [],
    )  # fmt: skip
    assert f'name="_form_key" value="{KEY}"' in page.text
    assert Meeting.objects.count() == 0
    client.post(desk.ADD, typed | {"_form_key": KEY})
    meeting = Meeting.objects.get()
    assert (meeting.internal_note, meeting.participations.count()) == ("half a sent", 2)
    assert UnfinishedForm.objects.count() == 0


def test_a_page_keeps_its_last_state_only_and_two_pages_do_not_mix(client, editor) -> None:
    for note in ("a", "ab"):
        keep(client, desk.sent(internal_note=note))
    keep(client, desk.sent(internal_note="other"), key=str(uuid.UUID(int=8)))
    kept = UnfinishedForm.objects.order_by("pk")
    assert [form.data["internal_note"] for form in kept] == [["ab"], ["other"]]


def test_what_was_typed_into_a_stored_meeting_is_offered_on_its_page_alone(client, meeting) -> None:
    keep(client, desk.resent(meeting, internal_note="new thought"), meeting)
    kept = UnfinishedForm.objects.get()
    assert client.get(desk.ADD).context["unfinished"] == []
    assert client.get(desk.address(meeting)).context["unfinished"] == [kept]
    page = client.post(desk.address(meeting), {"_restore": kept.pk})
    assert "new thought" in page.text
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.lock_version) == ("", 1)


def test_a_form_with_errors_comes_back_with_the_same_key(client, editor) -> None:
    page = client.post(desk.ADD, desk.sent(date="never", _form_key=KEY))
    assert str(page.context["form_key"]) == KEY
    assert f'value="{KEY}"' in page.text


def test_what_was_typed_into_a_meeting_that_is_gone_can_be_saved_as_a_new_one(client, meeting, world) -> None:
    keep(client, desk.resent(meeting, internal_note="still wanted"), meeting)
    pk = meeting.pk
    client.post(f"/admin/meetings/meeting/{pk}/delete/", {"post": "yes"})
    (kept,) = client.get(desk.ADD).context["unfinished"]
    assert client.get("/admin/").context["unfinished"][0]["address"] == desk.ADD
    page = client.post(desk.ADD, {"_restore": kept.pk})
    formsets = {inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]}
    data = {"_form_key": KEY, "_save": "Save"}
    for form in (page.context["adminform"].form, *formsets.values()):
        data |= {name: value for name, value in form.data.items() if not name.startswith("_")}
    assert client.post(desk.ADD, data).status_code == 302
    again = Meeting.objects.get()
    assert (again.internal_note, again.reports.count()) == ("still wanted", 1)
    assert [row.person for row in again.participations.all()] == [world.bayramov, world.rau]


def test_an_unfinished_form_is_discarded_only_when_asked(client, editor) -> None:
    keep(client, desk.sent(internal_note="a"))
    kept = UnfinishedForm.objects.get()
    answer = client.post(desk.ADD, {"_discard": kept.pk}, follow=True)
    assert desk.messages_of(answer) == ["The unfinished form was discarded."]
    for forged in (kept.pk, "", "x", "9" * 30):
        answer = client.post(desk.ADD, {"_restore": forged}, follow=True)
        assert desk.messages_of(answer) == ["There is nothing unfinished any more."]
    assert Meeting.objects.count() == 0


def test_nobody_reads_restores_or_discards_what_another_typed(client, editor, reviewer) -> None:
    keep(client, desk.sent(internal_note="a private thought"))
    kept = UnfinishedForm.objects.get()
    client.force_login(reviewer)
    assert client.get(desk.ADD).context["unfinished"] == []
    for button in ("_restore", "_discard"):
        answer = client.post(desk.ADD, {button: kept.pk}, follow=True)
        assert "a private thought" not in answer.text
    keep(client, desk.sent(internal_note="with the same key"))
    kept.refresh_from_db()
    assert kept.data["internal_note"] == ["a private thought"]


def test_only_who_may_save_a_form_may_have_it_kept(client, meeting) -> None:
    data = desk.sent(internal_note="a")
    client.logout()
    assert keep(client, data).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert (keep(client, data).status_code, keep(client, data, meeting).status_code) == (403, 403)
    client.force_login(member("ed2", "editor"))
    assert client.put(KEEP).status_code == 405
    for forged in ("x", "-1", "9" * 30):
        assert client.post(f"{KEEP}?object={forged}", data | {"_form_key": KEY}).status_code == 403
    assert UnfinishedForm.objects.count() == 0


def test_too_much_is_refused_with_a_reason_and_nothing_that_was_kept_is_lost(
    client, editor, monkeypatch
) -> None:
    def refused(answer) -> str:
        assert answer.status_code == 409
        return answer.json()["reason"]

    monkeypatch.setattr(unfinished, "MOST_FORMS", 2)
    monkeypatch.setattr(unfinished, "MOST_CHARACTERS", 3000)
    data = desk.sent(internal_note="a")
    assert refused(keep(client, data, key="x")) == "The page has no key of its own; open it again."
    keys = [str(uuid.UUID(int=number)) for number in range(3)]
    assert [keep(client, data, key=key).status_code for key in keys] == [200, 200, 409]
    assert refused(keep(client, data, key=keys[2])).startswith("You have 2 unfinished forms")
    long = desk.sent(internal_note="x" * 3000)
    assert refused(keep(client, long, key=keys[0])) == "This is too long to be kept before it is saved."
    assert [form.data["internal_note"] for form in UnfinishedForm.objects.all()] == [["a"], ["a"]]


def test_ugly_text_is_kept_as_typed(client, editor) -> None:
    ugly = "a\x00b <script>alert(1)</script> {{7*7}} 🇺🇸 \u202eabc é"
    keep(client, desk.sent(internal_note=ugly))
    kept = UnfinishedForm.objects.get()
    assert kept.data["internal_note"] == [ugly.replace("\x00", "")]
    page = client.post(desk.ADD, {"_restore": kept.pk})
    assert "<script>alert(1)</script> {{7*7}}" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page.text


def test_a_person_that_was_left_unfinished_is_offered_too(client, editor) -> None:
    data = {"name": "Nikola Selak", "_form_key": KEY}
    assert client.post("/admin/meetings/person/unfinished/", data).status_code == 200
    (kept,) = client.get("/admin/meetings/person/add/").context["unfinished"]
    page = client.post("/admin/meetings/person/add/", {"_restore": kept.pk})
    assert page.status_code == 200
    assert 'value="Nikola Selak"' in page.text


def test_a_page_whose_token_is_old_after_signing_in_again_is_given_a_new_one(editor) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    token = strict.get(KEEP).json()["token"]
    data = desk.sent(internal_note="a") | {"_form_key": KEY}
    assert strict.post(KEEP, data).status_code == 403
    assert strict.post(KEEP, data, headers={"X-CSRFToken": token}).status_code == 200
