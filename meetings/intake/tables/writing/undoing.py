"""Undoing an import as one: its own untouched drafts go, and the entries it made that nobody else uses."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import ProtectedError

from meetings.intake.tables.correcting import taken_back
from meetings.models import Appointment, Import, ImportedEntry, ImportPiece, Meeting, Source
from meetings.search import upkeep
from meetings.vocabulary import ImportState
from meetings.workflow import versions

from .earlier import is_untouched

_AT_ONCE = 200
_MAY_BE_UNDONE = (ImportState.READY, ImportState.WRITING, ImportState.DONE, ImportState.UNDOING)


@dataclass
class Undone:
    """What an undo took back, and in sentences what it kept and why."""

    meetings: int = 0
    entries: int = 0
    changes: int = 0
    kept: list[str] = field(default_factory=list)


def undo(table: Import, *, progress: Callable[[int], None] = lambda meetings: None) -> Undone:
    """Take an import back. Raises ``ValueError`` where it is undone already or still being read."""
    result = Undone()
    while undo_batch(table, result):
        progress(result.meetings)
    return result


def undo_batch(table: Import, result: Undone) -> bool:
    """Take some of an import back, adding to ``result``; whether more is left."""
    with transaction.atomic(), upkeep.gathered():
        locked = Import.objects.select_for_update().get(pk=table.pk)
        if locked.state not in _MAY_BE_UNDONE:
            raise ValueError(f"An import that is {locked.get_state_display()} cannot be undone.")
        more = _corrections(locked, result) if locked.corrects else _meetings(locked, result)
        if not more:
            _appointments(locked, result)
            _source(locked, result)
            _entries(locked, result)
            ImportPiece.objects.filter(table=locked).delete()
        locked.state = ImportState.UNDOING if more else ImportState.UNDONE
        locked.save()
    table.refresh_from_db()
    return more


def _meetings(table: Import, result: Undone) -> bool:
    """Delete untouched drafts of the next rows; a row that was looked at is no longer done."""
    rows = list(table.lines.filter(made=True).order_by("position")[:_AT_ONCE])
    pks = [row.meeting_id for row in rows if row.meeting_id]
    meetings = Meeting.objects.select_for_update().filter(pk__in=pks).in_bulk()
    later = _told_by_later(table, pks)
    gone = []
    for row in rows:
        meeting = meetings.get(row.meeting_id) if row.meeting_id else None
        if meeting is None:
            continue
        if not is_untouched(meeting) or meeting.public_id:
            result.kept.append(f"{row}: {meeting} was worked on by an editor.")
        elif meeting.pk in later:
            result.kept.append(f"{row}: {meeting} was corrected by a later import ({later[meeting.pk]}).")
        else:
            gone.append(meeting.pk)
    table.lines.filter(pk__in=[row.pk for row in rows]).update(made=False)
    deleted = Meeting.objects.filter(pk__in=gone)
    result.meetings += len(gone)
    deleted.delete()
    versions.forget(Meeting, gone)
    return len(rows) == _AT_ONCE


def _corrections(table: Import, result: Undone) -> bool:
    """Take back what the next rows changed about meetings; a row that was looked at has no changes left."""
    rows = list(table.lines.filter(correction__has_key="left").order_by("position")[:_AT_ONCE])
    number, kept = taken_back(rows, table)
    result.changes += number
    result.kept += kept
    return len(rows) == _AT_ONCE


def _told_by_later(table: Import, pks: list[int]) -> dict[int, str]:
    """Which drafts rest on the file of another import by now."""
    found = Meeting.objects.filter(pk__in=pks, sources__imports__isnull=False)
    rows = found.exclude(sources=table.source_id).values_list("pk", "sources__imports")
    return {pk: f"import {number}" for pk, number in rows}


def _appointments(table: Import, result: Undone) -> None:
    """Delete the appointments that the import made, where nobody worked on them or speaks for them."""
    made = ImportedEntry.objects.filter(made_by=table, kind="appointment")
    for row in made.select_related("appointment__person", "appointment__office"):
        held = row.entry
        if row.is_confirmed or held.updated_at != row.seen_at:
            result.kept.append(f"The appointment “{row.words}” was worked on by an editor.")
        elif held.participations.exists():
            result.kept.append(f"The appointment “{row.words}” is used elsewhere.")
        else:
            pk = held.pk
            held.delete()
            versions.forget(Appointment, [pk])
            result.entries += 1


def _entries(table: Import, result: Undone) -> None:
    """Delete the entries that the import made, where nothing refers to them and no editor worked on them."""
    made = ImportedEntry.objects.filter(made_by=table).exclude(kind="appointment")
    for row in made.select_related("person", "organisation", "place"):
        entry = row.entry
        worked_on = row.is_confirmed or entry.updated_at != row.seen_at
        named = entry.other_names.exists() or (row.kind != "place" and entry.identifiers.exists())
        if worked_on or named:
            result.kept.append(f"The {row.kind} “{entry}” was worked on by an editor.")
            continue
        try:
            with transaction.atomic():
                pk = entry.pk
                entry.delete()
                versions.forget(type(entry), [pk])
            result.entries += 1
        except ProtectedError:
            result.kept.append(f"The {row.kind} “{entry}” is used elsewhere.")


def _source(table: Import, result: Undone) -> None:
    if table.source is None:
        return
    try:
        with transaction.atomic():
            pk = table.source_id
            table.source.delete()
            versions.forget(Source, [pk])
        table.source = None
    except ProtectedError:
        result.kept.append("The file stays as a source of the meetings that were kept.")
