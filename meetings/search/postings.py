"""Selecting, paging and counting by SQL over the postings.

It needs nothing but the database and is what every other way of answering has to agree with.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from django.db.models import Count

from meetings.models import Card, CardValue
from meetings.querysets.card import beyond
from meetings.record.cards import FIRST_DATED_KEY
from meetings.search import engines
from meetings.search.criteria import Criteria
from meetings.search.paging import (
    RANKED_AT_MOST,
    Page,
    cursor_after,
    cursor_before,
    numbers_in_order,
    ranked_page,
    read_cursor,
    rows_of,
)
from meetings.vocabulary import Facet, Sort, number_of

Answer = TypeVar("Answer")


def selected(criteria: Criteria):
    """The public cards that fit, as a queryset without order."""
    cards = Card.objects.published()
    for facet, values in criteria.conditions:
        cards = cards.having_any(facet, values)
    if criteria.is_dated:
        within = cards.certainly_within if criteria.certain else cards.possibly_within
        cards = within(criteria.start, criteria.end)
    if criteria.text:
        cards = engines.current().matching(cards, criteria.text)
    return cards


def count(criteria: Criteria) -> int:
    """How many public meetings fit."""
    return selected(criteria).count()


def counts(criteria: Criteria, facets: Iterable[Facet]) -> dict[Facet, dict[int, int]]:
    """For each facet, how many meetings fit with each of its values, the facet's own filter left out.

    One query a facet. Most frequent first; values that no meeting has are absent.
    """
    found = {}
    for facet in facets:
        postings = CardValue.objects.filter(
            facet=number_of(facet), card__in=selected(criteria.without(facet)).values("pk")
        )
        pairs = postings.values_list("value").annotate(found=Count("pk")).order_by("-found", "value")
        found[facet] = dict(pairs)
    return found


def labels(facet: Facet, language: str, values: set[int], find: Callable[[set[int]], dict]) -> dict:
    """What values are called, by ``find``: nothing is remembered here."""
    return find(values)


def remembered(
    question: Hashable, find: Callable[[], Answer], weigh: Callable[[Answer], int] | None = None
) -> Answer:
    """What ``find`` gives: nothing is remembered here."""
    return find()


def find(criteria: Criteria, *, after: str = "", size: int = 25) -> Page:
    """A page of ``size`` cards in the order asked for, after a cursor of an earlier page.

    Raises ``CursorError`` for a cursor that no page gave.
    """
    if criteria.sort == Sort.RELEVANCE:
        if criteria.text and count(criteria) <= RANKED_AT_MOST:
            keys = list(selected(criteria).values_list("key", flat=True))
            return ranked_page(keys, criteria.text, after, size)
        criteria = replace(criteria, sort=Sort.NEWEST)
    cards = selected(criteria)
    newest = criteria.sort == Sort.NEWEST
    position = read_cursor(after)
    forward = _keys(_from(cards, position, newest, forward=True), size)
    backward = []
    if position is not None:
        backward = _keys(_from(cards, position, newest, forward=False, inclusive=True), size)
    return Page(
        rows=rows_of(forward[:size]),
        following=cursor_after(forward, size),
        preceding=cursor_before(backward, size),
        sort=criteria.sort,
    )


def numbers(criteria: Criteria) -> np.ndarray:
    """The public numbers of all that fit, in the order asked for."""
    keys = selected(criteria).values_list("key", flat=True).iterator(chunk_size=10_000)
    return numbers_in_order(np.fromiter(keys, dtype=np.int64), criteria)


def _keys(cards, size: int) -> list[int]:
    return list(cards.values_list("key", flat=True)[: size + 1])


def _from(cards, position: int | None, newest: bool, *, forward: bool, inclusive: bool = False):
    """The cards on one side of a position in one of the two orders, nearest first.

    Undated meetings come last in both orders.
    """
    if newest:
        side = "lt" if forward else "gt"
        ordered = cards.order_by("-key" if forward else "key")
        return ordered if position is None else ordered.filter(**{f"key__{side}{'e' * inclusive}": position})
    ordered = cards.oldest_first(FIRST_DATED_KEY) if forward else cards.oldest_last(FIRST_DATED_KEY)
    if position is None:
        return ordered
    return ordered.filter(beyond(position, FIRST_DATED_KEY, forward=forward, inclusive=inclusive))
