"""What a sheet that came back changes: each row beside the meeting as it is now. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from meetings.intake.tables.planning import Counts, Fate, Plan, PlannedRow, Problem, Profile, plan_of
from meetings.intake.tables.reading import Found, Limits, Note, Refusal, Row, Sheet, open_file
from meetings.intake.tables.resolving import Gazetteer, People
from meetings.models import Meeting

from . import seals, sheet
from .resolving import Resolver

_AT_ONCE = 200
_PERMISSION = "meetings.change_meeting"
_NO_ID = "The row has no id. New meetings come by the desk or in a table of their own."
_NOT_OURS = "Id and version do not belong together, or were not given by this archive."
_CONFLICT = (
    "The meeting was changed here since the list went out; nothing is overwritten. Export it again, or "
    "correct it at the desk."
)
_OF_PUBLISHED = "Changes a published meeting: {}. The public reads it once a correction is published."
_OF_DRAFT = "Corrects: {}."


def make_plan(
    path: Path,
    *,
    profile: Profile | None = None,
    decisions: Mapping[tuple[str, str], str] | None = None,
    limits: Limits | None = None,
    by=None,
) -> "Plan | Corrections":
    """Look a file through and prepare its plan, whichever of the two kinds of table it is.

    ``by`` is who wants to correct; nobody where it is the command, which may correct everything. Raises
    ``Refusal`` where the whole file is refused.
    """
    profile, limits = profile or Profile(), limits or Limits()
    found = open_file(path, limits, encoding=profile.encoding, delimiter=profile.delimiter)
    decided = {**profile.decisions, **(decisions or {})}
    sheets = [one for one in found.sheets if sheet.is_sheet(_headers(one)[1])]
    if sheets:
        return Corrections(found, sheets, decided, limits, by)
    return plan_of(path, found, profile, decided, limits)


def _headers(one: Sheet) -> tuple[int, list[str]]:
    """The first row with anything in it: its number and its texts."""
    if one.members is not None:
        return 0, []
    for row in one.rows():
        if not row.is_blank:
            return row.number, [sheet.said_of(value) for value in row.cells]
    return 0, []


@dataclass
class Corrections:
    """What sheets that came back would change. ``rows`` may be read several times."""

    found: Found
    sheets: list[Sheet]
    decisions: Mapping[tuple[str, str], str]
    limits: Limits
    by: object = None
    counts: Counts = field(default_factory=Counts)
    corrects = True

    @property
    def notes(self) -> list[Note]:
        """What there is to say of the file as a whole."""
        notes = [*self.found.notes, Note("corrections", "A list of this archive that was corrected.")]
        left = [one.name for one in self.found.sheets if one not in self.sheets and not one.hidden]
        return notes + [Note("sheet_left_out", f"The sheet “{name}” is not read.") for name in left]

    @property
    def columns(self) -> list[dict[str, object]]:
        """None that anybody could give another meaning."""
        return []

    def rows(self, gazetteer: Gazetteer | None = None) -> Iterator[PlannedRow]:
        """The rows in the order of the file, each with its fate; memory does not grow with their number."""
        self.counts = Counts()
        resolver = Resolver(gazetteer or Gazetteer.load(), People(), self.decisions)
        comparing = _Comparing(resolver, self.by)
        for one in self.sheets:
            named = one.name if len(self.sheets) > 1 else ""
            for row in comparing.rows(named, self._told(one)):
                self.counts.add(row)
                yield row

    def _told(self, one: Sheet) -> Iterator[tuple[Row, dict[str, str]]]:
        """Each row beneath the header with its cells by their headers; the limits hold."""
        header, names = _headers(one)
        cells = 0
        for row in one.rows():
            cells += len(row.cells)
            if cells > self.limits.cells:
                raise Refusal(
                    "cells",
                    f"The file has more than {self.limits.cells:,} cells (IMPORT_MAX_CELLS); divide it.",
                )
            if row.number <= header or (row.is_blank and not row.damage):
                continue
            told = {name: "" for name in names if name}
            for name, value in zip(names, row.cells, strict=False):
                if name:
                    told[name] = sheet.said_of(value)
            if not row.damage and any(sheet.said_of(value) for value in row.cells[len(names) :]):
                row.damage = "The row has more cells than the table has columns; cells may have shifted."
            yield row, told


class _Comparing:
    """Compares rows with meetings, some at a time: a fixed number of queries for each time."""

    def __init__(self, resolver: Resolver, by) -> None:
        self._resolver, self._by = resolver, by
        self._may = by is None or by.has_perm(_PERMISSION)
        self._seen: set[int] = set()

    def rows(self, name: str, told: Iterable[tuple[Row, dict[str, str]]]) -> Iterator[PlannedRow]:
        waiting = iter(told)
        while batch := list(islice(waiting, _AT_ONCE)):
            opened = [seals.opened(cells[sheet.VERSION]) for _row, cells in batch]
            pks = {one.pk for one in opened if one is not None}
            meetings = sheet.loaded(Meeting.objects.filter(pk__in=pks)).in_bulk()
            for (row, cells), one in zip(batch, opened, strict=True):
                planned = PlannedRow(row.number, name, fate=Fate.LINKED)
                planned.said = cells
                self._judge(planned, row, cells, one, meetings)
                yield planned

    def _judge(self, planned, row: Row, cells: dict[str, str], seal: seals.Seal | None, meetings) -> None:
        if row.damage:
            _refuse(planned, "damaged_row", row.damage)
        elif not cells[sheet.ID] and not cells[sheet.VERSION]:
            _refuse(planned, "no_id", _NO_ID)
        elif seal is None or cells[sheet.ID] != str(seal.pk):
            _refuse(planned, "not_ours", _NOT_OURS, column=sheet.ID, value=cells[sheet.ID])
        elif not self._may:
            _refuse(
                planned, "may_not", "You may not change meetings.", column=sheet.ID, value=cells[sheet.ID]
            )
        elif (meeting := meetings.get(seal.pk)) is None:
            _refuse(
                planned, "gone", "The meeting is not there any more.", column=sheet.ID, value=cells[sheet.ID]
            )
        else:
            planned.known = meeting.pk
            self._compare(planned, cells, seal, meeting)

    def _compare(
        self, planned: PlannedRow, cells: dict[str, str], seal: seals.Seal, meeting: Meeting
    ) -> None:
        here = sheet.cells_of(meeting)
        changed = changes(here, cells)
        fresh = seals.is_fresh(seal, meeting, here)
        if not changed:
            self._skip(planned, "unchanged", "The row changes nothing.")
        elif not fresh and seals.digest(_ours(cells)) == seal.digest:
            self._skip(planned, "unchanged", "The row changes nothing; the meeting was changed here since.")
        elif meeting.pk in self._seen:
            _refuse(planned, "twice", "An earlier row of the file is about the same meeting.")
        elif not fresh:
            planned.changes = shown(here, cells, changed)
            _refuse(planned, "conflict", _CONFLICT, kind="conflict")
        else:
            self._resolve(planned, cells, here, changed, meeting)
        self._seen.add(meeting.pk)

    def _resolve(self, planned: PlannedRow, cells, here, changed: list[str], meeting: Meeting) -> None:
        planned.changes = shown(here, cells, changed)
        if meeting.merged_into_id is not None:
            _refuse(planned, "merged", "The meeting was merged into another and stays as it was.")
        for column in (name for name in sheet.LOCKED if name in changed):
            _refuse(
                planned, "locked", "This cannot be changed in a sheet.", column=column, value=cells[column]
            )
        steps = self._resolver.steps(planned, meeting, cells, changed)
        if planned.fate is Fate.REFUSED:
            return
        planned.steps = {
            "steps": steps,
            "lock_version": meeting.lock_version,
            "digest": seals.digest(here),
            "reason": cells.get(sheet.REASON, "")[:2_000],
        }
        told = ", ".join(changed[:8]) + (f" and {len(changed) - 8} more" if len(changed) > 8 else "")
        public = meeting.is_public
        code, said = ("changes_published", _OF_PUBLISHED) if public else ("corrects_draft", _OF_DRAFT)
        kind = "differs" if public else ""
        planned.problems.append(Problem(planned.number, "", "", code, said.format(told), kind=kind))

    @staticmethod
    def _skip(planned: PlannedRow, code: str, message: str) -> None:
        planned.fate = Fate.SKIPPED
        planned.problems.append(Problem(planned.number, "", "", code, message))


def changes(here: Mapping[str, str], cells: Mapping[str, str]) -> list[str]:
    """The columns of a row that differ from the meeting; a column that is gone says nothing."""
    known = [name for name in sheet.columns_of(sheet.MOST_PARTICIPANTS) if name in cells]
    return [name for name in known if name not in _NO_VALUES and cells[name] != here.get(name, "")]


def shown(here: Mapping[str, str], cells: Mapping[str, str], changed: Iterable[str]) -> list[list[str]]:
    """The two sides of each changed cell."""
    return [[name, here.get(name, ""), cells[name]] for name in changed]


_NO_VALUES = frozenset({sheet.ID, sheet.REASON, sheet.VERSION})
_OURS = frozenset(sheet.columns_of(sheet.MOST_PARTICIPANTS)) - _NO_VALUES


def _ours(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in cells.items() if name in _OURS}


def _refuse(planned: PlannedRow, code: str, message: str, *, column="", value="", kind="") -> None:
    planned.refuse(Problem(planned.number, column, value[:500], code, message, True, kind))
