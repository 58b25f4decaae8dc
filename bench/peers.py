"""Everybody who is measured, brought up for one run."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench import data, servers
from bench.client import Connection
from tests import postgres


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
    stack: ExitStack, wanted: list[str], file: Path, logs: Path, say: Callable[[str], None]
) -> dict[str, Peer]:
    """The peers by name, all running until the stack is closed."""
    found: dict[str, Peer] = {}
    if "sqlite" in wanted:
        say("The archive on SQLite starts")
        database = f"sqlite:///{file.resolve()}"
        port, seconds, pid = stack.enter_context(servers.archive(database, logs / "sqlite"))
        found["sqlite"] = Peer("archive on SQLite", port, seconds, pid, address=database)
    if "postgres" in wanted:
        say("PostgreSQL is filled")
        database = stack.enter_context(on_postgres(file))
        say("The archive on PostgreSQL starts")
        port, seconds, pid = stack.enter_context(servers.archive(database, logs / "postgres"))
        found["postgres"] = Peer("archive on PostgreSQL", port, seconds, pid, address=database)
    if "datasette" in wanted:
        say("Datasette is filled")
        made, counts = data.datasette_file(file)
        port = stack.enter_context(servers.datasette(made, counts, logs / "datasette"))
        found["datasette"] = Peer("Datasette", port, file=made.stem)
    for peer in found.values():
        Connection(peer.port).get("/")
    return found


@contextmanager
def on_postgres(file: Path) -> Iterator[str]:
    """The address of a PostgreSQL of our own that holds what an SQLite file holds."""
    with postgres.server(_TUNED) as database:
        parts = urlsplit(database)
        address = {"host": parse_qs(parts.query)["host"][0], "user": parts.username, "dbname": parts.path[1:]}
        data.copied_to_postgres(file, database, address)
        yield database


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
