"""The plan of an import: each row's fate, found without writing anything."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from meetings.intake.tables.mapping import Field
from meetings.intake.tables.reading import Found, Limits, Note
from meetings.intake.tables.resolving import Gazetteer, Offices, People

from .cells import said_of
from .meeting import MeetingPlanner
from .profile import Profile
from .records import Record, records
from .results import Counts, Fate, PlannedRow, Problem
from .surnames import Surnames
from .survey import Survey, survey


@dataclass
class Plan:
    """What an import would do. ``rows`` reads the file anew each time; ``counts`` are of the last time.

    ``surnames`` are those of whom the archive knows nobody, told once all rows are read.
    """

    path: Path
    profile: Profile
    survey: Survey
    decisions: Mapping[tuple[str, str], str]
    limits: Limits
    counts: Counts = field(default_factory=Counts)
    surnames: Surnames = field(default_factory=Surnames)
    corrects = False

    @property
    def notes(self) -> list[Note]:
        return self.survey.notes

    @property
    def columns(self) -> list[dict[str, object]]:
        """What the columns of all sheets were found to mean."""
        return [
            {
                "sheet": surveyed.sheet.name,
                "name": column.name,
                "header": column.header,
                "field": column.field.value if column.field else "",
                "sure": round(column.sure, 2),
            }
            for surveyed in self.survey.sheets
            for column in surveyed.layout.columns
            if not column.is_part
        ]

    def rows(self, gazetteer: Gazetteer | None = None) -> Iterator[PlannedRow]:
        """The rows in the order of the file, one by one; memory does not grow with their number.

        ``gazetteer`` is what words are compared with, read from the archive where it is not given.
        """
        self.counts, self.surnames = Counts(), Surnames()
        gazetteer, people, offices = gazetteer or Gazetteer.load(), People(), Offices()
        seen = _Seen()
        several = len(self.survey.sheets) > 1
        for surveyed in self.survey.sheets:
            planner = MeetingPlanner(gazetteer, people, offices, self.profile, self.decisions, surveyed)
            sheet = surveyed.sheet.name if several else ""
            for record in records(surveyed, self.limits.cell, self.profile.written):
                row = _planned(record, sheet, planner)
                _note_repetition(row, seen)
                self.counts.add(row)
                self.surnames.note(self.counts.rows, row)
                yield row


def plan_of(
    path: Path,
    found: Found,
    profile: Profile,
    decisions: Mapping[tuple[str, str], str],
    limits: Limits,
) -> Plan:
    """Look a file that was opened through and prepare its plan.

    Raises ``Refusal`` where the whole file is refused.
    """
    return Plan(path, profile, survey(found, profile, limits), decisions, limits)


#: What rows are that name nobody whose meetings might follow.
_LEFT_AS_THEY_ARE = frozenset({"nil_return", "repeated_header", "heading"})


def _planned(record: Record, sheet: str, planner: MeetingPlanner) -> PlannedRow:
    row = PlannedRow(record.row.number, sheet)
    if record.row.hidden:
        row.problems.append(
            _problem(row, "hidden_row", "The row is hidden in the file; it is read like others.")
        )
    if record.damage:
        cell = record.damaged or (record.others[0] if record.others else None)
        row.refuse(
            _problem(
                row,
                "damaged_row",
                record.damage,
                column=cell.column.name if cell else "",
                value=cell.text if cell else "",
                refuses=True,
            )
        )
    elif record.instead not in _LEFT_AS_THEY_ARE and (says := planner.takes_as_heading(record)):
        row.fate = Fate.SKIPPED
        shown = (record.others or [cell for cells in record.cells.values() for cell in cells])[0]
        row.problems.append(
            _problem(
                row,
                "heading",
                says,
                column=shown.column.name,
                value=shown.text,
            )
        )
    elif record.instead:
        row.fate = Fate.SKIPPED
        shown = record.others or [cell for cells in record.cells.values() for cell in cells]
        row.problems.append(
            _problem(
                row,
                record.instead,
                record.reason,
                column=shown[0].column.name if shown else "",
                value=shown[0].text if shown else "",
            )
        )
    else:
        planner.plan(record, row)
    if row.meeting is None:
        row.said = {said.column: said.text for said in said_of(record)}
    row.problems += _written_here(record, row)
    row.digest = _digest(record, planner.context)
    return row


def _written_here(record: Record, row: PlannedRow) -> Iterator[Problem]:
    """A note about each cell in which an editor wrote."""
    now = {said.column: said.text for said in said_of(record)}
    for column, printed in record.printed.items():
        told = f"“{now.get(column, '')}” was written here; the file says “{printed[:200]}”."
        yield _problem(row, "written_here", told, column=column, value=now.get(column, ""))


def _problem(row: PlannedRow, code: str, message: str, *, column="", value="", refuses=False) -> Problem:
    return Problem(row.number, column, value[:500], code, message, refuses)


def _digest(record: Record, context: str) -> str:
    """What a row says, but for its own number in the file: the same for rows that say the same.

    ``context`` is what the titles above it say for it.
    """
    told = [context] if context else []
    told += [
        f"{cell.column.place}={cell.text}"
        for field_, cells in sorted(record.cells.items())
        if field_ is not Field.ID
        for cell in cells
    ]
    told += [f"{cell.column.place}={cell.text}" for cell in record.others]
    return hashlib.sha256("\x1f".join(told).encode(errors="replace")).hexdigest()


class _Seen:
    """Which rows were seen, kept in a file of its own so that memory does not grow with them."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("CREATE TABLE seen (digest TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID")
        self._store.execute("BEGIN")

    def first(self, digest: str, row: int) -> int | None:
        """The row that said the same before; ``None`` where this is the first."""
        found = self._store.execute("SELECT row FROM seen WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            self._store.execute("INSERT INTO seen VALUES (?, ?)", (digest, row))
        return found[0] if found else None


def _note_repetition(row: PlannedRow, seen: _Seen) -> None:
    """A row that says what another said is linked to it: one meeting, not two."""
    if row.fate is not Fate.CREATED:
        return
    before = seen.first(row.digest, row.number)
    if before is not None:
        row.fate = Fate.LINKED
        row.problems.append(_problem(row, "duplicate_row", f"The row says the same as row {before}."))
