"""A question to the archive as charts need it: what the search counts, beside the address that lists it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from meetings import dates, search
from meetings.charts import Mark
from meetings.filters.facets import describe
from meetings.filters.querystring import Pairs, encode, pairs
from meetings.search import Bin, Criteria, Timeline
from meetings.vocabulary import Facet


@dataclass(frozen=True)
class Question:
    """``criteria`` and ``data`` stand for the same meetings; ``asked_of`` is the reading that answers.

    ``family`` are the countries that count as the one whose meetings these are.
    """

    criteria: Criteria
    data: QueryDict
    language: str
    asked_of: object = field(default_factory=search.reading)
    family: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, criteria: Criteria, language: str, query: str = "", *, asked_of=None, family=frozenset()
    ) -> "Question":
        """The question that ``criteria`` and the parameters of ``query`` both stand for."""
        return cls(criteria, QueryDict(query), language, asked_of or search.reading(), family)

    def count(self) -> int:
        """How many meetings fit."""
        return self.asked_of.count(self.criteria)

    def counts(self, facet: Facet) -> dict[int, int]:
        """How many meetings fit with each value of a facet, its own filter left out, most frequent first."""
        return self.asked_of.counts(self.criteria, [facet])[facet]

    def names(self, facet: Facet, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Parameter value and label of values that public meetings have, in the order given."""
        numbers = list(numbers)
        found = self.asked_of.labels(
            facet, self.language, set(numbers), lambda new: describe(facet, sorted(new), self.language)
        )
        return {number: found[number] for number in numbers if number in found}

    def address(self, *add: tuple[str, str], drop: tuple[str, ...] = ()) -> str:
        """The list of the question, with parameters added and others dropped."""
        return self._list + encode(self._asked, drop=drop, add=add)

    @cached_property
    def _list(self) -> str:
        return reverse("meetings")

    @cached_property
    def _asked(self) -> Pairs:
        """What is asked and nothing besides: neither order nor page says anything about what is counted."""
        return Pairs(pair for pair in pairs(self.data) if pair[0] not in ("sort", "size", "after"))

    def valued(self, parameter: str, value: str, label: str, number: int) -> Mark:
        """The mark of a value that takes the place of what was asked of its parameter."""
        return Mark.of(label, number, self.address((parameter, value), drop=(parameter,)))

    def within_days(self, found: Bin, label: str, *add: tuple[str, str]) -> Mark:
        """The mark of a stretch of days, with further parameters in the place of those asked."""
        if not found.possible:
            return Mark.of(label, 0)
        first, last = _bounds(found)
        asked = (*add, ("from", first), ("to", last))
        drop = tuple(name for name, _value in asked)
        address = self.address(*asked, drop=drop)
        if found.certain == found.possible:
            return Mark.of(label, found.possible, address)
        certain_address = self.address(*asked, ("certain", "1"), drop=drop)
        return Mark(label, found.possible, found.certain, address, certain_address)

    @cached_property
    def timeline(self) -> Timeline:
        """How the meetings spread over time, within the days asked for."""
        return self.asked_of.timeline(self.criteria)

    @property
    def country_parameter(self) -> str:
        """The parameter under which countries are counted: the second one where the first is asked for."""
        return "partner" if self.criteria.values(Facet.COUNTRY) else "country"

    @property
    def country_criteria(self) -> Criteria:
        """The question in which countries are counted: within the countries asked for."""
        asked = self.criteria.values(Facet.COUNTRY)
        return self.criteria.fixed(Facet.COUNTRY) if asked else self.criteria

    @cached_property
    def countries(self) -> dict[int, tuple[str, Mark]]:
        """Code and mark of every country, most meetings first, but for the one whose meetings these are.

        That is the family, else the one asked for, else the archive's own.
        """
        counted = self.asked_of.counts(self.country_criteria, [Facet.COUNTRY])[Facet.COUNTRY]
        asked = self.criteria.values(Facet.COUNTRY)
        alone = self.family or (asked if len(asked) == 1 else frozenset())
        names = self.names(Facet.COUNTRY, counted)
        return {
            pk: (code, self.valued(self.country_parameter, code, label, number))
            for pk, number in counted.items()
            for code, label in [names[pk]]
            if pk not in alone and (asked or code != settings.ARCHIVE_COUNTRY)
        }


def _bounds(found: Bin) -> tuple[str, str]:
    """The first and the last day of a stretch as dates of the query language, a year or month by its name."""
    first, last = found.first.isoformat(), found.last.isoformat()
    for length in (4, 7):
        whole = dates.parse(first[:length])
        if (whole.earliest, whole.latest) == (found.first, found.last):
            return first[:length], first[:length]
    return first, last
