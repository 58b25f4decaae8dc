"""Selecting, paging and counting the cards that fit criteria, by SQL over the postings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count

from meetings.models import Card, CardText, CardValue
from meetings.querysets.card import beyond
from meetings.record.cards import FIRST_DATED_KEY
from meetings.search import engines
from meetings.search.criteria import Criteria
from meetings.search.ranking import rank
from meetings.vocabulary import Facet, Sort, number_of

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


def selected(criteria: Criteria):
    """The public cards that fit, as a queryset without order."""
    cards = Card.objects.published()
    for facet, values in criteria.any_of:
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


def find(criteria: Criteria, *, after: str = "", size: int = 25) -> Page:
    """A page of ``size`` cards in the order asked for, after a cursor of an earlier page.

    Raises ``CursorError`` for a cursor that no page gave.
    """
    if criteria.sort == Sort.RELEVANCE:
        if criteria.text and count(criteria) <= RANKED_AT_MOST:
            return _find_ranked(criteria, after, size)
        criteria = replace(criteria, sort=Sort.NEWEST)
    cards = selected(criteria)
    newest = criteria.sort == Sort.NEWEST
    position = _read_key(after)
    forward = list(_from(cards, position, newest, forward=True).values_list("key", "data")[: size + 1])
    backward = []
    if position is not None:
        keys = _from(cards, position, newest, forward=False, inclusive=True).values_list("key", flat=True)
        backward = list(keys[: size + 1])
    return Page(
        rows=[json.loads(data) for _, data in forward[:size]],
        following=str(forward[size - 1][0]) if len(forward) > size else None,
        preceding=_preceding(backward, size),
        sort=criteria.sort,
    )


def _read_key(after: str) -> int | None:
    if not after:
        return None
    if not (after.isascii() and after.isdigit() and len(after) <= 16):
        raise CursorError(after)
    return int(after)


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


def _preceding(backward: list[int], size: int) -> str | None:
    """The cursor before this page: the row just before the page before it, or the start."""
    if not backward:
        return None
    return str(backward[size]) if len(backward) > size else ""


def _find_ranked(criteria: Criteria, after: str, size: int) -> Page:
    keys = list(selected(criteria).values_list("key", flat=True))
    texts = dict(CardText.objects.filter(key__in=keys).values_list("key", "words"))
    ordered = rank(texts, criteria.text)
    first = _read_key(after) or 0
    if first > len(ordered):
        raise CursorError(after)
    wanted = ordered[first : first + size]
    data = dict(Card.objects.published().filter(key__in=wanted).values_list("key", "data"))
    return Page(
        rows=[json.loads(data[key]) for key in wanted if key in data],
        following=str(first + size) if first + size < len(ordered) else None,
        preceding=(str(first - size) if first > size else "") if first else None,
        sort=Sort.RELEVANCE,
    )


def number_of_public_meetings() -> int:
    """How many meetings the public sees altogether."""
    return Card.objects.published().count()
