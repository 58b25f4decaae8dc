"""Filling PostgreSQL with what an archive on SQLite holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql

from bench.data import manage
from meetings.packing import unpack

#: So many rows are read and written at a time.
CHUNK = 20_000


def copied_to_postgres(file: Path, database: str, address: dict) -> None:
    """Fill an empty PostgreSQL database with everything the SQLite file holds."""
    manage(database, "migrate", "--noinput", "--verbosity=0")
    with closing(sqlite3.connect(file)) as source, psycopg.connect(**address) as target:
        tables = [
            name
            for (name,) in source.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'meetings_%' "
                "OR name LIKE 'auth_group%') AND name NOT LIKE 'meetings_cardwords%'"
            )
        ]
        target.execute("SET session_replication_role = replica")
        for table in tables:
            target.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table)))
        later = _without_indexes(target)
        for table in tables:
            _copy(source, target, table)
            _count_on(target, table)
        for statement in later:
            target.execute(statement)
    with psycopg.connect(**address, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")
        target.execute("CHECKPOINT")


def _without_indexes(target: psycopg.Connection) -> list[str]:
    """Drop what would be kept in order row by row; the statements that make it anew, all at once.

    Primary keys stay, and what foreign keys refer to.
    """
    constraints = target.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint AS held "
        "WHERE contype = 'u' AND connamespace = 'public'::regnamespace AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint AS other WHERE other.contype = 'f' AND other.conindid = held.conindid)"
    ).fetchall()
    indexes = target.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "JOIN pg_class ON pg_class.oid = indexrelid "
        "WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
    ).fetchall()
    made = []
    for table, name, definition in constraints:
        target.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        made.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for name, definition in indexes:
        target.execute(f"DROP INDEX {name}")
        made.append(definition)
    return made


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    described = target.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND table_schema = 'public' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    held = {name for (name,) in source.execute("SELECT name FROM pragma_table_info(?)", [table])}
    columns = [(name, kind) for name, kind in described if name in held]
    booleans = [place for place, (_, kind) in enumerate(columns) if kind == "boolean"]
    names = [name for name, _ in columns]
    worded = table == "meetings_cardtext"
    written = sql.SQL(", ").join(map(sql.Identifier, [*names, "vector"] if worded else names))
    read = ", ".join(f'"{name}"' for name in names)
    rows = source.execute(f'SELECT {read} FROM "{table}"')  # noqa: S608 - names from the database itself
    with target.cursor().copy(
        sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), written)
    ) as copy:
        for row in chunked(rows):
            values = list(row)
            for place in booleans:
                values[place] = None if values[place] is None else bool(values[place])
            if worded:
                from meetings.search.engines.postgresql import vector_of

                values.append(vector_of(unpack(values[names.index("words")])))
            copy.write_row(values)


def chunked(rows: sqlite3.Cursor) -> Iterator[tuple]:
    """Rows of a statement, read many at a time."""
    while chunk := rows.fetchmany(CHUNK):
        yield from chunk


def _count_on(target: psycopg.Connection, table: str) -> None:
    """Have the table give the next numbers behind those that it holds."""
    counted = target.execute(
        "SELECT pg_get_serial_sequence(table_name, 'id') FROM information_schema.columns "
        "WHERE table_name = %s AND column_name = 'id' AND table_schema = 'public'",
        [table],
    ).fetchone()
    if counted and counted[0]:
        statement = "SELECT setval(%s, (SELECT coalesce(max(id), 0) + 1 FROM {}), false)"
        target.execute(sql.SQL(statement).format(sql.Identifier(table)), [counted[0]])
