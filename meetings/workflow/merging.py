"""Two records of one meeting become one, and two again."""

import datetime
import json
from collections.abc import Iterator

from django.apps import apps
from django.core import serializers
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import ChangeNote, Meeting, MeetingSource, Merge, Participation, Statement
from meetings.vocabulary import AuditAct, ChangeAction, ChangeReason
from meetings.workflow import auditing
from meetings.workflow.moves import MOVES, Verb, moment, moving
from meetings.workflow.publishing import expose, note_changes
from meetings.workflow.withdrawing import conceal

#: What a row may differ in and still be the one that was carried over.
_TIMES = ("created_at", "updated_at")


def merge(
    meeting: Meeting, *, into: Meeting, note: str, by=None, at: datetime.datetime | None = None
) -> ChangeNote:
    """Withdraw ``meeting`` as the same encounter as ``into``, to whose page its address then leads for ever.

    The sources of ``meeting``, and what its statements say that ``into`` does not say yet, come to stand with
    ``into`` on the editors' desk and reach the public with its next correction. A statement about somebody
    who takes no part there stays behind. The rows of ``meeting`` stay as they are, so that its history keeps
    saying what it said. Raises ``Refused``.
    """

    def further(locked: Meeting) -> Iterator[str]:
        into.refresh_from_db()
        return _against(locked, into, note)

    with moving(Verb.MERGE, meeting, by=by, further=further, beside=into) as locked:
        locked.merged_into = into
        found = conceal(locked, ChangeAction.MERGED, ChangeReason.DUPLICATE, note=note, by=by, at=moment(at))
        made = [*_carry_sources(locked, into), *_carry_statements(locked, into)]
        Merge.objects.create(
            kind="meeting",
            merged=locked.pk,
            kept=into.pk,
            merged_name=str(locked),
            kept_name=str(into),
            note=note,
            changes=[_written(row) for row in made],
            by=by,
        )
        _touch(into)
        return found


def _touch(into: Meeting) -> None:
    """Let whoever has the kept meeting open learn that its rows changed."""
    into.lock_version += 1
    into.save(update_fields=["lock_version"])
    note_changes(into)


def _against(meeting: Meeting, into: Meeting, note: str) -> Iterator[str]:
    if not note.strip():
        yield _("A merge needs a reason that the public may read.")
    if meeting.pk == into.pk:
        yield _("A meeting cannot be merged into itself.")
    elif not into.is_public:
        yield _("The meeting to merge into is not public.")


def _carry_sources(meeting: Meeting, into: Meeting) -> list[MeetingSource]:
    """Give ``into`` the sources of ``meeting`` that it does not have."""
    known = set(into.reports.values_list("source", flat=True))
    position = into.reports.count()
    carried = [report.source_id for report in meeting.reports.all() if report.source_id not in known]
    return [
        MeetingSource.objects.create(meeting=into, source_id=source, position=position + place)
        for place, source in enumerate(carried)
    ]


def _carry_statements(meeting: Meeting, into: Meeting) -> Iterator[Statement]:
    """Give ``into`` copies of the statements that it does not have."""
    there = {_who(row): row.pk for row in into.participations.all()}
    same = {row.pk: there.get(_who(row)) for row in meeting.participations.all()}
    known = {_said(row, row.participation_id) for row in into.statements.all()}
    for statement in meeting.statements.all():
        about = same[statement.participation_id] if statement.participation_id else None
        lost = statement.participation_id is not None and about is None
        if lost or _said(statement, about) in known:
            continue
        statement.pk = None
        statement._state.adding = True
        statement.meeting, statement.participation_id = into, about
        # The kept record decides again what it prefers.
        statement.rank, statement.reason = "normal", ""
        statement.save()
        yield statement


def _who(row: Participation) -> tuple:
    """By what a participant of one record is found in the other."""
    if row.person_id is not None:
        return ("person", row.person_id)
    return ("party", row.country_id, row.organisation_id, row.side)


def _said(row: Statement, about: int | None) -> tuple:
    return (row.source_id, row.property, about, row.value, row.value_as_printed, row.quote)


def _written(row) -> dict:
    return {"did": "made", "row": json.loads(serializers.serialize("json", [row]))[0]}


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
    return reasons


def unmerge(record: Merge, *, by=None, at: datetime.datetime | None = None) -> None:
    """Make the merged meeting public again, as its next edition, and take from the kept one what it brought.

    A carried row that an editor changed since stays, and so does a source that statements rest on. Raises
    ``Refused``.
    """
    meeting, into = (Meeting.objects.get(pk=pk) for pk in (record.merged, record.kept))

    def further(locked: Meeting) -> Iterator[str]:
        record.refresh_from_db()
        return iter(why_not_unmerge(record, by))

    with moving(Verb.RESTORE, meeting, by=by, further=further, beside=into) as locked:
        into.refresh_from_db()
        note = _("It was merged into meeting %(number)s by mistake.") % {"number": into.public_id}
        locked.merged_into = None
        expose(locked, ChangeAction.RESTORED, ChangeReason.RESTORED, note=note, by=by, at=moment(at))
        for change in reversed(record.changes):
            _take_from_kept(change["row"])
        record.undone_at, record.undone_by = timezone.now(), by
        record.save(update_fields=["undone_at", "undone_by"])
        _touch(into)
        auditing.note(AuditAct.UNMERGED, by=by, about=f"meeting: {record}")


def _take_from_kept(written: dict) -> None:
    model = apps.get_model(written["model"])
    row = model.objects.filter(pk=written["pk"]).first()
    if row is None or not _is_as_written(row, written):
        return
    rests = isinstance(row, MeetingSource) and Statement.objects.filter(
        meeting=row.meeting_id, source=row.source_id
    )
    if not rests:
        row.delete()


def _is_as_written(row, written: dict) -> bool:
    now = _written(row)["row"]["fields"]
    return all(now[name] == value for name, value in written["fields"].items() if name not in _TIMES)
