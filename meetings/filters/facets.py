"""Facets for people: each value with its label, its count and the address that adds or removes it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from meetings.filters.querystring import adder, encode, pairs, period_adder
from meetings.models import Country, Occasion, Organisation, Person, Place, Topic
from meetings.search import Criteria, counts, reading
from meetings.vocabulary import EventStatus, Facet, MeetingKind, OfficeKind

#: So many values of a facet stand open, and those asked for besides.
SHOWN_AT_MOST = 8
#: So many more stand folded beneath them; whoever looks for another has the search.
FOLDED_AT_MOST = 12
#: The page of all values of a facet shows so many.
VALUES_AT_MOST = 300
#: The models whose rows are values, and the field that is the parameter.
_MODELS = {
    Facet.COUNTRY: (Country, "code"),
    Facet.MINISTER: (Person, "slug"),
    Facet.PERSON: (Person, "slug"),
    Facet.ORGANISATION: (Organisation, "slug"),
    Facet.TOPIC: (Topic, "slug"),
    Facet.OCCASION: (Occasion, "slug"),
    Facet.PLACE: (Place, "slug"),
    Facet.PUBLISHER: (Organisation, "slug"),
}
#: The vocabularies whose words are values.
CHOICES = {Facet.KIND: MeetingKind, Facet.CAPACITY: OfficeKind, Facet.STATUS: EventStatus}


class Option(NamedTuple):
    """One value of a facet: its parameter ``value``, ``label``, ``count``; ``query`` toggles it.

    ``narrower`` are the values beneath it where the facet is a tree.
    """

    value: str
    label: str
    count: int
    selected: bool
    query: str
    narrower: tuple["Option", ...] = ()

    @property
    def has_selection(self) -> bool:
        """Whether this value or one beneath it is asked for."""
        return self.selected or bool(self.narrower and any(one.has_selection for one in self.narrower))


@dataclass(frozen=True)
class FacetList:
    """A facet with its values, most frequent first: ``options`` stand open, ``folded`` come on demand.

    ``more`` values are not shown at all.
    """

    facet: Facet
    label: str
    options: list[Option]
    folded: list[Option]
    more: int

    @property
    def has_selection(self) -> bool:
        return any(option.has_selection for option in self.options)


def facet_lists(
    criteria: Criteria, data, facets: Iterable[Facet], language: str = "en", *, asked_of=None
) -> list[FacetList]:
    """The facets of a valid question with counts, in a fixed number of queries.

    ``data`` is the ``QueryDict`` that the criteria were read from; ``asked_of`` the reading whose figures
    they are, where the page has one already.
    """
    data = pairs(data)
    asked_of = asked_of or reading()
    found = asked_of.counts(criteria, facets)
    return [
        _facet_list(facet, numbers, criteria, data, language, asked_of) for facet, numbers in found.items()
    ]


def _facet_list(facet, numbers: dict[int, int], criteria: Criteria, data, language, asked_of) -> FacetList:
    if facet == Facet.YEAR:
        return _cut(facet, _years(numbers, criteria, data))
    asked = criteria.values(facet)
    if facet == Facet.TOPIC:
        wanted = numbers.keys() | asked
    else:
        wanted = {*list(numbers)[: SHOWN_AT_MOST + FOLDED_AT_MOST], *asked}
    values = asked_of.labels(facet, language, wanted, lambda found: describe(facet, sorted(found), language))
    adding = adder(data, facet.value)
    # The counts are in order already; what is asked for and has none comes behind.
    ordered = chain(filter(wanted.__contains__, numbers), sorted(wanted - numbers.keys()))
    options = {
        number: _option(facet, *values[number], numbers.get(number, 0), number in asked, data, adding)
        for number in ordered
        if number in values
    }
    found = _tree(options, asked_of) if facet == Facet.TOPIC else list(options.values())
    return _cut(facet, found, unseen=len(numbers.keys() - wanted))


def facet_values(
    criteria: Criteria, data, facet: Facet, language: str = "en", find: str = ""
) -> tuple[list[Option], int]:
    """The values of one facet whose names hold ``find`` in any spelling, and how many are left out.

    Most frequent first, ``VALUES_AT_MOST`` of them; all values where ``find`` is empty.
    """
    numbers = counts(criteria, [facet])[facet]
    if find and facet in _MODELS:
        fitting = set(_MODELS[facet][0].objects.by_spelling(find).values_list("pk", flat=True))
        numbers = {number: count for number, count in numbers.items() if number in fitting}
    if facet == Facet.YEAR:
        options = [option for option in _years(numbers, criteria, data) if find in option.value]
        return options[:VALUES_AT_MOST], max(len(options) - VALUES_AT_MOST, 0)
    shown = list(numbers)[:VALUES_AT_MOST]
    asked, values = criteria.values(facet), describe(facet, shown, language)
    adding = adder(data, facet.value)
    options = [
        _option(facet, *values[number], numbers[number], number in asked, data, adding)
        for number in shown
        if number in values
    ]
    return options, len(numbers) - len(shown)


def _option(facet: Facet, value: str, label: str, count: int, selected: bool, data, adding) -> Option:
    query = encode(data, drop=[(facet.value, value)]) if selected else adding(value)
    return Option(value, label, count, selected, query)


def _cut(facet: Facet, options: list[Option], unseen: int = 0) -> FacetList:
    """What stands open, what is folded and how much is left out."""
    standing = options[:SHOWN_AT_MOST]
    rest = []
    for option in options[SHOWN_AT_MOST:]:
        (standing if option.has_selection else rest).append(option)
    return FacetList(
        facet,
        facet.label,
        standing,
        rest[:FOLDED_AT_MOST],
        unseen + max(len(rest) - FOLDED_AT_MOST, 0),
    )


def _tree(options: dict[int, Option], asked_of) -> list[Option]:
    """Topics beneath their broader ones; one whose broader topic is not among them stands at the top."""
    broader = asked_of.known(("broader",), lambda: dict(Topic.objects.values_list("pk", "broader")))
    children: dict[int | None, list[int]] = {}
    for number in options:
        above = broader.get(number)
        children.setdefault(above if above in options else None, []).append(number)

    def grown(number: int) -> Option:
        beneath = children.get(number)
        return options[number]._replace(narrower=tuple(map(grown, beneath))) if beneath else options[number]

    return [grown(number) for number in children.get(None, ())]


def describe(facet: Facet, numbers: list[int], language: str) -> dict[int, tuple[str, str]]:
    """Parameter value and label of the numbers of a facet."""
    if not numbers:
        return {}
    if facet in CHOICES:
        members = list(CHOICES[facet])
        return {number: (members[number - 1].value, str(members[number - 1].label)) for number in numbers}
    model, address = _MODELS[facet]
    rows = model._base_manager.filter(pk__in=numbers).prefetch_related("other_names")
    return {row.pk: (getattr(row, address), row.label(language)) for row in rows}


def _years(numbers: dict[int, int], criteria: Criteria, data) -> list[Option]:
    """Years, latest first; a year asks for its days through ``from`` and ``to``."""
    asked = (criteria.start, criteria.end) if criteria.is_dated else None
    adding = period_adder(data)
    options = []
    for year in sorted(numbers, reverse=True):
        value = f"{year:04d}"
        selected = asked == (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        query = encode(data, drop=["from", "to"]) if selected else adding(value)
        options.append(Option(value, str(year), numbers[year], selected, query))
    return options
