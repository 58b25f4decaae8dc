"""What single cells of a record say: its date, its words, and problems with them."""

from collections.abc import Iterator

from meetings import dates
from meetings.intake.tables.mapping import DateReader, Field, together
from meetings.intake.tables.mapping.seasons import season_in
from meetings.intake.tables.resolving.countries import Days

from .records import Cell, Record
from .results import Fate, PlannedMeeting, PlannedRow, Problem, Said


def date_of(record: Record, row: PlannedRow, meeting: PlannedMeeting, reader: DateReader) -> Days:
    """Fill in the date of a meeting and give its first and last day; refuse what cannot be read."""
    found = []
    for wanted in (Field.DATE, Field.END_DATE):
        cell = record.first(wanted)
        try:
            found.append(reader.read(cell.value) if cell else None)
            if cell and found[-1] and season_in(cell.text):
                half = "southern" if reader.southern else "northern"
                row.problems.append(
                    problem_of(
                        row, cell, "date_season",
                        f"Read as {found[-1].text}, as seasons are on the {half} half of the Earth.",
                    )
                )  # fmt: skip
        except dates.DateError as error:
            found.append(None)
            row.refuse(problem_of(row, cell, f"date_{error.code}", error.reason, refuses=True, kind="date"))
    try:
        date = together(*found)
    except dates.DateError as error:
        row.refuse(
            problem_of(row, record.first(Field.END_DATE), f"date_{error.code}", error.reason, refuses=True)
        )
        return (None, None)
    if date is None:
        if row.fate is not Fate.REFUSED:
            row.problems.append(problem_of(row, record.first(Field.DATE), "no_date", "The row has no date."))
        return (None, None)
    meeting.date = date.text
    return (date.earliest, date.latest)


def said_of(record: Record) -> Iterator[Said]:
    """Every cell of a record with its column and meaning, for evidence."""
    for cells in record.cells.values():
        for cell in cells:
            yield Said(cell.column.name, cell.column.field, cell.text, cell.printed)
    for cell in record.others:
        yield Said(cell.column.name, None, cell.text, cell.printed)


def problem_of(
    row: PlannedRow, cell: Cell | None, code: str, message: str, *, refuses=False, kind="", candidates=()
) -> Problem:
    """A problem of a row with one of its cells, or with the row itself."""
    return Problem(
        row.number,
        cell.column.name if cell else "",
        cell.text[:500] if cell else "",
        code,
        message,
        refuses,
        kind,
        tuple(candidates),
    )
