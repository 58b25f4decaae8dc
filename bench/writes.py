"""Publishing into a full archive: how soon every worker shows it, and what readers feel of it."""

import argparse
import random
import statistics
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.changing import Watcher, change, copied
from bench.client import Connection
from bench.data import Kept
from bench.document import ms, table, times, today
from bench.measuring import machine
from bench.peers import is_filled
from bench.questions import questions

PUBLISHED = 100
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
    """Seconds: of lists without and beside changes, of publications, and until all workers showed them."""

    alone: list[float]
    beside: list[float]
    written: list[float]
    seen: list[float]


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
        reader.end()
    return Felt(alone, beside, written, seen), reader.errors


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
        parts += [f"### {NAMES[name]}, {len(felt.written)} publications", _table(felt), _bar(felt)]
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
        )
    ]
    return table(["what", "half within", "95 of 100 within", "99 of 100 within"], rows)


def _bar(felt: Felt) -> str:
    middle = [statistics.median(found) if found else None for found in (felt.beside, felt.alone)]
    bar = [
        ["seen in every worker, 99 of 100", "≤ 1,000 ms", ms(part(felt.seen, 0.99))],
        ["a reader's median, beside ÷ without", f"≤ {SLOWER_AT_MOST}", times(*middle)],
    ]
    return table(["the bar", "wanted", "found"], bar)
