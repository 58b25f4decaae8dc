"""``make bench``: bring everything up, measure in turn, compare every figure with SQL, write the table.

.venv/bin/python -m bench.run 1m [--what table|start|writes|soak|growth] [--rounds 5]
    [--only sqlite,postgres,datasette]
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import servers
from bench.data import SIZES, Kept, manage, prepare
from bench.document import put, put_figures


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", choices=SIZES, nargs="?", default="10k")
    parser.add_argument("--what", choices=PARTS, default="table", help="what to measure")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is asked in turn")
    parser.add_argument("--only", default="sqlite,postgres,datasette", help="which of them to measure")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long a soak lasts")
    folder = os.environ.get("BENCH_FOLDER") or servers.ROOT / "var" / "bench"
    parser.add_argument("--folder", type=Path, default=Path(folder), help="where data is kept")
    parser.add_argument("--report", type=Path, default=servers.ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--scaling", type=Path, default=servers.ROOT / "docs" / "scaling.md")
    return parser.parse_args()


def main() -> int:
    """Measure and write the section of the report; the exit code says whether everything was right."""
    given = arguments()
    kept = Kept.of(given.folder, given.size)
    say(f"The archive of {given.size} on SQLite")
    prepare(kept)
    os.environ.update(servers.production(kept.sqlite), DJANGO_SETTINGS_MODULE="bench.settings")
    manage(kept.sqlite, "collectstatic", "--noinput", "--verbosity=0")
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as scratch:
        text, wrong = PARTS[given.what](kept, given, Path(scratch))
    if text:
        put(given.report, given.what, given.size, text)
        say(f"Written: {given.report}")
    for line in wrong:
        say(f"WRONG: {line}")
    return 1 if wrong else 0


def table(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """All questions, to everybody."""
    from bench import measuring, peers, report, scaling
    from bench.questions import questions
    from bench.truth import Truth

    wanted, machine = given.only.split(","), measuring.machine()
    say("Questions are chosen")
    asked, truth = questions(), Truth()
    with ExitStack() as stack:
        found = peers.started(stack, wanted, kept, scratch, say)
        results = measuring.measure(found, asked, truth, given.rounds, say)
    results.lean, results.machine = kept.lean, machine
    results.meetings = results.counts["first page"]
    put_figures(given.scaling, given.size, scaling.written(results, given.size, len(os.sched_getaffinity(0))))
    return report.written(results, given.size), results.wrong


def writes(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """Publications into a copy of the archive."""
    from bench import writes

    return writes.writes(kept, given, scratch)


def soak(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """Readers and changes for many minutes."""
    from bench import soak

    return soak.soak(kept, given, scratch)


def start(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """Starting, and the memory of the workers."""
    from bench import starting

    return starting.starting(kept, given, scratch)


def growth(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """What a meeting takes on disk."""
    from bench import growth

    return growth.growth(kept, given, scratch)


def imports(kept: Kept, given: argparse.Namespace, scratch: Path) -> tuple[str, list[str]]:
    """A table of so many rows into archives of its own."""
    from bench import imports

    return imports.imports(given, scratch)


PARTS = {"table": table, "start": start, "writes": writes, "soak": soak, "growth": growth, "imports": imports}


def say(line: str) -> None:
    """Tell the person at the terminal what goes on."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


if __name__ == "__main__":
    sys.exit(main())
