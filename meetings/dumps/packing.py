"""Rows into files: each table as CSV and as JSON Lines; the same rows are the same bytes."""

import csv
import gzip
import hashlib
import io
import json
import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import orjson

from meetings.dumps.records import Row
from meetings.dumps.tables import TABLES, Table

SUMS = "SHA256SUMS"
DESCRIPTOR = "datapackage.json"
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Packed:
    """A finished file: its name, size in bytes and SHA-256; of a table also its name and number of rows."""

    name: str
    size: int
    sha256: str
    table: str = ""
    rows: int | None = None


def name_of(table: str, form: str) -> str:
    """The name of the file of a table in a form, ``csv`` or ``jsonl``."""
    return f"{table}.{form}.gz"


def pack(rows: Iterable[Row], folder: Path) -> list[Packed]:
    """Write all tables into a folder, row by row, and give the files in the order of the tables."""
    with ExitStack() as stack:
        writers = {table.name: _Writer(table, folder, stack) for table in TABLES}
        for table, row in rows:
            writers[table].write(row)
    return [
        packed(folder / name_of(table, form), table, writer.rows)
        for table, writer in writers.items()
        for form in ("csv", "jsonl")
    ]


def packed(path: Path, table: str = "", rows: int | None = None) -> Packed:
    """What is to be known of a file that is written; it is on the disk when this returns."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        os.fsync(file.fileno())
        while block := file.read(_BLOCK):
            digest.update(block)
    return Packed(path.name, path.stat().st_size, digest.hexdigest(), table, rows)


class _Writer:
    """Both files of a table under way."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        self._table, self.rows = table, 0
        self._names = [column.name for column in table.columns]
        self._known = frozenset(self._names)
        self._delimited = [column.name for column in table.delimited_columns]
        self._lines = stack.enter_context(_compressed(folder / name_of(table.name, "jsonl"), stack))
        # Values stand as they are: what reads a data package takes no text for a formula.
        text = io.TextIOWrapper(
            _compressed(folder / name_of(table.name, "csv"), stack), encoding="utf-8", newline=""
        )
        self._csv = csv.writer(stack.enter_context(text))
        self._csv.writerow(self._delimited)

    def write(self, row: dict) -> None:
        """Write a row. Raises ``ValueError`` for a value that no column is for."""
        if strange := row.keys() - self._known:
            raise ValueError(f"{self._table.name} has no column {', '.join(sorted(strange))}.")
        self.rows += 1
        self._lines.write(orjson.dumps({name: row.get(name) for name in self._names}) + b"\n")
        self._csv.writerow([_cell(row.get(name)) for name in self._delimited])


def _compressed(path: Path, stack: ExitStack) -> gzip.GzipFile:
    """A file whose bytes tell nothing of when it was written."""
    file = stack.enter_context(path.open("wb"))
    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6)


def _cell(value) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value
