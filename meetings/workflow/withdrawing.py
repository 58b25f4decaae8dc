"""Away from the public and back: withdraw and restore."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Edition, Meeting
from meetings.record import editions, state
from meetings.search import exposure
from meetings.vocabulary import ChangeAction, ChangeReason
from meetings.workflow.moves import Verb, moment, moving
from meetings.workflow.publishing import expose


def withdraw(
    meeting: Meeting, *, reason: ChangeReason, note: str, by=None, at: datetime.datetime | None = None
) -> ChangeNote:
    """Take a meeting out of the public archive; its address answers 410 with ``note`` for ever.

    Editions stay in the chain. Raises ``Refused``.
    """

    def further(locked: Meeting) -> Iterator[str]:
        if not note.strip():
            yield _("A withdrawal needs a reason that the public may read.")

    with moving(Verb.WITHDRAW, meeting, by=by, further=further) as locked:
        return conceal(locked, ChangeAction.WITHDRAWN, reason, note=note, by=by, at=moment(at))


def restore(meeting: Meeting, *, note: str, by=None, at: datetime.datetime | None = None) -> Edition:
    """Make a withdrawn meeting public again, as its next edition. Raises ``Refused``."""

    def further(locked: Meeting) -> Iterator[str]:
        if not note.strip():
            yield _("A restoration needs a note that the public may read.")
        if locked.merged_into_id:
            yield _("The meeting was merged into another and cannot be restored by itself.")

    with moving(Verb.RESTORE, meeting, by=by, further=further) as locked:
        return expose(locked, ChangeAction.RESTORED, ChangeReason.RESTORED, note=note, by=by, at=moment(at))


def conceal(
    locked: Meeting, action: ChangeAction, reason: ChangeReason, *, note: str, by, at: datetime.datetime
) -> ChangeNote:
    """Write the change note of a meeting that leaves the public, and take it out of lists and search.

    ``locked`` is the row of a move, with its new state; it is saved here.
    """
    locked.withdrawn_reason = note
    locked.save()
    version = state.advance()
    exposure.hide(locked, version)
    return ChangeNote.objects.create(
        version=version,
        meeting=locked,
        edition=editions.latest(locked),
        action=action,
        reason=reason,
        note=note,
        at=at,
        made_by=by,
    )
