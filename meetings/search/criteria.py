"""What is asked of the archive, as one value: the meaning of a query string."""

import datetime
from dataclasses import dataclass, field, replace

from meetings.search.query import TextQuery
from meetings.vocabulary import Facet, Sort


@dataclass(frozen=True)
class Criteria:
    """A meaning of the query language.

    ``any_of`` holds, by facet, the numbers any of which will do; different facets all have to fit. ``also``
    holds further conditions of the same shape on facets that ``any_of`` may name too: meetings of one country
    in which another takes part as well.
    ``start`` and ``end`` bound the days, ``certain`` asks for what certainly happened within them.
    Two criteria with the same meaning are equal and hash alike.
    """

    text: TextQuery | None = None
    any_of: tuple[tuple[Facet, frozenset[int]], ...] = field(default=())
    also: tuple[tuple[Facet, frozenset[int]], ...] = field(default=())
    start: datetime.date | None = None
    end: datetime.date | None = None
    certain: bool = False
    sort: Sort = Sort.NEWEST

    @classmethod
    def of(
        cls, any_of: dict[Facet, set[int]] | None = None, also: dict[Facet, set[int]] | None = None, **rest
    ) -> "Criteria":
        """Criteria from mappings of facets to numbers; facets without numbers ask for nothing."""
        return cls(any_of=_pairs(any_of), also=_pairs(also), **rest)

    @property
    def conditions(self) -> tuple[tuple[Facet, frozenset[int]], ...]:
        """Everything that is asked of facets: each pair has to fit."""
        return self.any_of + self.also

    @property
    def is_dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def is_one_value(self) -> bool:
        """Whether nothing is asked for but one value of one facet."""
        asked = self.conditions
        return len(asked) == 1 and len(asked[0][1]) == 1 and not self.text and not self.is_dated

    def values(self, facet: Facet) -> frozenset[int]:
        """The numbers asked for of a facet; empty where it is free."""
        return dict(self.any_of).get(facet, frozenset())

    def without(self, facet: Facet) -> "Criteria":
        """The same question with one facet left free; the year is free when the days are."""
        if facet == Facet.YEAR:
            return replace(self, start=None, end=None)
        return replace(self, any_of=tuple(pair for pair in self.any_of if pair[0] != facet))

    def fixed(self, facet: Facet) -> "Criteria":
        """The same question with the facet free for counting within what was asked of it.

        What was asked becomes the further condition, in place of the one there was.
        """
        asked = tuple(pair for pair in self.any_of if pair[0] == facet)
        kept = tuple(pair for pair in self.also if pair[0] != facet)
        return replace(self.without(facet), also=kept + asked)

    def certainly(self) -> "Criteria":
        """The same question about what certainly fits the days."""
        return replace(self, certain=True)


def _pairs(asked: dict[Facet, set[int]] | None) -> tuple[tuple[Facet, frozenset[int]], ...]:
    return tuple(sorted((facet, frozenset(values)) for facet, values in (asked or {}).items() if values))
