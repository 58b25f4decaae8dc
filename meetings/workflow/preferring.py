"""Which of several statements the archive holds to, where its sources disagree."""

from dataclasses import dataclass

import reversion
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Edition, Meeting, Statement
from meetings.vocabulary import SINGLE_VALUED, ChangeReason, Rank
from meetings.workflow.following import Unreadable, follow
from meetings.workflow.moves import Refused
from meetings.workflow.publishing import correct, note_author, note_changes


@dataclass(frozen=True)
class Preference:
    """What came of a preference.

    ``followed`` is whether the meeting's own property is another now, ``unreadable`` why it could not follow,
    ``planned`` whether a planned publication was given up, ``edition`` the correction where one was made.
    """

    followed: bool
    unreadable: str
    planned: bool
    edition: Edition | None


def prefer(
    statement: Statement,
    *,
    reason: str,
    by,
    seen: int | None = None,
    correction: ChangeReason | None = None,
) -> Preference:
    """Prefer a statement to all others about the same: an editor's change of its meeting, which follows it.

    Everything that was said stays; what was preferred before becomes one statement among others, and
    preferring that again leads back. The date, place, kind or occasion of the meeting, or the role of the
    participant, becomes what the statement says, unless its words cannot be read as such a value. The public
    reads it with the next correction: at once where ``correction`` is the code of one, with ``reason`` as its
    note. ``seen`` is the version of the meeting that was looked at. Raises ``Refused``.
    """
    with transaction.atomic(), reversion.create_revision():
        locked = Meeting.objects.select_for_update().filter(pk=statement.meeting_id).first()
        found = Statement.objects.filter(pk=statement.pk, meeting=locked).first() if locked else None
        if reasons := _against(locked, found, reason, by, seen):
            raise Refused(reasons)
        _rank(found, reason)
        try:
            followed, unreadable = follow(locked, found), ""
        except Unreadable as why:
            followed, unreadable = False, why.reason
        locked.lock_version += 1
        locked.save()
        planned = note_author(locked, by)
        note_changes(locked)
        edition = correct(locked, reason=correction, note=reason, by=by) if correction else None
        reversion.set_user(by)
        reversion.set_comment(_("Preferred: %(statement)s") % {"statement": found})
        return Preference(followed, unreadable, planned, edition)


def _rank(preferred: Statement, reason: str) -> None:
    # First the one that gives the place up: the database takes one at a time.
    for other in about_the_same(preferred).filter(rank=Rank.PREFERRED).exclude(pk=preferred.pk):
        other.rank, other.reason = Rank.NORMAL, ""
        other.save()
    preferred.rank, preferred.reason = Rank.PREFERRED, reason
    preferred.save()


def about_the_same(statement: Statement):
    """All statements about the same property of the same meeting and participant."""
    return Statement.objects.filter(
        meeting=statement.meeting_id, property=statement.property, participation=statement.participation_id
    )


def _against(
    meeting: Meeting | None, statement: Statement | None, reason: str, by, seen: int | None
) -> list[str]:
    if meeting is None or statement is None:
        return [_("The statement was deleted meanwhile.")]
    reasons = []
    if seen is not None and seen != meeting.lock_version:
        reasons.append(_("The meeting was changed since you looked at it. Look at it again first."))
    if not (by.has_perm("meetings.change_meeting") and by.has_perm("meetings.change_statement")):
        reasons.append(_("You do not have the permission to do this."))
    if meeting.merged_into_id:
        reasons.append(_("The meeting was merged into another and stays as it was."))
    if statement.property not in SINGLE_VALUED:
        reasons.append(_("A meeting can have several of these: none is preferred to the others."))
    if not reason.strip():
        reasons.append(_("A preference needs a reason that the public may read."))
    return reasons
