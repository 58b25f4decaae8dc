"""What an import did or would do, for programs and for people; memory does not grow with the rows."""

import json
import tempfile
from typing import IO, Protocol

from meetings.models import ImportRow

from .planning import Counts, PlannedRow, Problem
from .reading import Note
from .writing import forms

_SHOWN = 200


class Output(Protocol):
    """Anything that takes text."""

    def write(self, text: str) -> object: ...


class JsonReport:
    """One JSON object: counts, problems, meetings.

    Every value of a meeting is text, empty where nothing is said. ``date`` is EDTF; ``country`` the
    archive's code in lower case; ``organisation`` the archive's name of it, or as printed where the archive
    has none; ``words`` are the words of the cell that say so. A problem of the whole file has row null.
    Refused and skipped rows have problems and no meeting.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._problems, self._meetings = _Items(), _Items()

    def note(self, note: Note) -> None:
        """Something about the file that refuses nothing."""
        self._problems.add(Problem(0, "", "", note.code, note.message).as_json())

    def row(self, row: PlannedRow) -> None:
        """Take up what becomes of a row."""
        for problem in row.problems:
            self._problems.add(_named(problem, row.sheet).as_json())
        if row.meeting is not None and row.fate in ("created", "linked"):
            self._meetings.add(row.meeting.as_json(row.number))

    def stored(self, row: ImportRow) -> None:
        """Take up what became of a row that is stored."""
        for problem in row.problems:
            self._problems.add(_named(_problem(row, problem), row.sheet).as_json())
        if row.planned is not None and row.fate in ("created", "linked"):
            self._meetings.add(forms.told(row.planned, row.number))

    def refuse(self, code: str, message: str) -> None:
        """The whole file is refused: nothing of it counts."""
        self._problems, self._meetings = _Items(), _Items()
        self._problems.add(Problem(0, "", "", code, message).as_json())
        self.close(Counts())

    def close(self, counts: Counts) -> None:
        """Write the object."""
        head = json.dumps(counts.as_json())
        self._output.write(head[:-1] + ', "problems": [')
        self._problems.copy_to(self._output)
        self._output.write('], "meetings": [')
        self._meetings.copy_to(self._output)
        self._output.write("]}\n")


class _Items:
    """JSON values on their way into a list, kept in a file."""

    def __init__(self) -> None:
        self._store: IO[str] = tempfile.SpooledTemporaryFile(1 << 20, "w+", encoding="utf-8")  # noqa: SIM115
        self._any = False

    def add(self, value: object) -> None:
        self._store.write((",\n" if self._any else "\n") + json.dumps(value, ensure_ascii=False))
        self._any = True

    def copy_to(self, output: Output) -> None:
        self._store.seek(0)
        while piece := self._store.read(1 << 16):
            output.write(piece)


def _problem(row: ImportRow, problem: dict[str, str]) -> Problem:
    return Problem(row.number, problem["column"], problem["value"], problem["code"], problem["message"])


def _named(problem: Problem, sheet: str) -> Problem:
    """The problem with the name of its sheet, where the file has sheets with names."""
    if not sheet:
        return problem
    return Problem(
        problem.row, problem.column, problem.value, problem.code, f"Sheet “{sheet}”: {problem.message}"
    )


class WordsReport:
    """The same for people: problems as they come, counts at the end."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._shown = 0

    def note(self, note: Note) -> None:
        self._output.write(f"{note.message}\n")

    def row(self, row: PlannedRow) -> None:
        for problem in row.problems:
            self._shown += 1
            if self._shown <= _SHOWN:
                where = f"{row.sheet}, row {row.number}" if row.sheet else f"Row {row.number}"
                column = f", {problem.column}" if problem.column else ""
                self._output.write(f"{where}{column}: {problem.message} [{problem.code}]\n")

    def stored(self, row: ImportRow) -> None:
        self.row(
            PlannedRow(row.number, row.sheet, problems=[_problem(row, problem) for problem in row.problems])
        )

    def refuse(self, code: str, message: str) -> None:
        self._output.write(f"The file is refused: {message} [{code}]\n")

    def close(self, counts: Counts) -> None:
        if self._shown > _SHOWN:
            self._output.write(f"... and {self._shown - _SHOWN:,} more; --json gives all of them.\n")
        told = ", ".join(f"{number:,} {name}" for name, number in counts.as_json().items())
        self._output.write(f"{told}\n")
