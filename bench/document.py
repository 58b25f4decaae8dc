"""``docs/benchmarks.md``, in sections: a run writes its own and leaves the others as they are."""

import datetime
import re
import sqlite3
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

#: The sections in their order: what was measured, and the heading.
SECTIONS = {
    "table": "Questions and answers",
    "start": "Starting",
    "writes": "Publishing into a full archive",
    "soak": "A long run",
    "imports": "Long tables in",
    "growth": "What a meeting takes on disk",
}
_HEAD = """# How fast it is

Everything here is written by `make bench`, a section by each of its parts; nothing is typed by hand. Each
section says on what and when it was measured. The client runs on the same machine as everything it asks:
trust the ratios more than the milliseconds.
"""
_FIGURES = re.compile(r"(.*<!-- figures -->\n)(.*)(<!-- end of figures -->\n.*)", re.S)
_OF_SIZE = re.compile(r"<!-- (\d+[km]) -->\n(.*?)(?=<!--|\Z)", re.S)
_SECTION = re.compile(r"<!-- (\w+) (\w+) -->\n(.*?)<!-- end -->\n", re.S)


def put_figures(file: Path, size: str, text: str) -> None:
    """Write the figures of one size into a page of prose, in place of those of the same size.

    The page says where: after a line ``<!-- figures -->``, up to ``<!-- end of figures -->``.
    """
    before, known, after = _FIGURES.search(file.read_text()).groups()
    sizes = {found[1]: found[2] for found in _OF_SIZE.finditer(known)} | {size: f"\n{text.strip()}\n\n"}
    parts = [f"<!-- {one} -->\n{sizes[one]}" for one in sorted(sizes, key=_meetings)]
    file.write_text(before + "".join(parts) + after)


def put(file: Path, what: str, size: str, text: str) -> None:
    """Write one section into the document, in place of the one of the same part and size."""
    known = {}
    if file.exists():
        known = {(found[1], found[2]): found[3] for found in _SECTION.finditer(file.read_text())}
    known[what, size] = f"\n## {SECTIONS[what]}: {size}\n\n{text.strip()}\n\n"
    order = list(SECTIONS)
    sections = sorted(known.items(), key=lambda pair: (order.index(pair[0][0]), _meetings(pair[0][1])))
    parts = [f"\n<!-- {what} {size} -->\n{text}<!-- end -->\n" for (what, size), text in sections]
    file.write_text(_HEAD + "".join(parts))


def _meetings(size: str) -> int:
    return int(size.rstrip("km")) * (1_000_000 if size.endswith("m") else 1_000)


def versions(*others: str) -> str:
    """What everything runs on, in the versions of this run."""
    found = [f"Python {'.'.join(map(str, sys.version_info[:3]))}", f"SQLite {sqlite3.sqlite_version}"]
    return ", ".join(found + [f"{name} {version(name)}" for name in ("Django", "gunicorn", *others)])


def today() -> str:
    """The day of the run."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def line(cells: Iterable[object]) -> str:
    """A row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table."""
    head = list(head)
    return "\n".join([line(head), "|---" * len(head) + "|", *map(line, rows)]) + "\n"


def ms(seconds: float | None) -> str:
    """Seconds as milliseconds; empty where nothing was measured."""
    return "" if seconds is None else f"{seconds * 1000:.2f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def times(over: float | None, under: float | None) -> str:
    """How often one goes into the other; empty where one of them was not measured."""
    if not over or not under:
        return ""
    return f"{over / under:.2f}" if over / under < 10 else f"{over / under:,.0f}"
