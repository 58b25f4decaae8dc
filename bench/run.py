"""``make bench``: bring everything up, measure in turn, compare every figure with SQL, write the table.

.venv/bin/python -m bench.run 1m [--rounds 5] [--only sqlite,postgres,datasette] [--folder var/bench]
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import servers

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", choices=SIZES, nargs="?", default="10k")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is asked in turn")
    parser.add_argument("--only", default="sqlite,postgres,datasette", help="which of them to measure")
    parser.add_argument(
        "--folder", type=Path, default=servers.ROOT / "var" / "bench", help="where data is kept"
    )
    parser.add_argument("--lean", action="store_true", help="without statements and earlier editions")
    parser.add_argument("--file", type=Path, help="an archive on SQLite that is there already")
    parser.add_argument("--report", type=Path, default=servers.ROOT / "docs" / "benchmarks.md")
    return parser.parse_args()


def main() -> int:
    """Measure and write the report; the exit code says whether every figure was right."""
    given = arguments()
    given.folder = given.folder.resolve()
    given.folder.mkdir(parents=True, exist_ok=True)
    from bench import data

    lean = given.lean or SIZES[given.size] >= data.LEAN_FROM
    say(f"The archive of {given.size} on SQLite")
    file = given.file or data.sqlite_archive(given.folder, SIZES[given.size], lean=lean)
    os.environ.update(
        servers.production(f"sqlite:///{file.resolve()}"), DJANGO_SETTINGS_MODULE="bench.settings"
    )
    data.manage(os.environ["DATABASE_URL"], "collectstatic", "--noinput", "--verbosity=0")
    import django

    django.setup()
    from bench import measuring, peers, report
    from bench.questions import questions

    asked = questions()
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="archive-bench-") as logs:
        wanted = given.only.split(",")
        found = peers.started(stack, wanted, file, Path(logs), say)
        results = measuring.measure(found, asked, given.rounds, say)
    results.archive = {"meetings": SIZES[given.size], "lean": lean}
    given.report.write_text(report.written(results))
    say(f"Written: {given.report}")
    for line in results.wrong:
        say(f"WRONG: {line}")
    return 1 if results.wrong else 0


def say(line: str) -> None:
    """Tell the person at the terminal what goes on."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


if __name__ == "__main__":
    sys.exit(main())
