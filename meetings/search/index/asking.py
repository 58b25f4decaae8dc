"""Answering from the index: selections, exact figures and pages."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import reduce

import numpy as np
from pyroaring import BitMap

from meetings.record.cards import FIRST_DATED_KEY, number_in
from meetings.search import engines, postings
from meetings.search.criteria import Criteria
from meetings.search.index.memory import Answer
from meetings.search.index.order import BEYOND
from meetings.search.index.snapshot import INDEXED, Snapshot
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
from meetings.search.query import Term, TextQuery
from meetings.search.timeline import Timeline
from meetings.vocabulary import Facet, Sort

_EVERYTHING = Criteria()
#: So many documents that came since a word was looked up are looked up by themselves.
ASKED_BY_NUMBER_AT_MOST = 500


class Reading:
    """The archive as one version of the index knows it: all answers are of the same moment.

    What the index does not hold (sources) is answered by SQL.
    """

    def __init__(self, snapshot: Snapshot, entries: int) -> None:
        self._snapshot = snapshot
        self._entries = entries

    @property
    def version(self) -> int:
        """The version of the archive that answers."""
        return self._snapshot.version

    def count(self, criteria: Criteria) -> int:
        """How many public meetings fit."""
        if not _is_covered(criteria):
            return postings.count(criteria)
        asked = replace(criteria, sort=Sort.NEWEST)
        return self._snapshot.answers.answer(asked, lambda: len(self._selected(criteria)))

    def counts(self, criteria: Criteria, facets: Iterable[Facet]) -> dict[Facet, dict[int, int]]:
        """For each facet, how many meetings fit with each of its values, the facet's own filter left out.

        Most frequent first; values that no meeting has are absent.
        """
        return {facet: self._counts(criteria.without(facet), facet) for facet in facets}

    def _counts(self, criteria: Criteria, facet: Facet) -> dict[int, int]:
        if facet not in INDEXED or not _is_covered(criteria):
            return postings.counts(criteria, [facet])[facet]
        asked = replace(criteria, sort=Sort.NEWEST)
        return self._snapshot.answers.answer((facet, asked), lambda: self._counted(asked, facet), weigh=len)

    def _counted(self, criteria: Criteria, facet: Facet) -> dict[int, int]:
        """As ``counts``, looking at no more documents than has to be."""
        index = self._snapshot.facets[facet]
        if criteria == _EVERYTHING:
            return index.totals
        if criteria.is_one_value:
            ((asked, (value,)),) = criteria.conditions
            row = self._snapshot.crossing.row(asked, value, facet)
            if row is not None:
                return index.told(row)
        return index.counted(self._selected(criteria))

    def timeline(self, criteria: Criteria) -> Timeline:
        """How what fits spreads over time, within the days asked for."""
        if not _is_covered(criteria):
            return postings.timeline(criteria)
        asked = ("timeline", replace(criteria, sort=Sort.NEWEST))
        undated = criteria.without(Facet.YEAR)
        return self._snapshot.answers.answer(
            asked, lambda: self._spread(self._selected(undated), criteria), weigh=_weight
        )

    def timelines(self, criteria: Criteria, facet: Facet, values: Iterable[int]) -> dict[int, Timeline]:
        """The timeline of each of some values of a facet, the facet's own filter left out."""
        if facet not in INDEXED or not _is_covered(criteria):
            return postings.timelines(criteria, facet, values)
        having = self._snapshot.facets[facet]
        selection = self._selected(criteria.without(facet).without(Facet.YEAR))
        return {value: self._spread(selection & having.any_of([value]), criteria) for value in values}

    def _spread(self, selection: BitMap, criteria: Criteria) -> Timeline:
        return Timeline.of(*self._snapshot.days.spread(self._snapshot.order, selection), criteria)

    def together(
        self, criteria: Criteria, first: tuple[Facet, Iterable[int]], second: tuple[Facet, Iterable[int]]
    ) -> dict[tuple[int, int], int]:
        """How many meetings that fit have both of each pair of values, most frequent first.

        Pairs of one facet stand in it once, the smaller number first; pairs that no meeting has are absent.
        """
        if {first[0], second[0]} - set(INDEXED) or not _is_covered(criteria):
            return postings.together(criteria, first, second)
        selection, facets = self._selected(criteria), self._snapshot.facets
        ones = {value: facets[first[0]].any_of([value]) & selection for value in first[1]}
        others = {value: facets[second[0]].any_of([value]) for value in second[1]}
        found = {
            (one, other): number
            for one, mine in ones.items()
            for other, theirs in others.items()
            if (first[0] != second[0] or one < other) and (number := mine.intersection_cardinality(theirs))
        }
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def find(self, criteria: Criteria, *, after: str = "", size: int = 25) -> Page:
        """A page of ``size`` cards in the order asked for, after a cursor of an earlier page.

        Raises ``CursorError`` for a cursor that no page gave.
        """
        if not _is_covered(criteria):
            return postings.find(criteria, after=after, size=size)
        if criteria.sort == Sort.RELEVANCE:
            if criteria.text and self.count(criteria) <= RANKED_AT_MOST:
                keys = self._snapshot.order.keys_of(self._selected(criteria)).tolist()
                return ranked_page(keys, criteria.text, after, size)
            criteria = replace(criteria, sort=Sort.NEWEST)
        return self._page(criteria, read_cursor(after), size)

    def numbers(self, criteria: Criteria) -> np.ndarray:
        """The public numbers of all that fit, in the order asked for."""
        if not _is_covered(criteria):
            return postings.numbers(criteria)
        return numbers_in_order(self._snapshot.order.keys_of(self._selected(criteria)), criteria)

    def labels(self, facet: Facet, language: str, values: set[int], find: Callable[[set[int]], dict]) -> dict:
        """What values are called, by ``find`` where nobody asked before.

        The names of values that no public meeting has are not remembered: no card follows them.
        """
        known = self._snapshot.labels.setdefault((facet, language), {})
        missing = values - known.keys()
        if not missing:
            return {value: known[value] for value in values}
        found = find(missing)
        shown = self._snapshot.facets[facet].bitmaps if facet in INDEXED else {}
        known.update({value: label for value, label in found.items() if value in shown})
        return {value: label for value in values if (label := known.get(value) or found.get(value))}

    def remembered(
        self, question: Hashable, find: Callable[[], Answer], weigh: Callable[[Answer], int] | None = None
    ) -> Answer:
        """What ``find`` gives, asked once as long as the archive stays as it is.

        For what follows from the public archive and is dear to find; ``question`` is a tuple of its own kind.
        ``weigh`` says how many counted values would take the same memory.
        """
        return self._snapshot.answers.answer((self._entries, question), find, weigh)

    def known(self, question: Hashable, find: Callable[[], Answer]) -> Answer:
        """What ``find`` gives, asked once as long as no entry is saved, whatever is published meanwhile.

        For what follows from entries alone; ``question`` is a tuple of its own kind.
        """
        return self._snapshot.of_entries.answer((self._entries, question), find)

    def recalled(self, address: Hashable) -> object | None:
        """What was kept for an address while archive and entries were as they are now."""
        return self._snapshot.recalled(address, self._entries)

    def keep(self, address: Hashable, answer: object, size: int) -> None:
        """Keep an answer of so many bytes as long as archive and entries stay as they are here."""
        self._snapshot.pages.put(address, (self._entries, answer), size)

    def _page(self, criteria: Criteria, position: int | None, size: int) -> Page:
        selection = self._selected(criteria)
        newest = criteria.sort == Sort.NEWEST
        forward, backward = (_newest if newest else _oldest)(position)
        ahead = self._keys(selection, forward, size + 1, last=newest)
        behind = self._keys(selection, backward, size + 1, last=not newest) if position is not None else []
        return Page(
            rows=rows_of(ahead[:size]),
            following=cursor_after(ahead, size),
            preceding=cursor_before(behind, size),
            sort=criteria.sort,
        )

    def _keys(self, selection: BitMap, stretches, most: int, *, last: bool) -> list[int]:
        """Up to so many keys from stretches of keys, one after the other."""
        found: list[int] = []
        for low, high in stretches:
            if low < high and len(found) < most:
                rest = most - len(found)
                found += self._snapshot.order.between(selection, low, high, rest, last=last)
        return found

    def _selected(self, criteria: Criteria) -> BitMap:
        """The documents that fit. A bitmap of the index itself may be returned: it is not to be changed."""
        snapshot = self._snapshot
        parts = [snapshot.facets[facet].any_of(values) for facet, values in criteria.conditions]
        if criteria.is_dated:
            within = snapshot.days.within
            parts.append(within(snapshot.order, criteria.start, criteria.end, certain=criteria.certain))
        if criteria.text:
            parts.append(self._worded(criteria.text))
        if len(parts) == 1 and criteria.conditions:
            # A facet knows public documents only.
            return parts[0]
        # The smallest first: what follows has less to look at.
        return reduce(BitMap.intersection, sorted(parts, key=len), snapshot.live)

    def _worded(self, query: TextQuery) -> BitMap:
        found = [self._having(term) for term in query.wanted]
        selection = reduce(BitMap.intersection, found, self._snapshot.live)
        return reduce(BitMap.difference, map(self._having, query.unwanted), selection)

    def _having(self, term: Term) -> BitMap:
        """The documents with a term, and perhaps some that went."""
        order, words = self._snapshot.order, self._snapshot.words
        known = words.get(term)
        if known is not None and known[1] >= order.size:
            return known[0]
        bitmap, size = known or (BitMap(), 0)
        since = self._snapshot.live & BitMap(range(size, order.size))
        few = known and len(since) <= ASKED_BY_NUMBER_AT_MOST
        among = number_in(order.keys_of(since)).tolist() if few else None
        numbers = np.fromiter(engines.current().numbers_with(term, among), dtype=np.int64)
        found = self._snapshot.documents_of(numbers) & self._snapshot.live
        bitmap = bitmap | found if among is not None else found
        words.put(term, (bitmap, order.size), weight=100 + min(4 * len(bitmap), order.size // 8))
        return bitmap


def _weight(timeline: Timeline) -> int:
    """What a timeline takes in memory, as counted values."""
    return 1 + len(timeline) // 2


def _is_covered(criteria: Criteria) -> bool:
    return all(facet in INDEXED for facet, _ in criteria.conditions)


def _newest(position: int | None):
    """The stretches of keys ahead of a position and behind it, nearest first; ahead is downward."""
    if position is None:
        return [(0, BEYOND)], []
    return [(0, position)], [(position, BEYOND)]


def _oldest(position: int | None):
    """As ``_newest``; ahead is upward, and undated meetings come after all others."""
    if position is None:
        return [(FIRST_DATED_KEY, BEYOND), (0, FIRST_DATED_KEY)], []
    if position >= FIRST_DATED_KEY:
        return [(position + 1, BEYOND), (0, FIRST_DATED_KEY)], [(FIRST_DATED_KEY, position + 1)]
    return [(position + 1, FIRST_DATED_KEY)], [(0, position + 1), (FIRST_DATED_KEY, BEYOND)]
