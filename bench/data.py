"""The archives that are measured: made once on SQLite, copied to PostgreSQL, and kept for the next run."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ROOT, production

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
#: Archives from here on are made without statements and earlier editions.
LEAN_FROM = 1_000_000
SETUP = (("migrate", "--noinput", "--verbosity=0"), ("load_groups",), ("load_reference",))


@dataclass(frozen=True)
class Kept:
    """The folder of the archives of one size; whoever wants them made anew removes it."""

    folder: Path
    meetings: int

    @classmethod
    def of(cls, folder: Path, size: str) -> "Kept":
        """The folder of a size such as ``1m`` beneath that of all data."""
        return cls(folder.resolve() / size, SIZES[size])

    @property
    def lean(self) -> bool:
        """Whether it is made without statements and earlier editions."""
        return self.meetings >= LEAN_FROM

    @property
    def file(self) -> Path:
        """The archive on SQLite."""
        return self.folder / "archive.sqlite3"

    @property
    def sqlite(self) -> str:
        """The address of the archive on SQLite."""
        return f"sqlite:///{self.file}"

    @property
    def postgres(self) -> Path:
        """The data directory of the archive on PostgreSQL."""
        return self.folder / "postgres"

    @property
    def datasette(self) -> Path:
        """The file of Datasette."""
        return self.folder / "datasette.sqlite3"


def manage(database: str, *arguments: str) -> None:
    """Run a management command of the archive on a database. Raises ``CalledProcessError``."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=production(database), check=True, stdout=subprocess.DEVNULL)


def prepare(kept: Kept) -> float:
    """Make the archive on SQLite where it is not there yet, else bring it to the present form of the tables.

    Returns the seconds that the latter took.
    """
    if kept.file.exists():
        return migrated(kept.sqlite)
    shutil.rmtree(kept.folder, ignore_errors=True)
    kept.folder.mkdir(parents=True)
    unfinished = kept.file.with_name("unfinished.sqlite3")
    database = f"sqlite:///{unfinished}"
    for step in SETUP:
        manage(database, *step)
    options = ["--lean"] if kept.lean else []
    manage(database, "generate_archive", "--meetings", str(kept.meetings), "--seed", "1", *options)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unfinished.rename(kept.file)
    return 0.0


def migrated(database: str) -> float:
    """Bring a database to the present form of the tables; the seconds that it took."""
    started = time.monotonic()
    manage(database, "migrate", "--noinput", "--verbosity=0")
    return time.monotonic() - started
