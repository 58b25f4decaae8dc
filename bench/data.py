"""The archives that are measured: made once on SQLite, copied to PostgreSQL and for Datasette."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql

from bench.servers import BIN, ROOT, production

#: So many rows are read and written at a time.
CHUNK = 20_000
#: Archives from here on are made without statements and earlier editions.
LEAN_FROM = 1_000_000
_SETUP = (("migrate", "--noinput", "--verbosity=0"), ("load_groups",), ("load_reference",))


def manage(database: str, *arguments: str) -> None:
    """Run a management command of the archive on a database. Raises ``CalledProcessError``."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=production(database), check=True, stdout=subprocess.DEVNULL)


def sqlite_archive(folder: Path, meetings: int, *, lean: bool) -> Path:
    """The SQLite file of an archive of so many meetings; made where it is not there yet."""
    file = folder / f"archive-{meetings}{'-lean' if lean else ''}.sqlite3"
    if not file.exists():
        unfinished = folder / f"unfinished-{meetings}.sqlite3"
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink()
        database = f"sqlite:///{unfinished}"
        for step in _SETUP:
            manage(database, *step)
        options = ["--lean"] if lean else []
        manage(database, "generate_archive", "--meetings", str(meetings), "--seed", "1", *options)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.rename(file)
    return file


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
        for table in tables:
            _copy(source, target, table)
            _count_on(target, table)
    with psycopg.connect(**address, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    described = target.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND table_schema = 'public' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    held = {row[1] for row in source.execute(f"SELECT * FROM pragma_table_info('{table}')")}  # noqa: S608
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
        for row in _chunked(rows):
            values = list(row)
            for place in booleans:
                values[place] = None if values[place] is None else bool(values[place])
            if worded:
                from meetings.search.engines.postgresql import vector_of

                values.append(vector_of(values[names.index("words")]))
            copy.write_row(values)


def _chunked(rows: sqlite3.Cursor) -> Iterator[tuple]:
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


def datasette_file(file: Path) -> tuple[Path, Path]:
    """A table as Datasette likes it best, with its counts: one row a meeting, one value a facet.

    A meeting of several countries or topics has only its second country (the first is mostly the ministry's
    own) and its first topic here: that flatters Datasette, which would take longer to count all of them.
    """
    made = file.with_name(f"datasette-{file.name}")
    counts = made.with_suffix(".json")
    if not counts.exists():
        made.unlink(missing_ok=True)
        with closing(sqlite3.connect(made)) as target:
            target.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
            target.execute(
                "CREATE TABLE meetings (key INTEGER PRIMARY KEY, number INTEGER, title TEXT, country TEXT, "
                "topic TEXT, kind TEXT, year INTEGER, earliest TEXT, latest TEXT, place TEXT, words TEXT)"
            )
            with closing(sqlite3.connect(file)) as source:
                cards = source.execute(
                    "SELECT c.key, c.data, c.date_earliest, c.date_latest, t.words FROM meetings_card c "
                    "JOIN meetings_cardtext t ON t.key = c.key WHERE c.live"
                )
                target.executemany(
                    "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (_flat(*row) for row in _chunked(cards)),
                )
            for column in ("country", "topic", "kind", "year", "latest", "place"):
                target.execute(f"CREATE INDEX meetings_{column} ON meetings ({column}, key)")
            target.execute("CREATE INDEX meetings_country_topic ON meetings (country, topic, key)")
            target.execute(
                "CREATE VIRTUAL TABLE meetings_fts USING fts5(words, content='meetings', "
                "content_rowid='key', tokenize='ascii')"
            )
            target.execute("INSERT INTO meetings_fts(meetings_fts) VALUES ('rebuild')")
            target.execute("ANALYZE")
            target.commit()
        command = [str(BIN / "datasette"), "inspect", str(made), "--inspect-file", str(counts)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made, counts


def _flat(key: int, data: str, earliest: str | None, latest: str | None, words: str) -> tuple:
    card = json.loads(data)
    countries = [row["country"]["code"] for row in card["participations"] if row["country"]]
    return (
        key,
        card["id"],
        next(iter(card["titles"].values()), card["slug"]),
        (countries[1:] or countries or [""])[0],
        card["topics"][0]["slug"] if card["topics"] else "",
        card["kind"],
        int(latest[:4]) if latest else None,
        earliest,
        latest,
        card["place"]["slug"] if card["place"] else "",
        words,
    )
