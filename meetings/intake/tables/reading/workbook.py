"""XLSX spreadsheets (ECMA-376), row by row: values only, true dates, merged cells, what is hidden.

Formulas are never run: their stored value is read, and where none is stored the row says so. A merged cell
stands for all rows it covers. Sheets and rows that are hidden are read like others and reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .limits import Limits, Refusal
from .package import Package, local, relation_of
from .serials import BUILT_IN, day_of, shows_date
from .strings import SharedStrings, text_of
from .values import Found, Note, Row, Sheet, Value

_WORKBOOKS = ("xl/workbook.xml", "xl/workbook2.xml")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 200_000


def read_workbook(path: Path, limits: Limits) -> Found:
    """Open a spreadsheet; its rows are read when asked for. Raises ``Refusal``."""
    package = Package(path, limits)
    part = next((name for name in _WORKBOOKS if name in package), "")
    if not part:
        kind = "an OpenDocument file" if "content.xml" in package else "a packed file"
        raise Refusal("not_a_table", f"This is {kind} and no XLSX spreadsheet; save it as XLSX or CSV.")
    book = _Book(package, part, limits)
    if not book.sheets:
        raise Refusal("no_sheet", "The spreadsheet has no sheet with cells.")
    notes = [
        Note("hidden_sheet", f"The sheet “{sheet.name}” is hidden.") for sheet in book.sheets if sheet.hidden
    ]
    return Found("xlsx", book.sheets, notes=notes)


class _Book:
    """The parts that all sheets share."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self.package, self.limits = package, limits
        self.since_1904 = False
        self.sheets: list[Sheet] = []
        self._describe(part)
        self.strings = SharedStrings(package, "xl/sharedStrings.xml")
        self.date_styles = _date_styles(package)

    def _describe(self, part: str) -> None:
        targets = self.package.relations(part)
        for event, element in self.package.events(part):
            if event == "end":
                continue
            name = local(element.tag)
            if name == "workbookPr":
                self.since_1904 = element.get("date1904", "0").lower() in ("1", "true")
            elif name == "sheet":
                target = targets.get(relation_of(element.attrib), "")
                if "/worksheets/" in target and target in self.package:
                    self._add(element, target)

    def _add(self, element: Any, target: str) -> None:
        hidden = element.get("state", "visible") != "visible"
        sheet = Sheet(element.get("name", ""), lambda: _SheetReader(self, target).rows(), hidden)
        sheet.since_1904 = self.since_1904
        self.sheets.append(sheet)


def _date_styles(package: Package) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a day or a time."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    if "xl/styles.xml" not in package:
        return frozenset()
    for event, element in package.events("xl/styles.xml"):
        name = local(element.tag)
        if name == "cellXfs":
            inside = event == "start"
        elif event == "start" and name == "numFmt":
            formats[_int(element.get("numFmtId"))] = element.get("formatCode", "")
        elif event == "start" and name == "xf" and inside:
            styles.append(_int(element.get("numFmtId")))
    return frozenset(
        style
        for style, number in enumerate(styles)
        if (shows_date(formats[number]) if number in formats else number in BUILT_IN)
    )


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else 0


@dataclass
class _Merged:
    """A merged area: its first column and rows, and the value of its first cell once that is read."""

    column: int
    first: int
    last: int
    value: Value = None


@dataclass
class _SheetReader:
    """Reads the rows of one sheet."""

    book: _Book
    part: str

    def rows(self) -> Iterator[Row]:
        waiting = sorted(self._merged_areas(), key=lambda area: area.first, reverse=True)
        # Areas never overlap; in a file where they do, the later one holds.
        current: dict[int, _Merged] = {}
        number = 0
        for event, element in self.book.package.events(self.part, whole="row"):
            if event == "start" or local(element.tag) != "row":
                continue
            number = _int(element.get("r")) or number + 1
            row = self._row(element, number)
            while waiting and waiting[-1].first <= number:
                area = waiting.pop()
                current[area.column] = area
            current = {place: area for place, area in current.items() if area.last >= number}
            _fill(row, current.values())
            yield row

    def _merged_areas(self) -> Iterator[_Merged]:
        """The areas of more than one row; they stand behind the cells, so that the part is read twice."""
        rest, count = b"", 0
        with self.book.package.open(self.part) as stream:
            while piece := stream.read(1 << 18):
                text = rest + piece
                end = 0
                for match in _MERGED.finditer(text):
                    end, count = match.end(), count + 1
                    if count > _MOST_MERGED:
                        raise Refusal("merged", f"The sheet has more than {_MOST_MERGED:,} merged cells.")
                    column = column_number(match[1].decode())
                    if match[2] != match[4] and column < self.book.limits.columns:
                        yield _Merged(column, int(match[2]), int(match[4]))
                rest = text[max(end, len(text) - 200) :]

    def _row(self, element: Any, number: int) -> Row:
        row = Row(number, [], hidden=element.get("hidden", "0") in ("1", "true"))
        position = -1
        for cell in element:
            if local(cell.tag) != "c":
                continue
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            position = column_number(reference[1]) if reference else position + 1
            value = self._value(cell, row)
            if value is None or value == "":
                continue
            self._put(row, position, value)
        return row

    def _put(self, row: Row, position: int, value: Value) -> None:
        limits = self.book.limits
        if position >= limits.columns:
            raise Refusal(
                "columns",
                f"Row {row.number} has a cell in column {column_letters(position)}; at most {limits.columns} "
                "columns are taken (IMPORT_MAX_COLUMNS).",
            )
        row.cells.extend([None] * (position + 1 - len(row.cells)))
        row.cells[position] = value

    def _value(self, cell: Any, row: Row) -> Value:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = next((child for child in cell if local(child.tag) == "is"), None)
            return text_of(inline) if inline is not None else None
        parts = {local(child.tag): child.text for child in cell}
        text = parts.get("v")
        if text is None:
            if "f" in parts:
                row.damage = f"The formula in cell {cell.get('r', '?')} has no stored value."
            return None
        if kind == "n":
            return self._number(text, _int(cell.get("s")))
        if kind == "e":
            row.damage = f"Cell {cell.get('r', '?')} holds the error {text}."
        return self._typed(kind, text, row)

    def _typed(self, kind: str, text: str, row: Row) -> Value:
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind != "s":
            return text
        shared = self.book.strings[_int(text)]
        if shared is None:
            row.damage = "A cell refers to a text that the file does not hold."
        return shared

    def _number(self, text: str, style: int) -> Value:
        try:
            number = float(text)
        except ValueError:
            return text
        if number != number or abs(number) > 1e15:
            return text
        if style in self.book.date_styles:
            return day_of(number, since_1904=self.book.since_1904)
        return int(number) if number.is_integer() else number


def _fill(row: Row, areas: Iterable[_Merged]) -> None:
    """Keep the value of a merged cell, and give it to the rows below that the cell covers."""
    blank = row.is_blank
    for area in areas:
        if area.first == row.number:
            area.value = row.cells[area.column] if area.column < len(row.cells) else None
        elif not blank and area.value is not None:
            row.cells.extend([None] * (area.column + 1 - len(row.cells)))
            if row.cells[area.column] is None:
                row.cells[area.column] = area.value


def column_number(letters: str) -> int:
    """The place of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The letters of the column at a place from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
