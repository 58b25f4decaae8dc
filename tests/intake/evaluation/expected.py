"""Tables with what a careful reader makes of each row, written down beside it.

A file in ``tables/`` is a table as a ministry would publish it, with lines between its rows that are no part
of it:

=============================  ==========================================================================
``@ encoding cp1252``          how the file is written; ``format``, ``newline``, ``system``, ``hide``,
                               ``merge`` and ``sheet`` likewise, ``profile`` as JSON
``> header``                   what stands above is title and header
``> 2014-05-05 bi @ Geneva``   the row above becomes a meeting: its date, kind and place
``> - nil_return``             it is skipped with this code; ``!`` it is refused, ``=`` linked
``> ? split``                  a problem with this code is told
``> : Jane Roe | Minister``    whose meetings these are from here on: name, role, country
``> + A | role | us | Oxfam``  a participant: name, role, country, organisation
``> ~``                        the importer is known to read this row otherwise
``#!``                         a remark
=============================  ==========================================================================

Rows of spreadsheets are written with `` | `` between cells; ``d:2014-05-05`` is a true date, ``n:41764`` a
number.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"
_KINDS = {
    "bi": "bilateral",
    "mu": "multilateral",
    "te": "telephone",
    "vi": "video",
    "re": "reception",
    "vs": "visit",
    "ot": "other",
    "--": "",
}
_FATES = {"-": "skipped", "!": "refused", "=": "linked"}

Party = tuple[str, str, str, str]


@dataclass
class ExpectedRow:
    """What should become of one row."""

    sheet: str
    number: int
    fate: str = "created"
    code: str = ""
    date: str = ""
    kind: str = ""
    place: str = ""
    principal: tuple[str, str, str] = ("", "", "")
    parties: list[Party] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_known_miss: bool = False


@dataclass
class Table:
    """A table and what is expected of it."""

    name: str
    settings: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, list[str]] = field(default_factory=dict)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)
    rows: list[ExpectedRow] = field(default_factory=list)

    @property
    def profile(self) -> dict[str, object]:
        return json.loads(self.settings.get("profile", "{}"))


def tables() -> list[Table]:
    """All tables of the folder."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


class _Reader:
    def __init__(self, name: str) -> None:
        self.table = Table(name)
        self.sheet = ""
        self.principal = ("", "", "")
        self.start: int | None = None
        self.row: ExpectedRow | None = None

    def line(self, line: str) -> None:
        if line.startswith("#!"):
            return
        if line.startswith("@ "):
            self._setting(line[2:])
        elif line.startswith("> "):
            self._expectation(line[2:].strip())
        else:
            lines = self.table.sheets.setdefault(self.sheet, [])
            lines.append(line)
            if line.strip(" ,;|\t") and self.start is None:
                self.start = len(lines)

    def _setting(self, text: str) -> None:
        name, _, value = text.partition(" ")
        if name == "sheet":
            self.sheet, self.start = value, None
            self.table.sheets.setdefault(value, [])
        elif name == "hide":
            self.table.hidden.append((self.sheet, int(value)))
        elif name == "merge":
            self.table.merged.append((self.sheet, value))
        else:
            self.table.settings[name] = value

    def _expectation(self, text: str) -> None:
        mark, _, rest = text.partition(" ")
        if text == "header":
            self.start = None
        elif mark == ":":
            self.principal = (*_cells(rest, 3),)
            if self.row is not None and self.start is None:
                self.row.principal = self.principal
        elif mark == "+":
            self.row.parties.append((*_cells(rest, 4),))
        elif mark == "?":
            self.row.told.append(rest)
        elif mark == "~":
            self.row.is_known_miss = True
        else:
            self._row(mark, rest)

    def _row(self, mark: str, rest: str) -> None:
        if self.start is None:
            raise ValueError(f"{self.table.name}: “{mark} {rest}” follows no row")
        self.row = ExpectedRow(self.sheet, self.start)
        self.start = None
        self.table.rows.append(self.row)
        if mark in _FATES:
            self.row.fate, self.row.code = _FATES[mark], rest
            return
        kind, _, place = rest.partition("@")
        self.row.date = "" if mark == "none" else mark
        self.row.kind, self.row.place = _KINDS[kind.strip()], place.strip()
        self.row.principal = self.principal


def _cells(text: str, count: int) -> list[str]:
    cells = [cell.strip() for cell in text.split("|")]
    return (cells + [""] * count)[:count]


def _read(path: Path) -> Table:
    reader = _Reader(path.stem)
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        reader.line(line)
    return reader.table
