"""What readers of all formats give: rows of values with the numbers that a spreadsheet program shows."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

#: What a cell may hold. Text is as in the file; dates are only where the file says that they are dates.
Value = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | None


@dataclass(slots=True)
class Row:
    """One row of a file.

    ``number`` is the one a spreadsheet program shows. In a text file with line breaks inside quotes it is
    the line on which the record begins, which is what an editor of texts shows. ``hidden`` rows are read
    like others and reported. ``damage`` says in words why the row cannot be trusted.
    """

    number: int
    cells: list[Value]
    hidden: bool = False
    damage: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(value is not None and str(value).strip() for value in self.cells)


@dataclass(frozen=True)
class Note:
    """Something about the file that an editor should know, and that refuses nothing."""

    code: str
    message: str


@dataclass
class Sheet:
    """One sheet of a file: its name ("" where files have no sheets) and a way to read it from its start."""

    name: str
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    since_1904: bool = False
    notes: list[Note] = field(default_factory=list)
    #: For JSON Lines: the names of the members, in the order in which they come; there is no header row.
    members: list[str] | None = None


@dataclass
class Found:
    """What a file turned out to be: ``kind`` is csv, xlsx or jsonl."""

    kind: str
    sheets: list[Sheet]
    encoding: str = ""
    delimiter: str = ""
    notes: list[Note] = field(default_factory=list)
