"""Facets for people: each value with its label, its count and the address that adds or removes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.filters.querystring import encode
from meetings.models import Country, Occasion, Organisation, Person, Place, Topic
from meetings.search import Criteria, counts
from meetings.vocabulary import EventStatus, Facet, MeetingKind, OfficeKind

#: So many values of a facet are shown, and those asked for besides.
SHOWN_AT_MOST = 12
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


@dataclass(frozen=True)
class Option:
    """One value of a facet: its parameter ``value``, ``label``, ``count``; ``query`` toggles it."""

    value: str
    label: str
    count: int
    selected: bool
    query: str


@dataclass(frozen=True)
class FacetList:
    """A facet with its values, most frequent first; ``more`` values are not shown."""

    facet: Facet
    label: str
    options: list[Option]
    more: int

    @property
    def has_selection(self) -> bool:
        return any(option.selected for option in self.options)


def facet_lists(criteria: Criteria, data, facets: Iterable[Facet], language: str = "en") -> list[FacetList]:
    """The facets of a valid question with counts, in a fixed number of queries.

    ``data`` is the ``QueryDict`` that the criteria were read from.
    """
    found = counts(criteria, facets)
    return [_facet_list(facet, numbers, criteria, data, language) for facet, numbers in found.items()]


def _facet_list(facet, numbers: dict[int, int], criteria: Criteria, data, language) -> FacetList:
    if facet == Facet.YEAR:
        return _years(numbers, criteria, data)
    asked = criteria.values(facet)
    shown = [*list(numbers)[:SHOWN_AT_MOST], *sorted(asked - set(list(numbers)[:SHOWN_AT_MOST]))]
    values = describe(facet, shown, language)
    options = []
    for number in shown:
        if number not in values:
            continue
        value, label = values[number]
        selected = number in asked
        change = {"drop": _given(data, facet, value)} if selected else {"add": [(facet.value, value)]}
        options.append(Option(value, label, numbers.get(number, 0), selected, encode(data, **change)))
    return FacetList(facet, facet.label, options, len(numbers.keys() - set(shown)))


def _given(data, facet: Facet, value: str) -> list[tuple[str, str]]:
    """The pairs of the query string that stand for a value, whatever their case."""
    return [(facet.value, given) for given in data.getlist(facet.value) if given.strip().lower() == value]


def describe(facet: Facet, numbers: list[int], language: str) -> dict[int, tuple[str, str]]:
    """Parameter value and label of the numbers of a facet."""
    if facet in CHOICES:
        members = list(CHOICES[facet])
        return {number: (members[number - 1].value, str(members[number - 1].label)) for number in numbers}
    model, address = _MODELS[facet]
    rows = model._base_manager.filter(pk__in=numbers).prefetch_related("other_names")
    return {row.pk: (getattr(row, address), row.label(language)) for row in rows}


def _years(numbers: dict[int, int], criteria: Criteria, data) -> FacetList:
    """Years, latest first; a year asks for its days through ``from`` and ``to``."""
    options = []
    for year in sorted(numbers, reverse=True):
        value = f"{year:04d}"
        selected = (
            criteria.is_dated
            and criteria.start is not None
            and criteria.end is not None
            and (criteria.start.isoformat(), criteria.end.isoformat()) == (f"{value}-01-01", f"{value}-12-31")
        )
        change = {"drop": ["from", "to"]}
        if not selected:
            change["add"] = [("from", value), ("to", value)]
        options.append(Option(value, str(year), numbers[year], selected, encode(data, **change)))
    shown = options[:SHOWN_AT_MOST]
    return FacetList(Facet.YEAR, Facet.YEAR.label, shown, len(options) - len(shown))
