"""Two records of one meeting become one."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Meeting, MeetingSource
from meetings.vocabulary import ChangeAction, ChangeReason
from meetings.workflow.moves import Verb, moment, moving
from meetings.workflow.publishing import note_changes
from meetings.workflow.withdrawing import conceal


def merge(
    meeting: Meeting, *, into: Meeting, note: str, by=None, at: datetime.datetime | None = None
) -> ChangeNote:
    """Withdraw ``meeting`` as the same encounter as ``into``, to whose page its address then leads for ever.

    The sources of ``meeting``, and its statements about the meeting as a whole, come to stand with ``into``
    on the editors' desk and reach the public with its next correction; the rows of ``meeting`` stay as they
    are, so that its history keeps saying what it said. Raises ``Refused``.
    """

    def further(locked: Meeting) -> Iterator[str]:
        into.refresh_from_db()
        return _against(locked, into, note)

    with moving(Verb.MERGE, meeting, by=by, further=further, beside=into) as locked:
        locked.merged_into = into
        found = conceal(locked, ChangeAction.MERGED, ChangeReason.DUPLICATE, note=note, by=by, at=moment(at))
        _carry_sources(locked, into)
        # Whoever has the kept meeting open must learn that it gained sources.
        into.lock_version += 1
        into.save(update_fields=["lock_version"])
        note_changes(into)
        return found


def _against(meeting: Meeting, into: Meeting, note: str) -> Iterator[str]:
    if not note.strip():
        yield _("A merge needs a reason that the public may read.")
    if meeting.pk == into.pk:
        yield _("A meeting cannot be merged into itself.")
    elif not into.is_public:
        yield _("The meeting to merge into is not public.")


def _carry_sources(meeting: Meeting, into: Meeting) -> None:
    """Give ``into`` the sources of ``meeting`` and copies of the statements that are about no participant."""
    known = set(into.reports.values_list("source", flat=True))
    position = into.reports.count()
    carried = [report.source_id for report in meeting.reports.all() if report.source_id not in known]
    MeetingSource.objects.bulk_create(
        [
            MeetingSource(meeting=into, source_id=source, position=position + place)
            for place, source in enumerate(carried)
        ]
    )
    for statement in meeting.statements.filter(source__in=carried, participation__isnull=True):
        statement.pk = None
        statement.meeting = into
        # The kept record decides again what it prefers.
        statement.rank, statement.reason = "normal", ""
        statement.save()
