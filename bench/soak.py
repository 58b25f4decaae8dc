"""A long run: readers of everything, and a publication, a correction or a withdrawal every second.

    .venv/bin/python -m bench.soak archive.sqlite3 --minutes 30

The archive runs as in production on a copy of the file, or on PostgreSQL with ``--postgres``. Told at the
end: errors, pages that were older than a second, how long a change took to be seen in every worker, memory.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import data, peers, servers
from bench.client import Connection

#: A page may be so many seconds older than the archive.
OLDEST = 1.0
READERS = 4
#: Connections that look for a change: gunicorn spreads them over its workers.
WATCHERS = 6
SECONDS_BETWEEN = 1.0


@dataclass
class Told:
    """What the run has to tell."""

    answers: int = 0
    errors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    seen_after: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def main() -> int:
    """Run for so long, and tell; the exit code says whether nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="archive-soak-")))
        file = folder / "archive.sqlite3"
        shutil.copyfile(given.file, file)
        database = stack.enter_context(peers.on_postgres(file)) if given.postgres else f"sqlite:///{file}"
        data.manage(database, "migrate", "--noinput", "--verbosity=0")
        port, _, pid = stack.enter_context(servers.archive(database, folder / "log"))
        os.environ.update(servers.production(database), DJANGO_SETTINGS_MODULE="bench.settings")
        import django

        django.setup()
        told = _run(port, pid, given.minutes * 60)
    return _tell(told)


def _run(port: int, pid: int, seconds: float) -> Told:
    from bench.measuring import memory
    from bench.questions import questions

    told, until = Told(), time.monotonic() + seconds
    addresses = [question.address for question in questions() if question.kind == "page"]
    readers = [
        threading.Thread(target=_read, args=[port, addresses, until, told, number])
        for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    watchers = [Connection(port) for _ in range(WATCHERS)]
    chance = random.Random(1)  # noqa: S311 - repeatable on purpose
    while time.monotonic() < until:
        begun = time.monotonic()
        expected = _change(chance)
        if expected:
            _watch(watchers, expected, told)
        told.megabytes.append(memory(pid))
        time.sleep(max(0.0, SECONDS_BETWEEN - (time.monotonic() - begun)))
    for reader in readers:
        reader.join()
    return told


def _read(port: int, addresses: list[str], until: float, told: Told, number: int) -> None:
    connection, chance = Connection(port), random.Random(number)  # noqa: S311
    tags: dict[str, str] = {}
    while time.monotonic() < until:
        address = chance.choice(addresses)
        headers = {"If_None_Match": tags[address]} if address in tags and chance.random() < 0.3 else {}
        answer = connection.get(address, **headers)
        told.answers += 1
        # What a change withdraws is gone, and may have been a meeting that was asked for.
        if answer.status not in (200, 304, 404, 410):
            told.errors.append(f"{answer.status} {address}")
        tags[address] = answer.headers.get("etag", "")


def _change(chance: random.Random) -> str:
    """Publish, correct or withdraw a meeting; the address that shows it, and its status or what it holds."""
    from meetings import workflow
    from meetings.models import Meeting
    from meetings.vocabulary import ChangeReason, PublicationState

    verb = chance.choice(("publish", "correct", "withdraw"))
    if verb == "publish":
        found = Meeting.objects.filter(state=PublicationState.SUBMITTED).order_by("pk").first()
        if found is None:
            return ""
        workflow.publish(found)
        found.refresh_from_db()
        return f"/meetings/{found.public_id}/history/ 200"
    newest = Meeting.objects.published().order_by("-public_id")
    found = newest[chance.randrange(1000)]
    if verb == "withdraw":
        workflow.withdraw(found, reason=ChangeReason.NOT_A_MEETING, note="For the run only.")
        return f"/meetings/{found.public_id}/history/ 410"
    mark = f"Corrected {time.time():.6f}"
    text = found.texts.get(is_original=True)
    text.summary = mark
    text.save()
    workflow.correct(found, reason=ChangeReason.ADDED_DETAIL, note=mark)
    return f"/meetings/{found.public_id}/history/ {mark}"


def _watch(watchers: list[Connection], expected: str, told: Told) -> None:
    """Ask every worker until each shows the change."""
    address, _, wanted = expected.partition(" ")
    begun, waiting = time.monotonic(), list(watchers)
    while waiting:
        answer = waiting[0].get(address)
        if str(answer.status) == wanted or wanted.encode() in answer.body:
            waiting.pop(0)
        elif time.monotonic() - begun > OLDEST:
            told.stale.append(expected)
            return
    told.seen_after.append(time.monotonic() - begun)


def _tell(told: Told) -> int:
    seen = sorted(told.seen_after) or [0.0]
    half = len(told.megabytes) // 2
    wrong = f"{len(told.errors)} errors, {len(told.stale)} changes not seen within {OLDEST} s"
    middle, most = statistics.median(seen) * 1000, seen[int(len(seen) * 0.99)] * 1000
    first, second = (max(part or [0]) for part in (told.megabytes[:half], told.megabytes[half:]))
    found = len(told.seen_after)
    lines = [
        f"{told.answers} answers, {wrong}",
        f"{found} changes seen in every worker: median {middle:.0f} ms, 99 of 100 {most:.0f} ms",
        f"memory of a worker: {first:.0f} MB in the first half, {second:.0f} MB in the second",
        *told.errors[:10],
        *told.stale[:10],
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if told.errors or told.stale else 0


if __name__ == "__main__":
    sys.exit(main())
