"""Text and facets over the published meetings: one interface.

``Criteria`` says what is asked; ``find`` gives a page of cards, ``count`` and ``counts`` the figures,
``timeline`` the figures over time and ``together`` those of pairs. What is behind them may change; every
figure equals the one that plain SQL over the postings gives.
``exposure`` writes what is searched, in the transaction of the verb that changes it.
"""

from meetings.search.criteria import Criteria
from meetings.search.highlight import Piece, has_hit, pieces, snippet
from meetings.search.query import QueryError, TextQuery, read_query
from meetings.search.selection import (
    CursorError,
    Page,
    count,
    counts,
    find,
    held,
    reading,
    selected,
    timeline,
    timelines,
    together,
)
from meetings.search.suggestions import suggestions
from meetings.search.timeline import Bin, Timeline

__all__ = [
    "Bin",
    "Criteria",
    "CursorError",
    "Page",
    "Piece",
    "QueryError",
    "TextQuery",
    "Timeline",
    "count",
    "counts",
    "find",
    "has_hit",
    "held",
    "pieces",
    "read_query",
    "reading",
    "selected",
    "snippet",
    "suggestions",
    "timeline",
    "timelines",
    "together",
]
