"""Rows as they are planned, compared with those of earlier tables: for a look that stores nothing."""

from collections.abc import Iterable, Iterator
from itertools import islice

from meetings.intake.tables.planning import Fate, PlannedRow, Problem

from .earlier import known_digests

_AT_ONCE = 500


def compared(rows: Iterable[PlannedRow], publisher: str) -> Iterator[PlannedRow]:
    """The same rows; those that an earlier table of the publisher told already are linked."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _AT_ONCE)):
        created = [row for row in batch if row.fate is Fate.CREATED]
        known = known_digests(publisher, (row.digest for row in created))
        for row in created:
            if row.digest in known:
                row.fate = Fate.LINKED
                told = f"An earlier table told this already: {known[row.digest]}."
                row.problems.append(Problem(row.number, "", "", "known_row", told))
        yield from batch
