"""The tables of the evaluation as files, in the encodings and formats that ministries use."""

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .expected import Table


def write(table: Table, folder: Path) -> Path:
    """Write a table and give its path."""
    form = table.settings.get("format", "csv")
    path = folder / f"{table.name}.{form}"
    if form == "xlsx":
        _workbook(table).save(path)
        return path
    newline = {"crlf": "\r\n", "cr": "\r"}.get(table.settings.get("newline", ""), "\n")
    lines = next(iter(table.sheets.values()))
    text = "".join(line + newline for line in lines).replace("\\t", "\t")
    path.write_bytes(text.encode(table.settings.get("encoding", "utf-8")))
    return path


def _workbook(table: Table) -> Workbook:
    book = Workbook()
    if table.settings.get("system") == "1904":
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for name, lines in table.sheets.items():
        sheet = book.create_sheet(name or "Sheet1")
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(line.split("|"), 1):
                if text.strip():
                    sheet.cell(row, column, _value(text.strip()))
    for name, number in table.hidden:
        book[name or "Sheet1"].row_dimensions[number].hidden = True
    for name, cells in table.merged:
        book[name or "Sheet1"].merge_cells(cells)
    return book


def _value(text: str) -> object:
    if text.startswith("d:"):
        return datetime.date.fromisoformat(text[2:])
    if text.startswith("n:"):
        return float(text[2:]) if "." in text else int(text[2:])
    return text.replace("\\n", "\n")
