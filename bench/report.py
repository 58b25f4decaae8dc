"""The table of a run, as ``docs/benchmarks.md``."""

import datetime
import math
import sqlite3
import statistics
import sys
from collections.abc import Iterable
from importlib.metadata import version

from bench.measuring import CONNECTIONS, Results

_HEAD = """# How fast it is

Measured by `make bench SIZE={size}` on {date}: {meetings:,} meetings{lean}, {machine}, Python {python},
Django {django}, SQLite {sqlite}, {servers}. The machine was shared with other work:
trust the ratios. Everybody was asked in turn, so that what disturbed one disturbed all.

**Remembered** is an answer that was given before at the same version of the archive; **computed** one that
is made anew, count, facets, rows and HTML, with nothing remembered but the index itself. **Nothing** is a
view of the same application that does nothing, behind the same middleware. The archive answers with its whole
page of HTML and eleven facets; Datasette with JSON and three facets, from one flat table with an index for
each of them, one country and one topic a meeting. **SQL** is a page of 25 cards on SQLite without a server,
count or facets. {compared:,} figures were compared with those that SQL gives{wrong}.
"""
_LISTS = (
    "question",
    "meetings",
    "SQLite remembered",
    "computed",
    "PostgreSQL remembered",
    "computed",
    "Datasette",
    "SQL",
    "Datasette ÷ remembered",
    "÷ computed",
    "remembered ÷ nothing",
    "PostgreSQL ÷ SQLite",
)


def written(results: Results) -> str:
    """The document."""
    parts = [_head(results), _table(results), _others(results), _loaded(results), _bar(results)]
    return "\n".join(part for part in parts if part)


def _head(results: Results) -> str:
    size = results.archive["meetings"]
    return _HEAD.format(
        size=f"{size // 1_000_000}m" if size >= 1_000_000 else f"{size // 1000}k",
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        meetings=size,
        lean=" without statements and earlier editions (`--lean`)" if results.archive["lean"] else "",
        machine=results.machine,
        python=".".join(map(str, sys.version_info[:3])),
        django=version("django"),
        sqlite=sqlite3.sqlite_version,
        servers=f"gunicorn {version('gunicorn')}, Datasette {version('datasette')}",
        compared=results.compared,
        wrong="; all were the same" if not results.wrong else f"; **{len(results.wrong)} were wrong**",
    )


def _table(results: Results) -> str:
    lines = [
        "\n## Lists\n",
        "Milliseconds at the median, one connection.\n",
        _line(_LISTS),
        "|---" * 12 + "|",
    ]
    shown = [question.name for question in results.questions if question.is_list]
    lines += [_row(results, name) for name in shown if name not in results.absent]
    nothing = [_ms(results.median("nothing", name, "remembered")) for name in ("sqlite", "postgres")]
    lines.append(_line(["*nothing*", "", nothing[0], "", nothing[1], *[""] * 7]))
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(results: Results, name: str) -> str:
    def median(peer: str, mode: str) -> float | None:
        return results.median(name, peer, mode)

    ours, made = median("sqlite", "remembered"), median("sqlite", "computed")
    theirs = median("datasette", "computed")
    nothing = results.median("nothing", "sqlite", "remembered")
    cells = [
        name,
        f"{results.counts.get(name, 0):,}",
        _ms(ours),
        _ms(made),
        _ms(median("postgres", "remembered")),
        _ms(median("postgres", "computed")),
        _ms(theirs),
        _ms(median("sql", "computed")),
        _times(theirs, ours),
        _times(theirs, made),
        _times(ours, nothing),
        _times(median("postgres", "computed"), made),
    ]
    return _line(cells)


def _others(results: Results) -> str:
    lines = [
        "\n## Other answers\n",
        "| what | kilobytes | SQLite remembered | computed | unchanged | PostgreSQL remembered | computed |",
        "|---|---|---|---|---|---|---|",
    ]
    for question in results.questions:
        if question.name in results.absent:
            lines.append(f"| {question.name} | absent: no `{question.path}` in this version | | | | | |")
        elif not question.is_list or question.name == "first page":
            lines.append(_other(results, question.name))
    return "\n".join(lines)


def _other(results: Results, name: str) -> str:
    def shown(peer: str, *modes: str) -> list[str]:
        return [_ms(results.median(name, peer, mode)) for mode in modes]

    size = f"{results.sizes.get((name, 'sqlite'), 0) / 1000:.0f}"
    ours = shown("sqlite", "remembered", "computed", "unchanged")
    return _line([name, size, *ours, *shown("postgres", "remembered", "computed")])


def _loaded(results: Results) -> str:
    lines = [
        f"\n## {CONNECTIONS} connections at once\n",
        "Answers a second; the client runs on the same processors.\n",
        "| | nothing | first page | all lists in turn | first page ÷ nothing |",
        "|---|---|---|---|---|",
    ]
    for name in sorted({name for name, _ in results.loaded}):
        found = {
            mix: statistics.median(results.loaded[name, mix])
            for mix in ("nothing", "first page", "all lists")
        }
        lines.append(
            f"| {name} | {found['nothing']:.0f} | {found['first page']:.0f} | {found['all lists']:.0f} "
            f"| {found['first page'] / found['nothing']:.2f} |"
        )
    for name, seconds in results.started.items():
        index = results.index.get(name, {})
        lines.append(
            f"\n{name}: {seconds:.1f} s from start to first answer; a worker takes "
            f"{results.memory.get(name, 0):.0f} MB in all, of which the index {index.get('megabytes', 0)} MB."
        )
    return "\n".join(lines)


def _bar(results: Results) -> str:
    lists = [question.name for question in results.questions if question.is_list]

    def ratios(over: tuple[str, str], under: tuple[str, str]) -> list[float]:
        pairs = [(results.median(name, *over), results.median(name, *under)) for name in lists]
        return [one / other for one, other in pairs if one and other]

    nothing = results.median("nothing", "sqlite", "remembered") or 0
    html = [
        found / nothing
        for name in lists
        if (found := results.median(name, "sqlite", "remembered")) and nothing
    ]
    remembered = ratios(("datasette", "computed"), ("sqlite", "remembered"))
    computed = ratios(("datasette", "computed"), ("sqlite", "computed"))
    between = ratios(("postgres", "computed"), ("sqlite", "computed"))
    index = results.index.get("sqlite", {})
    million = results.archive["meetings"] / 1_000_000
    rows = [
        ("Datasette ÷ remembered, geometric mean", "≥ 150", _mean(remembered), 150, 1),
        ("Datasette ÷ computed, geometric mean", "≥ 80", _mean(computed), 80, 1),
        ("Datasette ÷ computed, lowest", "≥ 15", min(computed, default=0), 15, 1),
        ("remembered HTML ÷ nothing, highest", "≤ 2.5", max(html, default=0), 2.5, -1),
        ("PostgreSQL ÷ SQLite, computed, geometric mean", "≤ 1.5", _mean(between), 1.5, -1),
        ("index in MB a million meetings", "≤ 100", index.get("megabytes", 0) / million, 100, -1),
    ]
    for name in ("sqlite", "postgres"):
        if (name, "nothing") in results.loaded:
            found = statistics.median(results.loaded[name, "first page"]) / statistics.median(
                results.loaded[name, "nothing"]
            )
            rows.append(
                (f"{CONNECTIONS} connections on {name}, first page ÷ nothing", "≥ 0.5", found, 0.5, 1)
            )
    lines = ["\n## The bar\n", "| what | wanted | found | |", "|---|---|---|---|"]
    for what, wanted, found, bound, sign in rows:
        reached = (
            "reached"
            if found and sign * found >= sign * bound
            else "not reached"
            if found
            else "not measured"
        )
        lines.append(f"| {what} | {wanted} | {found:.2f} | {reached} |")
    return "\n".join(lines) + "\n"


def _mean(found: list[float]) -> float:
    return math.exp(statistics.fmean(map(math.log, found))) if found else 0.0


def _ms(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.2f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def _times(over: float | None, under: float | None) -> str:
    return (
        ""
        if not over or not under
        else f"{over / under:.1f}"
        if over / under < 100
        else f"{over / under:,.0f}"
    )
