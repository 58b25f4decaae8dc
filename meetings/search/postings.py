"""Selecting, paging and counting by SQL over the postings.

It needs nothing but the database and is what every other way of answering has to agree with.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from django.db.models import Count, Exists, F, OuterRef

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
from meetings.search.timeline import Timeline
from meetings.vocabulary import Facet, Sort, number_of

_BOUNDS = ("date_earliest", "date_latest", "date_start_latest", "date_end_earliest")
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
        pairs = postings.values_list("value").annotate(found=Count("card")).order_by("-found", "value")
        found[facet] = dict(pairs)
    return found


def timeline(criteria: Criteria) -> Timeline:
    """The timeline of what fits. One query."""
    cards = selected(criteria.without(Facet.YEAR))
    return _timeline(cards.order_by().values_list(*_BOUNDS).annotate(number=Count("pk")), criteria)


def timelines(criteria: Criteria, facet: Facet, values: Iterable[int]) -> dict[int, Timeline]:
    """The timeline of each of some values of a facet, the facet's own filter left out. One query."""
    found: dict[int, list[tuple]] = {value: [] for value in values}
    rows = _having(criteria.without(facet).without(Facet.YEAR), facet, found)
    bounds = [f"card__{bound}" for bound in _BOUNDS]
    for value, *row in rows.order_by().values_list("value", *bounds).annotate(number=Count("card")):
        found[value].append(tuple(row))
    return {value: _timeline(rows, criteria) for value, rows in found.items()}


def _timeline(rows: Iterable[tuple], criteria: Criteria) -> Timeline:
    rows = list(rows)
    dated = [(*(day.toordinal() for day in days), number) for *days, number in rows if days[0]]
    table = np.array(dated, dtype=np.int64).reshape(-1, 5).T
    undated = sum(number for *days, number in rows if not days[0])
    return Timeline.of(table[:4].astype(np.int32), table[4], undated, criteria)


def together(
    criteria: Criteria, first: tuple[Facet, Iterable[int]], second: tuple[Facet, Iterable[int]]
) -> dict[tuple[int, int], int]:
    """How many meetings that fit have both of each pair of values, most frequent first. One query.

    Pairs of one facet stand in it once, the smaller number first; pairs that no meeting has are absent.
    """
    rows = _having(criteria, *first).filter(
        card__values__facet=number_of(second[0]),
        card__values__value__in=list(second[1]),
        **({"card__values__value__gt": F("value")} if first[0] == second[0] else {}),
    )
    pairs = rows.values_list("value", "card__values__value").annotate(found=Count("card"))
    ordered = pairs.order_by("-found", "value", "card__values__value")
    return {(one, other): found for one, other, found in ordered}


def _having(criteria: Criteria, facet: Facet, values: Iterable[int]):
    """The postings of some values of a facet among the cards that fit."""
    # Asked card by card: given a list of the cards, SQLite would look every value up for each of them.
    fits = Exists(selected(criteria).filter(pk=OuterRef("card")))
    return CardValue.objects.filter(fits, facet=number_of(facet), value__in=list(values))


def labels(facet: Facet, language: str, values: set[int], find: Callable[[set[int]], dict]) -> dict:
    """What values are called, by ``find``: nothing is remembered here."""
    return find(values)


def remembered(
    question: Hashable, find: Callable[[], Answer], weigh: Callable[[Answer], int] | None = None
) -> Answer:
    """What ``find`` gives: nothing is remembered here."""
    return find()


def known(question: Hashable, find: Callable[[], Answer]) -> Answer:
    """What ``find`` gives: nothing is remembered here."""
    return find()


def recalled(address: Hashable) -> None:
    """What was kept for an address: nothing is kept here."""


def keep(address: Hashable, answer: object, size: int) -> None:
    """Nothing is kept here."""


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
