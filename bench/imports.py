"""A long table into an empty archive: rows a second and memory of each step, in every form and database.

    .venv/bin/python -m bench.run 100k --what imports [--only sqlite,postgres]

Rows are counted by processor time, with that of PostgreSQL told beside it: what else the machine does counts
little. Each step is a process of its own.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import tables
from bench.data import SETUP, SIZES, manage
from bench.document import table, today
from bench.importing import AT_FIRST, step_of_its_own
from bench.measuring import machine

#: Each step, and what it is called.
STEPS = (
    ("preview", "looked at, nothing written"),
    ("read", "read and stored"),
    ("write", "written as drafts"),
    ("read", "the same file again, read"),
    ("write", "the same file again, written"),
    ("undo", "undone as one"),
)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Database:
    """An empty archive: its name, its address and the process of its server, 0 where there is none."""

    name: str
    address: str
    server: int = 0


def imports(given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """All forms on SQLite, and CSV on PostgreSQL; the section, and what was wrong."""
    number, before = SIZES[given.size], machine()
    files = {form: tables.table(scratch, form, number) for form in tables.FORMS}
    lines, wrong = [], []
    for wanted, form in (("sqlite", "csv"), ("sqlite", "xlsx"), ("sqlite", "jsonl"), ("postgres", "csv")):
        if wanted not in given.only.split(","):
            continue
        with _archive(wanted, scratch) as database:
            steps = STEPS if form == "csv" else STEPS[:1]
            lines += _measured(database, steps, form, files[form], number, wrong)
    head = (
        f"`make bench SIZE={given.size} WHAT=imports` on {today()}, {before}: a table of {number:,} rows "
        "without repetitions into an empty archive. Rows by second of processor time; the most memory that "
        f"the process had, and how much of it came after the first {AT_FIRST:,} rows.\n\n"
    )
    columns = [
        "database",
        "file",
        "step",
        "rows a second",
        "server's seconds",
        "memory, MB",
        "grew by, MB",
        "result",
    ]
    return head + table(columns, lines), wrong


def _measured(
    database, steps, form: str, path: Path, number: int, wrong: list[str]
) -> Iterator[list[object]]:
    for step, called in steps:
        server = _seconds_of(database.server)
        told = step_of_its_own(database.address, step, path)
        server = _seconds_of(database.server) - server
        did = told["did"]
        if "rows" in did and sum(did[fate] for fate in ("created", "linked", "skipped", "refused")) != number:
            wrong.append(f"{database.name}, {form}, {called}: {did}")
        size = f"{path.stat().st_size / 1e6:.1f} MB of {form.upper()}"
        speed = f"{number / told['seconds']:,.0f}"
        grown = (told["most"] - told["first"]) / 1e6
        result = ", ".join(f"{count:,} {name}" for name, count in did.items() if count and name != "rows")
        beside = f"{server:.1f}" if database.server else ""
        sys.stderr.write(f"{database.name}, {form}, {called}: {speed} rows/s, {told['most'] / 1e6:.0f} MB\n")
        yield [
            database.name,
            size,
            called,
            speed,
            beside,
            f"{told['most'] / 1e6:.0f}",
            f"{grown:.1f}",
            result,
        ]


@contextmanager
def _archive(wanted: str, scratch: Path) -> Iterator[Database]:
    """An empty archive with its reference data."""
    with ExitStack() as stack:
        if wanted == "postgres":
            from tests import postgres

            data = scratch / "postgres"
            scratch.chmod(0o755)
            address = stack.enter_context(postgres.server(kept=data))
            server = int((data / "postmaster.pid").read_text().split()[0])
            database = Database("PostgreSQL", address, server)
        else:
            file = scratch / "archive.sqlite3"
            file.unlink(missing_ok=True)
            database = Database("SQLite", f"sqlite:///{file}")
        for step in SETUP:
            manage(database.address, *step)
        yield database


def _seconds_of(server: int) -> float:
    """The processor time of the connections that a server has had, those that are over (proc(5), stat)."""
    if not server:
        return 0.0
    parts = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    user_of_children, system_of_children = parts[13], parts[14]
    return (int(user_of_children) + int(system_of_children)) / _TICKS
