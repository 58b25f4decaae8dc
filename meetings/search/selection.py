"""Selecting, paging and counting the cards that fit criteria: by the index in memory, else by SQL."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from meetings.search import index, postings
from meetings.search.criteria import Criteria
from meetings.search.paging import CursorError, Page
from meetings.search.postings import selected
from meetings.search.timeline import Timeline
from meetings.vocabulary import Facet

#: The reading of the page that is being made.
_held: ContextVar = ContextVar("reading", default=None)


def reading():
    """What answers now, with the functions below as its methods, ``numbers``, ``labels`` and ``remembered``.

    Whoever asks several questions for one page asks them of one reading: they cost one look at the archive's
    version, and their answers belong together.
    """
    return _held.get() or index.reading() or postings


@contextmanager
def held() -> Iterator:
    """Inside, whatever is asked is asked of one reading of the index, which is given.

    Where the index is not held yet, ``None`` is given, and each question finds what answers it.
    """
    token = _held.set(_held.get() or index.reading(load=False))
    try:
        yield _held.get()
    finally:
        _held.reset(token)


def count(criteria: Criteria) -> int:
    """How many public meetings fit."""
    return reading().count(criteria)


def counts(criteria: Criteria, facets: Iterable[Facet]) -> dict[Facet, dict[int, int]]:
    """For each facet, how many meetings fit with each of its values, the facet's own filter left out.

    Most frequent first; values that no meeting has are absent.
    """
    return reading().counts(criteria, facets)


def timeline(criteria: Criteria) -> Timeline:
    """How what fits spreads over time, within the days asked for."""
    return reading().timeline(criteria)


def timelines(criteria: Criteria, facet: Facet, values: Iterable[int]) -> dict[int, Timeline]:
    """The timeline of each of some values of a facet, the facet's own filter left out."""
    return reading().timelines(criteria, facet, values)


def together(
    criteria: Criteria, first: tuple[Facet, Iterable[int]], second: tuple[Facet, Iterable[int]]
) -> dict[tuple[int, int], int]:
    """How many meetings that fit have both of each pair of values, most frequent first.

    Pairs of one facet stand in it once, the smaller number first; pairs that no meeting has are absent.
    """
    return reading().together(criteria, first, second)


def find(criteria: Criteria, *, after: str = "", size: int = 25) -> Page:
    """A page of ``size`` cards in the order asked for, after a cursor of an earlier page.

    Raises ``CursorError`` for a cursor that no page gave.
    """
    return reading().find(criteria, after=after, size=size)


__all__ = [
    "CursorError",
    "Page",
    "count",
    "counts",
    "find",
    "reading",
    "selected",
    "timeline",
    "timelines",
    "together",
]
