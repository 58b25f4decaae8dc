"""One facet of the index: which documents have which of its values, and how many have each.

Nothing here is ever changed: what follows a publication is a new ``FacetIndex`` that shares what stayed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from meetings.search.index.bitmaps import DOCUMENT, array_of, bitmap_of, bytes_of

#: So much longer an intersection with one bitmap takes than counting one cell of the matrix.
INTERSECTION_COSTS = 300
#: What a pair beside the matrix costs, as bytes of the matrix: it takes eight, and longer to count.
PAIR_COSTS = 16


@dataclass(frozen=True)
class Pairs:
    """Documents and codes beside the matrix, by document: late ones, and values for which it has no room."""

    documents: np.ndarray = field(default_factory=lambda: np.empty(0, DOCUMENT))
    codes: np.ndarray = field(default_factory=lambda: np.empty(0, np.uint32))

    @cached_property
    def _having(self) -> BitMap:
        return bitmap_of(self.documents)

    def among(self, selection: BitMap) -> np.ndarray:
        """The codes of the selected documents."""
        # Few documents are here at all: the others are passed over before any is looked up.
        chosen = array_of(selection & self._having) if self.documents.size else self.documents
        if not chosen.size:
            return self.codes[:0]
        starts = np.searchsorted(self.documents, chosen, "left")
        lengths = np.searchsorted(self.documents, chosen, "right") - starts
        total = int(lengths.sum())
        skipped = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        return self.codes[skipped + np.arange(total)]

    def extended(self, documents: np.ndarray, codes: np.ndarray) -> "Pairs":
        """With pairs of later documents, which come in order."""
        return Pairs(
            np.concatenate([self.documents, documents.astype(DOCUMENT)]),
            np.concatenate([self.codes, codes.astype(np.uint32)]),
        )


@dataclass(frozen=True)
class FacetIndex:
    """``values`` are the facet's numbers by code, ``codes`` the way back; code zero stands for none.

    ``bitmaps`` hold, by value, the documents that are public now. ``matrix`` has a row of codes for each
    document of the base, ``beyond`` what does not fit there. Rows of documents that went stay: no selection
    holds them.
    """

    values: np.ndarray
    codes: dict[int, int]
    bitmaps: dict[int, BitMap]
    matrix: np.ndarray
    beyond: Pairs

    @classmethod
    def of(cls, postings: Iterable[tuple[int, np.ndarray]], size: int) -> "FacetIndex":
        """The facet of ``size`` documents from its values, each with the documents that have it."""
        documents = dict(postings)
        values = np.array(list(documents), dtype=np.int64)
        together = np.concatenate([*documents.values(), np.empty(0, DOCUMENT)])
        lengths = np.fromiter(map(len, documents.values()), dtype=np.int64, count=len(documents))
        code = np.dtype(np.min_scalar_type(len(values)))
        codes = np.repeat(np.arange(1, len(values) + 1, dtype=np.uint32), lengths)
        # By document, and of each document by code: its first codes go into its row, what is left beside.
        order = np.argsort(together, kind="stable")
        having, codes = together[order], codes[order]
        numbers = np.bincount(having, minlength=size)
        places = np.arange(len(having)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
        matrix = np.zeros((size, _width(numbers, code.itemsize)), dtype=code)
        fits = places < matrix.shape[1]
        matrix[having[fits], places[fits]] = codes[fits]
        return cls(
            values=values,
            codes={value: code for code, value in enumerate(documents, start=1)},
            bitmaps={value: bitmap_of(chosen) for value, chosen in documents.items()},
            matrix=matrix,
            beyond=Pairs(having[~fits], codes[~fits]),
        )

    def any_of(self, values: Iterable[int]) -> BitMap:
        """The documents with at least one of some values; not to be changed."""
        found = [self.bitmaps[value] for value in values if value in self.bitmaps]
        return found[0] if len(found) == 1 else BitMap.union(BitMap(), *found)

    def counted(self, selection: BitMap) -> dict[int, int]:
        """How many of the selected documents have each value, most frequent first, equals by value."""
        return self.told(self.numbers(selection))

    def numbers(self, selection: BitMap) -> np.ndarray:
        """How many of the selected documents have each value, by code less one."""
        cells = len(selection) * max(1, self.matrix.shape[1])
        if len(self.values) * INTERSECTION_COSTS >= cells:
            return self._by_rows(selection)
        return self._array(self.bitmaps[value].intersection_cardinality(selection) for value in self.codes)

    @cached_property
    def totals(self) -> dict[int, int]:
        """How many public documents have each value, as ``counted`` tells it."""
        return self.told(self._array(map(len, map(self.bitmaps.__getitem__, self.codes))))

    def told(self, numbers: np.ndarray) -> dict[int, int]:
        """By value, numbers given by code less one, as ``counted`` tells them; zeros are left out."""
        places = np.flatnonzero(numbers)
        places = places[np.lexsort((self.values[places], -numbers[places]))]
        return dict(zip(self.values[places].tolist(), numbers[places].tolist(), strict=True))

    def _array(self, numbers: Iterable[int]) -> np.ndarray:
        return np.fromiter(numbers, dtype=np.int64, count=len(self.codes))

    def _by_rows(self, selection: BitMap) -> np.ndarray:
        rows = array_of(selection)
        rows = rows[: np.searchsorted(rows, len(self.matrix))]
        size = len(self.values) + 1
        found = np.bincount(self.matrix.take(rows, axis=0).ravel(), minlength=size)
        return (found + np.bincount(self.beyond.among(selection), minlength=size))[1:]

    def followed(self, gone: BitMap, come: list[tuple[int, int]]) -> "FacetIndex":
        """The facet after some documents went and others came, as (document, value) in document order."""
        bitmaps = dict(self.bitmaps)
        changed: dict[int, BitMap] = {}
        for value in self.values_of(gone):
            changed[value] = bitmaps[value] - gone
        fresh = [value for value in dict.fromkeys(value for _, value in come) if value not in self.codes]
        codes = self.codes | {value: len(self.codes) + place for place, value in enumerate(fresh, start=1)}
        for document, value in come:
            if value not in changed:
                changed[value] = bitmaps[value].copy() if value in bitmaps else BitMap()
            changed[value].add(document)
        return FacetIndex(
            values=np.concatenate([self.values, np.array(fresh, dtype=np.int64)]),
            codes=codes,
            bitmaps=bitmaps | changed,
            matrix=self.matrix,
            beyond=self.beyond.extended(
                np.array([document for document, _ in come], dtype=DOCUMENT),
                np.array([codes[value] for _, value in come], dtype=np.uint32),
            ),
        )

    def unchanged(self, before: "FacetIndex", labels: dict[int, object]) -> dict[int, object]:
        """Those of the labels whose values have the very documents they had before."""
        return {
            value: label
            for value, label in list(labels.items())
            if self.bitmaps.get(value) is before.bitmaps.get(value)
        }

    def values_of(self, documents: BitMap) -> list[int]:
        """The values that any of some documents has, or had."""
        codes = np.flatnonzero(self._by_rows(documents))
        return self.values[codes].tolist()

    @property
    def bytes(self) -> int:
        """About how much memory the facet takes."""
        arrays = (self.values, self.matrix, self.beyond.documents, self.beyond.codes)
        return sum(part.nbytes for part in arrays) + sum(map(bytes_of, self.bitmaps.values()))


def _width(numbers: np.ndarray, cell: int) -> int:
    """The columns of ``cell`` bytes with which matrix and pairs together take the least memory and time.

    ``numbers`` says how many values each document has.
    """
    size, having = len(numbers), np.bincount(numbers)
    # By number of columns: the documents that would fill one more, and how many pairs are left beyond them.
    filling = size - np.cumsum(having)
    beyond = np.append(np.cumsum(filling[::-1])[::-1], 0)
    costs = size * cell * np.arange(len(beyond)) + PAIR_COSTS * beyond
    return int(np.argmin(costs))
