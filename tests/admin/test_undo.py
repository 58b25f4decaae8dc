"""Editors' undo gives back what was written, and never what only the verbs may change."""

import pytest
from reversion.models import Version

from meetings.models import Meeting, Person
from meetings.workflow import publish, submit, withdraw
from tests.admin import desk


@pytest.fixture
def meeting(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world, texts=[{"title": "First words"}]))
    return Meeting.objects.get()


def first_version(row) -> Version:
    return Version.objects.get_for_object(row).order_by("pk").first()


def history(meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/history/"


def restored(client, address) -> dict:
    """What the page of an old version would send back unchanged."""
    page = client.get(address, follow=True)
    data = {}
    for form in [
        page.context["adminform"].form,
        *(row for shown in page.context["inline_admin_formsets"] for row in shown.formset.forms),
    ]:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value if isinstance(value, list) else str(value)
    for shown in page.context["inline_admin_formsets"]:
        for field in shown.formset.management_form:
            data[field.html_name] = field.value()
    return data


def test_a_published_meeting_is_reverted_on_the_desk_and_stays_published(client, meeting, world, reviewer):
    data = desk.resent(meeting, date="2022-09-23") | {"participations-1-DELETE": "on"}
    data["texts-0-title"] = "Second words"
    client.post(desk.address(meeting), data | {"participations-1-DELETE": ""})
    meeting.refresh_from_db()
    publish(meeting, by=reviewer)
    meeting.refresh_from_db()
    data = desk.resent(meeting) | {"participations-1-DELETE": "on"}
    client.post(desk.address(meeting), data)
    assert meeting.participations.count() == 1
    version = first_version(meeting)
    before = Meeting.objects.get()
    address = f"{history(meeting)}{version.pk}/"
    assert client.get(address).status_code == 200
    assert Meeting.objects.get().date == "2022-09-23"
    answer = client.post(address, restored(client, address))
    assert answer.status_code == 302, desk.errors_of(answer)
    after = Meeting.objects.get()
    assert (after.date, after.texts.get().title, after.participations.count()) == (
        "2022-09-22", "First words", 2,
    )  # fmt: skip
    assert (after.state, after.public_id, after.published_at, after.created_by) == (
        "published", 1, before.published_at, before.created_by,
    )  # fmt: skip
    assert (after.has_unpublished_changes, after.lock_version) == (True, before.lock_version + 1)


def test_a_withdrawn_meeting_stays_withdrawn_when_it_is_reverted(client, meeting, reviewer):
    publish(meeting, by=reviewer)
    withdraw(meeting, reason="privacy", note="For the protection of a person", by=reviewer)
    address = f"{history(meeting)}{first_version(meeting).pk}/"
    assert client.post(address, restored(client, address)).status_code == 302
    after = Meeting.objects.get()
    assert (after.state, after.withdrawn_reason) == ("withdrawn", "For the protection of a person")


def test_a_deleted_draft_is_recovered_with_its_rows_as_a_draft(client, meeting, world, editor):
    submit(meeting, by=editor)
    pk = meeting.pk
    client.post(f"/admin/meetings/meeting/{pk}/delete/", {"post": "yes"})
    assert Meeting.objects.count() == 0
    listed = client.get("/admin/meetings/meeting/recover/").context["deleted"]
    (version,) = listed
    address = f"/admin/meetings/meeting/recover/{version.pk}/"
    assert client.post(address, restored(client, address)).status_code == 302
    after = Meeting.objects.get()
    assert (after.pk, after.state, after.created_by, after.participations.count()) == (pk, "draft", editor, 2)


def test_a_version_of_another_table_is_not_found(client, meeting):
    person = Person.objects.create(pk=meeting.pk + 1000, name="Somebody")
    data = {
        "name": "Somebody else", "honorific_prefix": "", "given_name": "", "family_name": "",
        "sort_name": "", "slug": "",
        **{f"{prefix}-{key}": "0" for prefix in ("appointments", "other_names", "identifiers")
           for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    client.post(f"/admin/meetings/person/{person.pk}/change/", data)
    version = first_version(person)
    assert client.get(f"/admin/meetings/person/{person.pk}/history/{version.pk}/").status_code == 200
    assert client.get(f"/admin/meetings/meeting/{person.pk}/history/{version.pk}/").status_code == 404
    assert client.get(f"/admin/meetings/meeting/recover/{version.pk}/").status_code == 404


def test_a_version_that_names_what_is_gone_is_refused_in_words(client, meeting, world):
    version = first_version(meeting)
    rows = [
        {"id": row.pk, "meeting": meeting.pk, "side": row.side, "person": "", "country": row.country_id}
        for row in meeting.participations.all()
    ]
    data = desk.resent(meeting, participations=rows)
    assert client.post(desk.address(meeting), data).status_code == 302
    world.rau.delete()
    client.get(desk.LIST)  # reads the messages so far
    answer = client.get(f"{history(meeting)}{version.pk}/", follow=True)
    assert desk.messages_of(answer) == ["This version names something that was deleted since."]
    assert meeting.participations.filter(person__isnull=True).count() == 2


def test_opening_a_page_of_the_desk_makes_no_version(client, meeting):
    before = Version.objects.count()
    client.get(desk.address(meeting))
    client.get(desk.ADD)
    client.get(desk.LIST)
    assert Version.objects.count() == before
