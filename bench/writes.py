"""Publishing into a full archive, and taking a table in: how soon it is seen, and what readers feel of it."""

import argparse
import random
import statistics
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench import servers, tables
from bench.changing import Watcher, change, copied
from bench.client import Connection
from bench.data import Kept
from bench.document import ms, table, times, today
from bench.importing import step_of_its_own
from bench.measuring import machine
from bench.peers import is_filled
from bench.questions import questions

PUBLISHED, IMPORTED = 100, 10_000
SECONDS_ALONE, SECONDS_BETWEEN = 20.0, 0.5
#: What readers feel may be so much more than without changes.
SLOWER_AT_MOST = 1.1
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


class Reader(threading.Thread):
    """Asks one list after the other, with a little time between, until it is told to end."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        super().__init__(daemon=True)
        self._connection, self._addresses = Connection(port), addresses
        self._ended = threading.Event()
        self.seconds: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Ask until the end."""
        place = 0
        while not self._ended.wait(0.005):
            answer = self._connection.get(self._addresses[place % len(self._addresses)])
            if answer.status != 200:
                self.errors.append(f"{answer.status} {self._addresses[place % len(self._addresses)]}")
            self.seconds.append(answer.seconds)
            place += 1

    def taken(self) -> list[float]:
        """What was measured since this was asked last."""
        found, self.seconds = self.seconds, []
        return found

    def end(self) -> None:
        """Ask no more."""
        self._ended.set()
        self.join()


@dataclass
class Felt:
    """Seconds: of lists without and beside changes, of publications, and until all workers showed them.

    ``reading`` and ``drafting`` are lists while a table is read and while its rows become drafts; ``minutes``
    is how long both took.
    """

    alone: list[float]
    beside: list[float]
    written: list[float]
    seen: list[float]
    reading: list[float]
    drafting: list[float]
    minutes: float


def writes(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """Readers alone, and readers beside publications; the section, and what was wrong."""
    before, found, wrong = machine(), {}, []
    for name in ("sqlite", "postgres"):
        if name in given.only.split(",") and (name == "sqlite" or is_filled(kept)):
            found[name], errors = _felt(kept, name, scratch)
            wrong += errors[:10]
    return said(found, before, given.size), wrong


def _felt(kept: Kept, name: str, scratch: Path) -> tuple[Felt, list[str]]:
    with copied(kept, name) as database, servers.archive(database, scratch / "log") as (port, _, _pid):
        addresses = [question.address for question in questions() if question.is_list]
        reader, watcher = Reader(port, addresses), Watcher(port)
        reader.start()
        time.sleep(SECONDS_ALONE / 2)
        reader.taken()
        time.sleep(SECONDS_ALONE)
        alone = reader.taken()
        written, seen = _publish(watcher)
        beside = reader.taken()
        reading, drafting, minutes = _import(database, scratch, reader)
        reader.end()
    return Felt(alone, beside, written, seen, reading, drafting, minutes), reader.errors


def _import(database: str, scratch: Path, reader: Reader) -> tuple[list[float], list[float], float]:
    """What a reader felt while a table was read and while it was written, and how long that took."""
    path, felt, begun = tables.table(scratch, "csv", IMPORTED), [], time.monotonic()
    reader.taken()
    for step in ("read", "write"):
        step_of_its_own(database, step, path)
        felt.append(reader.taken())
    return *felt, (time.monotonic() - begun) / 60


def _publish(watcher: Watcher) -> tuple[list[float], list[float]]:
    """How long each publication took, and from its beginning until every worker showed it."""
    written, seen, chance = [], [], random.Random(1)  # noqa: S311 - repeatable on purpose
    for _ in range(PUBLISHED):
        begun = time.monotonic()
        expected = change(chance, "publish")
        if not expected:
            break
        written.append(time.monotonic() - begun)
        seen.append(written[-1] + watcher.seen_after(expected))
        time.sleep(max(0.0, SECONDS_BETWEEN - (time.monotonic() - begun)))
    return written, seen


def said(found: dict[str, Felt], before: str, size: str) -> str:
    """The section, from what was felt by database."""
    head = f"`make bench SIZE={size} WHAT=writes` on {today()}, {before}; two workers, up to {PUBLISHED} "
    parts = [f"{head}publications, two a second. Milliseconds."]
    for name, felt in found.items():
        imported = f"and {IMPORTED:,} rows of a table taken in within {felt.minutes:.1f} minutes"
        head = f"### {NAMES[name]}, {len(felt.written)} publications, {imported}"
        parts += [head, _table(felt), _bar(felt)]
    return "\n\n".join(parts)


def part(found: list[float], place: float) -> float | None:
    """What such a part of what was measured stayed within; ``None`` where nothing was."""
    return sorted(found)[int(len(found) * place)] if found else None


def _table(felt: Felt) -> str:
    rows = [
        [what, *(ms(part(found, place)) for place in (0.5, 0.95, 0.99))]
        for what, found in (
            ("a publication is written", felt.written),
            ("from its beginning until every worker shows it", felt.seen),
            ("a reader's list, without changes", felt.alone),
            ("a reader's list, two publications a second", felt.beside),
            ("a reader's list, while a table is read", felt.reading),
            ("a reader's list, while its rows become drafts", felt.drafting),
        )
    ]
    return table(["what", "half within", "95 of 100 within", "99 of 100 within"], rows)


def _bar(felt: Felt) -> str:
    bar = [["seen in every worker, 99 of 100", "≤ 1,000 ms", ms(part(felt.seen, 0.99))]]
    without = _middle(felt.alone)
    for what, found in (
        ("publications", felt.beside),
        ("a table that is read", felt.reading),
        ("rows that become drafts", felt.drafting),
    ):
        name = f"a reader's median, beside {what} ÷ without"
        bar.append([name, f"≤ {SLOWER_AT_MOST}", times(_middle(found), without)])
    return table(["the bar", "wanted", "found"], bar)


def _middle(found: list[float]) -> float | None:
    return statistics.median(found) if found else None
