"""Selecting, paging and counting the cards that fit criteria: by the index in memory, else by SQL."""

from collections.abc import Iterable

from meetings.search import index, postings
from meetings.search.criteria import Criteria
from meetings.search.paging import CursorError, Page
from meetings.search.postings import selected
from meetings.vocabulary import Facet


def reading():
    """What answers now, with ``find``, ``count`` and ``counts`` as below, ``numbers``, ``labels`` and
    ``remembered``.

    Whoever asks several questions for one page asks them of one reading: they cost one look at the archive's
    version, and their answers belong together.
    """
    return index.reading() or postings


def count(criteria: Criteria) -> int:
    """How many public meetings fit."""
    return reading().count(criteria)


def counts(criteria: Criteria, facets: Iterable[Facet]) -> dict[Facet, dict[int, int]]:
    """For each facet, how many meetings fit with each of its values, the facet's own filter left out.

    Most frequent first; values that no meeting has are absent.
    """
    return reading().counts(criteria, facets)


def find(criteria: Criteria, *, after: str = "", size: int = 25) -> Page:
    """A page of ``size`` cards in the order asked for, after a cursor of an earlier page.

    Raises ``CursorError`` for a cursor that no page gave.
    """
    return reading().find(criteria, after=after, size=size)


__all__ = ["CursorError", "Page", "count", "counts", "find", "reading", "selected"]
