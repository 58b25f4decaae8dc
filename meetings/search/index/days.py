"""The days of documents: most lie in order, where a period is a range; the others are looked at each."""

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from meetings.record.cards import SEQUENCE_BITS
from meetings.search.index.bitmaps import DOCUMENT, array_of, bitmap_of
from meetings.search.index.order import Order
from meetings.search.timeline import runs


@dataclass(frozen=True)
class Days:
    """The days of the documents that cannot be told from the order: uncertain ones, and those that came late.

    ``loose`` are their numbers, ascending; ``bounds`` has a row each for earliest and latest day, latest
    start and earliest end, as ordinals. All other dated documents have the one day of their key.
    """

    loose: np.ndarray
    bounds: np.ndarray

    @classmethod
    def of(cls, rows: list[tuple[int, int, int, int, int]]) -> "Days":
        """From rows of a document and its four bounds, in the order of the documents."""
        table = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        return cls(table[0].astype(DOCUMENT), table[1:].astype(np.int32))

    @cached_property
    def _all_loose(self) -> BitMap:
        return bitmap_of(self.loose)

    def within(
        self, order: Order, start: datetime.date | None, end: datetime.date | None, *, certain: bool
    ) -> BitMap:
        """The documents that possibly (or certainly) were between two days, gone ones among them.

        Undated documents are in no period, and a period that ends before it starts holds none.
        """
        first = (start or datetime.date.min).toordinal()
        last = (end or datetime.date.max).toordinal()
        if last < first:
            return BitMap()
        places = np.searchsorted(order.keys, [first << SEQUENCE_BITS, (last + 1) << SEQUENCE_BITS])
        found = BitMap(range(int(places[0]), int(places[1]))) - self._all_loose
        earliest, latest, start_latest, end_earliest = self.bounds
        if certain:
            chosen = (end_earliest >= first) & (start_latest <= last)
        else:
            chosen = (latest >= first) & (earliest <= last)
        return found | bitmap_of(self.loose[chosen])

    def spread(self, order: Order, selection: BitMap) -> tuple[np.ndarray, np.ndarray, int]:
        """How selected documents spread over time, as ``Timeline`` takes it.

        The different days, a column of the four bounds each, how many documents have them, and how many
        have no day at all.
        """
        exact = order.keys_of(selection - self._all_loose) >> SEQUENCE_BITS
        # What came late and is dated is among the loose, so that these are in order.
        dated = exact[exact > 0]
        starts = runs(dated[None])
        days, numbers = dated[starts].astype(np.int32), np.diff(np.append(starts, len(dated)))
        kinds, kind_of = self._kinds
        loose = np.searchsorted(self.loose, array_of(selection & self._all_loose))
        counted = np.bincount(kind_of[loose], minlength=kinds.shape[1])
        known = np.flatnonzero(counted)
        bounds = np.concatenate([np.tile(days, (4, 1)), kinds[:, known]], axis=1)
        return bounds, np.concatenate([numbers, counted[known]]), len(exact) - len(dated)

    @cached_property
    def _kinds(self) -> tuple[np.ndarray, np.ndarray]:
        """The different bounds among the loose documents, and for each document which of them it has."""
        order = np.lexsort(self.bounds)
        starts = runs(self.bounds[:, order])
        kind_of = np.empty(len(order), dtype=np.int32)
        kind_of[order] = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
        return self.bounds[:, order[starts]], kind_of

    def followed(self, rows: list[tuple[int, int, int, int, int]]) -> "Days":
        """With later documents, as ``of`` takes them."""
        if not rows:
            return self
        late = Days.of(rows)
        return Days(
            np.concatenate([self.loose, late.loose]), np.concatenate([self.bounds, late.bounds], axis=1)
        )
