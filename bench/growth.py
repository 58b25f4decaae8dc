"""What a meeting takes on disk: every table with its indexes, on SQLite and on PostgreSQL."""

import argparse
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.data import SIZES, Kept
from bench.document import table, today, versions
from bench.peers import address_of, is_filled, on_postgres

#: Tables that take less than so many bytes a meeting stand together in one row.
SHOWN_FROM = 20.0
_WORDS = "meetings_cardwords"
_ON_SQLITE = """
    SELECT schema.tbl_name, schema.type, sum(pages.pgsize) FROM dbstat AS pages
    JOIN sqlite_master AS schema ON schema.name = pages.name WHERE pages.aggregate = TRUE GROUP BY 1, 2
"""
_ON_POSTGRES = """
    SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Taken:
    """The bytes of a table and of its indexes."""

    table: str
    rows: int
    indexes: int


def growth(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """The section: what is held by what, a meeting."""
    found = {"SQLite": on_sqlite(kept.file)}
    if is_filled(kept):
        with on_postgres(kept) as database:
            found["PostgreSQL"] = _on_postgres(database)
    return said(found, kept, given.size), []


def on_sqlite(file: Path) -> list[Taken]:
    """The tables of a file; the index of words with all that it is made of, as one."""
    taken: dict[str, list[int]] = {}
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        for name, kind, size in connection.execute(_ON_SQLITE):
            whose = _WORDS if name.startswith(_WORDS) else name
            # The index of words is an index, although it is stored in tables.
            is_index = kind == "index" or whose == _WORDS
            taken.setdefault(whose, [0, 0])[is_index] += size
    return [Taken(name, *sizes) for name, sizes in taken.items()]


def _on_postgres(database: str) -> list[Taken]:
    with psycopg.connect(**address_of(database)) as connection:
        return [Taken(*row) for row in connection.execute(_ON_POSTGRES)]


def said(found: dict[str, list[Taken]], kept: Kept, size: str) -> str:
    """The section, from what was found by database."""
    lean = ", without statements and earlier editions (`--lean`)" if kept.lean else ""
    head = f"`make bench SIZE={size} WHAT=growth` on {today()}: {kept.meetings:,} meetings, drafts among them"
    parts = [f"{head}{lean}; {versions()}."]
    for name, tables in found.items():
        total = sum(one.rows + one.indexes for one in tables)
        ten = total / kept.meetings * SIZES["10m"] / 1e9
        parts += [
            f"### {name}: {total / kept.meetings:,.0f} bytes a meeting",
            f"{total / 1e9:.2f} GB in all; ten million such meetings take {ten:,.0f} GB.",
            table(["table", "rows", "indexes", "together"], rows_of(tables, kept.meetings)),
        ]
    return "\n\n".join(parts)


def rows_of(tables: Iterable[Taken], meetings: int) -> list[list[str]]:
    """Bytes a meeting, the largest first, the small ones together."""
    ordered = sorted(tables, key=lambda one: -(one.rows + one.indexes))
    shown = [one for one in ordered if one.rows + one.indexes >= SHOWN_FROM * meetings]
    rest = ordered[len(shown) :]
    if rest:
        together = sum(one.rows for one in rest), sum(one.indexes for one in rest)
        shown.append(Taken(f"{len(rest)} others", *together))
    return [
        [one.table, *(f"{part / meetings:,.0f}" for part in (one.rows, one.indexes, one.rows + one.indexes))]
        for one in shown
    ]
