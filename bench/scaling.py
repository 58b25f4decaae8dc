"""The figures of ``docs/scaling.md``: what a processor answers, and what a million pages take of one."""

import statistics

from bench.document import table, today, versions
from bench.measuring import CONNECTIONS, Results

MILLION = 1_000_000
_HOUR = 3600
_NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def written(results: Results, size: str, processors: int) -> str:
    """The figures of one run of all questions, on so many processors."""
    return (
        f"`make bench SIZE={size}` on {today()}: {results.meetings:,} public meetings, {results.machine}; "
        f"{versions()}. {CONNECTIONS} connections; client and database run on the same processors, so "
        "that a server of its own answers more.\n\n"
        + table(
            [
                "database",
                "what is asked",
                "answers a second and processor",
                "processor-hours a million answers",
            ],
            _loaded(results, processors),
        )
        + "\n"
        + table(
            ["database", "start to first answer, s", "a worker, MB", "its index, MB", "index, MB a million"],
            _held(results),
        )
    )


def hours_a_million(answers: float, processors: int) -> float:
    """The processor-hours that a million answers take, from the answers a second of so many processors."""
    return MILLION * processors / answers / _HOUR


def _loaded(results: Results, processors: int) -> list[list[str]]:
    rows = []
    for (peer, mix), measured in results.loaded.items():
        answers = statistics.median(measured)
        told = f"{answers / processors:,.0f}", f"{hours_a_million(answers, processors):.2f}"
        rows.append([_NAMES.get(peer, peer), mix, *told])
    return rows


def _held(results: Results) -> list[list[str]]:
    rows = []
    for peer, seconds in results.started.items():
        index = results.index.get(peer, {}).get("megabytes", 0.0)
        each = index / results.meetings * MILLION if results.meetings else 0.0
        memory = f"{results.memory.get(peer, 0):.0f}"
        rows.append([_NAMES.get(peer, peer), f"{seconds:.1f}", memory, f"{index:.1f}", f"{each:.1f}"])
    return rows
