"""Every address and every action of the desk, asked for by everybody: the page in docs/ says what comes."""

import datetime
from copy import deepcopy
from http.cookies import SimpleCookie

import pytest
import reversion
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import RequestFactory
from reversion.models import Version

from meetings.models import Coverage, Deletion, Import, ImportedEntry, Organisation
from meetings.vocabulary import AuditAct
from meetings.workflow import auditing
from meetings.workflow.joining import join
from tests import builders as make
from tests.admin import matrix
from tests.admin.conftest import member

HEADING = "Every address of the desk"
ACTIONS = "Every action on a list"
#: What an address has to be asked with besides.
ASKED_WITH = {
    "autocomplete/": "?app_label=meetings&model_name=participation&field_name=person&term=a",
    "meetings/meeting/source-words/": "?source={source}",
    "meetings/merge/join/<kind>/": "?pk={person}&pk={other_person}",
}


@pytest.fixture
def entries(groups) -> dict[str, object]:
    """An entry of every table, none of them made by who asks; the meeting is another editor's draft."""
    other = member("other", "editor")
    person, other_person, going = (make.make_person() for _ in range(3))
    rows = {
        "appointment": make.make_appointment(person),
        "auditentry": auditing.note(AuditAct.SIGNED_IN, by=other),
        "country": make.make_country(),
        "coverage": Coverage.objects.create(
            publisher=make.make_organisation(), period="2022", checked_on=datetime.date(2023, 1, 1)
        ),
        "group": Group.objects.get(name="editor"),
        "import": Import.objects.create(file_name="a.csv", sha256="0" * 64, state="ready"),
        "importedentry": ImportedEntry.objects.create(
            kind="person", key="a", words="A", person=make.make_person(), seen_at=make.NOON
        ),
        "meeting": make.make_meeting(created_by=other),
        "merge": join(going, into=person),
        "minister": person,
        "occasion": make.make_occasion(),
        "office": make.make_office(),
        "organisation": make.make_organisation(),
        "other_person": other_person,
        "person": person,
        "place": make.make_place(),
        "source": make.make_source(),
        "topic": make.make_topic(),
        "user": other,
    }
    for row in rows.values():
        if reversion.is_registered(type(row)):
            with reversion.create_revision():
                reversion.add_to_revision(row)
    for row in filter(lambda row: reversion.is_registered(type(row)), rows.values()):
        _note_deleted(row, other)
    return rows


def _note_deleted(row, by) -> None:
    """As if an entry had been deleted: its page of recovering then says that it is there."""
    if not Deletion.objects.filter(table=row._meta.label_lower, object_id=row.pk).exists():
        Deletion.objects.create(
            table=row._meta.label_lower,
            object_id=row.pk,
            name=str(row),
            version=Version.objects.get_for_object(row).first(),
            deleted_at=make.NOON,
            deleted_by=by,
        )


def path_of(address: str, entries: dict) -> str:
    """An address with the keys of entries in it."""
    if address == matrix.FRONT:
        return "/admin/"
    model = address.split("/")[1] if "/" in address else ""
    row = entries.get(model)
    path = address.replace("<id>", str(row.pk if row else 1)).replace("<app>", "meetings")
    if "<version>" in path:
        versions = (
            Version.objects.get_for_object_reference(type(row), row.pk) if row else Version.objects.none()
        )
        path = path.replace("<version>", str(versions[0].pk) if versions else "1")
    path = path.replace("<kind>", "person").replace("<uidb64>/<token>", "MQ/x-x")
    path = path.replace("<type>", str(ContentType.objects.get_for_model(Organisation).pk))
    asked = ASKED_WITH.get(address, "").format(**{name: one.pk for name, one in entries.items()})
    return f"/admin/{path}{asked}"


def cookies_of(client, user) -> SimpleCookie:
    """What the browser of a user sends who is signed in; nothing where there is none."""
    client.cookies.clear()
    if user is not None:
        client.force_login(user)
    return deepcopy(client.cookies)


def answer_of(client, path: str, cookies: SimpleCookie) -> str:
    """What comes of asking for a path, and of sending nothing to it; whatever that did is taken back."""
    words = []
    for ask in (client.get, client.post):
        with transaction.atomic():
            client.cookies = deepcopy(cookies)
            words.append(_word(ask(path), signed_in=bool(cookies)))
            transaction.set_rollback(True)
    shown, sent = words
    if (shown, sent) == ("yes", "no"):
        return "read"
    said = set(words) - {"-"}
    assert len(said) <= 1, (path, words)
    return said.pop() if said else "not found"


def _word(answer, *, signed_in: bool) -> str:
    location = answer.headers.get("Location", "")
    if not signed_in and answer.status_code == 302 and location.startswith("/admin/login/"):
        return "sign in"
    allowed = "yes" if signed_in else "open"
    return {403: "no", 404: "-", 405: "-"}.get(answer.status_code, allowed)


@pytest.mark.parametrize("role", matrix.ROLES)
def test_every_address_answers_everybody_as_the_page_says(client, entries, role):
    cookies = cookies_of(client, None if role == "anonymous" else member("asks", role))
    found = {
        address: answer_of(client, path_of(address, entries), cookies)
        for address in sorted(matrix.addresses())
    }
    place = matrix.ROLES.index(role)
    # A new address of the desk needs a row there.
    assert found == {address: answers[place] for address, answers in matrix.table(HEADING).items()}


@pytest.mark.parametrize("role", matrix.ROLES)
def test_an_address_of_a_meeting_asks_neither_who_entered_it_nor_whether_it_is_public(client, entries, role):
    user = member("asks", role) if role != "anonymous" else None
    cookies = cookies_of(client, user)
    place = matrix.ROLES.index(role)
    said = {
        address: answers[place]
        for address, answers in matrix.table(HEADING).items()
        if address.startswith("meetings/meeting/<id>/") and "<version>" not in address
    }
    for meeting in (make.make_meeting(created_by=user), make.published_meeting()):
        asked = entries | {"meeting": meeting}
        if meeting.is_public and user is not None:
            # Nobody deletes what was public once.
            said["meetings/meeting/<id>/delete/"] = "no"
        assert {address: answer_of(client, path_of(address, asked), cookies) for address in said} == said


@pytest.mark.parametrize("role", matrix.ROLES[1:])
def test_every_action_is_offered_to_whom_the_page_says_and_done_for_nobody_else(client, entries, role):
    user = member("asks", role)
    client.force_login(user)
    place = matrix.ROLES.index(role) - 1
    said = matrix.table(ACTIONS)
    request = RequestFactory().get("/admin/")
    request.user = user
    offered = set()
    for model, model_admin in admin.site._registry.items():
        name = model._meta.model_name
        if not model_admin.has_view_permission(request):
            continue
        offered |= {f"{name}: {action}" for action in model_admin.get_actions(request)}
    assert offered == {action for action, answers in said.items() if answers[place] == "yes"}
    for action, answers in said.items():
        name, verb = action.split(": ")
        if answers[place] == "no":
            row = entries[name]
            data = {"action": verb, "_selected_action": [row.pk], "post": "yes"}
            before = _stored(row)
            client.post(f"/admin/{row._meta.app_label}/{name}/", data)
            assert _stored(row) == before


def _stored(row) -> dict:
    return type(row)._base_manager.filter(pk=row.pk).values().get()


def test_a_draft_of_another_is_everybodys_at_the_desk_and_its_moves_are_not(client, entries):
    """The desk shares its drafts: what an editor may do with their own, they may do with another's."""
    meeting = entries["meeting"]
    client.force_login(member("asks", "editor"))
    for verb, answer in (("submit", 302), ("publish", 403), ("withdraw", 403), ("redact", 403)):
        data = {"seen_version": meeting.lock_version}
        assert client.post(f"/admin/meetings/meeting/{meeting.pk}/move/{verb}/", data).status_code == answer
    meeting.refresh_from_db()
    assert (meeting.state, meeting.submitted_by.username) == ("submitted", "asks")
