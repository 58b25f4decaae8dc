"""The order of documents by their sort keys.

The documents of the base are numbered in the order of their keys, so that a page is a slice of a selection
and a period a range. Documents that came later have their keys beside it until the next rebuild.
"""

from dataclasses import dataclass, field

import numpy as np
from pyroaring import BitMap

from meetings.search.index.bitmaps import DOCUMENT, array_of

#: Above every sort key.
BEYOND = 1 << 62


@dataclass(frozen=True)
class Order:
    """``keys`` of the base's documents, ascending; ``late_keys`` of those that came after, as they came."""

    keys: np.ndarray
    late_keys: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def base(self) -> int:
        """How many documents are numbered in order."""
        return len(self.keys)

    @property
    def size(self) -> int:
        """How many documents there are, gone ones among them: the number of the next one."""
        return len(self.keys) + len(self.late_keys)

    def keys_of(self, selection: BitMap) -> np.ndarray:
        """The keys of selected documents, in no order."""
        documents = array_of(selection)
        first_late = np.searchsorted(documents, self.base)
        late = self.late_keys[documents[first_late:] - DOCUMENT(self.base)]
        return np.concatenate([self.keys[documents[:first_late]], late])

    def between(self, selection: BitMap, low: int, high: int, most: int, *, last: bool = False) -> list[int]:
        """The first ``most`` keys from ``low`` up to before ``high``, ascending; or the last, descending."""
        first, end = (int(place) for place in np.searchsorted(self.keys, [low, high]))
        begin, until = _rank(selection, first), _rank(selection, end)
        if last:
            begin = max(begin, until - most)
        else:
            until = min(until, begin + most)
        found = self.keys[array_of(selection[begin:until])] if begin < until else self.keys[:0]
        if self.late_keys.size:
            late = self.keys_of(selection[_rank(selection, self.base) :])
            found = np.sort(np.concatenate([found, late[(late >= low) & (late < high)]]))
        return found[::-1][:most].tolist() if last else found[:most].tolist()

    def followed(self, keys: list[int]) -> "Order":
        """With the keys of documents that came."""
        return Order(self.keys, np.concatenate([self.late_keys, np.array(keys, dtype=np.int64)]))


def _rank(selection: BitMap, document: int) -> int:
    """How many selected documents come before a document."""
    return selection.rank(document - 1) if document else 0
