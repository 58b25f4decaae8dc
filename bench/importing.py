"""One step of an import in a process of its own, which tells what it took.

    python -m bench.importing preview|read|write|undo FILE

The archive is that of the environment. One JSON object is printed: what the step did, the seconds of
processor time it took, and the most memory that the process had, at first and in the end.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.servers import ROOT, production

#: Memory is looked at once so many rows are done, and again at the end: what it grew by in between.
AT_FIRST = 5_000


class Memory:
    """The most that this process has had so far, in bytes, noted once some rows are done."""

    def __init__(self) -> None:
        self.at_first = 0

    def note(self, rows: int) -> None:
        """Look at it where so many rows are done for the first time."""
        if not self.at_first and rows >= AT_FIRST:
            self.at_first = self.most()

    @staticmethod
    def most() -> int:
        """The most so far (proc(5), VmHWM)."""
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def preview(path: Path, memory: Memory) -> dict[str, int]:
    """What each row would become, with nothing written."""
    from meetings.intake import tables

    plan = tables.make_plan(path, limits=tables.limits_of_settings())
    for done, _row in enumerate(tables.compared(plan.rows(), ""), 1):
        memory.note(done)
    return plan.counts.as_json()


def read(path: Path, memory: Memory) -> dict[str, int]:
    """The file is kept and what becomes of each row is stored."""
    from meetings.intake import tables

    limits = tables.limits_of_settings()
    with path.open("rb") as stream:
        table = tables.receive(path.name, iter(lambda: stream.read(1 << 20), b""), profile={}, limits=limits)
    tables.read(table, limits=limits, progress=memory.note)
    return _counts(table)


def write(path: Path, memory: Memory) -> dict[str, int]:
    """The rows of the latest import become drafts."""
    from meetings.intake import tables

    table = _latest()
    tables.write(table, progress=lambda done, rows: memory.note(done))
    return _counts(table)


def undo(path: Path, memory: Memory) -> dict[str, int]:
    """The latest import that made drafts is taken back."""
    from meetings.intake import tables
    from meetings.models import Import

    table = Import.objects.filter(created__gt=0).latest("pk")
    undone = tables.undo(table, progress=memory.note)
    return {"meetings": undone.meetings, "entries": undone.entries, "kept": len(undone.kept)}


def step_of_its_own(database: str, step: str, path: Path) -> dict:
    """Do a step on an archive in a process of its own, and what that told. Raises ``CalledProcessError``."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.importing", step, str(path)],
        cwd=ROOT,
        env=production(database) | {"DJANGO_SETTINGS_MODULE": "archive.settings"},
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


STEPS = {"preview": preview, "read": read, "write": write, "undo": undo}


def _latest():
    from meetings.models import Import

    return Import.objects.latest("pk")


def _counts(table) -> dict[str, int]:
    return {name: getattr(table, name) for name in ("rows", "created", "linked", "skipped", "refused")}


def main(step: str, path: str) -> None:
    """Do it and print what it took."""
    import django

    django.setup()
    memory, before = Memory(), os.times()
    did = STEPS[step](Path(path), memory)
    after = os.times()
    seconds = after.user + after.system - before.user - before.system
    most = memory.most()
    json.dump({"did": did, "seconds": seconds, "most": most, "first": memory.at_first or most}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
