"""Two records of one meeting become one, and two again: drafts, public ones, a draft into a public one."""

import datetime
from collections.abc import Iterator

import reversion
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Meeting, Merge
from meetings.vocabulary import AuditAct, ChangeAction, ChangeReason, PublicationState
from meetings.workflow import auditing
from meetings.workflow.carrying import carry, load_of, resting_on, unload
from meetings.workflow.moves import MOVES, Refused, Verb, moment, moving
from meetings.workflow.publishing import clear_schedule, expose, note_author, note_changes
from meetings.workflow.withdrawing import conceal


def merge(
    meeting: Meeting, *, into: Meeting, note: str, by=None, at: datetime.datetime | None = None
) -> ChangeNote | None:
    """Put ``meeting`` away as the same encounter as ``into``.

    A public one is withdrawn, with a note that the public may read, and its address leads to the page of
    ``into`` for ever. A draft stays one, out of every list, until the merge is taken back; there is no change
    note then. The sources, topics and participants of ``meeting``, and what its statements say that ``into``
    does not say yet, come to stand with ``into`` on the editors' desk; of a public one they reach the public
    with its next correction. The rows of ``meeting`` stay as they are, so that its history keeps saying what
    it said. Raises ``Refused``.
    """

    def further(locked: Meeting) -> Iterator[str]:
        into.refresh_from_db()
        return why_not_merge(locked, into, note)

    with moving(Verb.MERGE, meeting, by=by, further=further, beside=into) as locked:
        was_public = locked.is_public
        locked.merged_into = into
        found = _withdrawn(locked, note, by, moment(at)) if was_public else _put_away(locked)
        changes = carry(load_of(locked, into))
        Merge.objects.create(
            kind="meeting",
            merged=locked.pk,
            kept=into.pk,
            merged_name=str(locked),
            kept_name=str(into),
            note=note,
            changes=changes,
            by=by,
        )
        if not was_public:
            # Nobody reviewed it yet: whoever wrote it has changed the kept one.
            note_author(into, locked.changed_by or locked.created_by)
        _touch(into)
        return found


def _withdrawn(locked: Meeting, note: str, by, at: datetime.datetime) -> ChangeNote:
    locked.state = PublicationState.WITHDRAWN
    return conceal(locked, ChangeAction.MERGED, ChangeReason.DUPLICATE, note=note, by=by, at=at)


def _put_away(locked: Meeting) -> None:
    locked.state = PublicationState.DRAFT
    clear_schedule(locked)
    locked.save()


def _touch(into: Meeting) -> None:
    """Let whoever has the kept meeting open learn that its rows changed."""
    into.lock_version += 1
    into.save(update_fields=["lock_version"])
    note_changes(into)


def why_not_merge(meeting: Meeting, into: Meeting, note: str) -> Iterator[str]:
    """The reasons against the two, beside those of the one that goes."""
    if meeting.is_public and not note.strip():
        yield _("A merge needs a reason that the public may read.")
    if meeting.pk == into.pk:
        yield _("A meeting cannot be merged into itself.")
    elif into.merged_into_id is not None:
        said = {"entry": into, "other": into.merged_into}
        yield _("“%(entry)s” was merged into “%(other)s” already.") % said
    elif into.state == PublicationState.WITHDRAWN or (meeting.is_public and not into.is_public):
        yield _("The meeting to merge into is not public.")


def why_not_unmerge(record: Merge, by=None) -> list[str]:
    """Every reason against taking the merge of a meeting back, beside those of restoring it."""
    reasons = []
    if by is not None and not by.has_perm(f"meetings.{MOVES[Verb.MERGE].permission}"):
        reasons.append(_("You do not have the permission to do this."))
    if record.undone_at is not None:
        reasons.append(_("This merge was taken back already."))
    kept = Meeting.objects.filter(pk=record.kept).select_related("merged_into").first()
    if kept is not None and kept.merged_into_id is not None:
        said = {"entry": record.kept_name, "other": kept.merged_into}
        reasons.append(_("“%(entry)s” was merged into “%(other)s” since: take that merge back first.") % said)
    rests = _("The merge of “%(entry)s” rests on this one: take that merge back first.")
    return reasons + [rests % {"entry": later.merged_name} for later in resting_on(record)]


def unmerge(record: Merge, *, by=None, at: datetime.datetime | None = None) -> None:
    """Make two meetings of one again, and take from the kept one what the other brought.

    What was public is public again, as its next edition; a draft is a draft among others. A carried row that
    an editor changed since stays, and so does a source or participant that statements rest on. Raises
    ``Refused``.
    """
    meeting, into = (Meeting.objects.get(pk=pk) for pk in (record.merged, record.kept))
    if meeting.public_id is None:
        _unmerge_draft(record, by)
        return

    def further(locked: Meeting) -> Iterator[str]:
        record.refresh_from_db()
        return iter(why_not_unmerge(record, by))

    with moving(Verb.RESTORE, meeting, by=by, further=further, beside=into) as locked:
        into.refresh_from_db()
        note = _("It was merged into meeting %(number)s by mistake.") % {"number": into.public_id}
        locked.merged_into = None
        expose(locked, ChangeAction.RESTORED, ChangeReason.RESTORED, note=note, by=by, at=moment(at))
        _undone(record, into, by)


def _unmerge_draft(record: Merge, by) -> None:
    with transaction.atomic(), reversion.create_revision():
        rows = Meeting.objects.select_for_update().filter(pk__in={record.merged, record.kept})
        found = {row.pk: row for row in rows.order_by("pk")}
        record.refresh_from_db()
        if reasons := why_not_unmerge(record, by):
            raise Refused(reasons)
        meeting = found[record.merged]
        meeting.merged_into = None
        meeting.lock_version += 1
        meeting.save()
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(_("Took back the merge of %(entry)s") % {"entry": meeting})
        _undone(record, found[record.kept], by)


def _undone(record: Merge, into: Meeting, by) -> None:
    unload(into, record.changes)
    record.undone_at, record.undone_by = timezone.now(), by
    record.save(update_fields=["undone_at", "undone_by"])
    _touch(into)
    auditing.note(AuditAct.UNMERGED, by=by, about=f"meeting: {record}")
