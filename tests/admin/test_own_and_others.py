"""Every act on a meeting, sent by everybody to their own and to another's: docs/ says what comes."""

from dataclasses import dataclass

import pytest
import reversion
from django.db import transaction
from django.http import QueryDict
from reversion.models import Version

from meetings import workflow
from meetings.forms import unfinished
from meetings.models import Deletion, Edition, Meeting, Presence, Statement, UnfinishedForm
from tests import builders as make
from tests.admin import desk, matrix
from tests.admin.conftest import member

HEADING = "Every act on one's own meeting and on another's"
#: What a move is sent with, whatever it asks for.
TOLD = {
    "reason": "legal", "note": "Because.", "comment": "Look again.", "numbers": "1",
    "publish_at": "2040-01-01T12:00",
}  # fmt: skip
KEY = "0b1f7f0e-6d5a-4b0e-9e64-7a3d3c7f5d11"
#: The state that each act begins from, where it is possible at all.
BEGINS = {
    "draft": ("change", "copy", "delete", "keep what is typed", "publish", "say it is open", "submit",
              "restore a version", "give back what the author typed", "recover"),
    "submitted": ("send_back", "schedule", "unschedule"),
    "published": ("correct", "delete what is public", "merge", "prefer", "withdraw"),
    "withdrawn": ("redact", "restore"),
}  # fmt: skip
STATES = {act: state for state, acts in BEGINS.items() for act in acts}


@dataclass
class Desk:
    """Who asks, whose the meeting is, and the ways of sending an act."""

    client: object
    meeting: Meeting
    kept: Meeting
    author: object

    def send(self, act: str):
        """Send an act by a direct POST, without having looked at its page."""
        at = f"/admin/meetings/meeting/{self.meeting.pk}"
        if act in {*workflow.Verb.values}:
            told = TOLD | {"seen_version": self.meeting.lock_version, "into": self.kept.public_id}
            return self.client.post(f"{at}/move/{act}/", told)
        match act:
            case "change":
                return self.client.post(f"{at}/change/", desk.resent(self.meeting, internal_note="Changed"))
            case "copy":
                return self.client.post(f"{at}/copy/")
            case "delete" | "delete what is public":
                return self.client.post(f"{at}/delete/", {"post": "yes"})
            case "keep what is typed":
                address = f"/admin/meetings/meeting/unfinished/?object={self.meeting.pk}"
                return self.client.post(address, {"_form_key": KEY, "date": "2022"})
            case "say it is open":
                return self.client.post(f"{at}/presence/")
            case "prefer":
                statement = self.meeting.statements.first()
                told = {
                    "statement": statement.pk,
                    "reason": "Its own.",
                    "seen_version": self.meeting.lock_version,
                }
                return self.client.post(f"{at}/statements/", told)
            case "restore a version":
                return self._restore(at)
            case "give back what the author typed":
                return self.client.post(f"{at}/change/", {"_restore": UnfinishedForm.objects.get().pk})
        deletion = Deletion.objects.get()
        return self.client.post(f"/admin/meetings/meeting/recover/{deletion.version_id}/", {"why": "Needed."})

    def _restore(self, at: str):
        version = Version.objects.get_for_object(self.meeting).last()
        address = f"{at}/history/{version.pk}/"
        page = self.client.get(f"{address}?with=now")
        seen = page.context["seen"] if page.context and "seen" in page.context else ""
        return self.client.post(address, {"seen": seen, "_all": "1", "why": "It was right."})

    def stored(self) -> list:
        """Whatever an act can change."""
        return [
            Meeting.objects.order_by("pk").values_list("pk", "state", "internal_note", "publish_at"),
            Statement.objects.order_by("pk").values_list("rank"),
            Edition.objects.order_by("pk").values_list("number", "redacted_at"),
            Presence.objects.values_list("user"),
            UnfinishedForm.objects.values_list("user", "saved_at"),
        ]


def begin(act: str, author) -> Meeting:
    """A meeting that was entered by its author, in the state that the act begins from."""
    state = STATES[act]
    meeting = make.make_meeting(created_by=author, summary="They met.", internal_note="At first")
    with reversion.create_revision():
        reversion.add_to_revision(meeting)
    if state in ("published", "withdrawn"):
        make.make_statement(meeting)
        workflow.publish(meeting)
        meeting.texts.update(summary="They met at noon.")
        Meeting.objects.filter(pk=meeting.pk).update(has_unpublished_changes=True, changed_by=author)
    if state == "withdrawn":
        workflow.withdraw(meeting, reason="privacy", note="Because.")
    changes = {"state": state, "internal_note": "Later"}
    if state == "submitted":
        changes |= {"submitted_by": author, "publish_at": make.NOON if act == "unschedule" else None}
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    meeting.refresh_from_db()
    if act == "give back what the author typed":
        unfinished.keep(author, "meetings.meeting", str(meeting.pk), _typed())
    if act == "recover":
        workflow.delete(Meeting.objects.get(pk=meeting.pk), by=author)
    return meeting


def _typed() -> QueryDict:
    return QueryDict(f"_form_key={KEY}&internal_note=Secret+of+the+author")


def word(at: Desk, act: str) -> str:
    """What came of an act: done, refused without a change, not allowed, or sent to sign in."""
    before = [list(each) for each in at.stored()]
    answer = at.send(act)
    changed = [list(each) for each in at.stored()] != before
    if act == "give back what the author typed":
        changed = b"Secret of the author" in answer.content
    location = answer.headers.get("Location", "")
    if answer.status_code == 302 and location.startswith("/admin/login/"):
        said = "sign in"
    else:
        said = {403: "no", 404: "not found"}.get(answer.status_code, "done" if changed else "refused")
    assert changed == (said == "done"), (act, answer.status_code)
    return said


@pytest.mark.parametrize("role", matrix.ROLES)
def test_every_act_on_ones_own_meeting_and_on_anothers_ends_as_the_page_says(client, groups, settings, role):
    settings.ARCHIVE_SELF_REVIEW = False
    user = member("asks", role) if role != "anonymous" else None
    other = member("other", "administrator")
    kept = make.published_meeting()
    if user is not None:
        client.force_login(user)
    found = {}
    for act in STATES:
        for whose, author in (("own", user), ("another's", other)):
            if author is None:
                continue
            with transaction.atomic():
                meeting = begin(act, author)
                found[f"{whose}: {act}"] = word(Desk(client, meeting, kept, author), act)
                transaction.set_rollback(True)
    place = matrix.ROLES.index(role)
    said = {act: answers[place] for act, answers in matrix.table(HEADING).items()}
    assert found == {act: answer for act, answer in said.items() if user or not act.startswith("own")}
