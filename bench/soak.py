"""A long run: readers of everything, and a publication, a correction or a withdrawal every second.

The archive runs as in production on a copy of the data. Told at the end: errors, pages that were older than
a second, how long a change took to be seen in every worker, and memory.
"""

import argparse
import multiprocessing
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import servers
from bench.changing import OLDEST, Watcher, change, copied
from bench.client import Connection
from bench.data import Kept
from bench.document import table, today
from bench.measuring import machine, memory
from bench.questions import questions

READERS = 4
SECONDS_BETWEEN = 1.0
#: A worker may have grown by so much between the beginning of the second half and the end.
GROWN_AT_MOST = 1.05


@dataclass
class Told:
    """What the run has to tell."""

    answers: int = 0
    errors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    seen_after: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def soak(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """Run for so many minutes; the section, and what was wrong."""
    before = machine()
    with copied(kept) as database, servers.archive(database, scratch / "log") as (port, _, pid):
        told = _run(port, pid, given.minutes * 60)
    return _said(told, given, before), told.errors[:10] + told.stale[:10]


def _run(port: int, pid: int, seconds: float) -> Told:
    addresses = [question.address for question in questions() if question.kind == "page"]
    told, until = Told(), time.monotonic() + seconds
    readers = [_Reader(port, addresses, until, number) for number in range(READERS)]
    watcher, chance = Watcher(port), random.Random(1)  # noqa: S311 - repeatable on purpose
    while time.monotonic() < until:
        begun = time.monotonic()
        expected = change(chance, chance.choice(("publish", "correct", "withdraw")))
        if expected:
            known = watcher.stale
            told.seen_after.append(watcher.seen_after(expected))
            if watcher.stale > known:
                told.stale.append(f"{expected}: an answer was older than {OLDEST:g} s")
        told.megabytes.append(memory(pid))
        time.sleep(max(0.0, SECONDS_BETWEEN - (time.monotonic() - begun)))
    for reader in readers:
        answers, errors = reader.end()
        told.answers += answers
        told.errors += errors
    return told


class _Reader:
    """Reads in a process of its own, so that it takes no time from what changes the archive."""

    def __init__(self, *asked: object) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        # Forked: what asks addresses needs nothing of the archive, which a new process would begin with.
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_read, args=(theirs, *asked), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> tuple[int, list[str]]:
        """Wait for its end: how many answers it had, and what was wrong with some."""
        found = self._pipe.recv()
        self._process.join()
        return found


def _read(told, port: int, addresses: list[str], until: float, number: int) -> None:
    connection, chance = Connection(port), random.Random(number)  # noqa: S311 - repeatable on purpose
    answers, errors, tags = 0, [], {}
    while time.monotonic() < until:
        address = chance.choice(addresses)
        headers = {"If_None_Match": tags[address]} if address in tags and chance.random() < 0.3 else {}
        answer = connection.get(address, **headers)
        answers += 1
        # What a change withdraws is gone, and may have been a meeting that was asked for.
        if answer.status not in (200, 304, 404, 410):
            errors.append(f"{answer.status} {address}")
        tags[address] = answer.headers.get("etag", "")
    told.send((answers, errors))


def _said(told: Told, given: argparse.Namespace, before: str) -> str:
    seen = sorted(told.seen_after) or [0.0]
    megabytes = told.megabytes or [0.0]
    half = megabytes[len(megabytes) // 2]
    flat = "flat" if megabytes[-1] <= half * GROWN_AT_MOST else "**growing**"
    rows = [
        ["minutes", f"{given.minutes:g}"],
        ["answers to readers", f"{told.answers:,}"],
        ["errors", len(told.errors)],
        ["changes seen in every worker", f"{len(told.seen_after):,}"],
        ["changes a minute", f"{len(told.seen_after) / given.minutes:.1f}"],
        [f"changes with an answer older than {OLDEST:g} s", len(told.stale)],
        ["the last of all connections has shown it after, median", f"{seen[len(seen) // 2] * 1000:.0f} ms"],
        ["the same, 99 of 100", f"{seen[int(len(seen) * 0.99)] * 1000:.0f} ms"],
        [
            "largest worker, start, middle, end",
            f"{megabytes[0]:.0f}, {half:.0f}, {megabytes[-1]:.0f} MB: {flat}",
        ],
    ]
    head = f"`make bench SIZE={given.size} WHAT=soak MINUTES={given.minutes:g}` on {today()}, {before}.\n\n"
    said = f"{READERS} readers ask pages of all kinds; once a second a meeting is published, corrected or "
    return head + said + "withdrawn. Two workers, SQLite.\n\n" + table(["what", "found"], rows)
