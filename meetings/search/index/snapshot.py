"""The index as of one version of the archive. Nothing in it changes; a newer version is a new snapshot."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from meetings.record.cards import number_in
from meetings.search.index.bitmaps import bitmap_of, bytes_of
from meetings.search.index.crossing import Crossing
from meetings.search.index.days import Days
from meetings.search.index.facet import FacetIndex
from meetings.search.index.memory import Remembered
from meetings.search.index.order import Order
from meetings.vocabulary import Facet

#: The facets held in memory. Sources are as many as meetings and never counted: SQL answers for them.
INDEXED = tuple(facet for facet in Facet if facet != Facet.SOURCE)
#: Remembered answers: their weight is the number of values in them.
ANSWERS_WEIGH_AT_MOST = 200_000
#: Remembered pages: their weight is bytes.
PAGES_WEIGH_AT_MOST = 24_000_000
#: So much that follows from entries alone is remembered.
KNOWN_AT_MOST = 2_000
#: Remembered words: their weight is bytes.
WORDS_WEIGH_AT_LEAST = 1_000_000
WORDS_WEIGH_FOR_A_MEETING = 16


def words_of(size: int) -> Remembered:
    """An empty memory for the words of so many documents."""
    return Remembered(WORDS_WEIGH_AT_LEAST + WORDS_WEIGH_FOR_A_MEETING * size)


@dataclass(frozen=True)
class Snapshot:
    """All that is public at ``version``.

    ``live`` are the documents that are public; ``numbers`` gives the last document of a public number of the
    base (-1 for none), ``late_numbers`` those of what came later. ``words`` outlives the snapshot, since the
    words of a document never change, and so does ``of_entries``, which follows from entries alone;
    ``answers`` and ``pages`` do not. ``labels`` holds, by facet and language, what values are called: a name
    that changes renews all cards that show it, so that the labels of the values of no changed card stay.
    ``crossing`` says how often frequent values occur together with others.
    """

    version: int
    order: Order
    days: Days
    facets: dict[Facet, FacetIndex]
    crossing: Crossing
    live: BitMap
    numbers: np.ndarray
    late_numbers: dict[int, int]
    words: Remembered
    of_entries: Remembered = field(default_factory=lambda: Remembered(KNOWN_AT_MOST))
    labels: dict[tuple[Facet, str], dict[int, object]] = field(default_factory=dict)
    answers: Remembered = field(default_factory=lambda: Remembered(ANSWERS_WEIGH_AT_MOST))
    pages: Remembered = field(default_factory=lambda: Remembered(PAGES_WEIGH_AT_MOST))

    def document_of(self, public_id: int) -> int | None:
        """The public document of a meeting, by its public number."""
        found = self.late_numbers.get(public_id)
        if found is None and public_id < len(self.numbers):
            found = int(self.numbers[public_id])
        return found if found is not None and found >= 0 and found in self.live else None

    def documents_of(self, public_ids: np.ndarray) -> BitMap:
        """The documents that are or were of meetings, by public number; unknown ones are passed over."""
        based = self.numbers[public_ids[public_ids < len(self.numbers)]]
        having = np.zeros(self.order.size, dtype=bool)
        having[based[based >= 0]] = True
        if self.order.late_keys.size:
            having[self.order.base :] = np.isin(number_in(self.order.late_keys), public_ids)
        return bitmap_of(np.flatnonzero(having))

    def recalled(self, address: Hashable, entries: int) -> object | None:
        """What was kept for an address when the number of the entries was this one."""
        found = self.pages.get(address)
        return found[1] if found is not None and found[0] == entries else None

    @cached_property
    def bytes(self) -> int:
        """About how much memory the snapshot takes."""
        arrays = (
            self.order.keys,
            self.order.late_keys,
            self.days.loose,
            self.days.bounds,
            self.numbers,
        )
        return (
            sum(part.nbytes for part in arrays)
            + sum(facet.bytes for facet in self.facets.values())
            + self.crossing.bytes
            + bytes_of(self.live)
            + self.words.weight
        )
