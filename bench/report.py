"""The table of a run, as a section of ``docs/benchmarks.md``."""

import statistics

from bench import bar
from bench.document import ms, table, times, today, versions
from bench.measuring import CONNECTIONS, Results

_HEAD = """`make bench SIZE={size}` on {date}: {meetings:,} public meetings{lean}, {machine}; {versions}.

**Remembered** is an answer that was given before at the same version of the archive; **computed** one that
is made anew, count, facets, rows and HTML or JSON, with nothing remembered but the index itself. **Nothing**
is a view of the same application that does nothing, behind the same middleware. The archive answers with
eleven facets, as a whole page of HTML or as JSON; Datasette with JSON and three facets, from one flat table
with an index for each of them, one country and one topic a meeting. **SQL** is a page of 25 cards on SQLite
without a server, count or facets. Everybody was asked in turn, so that what disturbed one disturbed all.

{compared:,} figures were compared with those that SQL gives{wrong}.
"""


def written(results: Results, size: str) -> str:
    """The section."""
    parts = [
        _head(results, size),
        "### The bar\n",
        bar.table_of(results),
        "### Lists\n\nMilliseconds at the median, one connection.\n",
        _lists(results),
        "### PostgreSQL\n\nMilliseconds at the median, one connection, and what SQLite takes of it.\n",
        _postgres(results),
        "### Other answers\n",
        _others(results),
        f"### {CONNECTIONS} connections at once\n\nAnswers a second.\n",
        _loaded(results),
        _started(results),
    ]
    return "\n".join(parts)


def _head(results: Results, size: str) -> str:
    return _HEAD.format(
        size=size,
        date=today(),
        meetings=results.meetings,
        lean=" without statements and earlier editions (`--lean`)" if results.lean else "",
        machine=results.machine,
        versions=versions("Datasette"),
        compared=results.compared,
        wrong="; all were the same" if not results.wrong else f"; **{len(results.wrong)} were wrong**",
    )


def _lists(results: Results) -> str:
    head = ("question", "meetings", "page remembered", "page computed", "JSON remembered", "JSON computed")
    head += ("Datasette", "SQL", "Datasette ÷ page remembered", "÷ page computed", "÷ JSON computed")
    head += ("page remembered ÷ nothing",)
    nothing = results.median("nothing", "sqlite", "remembered")
    rows = []
    for name in results.lists:
        ours = [results.median(name, "sqlite", mode) for mode in bar.MODES]
        theirs = results.median(name, "datasette", "computed")
        ratios = times(theirs, ours[0]), times(theirs, ours[1]), times(theirs, ours[3])
        found = [*map(ms, (*ours, theirs, results.median(name, "sql", "computed")))]
        rows.append([name, f"{results.counts.get(name, 0):,}", *found, *ratios, times(ours[0], nothing)])
    rows.append(["*nothing*", "", ms(nothing), *[""] * 9])
    return table(head, rows)


def _postgres(results: Results) -> str:
    head = ["question", "page remembered", "page computed", "JSON computed"]
    head += ["÷ SQLite: page remembered", "page computed", "JSON computed"]
    rows = []
    for name in results.lists:
        modes = (bar.MODES[0], bar.MODES[1], bar.MODES[3])
        here = [results.median(name, "postgres", mode) for mode in modes]
        there = [results.median(name, "sqlite", mode) for mode in modes]
        rows.append([name, *map(ms, here), *map(times, here, there)])
    rows.append(["*nothing*", ms(results.median("nothing", "postgres", "remembered")), *[""] * 5])
    return table(head, rows)


def _others(results: Results) -> str:
    head = ["what", "kilobytes", "SQLite remembered", "computed", "unchanged (304)"]
    head += ["PostgreSQL remembered", "computed", "Datasette"]
    rows = []
    for question in results.questions:
        name = question.name
        if name in results.absent:
            rows.append([name, f"absent: no `{question.path}` in this version", *[""] * 6])
        elif not question.is_list or name == "first page":
            ours = [results.median(name, "sqlite", mode) for mode in ("remembered", "computed", "unchanged")]
            others = [results.median(name, "postgres", mode) for mode in ("remembered", "computed")]
            size = f"{results.sizes.get((name, 'sqlite'), 0) / 1000:.0f}"
            rows.append(
                [name, size, *map(ms, ours + others), ms(results.median(name, "datasette", "computed"))]
            )
    return table(head, rows)


def _loaded(results: Results) -> str:
    mixes = list(dict.fromkeys(mix for _, mix in results.loaded))
    rows = []
    for name in dict.fromkeys(name for name, _ in results.loaded):
        found = [statistics.median(results.loaded[name, mix]) for mix in mixes]
        rows.append([name, *(f"{number:,.0f}" for number in found), f"{found[1] / found[0]:.2f}"])
    return table(["", *mixes, "first page ÷ nothing"], rows)


def _started(results: Results) -> str:
    lines = []
    for name, seconds in results.started.items():
        index = results.index.get(name, {})
        megabytes = results.memory.get(name, 0), index.get("megabytes", 0)
        lines.append(
            f"{name}: {seconds:.1f} s from start to first answer; a worker takes {megabytes[0]:.0f} MB, "
            f"of which the index {megabytes[1]} MB.\n"
        )
    return "\n".join(lines)
