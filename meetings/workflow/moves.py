"""States and the moves between them, as a table; and the reasons for which a move is refused."""

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import reversion
from django.conf import settings
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from meetings.vocabulary import AuditAct, PublicationState
from meetings.workflow import auditing
from meetings.workflow.completeness import gaps

DRAFT, SUBMITTED = PublicationState.DRAFT, PublicationState.SUBMITTED
PUBLISHED, WITHDRAWN = PublicationState.PUBLISHED, PublicationState.WITHDRAWN


class Verb(TextChoices):
    """What can be done with a meeting; the label says that it was."""

    SUBMIT = "submit", gettext_lazy("submitted for review")
    SEND_BACK = "send_back", gettext_lazy("sent back to its editor")
    SCHEDULE = "schedule", gettext_lazy("planned for publication")
    UNSCHEDULE = "unschedule", gettext_lazy("taken off the plan")
    PUBLISH = "publish", gettext_lazy("published")
    CORRECT = "correct", gettext_lazy("published as corrected")
    WITHDRAW = "withdraw", gettext_lazy("withdrawn")
    RESTORE = "restore", gettext_lazy("restored")
    REDACT = "redact", gettext_lazy("redacted")
    MERGE = "merge", gettext_lazy("merged")


@dataclass(frozen=True)
class Move:
    """From which states a verb may start, where it leads, whose permission and which reasons it needs.

    ``permission`` is a codename of the app; ``requires`` yields the reasons against a meeting. A verb that
    ``reviews`` lets the public read what editors wrote: nobody does it with their own work, unless the house
    allows it.
    """

    start: frozenset[PublicationState]
    end: PublicationState | None
    permission: str
    requires: Callable[[Meeting], Iterator[str]] | None = None
    reviews: bool = False


def _not_scheduled(meeting: Meeting) -> Iterator[str]:
    if meeting.publish_at is None:
        yield _("No publication is planned.")


MOVES: dict[Verb, Move] = {
    Verb.SUBMIT: Move(frozenset({DRAFT}), SUBMITTED, "submit_meeting", gaps),
    Verb.SEND_BACK: Move(frozenset({SUBMITTED}), DRAFT, "publish_meeting"),
    Verb.SCHEDULE: Move(frozenset({SUBMITTED}), SUBMITTED, "publish_meeting", gaps, reviews=True),
    Verb.UNSCHEDULE: Move(frozenset({SUBMITTED}), SUBMITTED, "publish_meeting", _not_scheduled),
    Verb.PUBLISH: Move(frozenset({DRAFT, SUBMITTED}), PUBLISHED, "publish_meeting", gaps, reviews=True),
    Verb.CORRECT: Move(frozenset({PUBLISHED}), PUBLISHED, "publish_meeting", gaps, reviews=True),
    Verb.WITHDRAW: Move(frozenset({PUBLISHED}), WITHDRAWN, "withdraw_meeting"),
    Verb.RESTORE: Move(frozenset({WITHDRAWN}), PUBLISHED, "withdraw_meeting", gaps, reviews=True),
    Verb.REDACT: Move(frozenset({PUBLISHED, WITHDRAWN}), None, "redact_meeting"),
    Verb.MERGE: Move(frozenset({DRAFT, SUBMITTED, PUBLISHED}), None, "merge_meeting"),
}


class Refused(Exception):
    """A verb was refused; ``reasons`` are all of them, in sentences for the editor."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def why_not(verb: Verb, meeting: Meeting, by=None) -> list[str]:
    """Every reason against doing ``verb`` with ``meeting`` now; empty where nothing is against it."""
    move = MOVES[verb]
    reasons = []
    if by is not None and not by.has_perm(f"meetings.{move.permission}"):
        reasons.append(_("You do not have the permission to do this."))
    elif move.reviews and by is not None and is_own(meeting, by):
        reasons.append(_("Somebody else has to review what you wrote."))
    if meeting.state not in move.start:
        reasons.append(
            _("A meeting that is “%(state)s” cannot go this way.") % {"state": meeting.get_state_display()}
        )
    elif meeting.state == DRAFT and meeting.merged_into_id is not None:
        reasons.append(_("The meeting was merged into another and stays as it was."))
    elif move.requires is not None:
        reasons += move.requires(meeting)
    return reasons


def is_own(meeting: Meeting, user) -> bool:
    """Whether ``user`` would review what they wrote themselves, in a house that does not allow it.

    Before the first publication that is who entered or submitted the meeting, later who changed it last.
    """
    if settings.ARCHIVE_SELF_REVIEW:
        return False
    once_public = meeting.public_id is not None
    writers = {meeting.changed_by_id} if once_public else {meeting.created_by_id, meeting.submitted_by_id}
    return user.pk in writers


@contextlib.contextmanager
def moving(
    verb: Verb,
    meeting: Meeting,
    *,
    by=None,
    comment: str = "",
    further: Callable[[Meeting], Iterable[str]] | None = None,
    beside: Meeting | None = None,
):
    """The frame of every verb: lock the row, refuse with all reasons, act in one transaction, keep history.

    Yields the locked row with the state set to where the move leads; the verb saves it. ``further`` gives
    the verb's own reasons against the row as it is under the lock, ``beside`` is a second meeting to lock:
    always in one order, so that two verbs never wait for each other.
    """
    with transaction.atomic(), reversion.create_revision():
        wanted = {meeting.pk, beside.pk if beside else meeting.pk}
        rows = list(Meeting.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
        locked = next((row for row in rows if row.pk == meeting.pk), None)
        if locked is None:
            raise Refused([_("The meeting was deleted meanwhile.")])
        reasons = [*why_not(verb, locked, by), *(further(locked) if further else ())]
        if reasons:
            raise Refused(reasons)
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(comment or verb.value)
        locked.state = MOVES[verb].end or locked.state
        # Whoever has the meeting open must learn that it moved.
        locked.lock_version += 1
        yield locked
        if by is not None and verb != Verb.SUBMIT:
            auditing.note(AuditAct.MOVED, by=by, about=f"{verb.value}: {locked}")
    meeting.refresh_from_db()


def moment(at: datetime.datetime | None) -> datetime.datetime:
    """``at`` or now."""
    return at or timezone.now()
