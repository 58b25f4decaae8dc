"""Pages of a list of cards, and the cursors between them: the same whoever selects the cards."""

from dataclasses import dataclass

import numpy as np
import orjson
from django.db import connection

from meetings.models import CardText
from meetings.packing import unpacked
from meetings.record.cards import FIRST_DATED_KEY, number_in
from meetings.search.criteria import Criteria
from meetings.search.query import TextQuery
from meetings.search.ranking import rank
from meetings.vocabulary import Sort

#: Above so many meetings a list is not ranked by relevance: newest first stands in, and the page says so.
RANKED_AT_MOST = 1000


class CursorError(ValueError):
    """A cursor that no page of this list gave."""


@dataclass(frozen=True)
class Page:
    """One page of cards.

    ``rows`` are the cards' data; ``following`` and ``preceding`` the cursors of the pages around it
    (``preceding`` is the empty string for the first page, ``None`` where there is none); ``sort`` the
    order that was used, which is newest first where relevance was asked of too many.
    """

    rows: list[dict]
    following: str | None
    preceding: str | None
    sort: Sort


def read_cursor(after: str) -> int | None:
    """The position that a cursor names, ``None`` for the start. Raises ``CursorError``."""
    if not after:
        return None
    if not (after.isascii() and after.isdigit() and len(after) <= 16):
        raise CursorError(after)
    return int(after)


def cursor_after(forward: list[int], size: int) -> str | None:
    """The cursor of the next page; ``forward`` are up to ``size + 1`` keys from the page's first on."""
    return str(forward[size - 1]) if len(forward) > size else None


def cursor_before(backward: list[int], size: int) -> str | None:
    """The cursor of the page before: the row just before its first, or the start.

    ``backward`` are up to ``size + 1`` keys before the page, nearest first.
    """
    if not backward:
        return None
    return str(backward[size]) if len(backward) > size else ""


def ranked_page(keys: list[int], query: TextQuery, after: str, size: int) -> Page:
    """A page of the cards with these keys, most relevant first. Raises ``CursorError``."""
    ordered = _ranked(keys, query)
    first = read_cursor(after) or 0
    if first > len(ordered):
        raise CursorError(after)
    return Page(
        rows=rows_of(ordered[first : first + size]),
        following=str(first + size) if first + size < len(ordered) else None,
        preceding=(str(first - size) if first > size else "") if first else None,
        sort=Sort.RELEVANCE,
    )


def _ranked(keys: list[int], query: TextQuery) -> list[int]:
    by_number = {number_in(key): key for key in keys}
    texts = CardText.objects.filter(pk__in=by_number).values_list("pk", "words")
    return rank({by_number[number]: words for number, words in texts}, query)


def numbers_in_order(keys: np.ndarray, criteria: Criteria) -> np.ndarray:
    """The public numbers of the cards with these keys, in the order of the list's pages."""
    if criteria.sort == Sort.RELEVANCE and criteria.text and len(keys) <= RANKED_AT_MOST:
        return number_in(np.array(_ranked(keys.tolist(), criteria.text), dtype=np.int64))
    keys = np.sort(keys)
    if criteria.sort == Sort.OLDEST:
        # Undated meetings come last there too.
        return number_in(np.roll(keys, -int(np.searchsorted(keys, FIRST_DATED_KEY))))
    return number_in(keys[::-1])


def rows_of(keys: list[int]) -> list[dict]:
    """The data of the public cards with these keys, in their order; what is gone meanwhile is left out."""
    if not keys:
        return []
    # Every list page begins with it: the statement costs a third of what the making of a query would.
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, data FROM meetings_card WHERE live AND key IN ({marks})", keys)  # noqa: S608
        data = dict(cursor.fetchall())
    return [orjson.loads(unpacked(data[key])) for key in keys if key in data]
