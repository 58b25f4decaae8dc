"""Starting: how long until the first answer, and what memory the processes take and share."""

import argparse
import re
from contextlib import ExitStack
from pathlib import Path

from bench import servers
from bench.client import Connection
from bench.data import Kept
from bench.document import table, today, versions
from bench.measuring import machine
from bench.peers import is_filled, on_postgres
from bench.questions import questions

ROUNDS = 3
_KINDS = ("Rss", "Pss", "Private")


def starting(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """The section: starts, and the memory of the workers afterwards and after every list was asked for."""
    before, rows = machine(), []
    with ExitStack() as stack:
        databases = {"SQLite": kept.sqlite}
        if is_filled(kept):
            databases["PostgreSQL"] = stack.enter_context(on_postgres(kept))
        for name, database in databases.items():
            rows += [[name, *_started(database, scratch)] for _ in range(ROUNDS)]
    return said(rows, before, given.size), []


def _started(database: str, scratch: Path) -> list[str]:
    with servers.archive(database, scratch / "log") as (port, seconds, pid):
        fresh = of_workers(pid)
        connections = [Connection(port) for _ in range(4)]
        for question in questions():
            if question.is_list:
                for connection in connections:
                    connection.get(question.address)
        used = of_workers(pid)
    cells = [f"{found[kind] / 1e6:.0f}" for found in (fresh, used) for kind in _KINDS]
    return [f"{seconds:.1f}", *cells]


def said(rows: list[list[str]], before: str, size: str) -> str:
    """The section, from one row a start."""
    head = ["database", "seconds to the first answer"]
    head += [
        f"{kind}, {when}" for when in ("fresh", "used") for kind in ("resident", "with its share", "its own")
    ]
    return (
        f"`make bench SIZE={size} WHAT=start` on {today()}, {before}; {versions()}. Megabytes of the largest "
        "of two workers: what is resident, what it takes where shared memory is divided among those that "
        "share it (PSS), and what is its own; after the start, and after every list was asked for.\n\n"
        + table(head, rows)
    )


def of_workers(pid: int) -> dict[str, int]:
    """The bytes of the largest worker of a server, by kind."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = [parsed(Path(f"/proc/{worker}/smaps_rollup").read_text()) for worker in workers]
    return max(found, key=lambda one: one["Pss"])


def parsed(text: str) -> dict[str, int]:
    """Resident, shared out and own bytes, from what Linux tells of a process (``smaps_rollup``)."""
    kilobytes = {name: int(number) for name, number in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.M)}
    own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return {"Rss": kilobytes["Rss"] * 1024, "Pss": kilobytes["Pss"] * 1024, "Private": own * 1024}
