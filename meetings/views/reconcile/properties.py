"""Properties of entries: to tell candidates apart by, and to add to somebody's table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from meetings import names, search
from meetings.search import Criteria
from meetings.search.reconciling import MODELS
from meetings.views.reconcile.entries import Entry
from meetings.vocabulary import Facet, OfficeKind

_FACETS = {
    "person": Facet.PERSON,
    "country": Facet.COUNTRY,
    "organisation": Facet.ORGANISATION,
    "topic": Facet.TOPIC,
}


@dataclass(frozen=True)
class Property:
    """A property: its name, and its values for an entry as the service writes them.

    A value is ``{"str"}``, ``{"float"}``, ``{"date"}`` or a reference ``{"id", "name"}``.
    """

    name: str
    values: Callable[[Entry], Iterator[dict]]


def _other_names(entry: Entry) -> Iterator[dict]:
    yield from ({"str": text} for text in dict.fromkeys(one.name for one in entry.row.other_names.all()))


def _identifier(scheme: str) -> Callable[[Entry], Iterator[dict]]:
    def values(entry: Entry) -> Iterator[dict]:
        yield from ({"str": one.value} for one in entry.row.identifiers.all() if one.scheme == scheme)

    return values


def _field(name: str) -> Callable[[Entry], Iterator[dict]]:
    def values(entry: Entry) -> Iterator[dict]:
        if value := getattr(entry.row, name):
            yield {"str": str(value)}

    return values


def _day(name: str) -> Callable[[Entry], Iterator[dict]]:
    def values(entry: Entry) -> Iterator[dict]:
        if value := getattr(entry.row, name):
            yield {"date": value.isoformat()}

    return values


def _reference(kind: str, name: str = "") -> Callable[[Entry], Iterator[dict]]:
    def values(entry: Entry) -> Iterator[dict]:
        if row := getattr(entry.row, name or kind):
            yield _written(kind, row)

    return values


def _written(kind: str, row) -> dict:
    found = Entry(kind, row)
    return {"id": found.id, "name": found.name}


def _offices(entry: Entry) -> Iterator[dict]:
    offices = {held.office.pk: held.office for held in entry.row.appointments.all()}
    yield from (_written("office", office) for office in offices.values())


def _countries(entry: Entry) -> Iterator[dict]:
    """The countries whose offices a person holds or held."""
    held = [held.office.country for held in entry.row.appointments.all() if held.office.country]
    yield from (_written("country", country) for country in {one.pk: one for one in held}.values())


def _office_kind(entry: Entry) -> Iterator[dict]:
    yield {"str": str(OfficeKind(entry.row.kind).label)}


def _meetings(entry: Entry) -> Iterator[dict]:
    counted = search.counts(Criteria(), [_FACETS[entry.kind]])[_FACETS[entry.kind]]
    yield {"float": counted.get(entry.row.pk, 0)}


_OTHER_NAMES = Property("Other names", _other_names)
_WIKIDATA = Property("Wikidata", _identifier("wikidata"))
_MEETINGS = Property("Number of meetings", _meetings)
PROPERTIES: dict[str, dict[str, Property]] = {
    "person": {
        "country": Property("Country", _countries),
        "office": Property("Offices", _offices),
        "other_names": _OTHER_NAMES,
        "wikidata": _WIKIDATA,
        "meetings": _MEETINGS,
    },
    "country": {
        "alpha_2": Property("ISO 3166-1 alpha-2", _field("alpha_2")),
        "alpha_3": Property("ISO 3166-1 alpha-3", _field("alpha_3")),
        "numeric": Property("ISO 3166-1 numeric", _field("numeric")),
        "alpha_4": Property("ISO 3166-3", _field("alpha_4")),
        "official_name": Property("Official name", _field("official_name")),
        "exists_from": Property("Exists from", _day("exists_from")),
        "exists_until": Property("Exists until", _day("exists_until")),
        "other_names": _OTHER_NAMES,
        "wikidata": _WIKIDATA,
        "meetings": _MEETINGS,
    },
    "organisation": {
        "abbreviation": Property("Abbreviation", _field("abbreviation")),
        "classification": Property("Classification", _field("classification")),
        "country": Property("Seat", _reference("country")),
        "other_names": _OTHER_NAMES,
        "wikidata": _WIKIDATA,
        "meetings": _MEETINGS,
    },
    "topic": {
        "broader": Property("Broader topic", _reference("topic", "broader")),
        "other_names": _OTHER_NAMES,
        "meetings": _MEETINGS,
    },
    "office": {
        "country": Property("Country", _reference("country")),
        "organisation": Property("Organisation", _reference("organisation")),
        "kind": Property("Kind", _office_kind),
        "other_names": _OTHER_NAMES,
    },
}


def names_of(kinds=MODELS) -> dict[str, str]:
    """The properties of some kinds with their names, each once."""
    return {name: found.name for kind in kinds for name, found in PROPERTIES[kind].items()}


def agrees(entry: Entry, name: str, wanted: list) -> bool | None:
    """Whether a property of an entry has one of the values wanted; ``None`` where none is known.

    A value is text, a number, or a reference with ``id`` or ``name``; text is compared in any spelling.
    """
    found = PROPERTIES[entry.kind].get(name)
    values = list(found.values(entry)) if found else []
    if not values:
        return None
    known = {_key(text) for value in values for text in value.values()}
    known |= {_key(value["id"].partition("/")[2]) for value in values if "id" in value}
    return any(_key(text) in known for value in wanted for text in _texts(value))


def _texts(value) -> list:
    return [value.get("id"), value.get("name")] if isinstance(value, dict) else [value]


def _key(text) -> str:
    return names.match_key(str(text)[:300]) or str(text).strip().lower()
