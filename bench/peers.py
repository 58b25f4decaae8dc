"""Everybody who is measured, brought up for one run."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench import servers
from bench.client import Connection
from bench.copying import copied_to_postgres
from bench.data import Kept, migrated
from bench.flat import datasette_file
from tests import postgres

#: PostgreSQL as an archive of millions would have it.
_TUNED = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
}


@dataclass
class Peer:
    """A server that answers: its port, seconds to the first answer, and its process where it is ours.

    ``file`` stands for the name of the file in Datasette's addresses; ``address`` is that of the database.
    """

    name: str
    port: int
    started: float = 0.0
    pid: int = 0
    file: str = ""
    address: str = ""


def started(
    stack: ExitStack, wanted: list[str], kept: Kept, logs: Path, say: Callable[[str], None]
) -> dict[str, Peer]:
    """The peers by name, all running until the stack is closed."""
    found: dict[str, Peer] = {}
    if "sqlite" in wanted:
        say("The archive on SQLite starts")
        port, seconds, pid = stack.enter_context(servers.archive(kept.sqlite, logs / "sqlite"))
        found["sqlite"] = Peer("archive on SQLite", port, seconds, pid, address=kept.sqlite)
    if "postgres" in wanted:
        say("PostgreSQL starts" if is_filled(kept) else "PostgreSQL is filled")
        database = stack.enter_context(on_postgres(kept))
        say("The archive on PostgreSQL starts")
        port, seconds, pid = stack.enter_context(servers.archive(database, logs / "postgres"))
        found["postgres"] = Peer("archive on PostgreSQL", port, seconds, pid, address=database)
    if "datasette" in wanted:
        say("Datasette starts")
        made, counts = datasette_file(kept)
        port = stack.enter_context(servers.datasette(made, counts, logs / "datasette"))
        found["datasette"] = Peer("Datasette", port, file=made.stem)
    for peer in found.values():
        Connection(peer.port).get("/")
    return found


def _mark(kept: Kept) -> Path:
    return kept.folder / "postgres-is-filled"


def is_filled(kept: Kept) -> bool:
    """Whether PostgreSQL holds the archive from an earlier run."""
    return _mark(kept).exists()


@contextmanager
def on_postgres(kept: Kept) -> Iterator[str]:
    """The address of a PostgreSQL of our own that holds what the archive on SQLite holds.

    It is filled once: what a run leaves is kept, and only brought to the present form of the tables.
    """
    if not is_filled(kept):
        shutil.rmtree(kept.postgres, ignore_errors=True)
    with postgres.server(_TUNED, kept.postgres) as database:
        if is_filled(kept):
            migrated(database)
        else:
            copied_to_postgres(kept.file, database, address_of(database))
            _mark(kept).touch()
        yield database


def address_of(database: str) -> dict[str, str]:
    """Where psycopg finds a database of our own."""
    parts = urlsplit(database)
    return {"host": parse_qs(parts.query)["host"][0], "user": parts.username, "dbname": parts.path[1:]}
