"""Which of several statements the archive holds to, where its sources disagree."""

import reversion
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, Statement
from meetings.vocabulary import SINGLE_VALUED, Rank
from meetings.workflow.moves import Refused
from meetings.workflow.publishing import note_author, note_changes


def prefer(statement: Statement, *, reason: str, by) -> bool:
    """Prefer a statement to all others about the same, as an editor's change of its meeting.

    Everything that was said stays; what was preferred before becomes one statement among others. The public
    reads it with the next correction. Returns whether a planned publication was given up for it. Raises
    ``Refused``.
    """
    with transaction.atomic(), reversion.create_revision():
        locked = Meeting.objects.select_for_update().filter(pk=statement.meeting_id).first()
        found = Statement.objects.filter(pk=statement.pk, meeting=locked).first() if locked else None
        if reasons := _against(locked, found, reason, by):
            raise Refused(reasons)
        reversion.set_user(by)
        reversion.set_comment(_("Preferred: %(statement)s") % {"statement": found})
        # First the one that gives the place up: the database takes one at a time.
        for other in about_the_same(found).filter(rank=Rank.PREFERRED).exclude(pk=found.pk):
            other.rank, other.reason = Rank.NORMAL, ""
            other.save()
        found.rank, found.reason = Rank.PREFERRED, reason
        found.save()
        locked.lock_version += 1
        locked.save()
        planned = note_author(locked, by)
        note_changes(locked)
        return planned


def about_the_same(statement: Statement):
    """All statements about the same property of the same meeting and participant."""
    return Statement.objects.filter(
        meeting=statement.meeting_id, property=statement.property, participation=statement.participation_id
    )


def _against(meeting: Meeting | None, statement: Statement | None, reason: str, by) -> list[str]:
    if meeting is None or statement is None:
        return [_("The statement was deleted meanwhile.")]
    reasons = []
    if not (by.has_perm("meetings.change_meeting") and by.has_perm("meetings.change_statement")):
        reasons.append(_("You do not have the permission to do this."))
    if meeting.merged_into_id:
        reasons.append(_("The meeting was merged into another and stays as it was."))
    if statement.property not in SINGLE_VALUED:
        reasons.append(_("A meeting can have several of these: none is preferred to the others."))
    if not reason.strip():
        reasons.append(_("A preference needs a reason that the public may read."))
    return reasons
