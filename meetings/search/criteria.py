"""What is asked of the archive, as one value: the meaning of a query string."""

import datetime
from dataclasses import dataclass, field, replace

from meetings.search.query import TextQuery
from meetings.vocabulary import Facet, Sort


@dataclass(frozen=True)
class Criteria:
    """A meaning of the query language.

    ``any_of`` holds, by facet, the numbers any of which will do; different facets all have to fit.
    ``start`` and ``end`` bound the days, ``certain`` asks for what certainly happened within them.
    Two criteria with the same meaning are equal and hash alike.
    """

    text: TextQuery | None = None
    any_of: tuple[tuple[Facet, frozenset[int]], ...] = field(default=())
    start: datetime.date | None = None
    end: datetime.date | None = None
    certain: bool = False
    sort: Sort = Sort.NEWEST

    @classmethod
    def of(cls, any_of: dict[Facet, set[int]] | None = None, **rest) -> "Criteria":
        """Criteria from a mapping of facets to numbers; facets without numbers ask for nothing."""
        pairs = sorted((facet, frozenset(values)) for facet, values in (any_of or {}).items() if values)
        return cls(any_of=tuple(pairs), **rest)

    @property
    def is_dated(self) -> bool:
        return self.start is not None or self.end is not None

    def values(self, facet: Facet) -> frozenset[int]:
        """The numbers asked for of a facet; empty where it is free."""
        return dict(self.any_of).get(facet, frozenset())

    def without(self, facet: Facet) -> "Criteria":
        """The same question with one facet left free; the year is free when the days are."""
        if facet == Facet.YEAR:
            return replace(self, start=None, end=None)
        return replace(self, any_of=tuple(pair for pair in self.any_of if pair[0] != facet))

    def certainly(self) -> "Criteria":
        """The same question about what certainly fits the days."""
        return replace(self, certain=True)
