"""What was not said and taken to be so, and what was said and found no place: told with each row."""

from collections.abc import Iterator

from meetings.intake.tables.mapping import Field

from .cells import problem_of
from .kinds import kind_of, kind_of_column, status_of
from .parties import Drawn
from .records import Cell, Record
from .results import PlannedMeeting, PlannedRow, Problem


def notices_on(record: Record, drawn: Drawn, meeting: PlannedMeeting, row: PlannedRow) -> Iterator[Problem]:
    """The notices on a meeting; none of them keeps its row out."""
    for cell, words, why in drawn.left:
        yield _about(row, cell, words, "not_read", f"{why} They are kept for editors.")
    for cell in record.dropped:
        yield problem_of(
            row, cell, "names_nothing", "The words stand for nothing; they are kept for editors."
        )
    yield from _inferred(meeting, row)
    kind, status = record.first(Field.KIND), record.first(Field.STATUS)
    if kind is not None and not (kind_of(kind.text) or kind_of_column(kind.column.header)):
        yield problem_of(row, kind, "kind_unknown", f"The form is not known; “{meeting.kind}” is taken.")
    if status is not None and not status_of(status.text, ""):
        yield problem_of(
            row, status, "status_unknown", "The state is not known; the meeting is taken to be held."
        )


def _inferred(meeting: PlannedMeeting, row: PlannedRow) -> Iterator[Problem]:
    """Countries that the words of participants in a sentence do not say."""
    found = [party for party in meeting.parties if party.inferred and party.country and party.from_sentence]
    if found:
        codes = ", ".join(dict.fromkeys(party.country for party in found))
        yield Problem(
            row.number,
            found[0].column,
            "; ".join(party.words for party in found)[:500],
            "country_inferred",
            f"The words do not say for whom; {codes} is taken from the words beside them or from the row.",
        )


def _about(row: PlannedRow, cell: Cell, words: str, code: str, message: str) -> Problem:
    return Problem(row.number, cell.column.name, words[:500], code, message)
