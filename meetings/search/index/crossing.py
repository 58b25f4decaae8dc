"""How often frequent values occur together with all others: counted once, so that nobody counts them again.

A question for one value that many meetings have would look at every one of them for each facet. What it is
told is a row of this table instead. Rows follow each publication; a value that became frequent since the
index was built has none until it is built again, and is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from meetings.search.index.facet import FacetIndex
from meetings.vocabulary import Facet

#: Of a value that fewer documents have, its documents are counted as quickly as a row is read.
FREQUENT = 2_000
#: So many rows at most, the most frequent first: what the table takes stays small beside the index.
ROWS_AT_MOST = 1_500
#: Facets with more values than this are not told of by rows.
VALUES_AT_MOST = 5_000

#: A document as the facets have it: by facet, the values of the document.
Values = dict[Facet, list[int]]


@dataclass(frozen=True)
class Crossing:
    """``rows`` has, by facet and value, by other facet, how many documents have both: by code less one.

    Rows are as long as the other facet had codes when they were last written: codes beyond have none.
    """

    rows: dict[tuple[Facet, int], dict[Facet, np.ndarray]]

    @classmethod
    def of(cls, facets: dict[Facet, FacetIndex]) -> "Crossing":
        """The rows of all frequent values of some facets."""
        frequent = [
            (len(documents), facet, value)
            for facet, index in facets.items()
            for value, documents in index.bitmaps.items()
            if len(documents) >= FREQUENT
        ]
        frequent.sort(key=lambda one: -one[0])
        told = [facet for facet, index in facets.items() if len(index.values) <= VALUES_AT_MOST]
        rows = {}
        for _size, facet, value in frequent[:ROWS_AT_MOST]:
            documents = facets[facet].bitmaps[value]
            rows[facet, value] = {other: facets[other].numbers(documents).astype(np.int32) for other in told}
        return cls(rows)

    def row(self, facet: Facet, value: int, told: Facet) -> np.ndarray | None:
        """How many documents with a value have each of another facet's values, where that is known."""
        found = self.rows.get((facet, value))
        return None if found is None else found.get(told)

    def followed(self, facets: dict[Facet, FacetIndex], gone: Iterable[Values], come: Iterable[Values]):
        """The rows after some documents went and others came; ``facets`` are those of after."""
        rows, written = dict(self.rows), set()
        for sign, documents in ((-1, gone), (1, come)):
            for document in documents:
                codes = {
                    facet: np.array([facets[facet].codes[value] - 1 for value in values], dtype=np.int64)
                    for facet, values in document.items()
                }
                for key in [(facet, value) for facet, values in document.items() for value in values]:
                    if key not in rows:
                        continue
                    if key not in written:
                        rows[key] = _copied(rows[key], facets)
                        written.add(key)
                    for facet, row in rows[key].items():
                        row[codes[facet]] += sign
        return Crossing(rows)

    @property
    def bytes(self) -> int:
        """How much memory the rows take."""
        return sum(row.nbytes for found in self.rows.values() for row in found.values())


def _copied(row: dict[Facet, np.ndarray], facets: dict[Facet, FacetIndex]) -> dict[Facet, np.ndarray]:
    """A row to be written to, as long as the facets have codes now."""
    return {
        facet: np.pad(numbers, (0, len(facets[facet].values) - len(numbers)))
        for facet, numbers in row.items()
    }
