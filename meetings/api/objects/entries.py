"""Entries: people, countries and whatever else meetings refer to, as their pages show them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from meetings import search
from meetings.api.links import Links
from meetings.api.objects.common import day, period, reference
from meetings.models import Appointment, Country, Occasion, Office, Organisation, Person, Place, Topic
from meetings.record.references import reference as reference_to
from meetings.search import Criteria
from meetings.vocabulary import MINISTERIAL_OFFICES, Facet


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its public rows, the field that is its identifier, what they need, and its objects.

    ``facets`` are the ways in which meetings have it, each counted in the member of the same place in
    ``counted_as``; ``parameter`` asks the list of meetings for it.
    """

    name: str
    public: Callable[[], object]
    build: Callable[[Links, object], dict]
    related: tuple = ()
    address: str = "slug"
    facets: tuple[Facet, ...] = ()
    counted_as: tuple[str, ...] = ("meeting_count",)

    def rows(self):
        """The public rows in the order of their identifiers, with all that their objects need."""
        return self.public().prefetch_related("other_names", *self.related).order_by(self.address)

    def objects(self, links: Links, rows: Iterable) -> list[dict]:
        """The objects of rows, in a fixed number of queries."""
        counted = search.counts(Criteria(), self.facets) if self.facets else {}
        return [self._object(links, row, counted) for row in rows]

    def _object(self, links: Links, row, counted: dict) -> dict:
        made = _named(links, self.name, row)
        for facet, member in zip(self.facets, self.counted_as, strict=False):
            made[member] = counted[facet].get(row.pk, 0)
        if self.facets:
            made["meetings_url"] = f"{links.list('meeting')}?{self.facets[0].value}={made['id']}"
        return made | self.build(links, row)


def _named(links: Links, kind: str, row) -> dict:
    """What every entry has: addresses, names, and other names with the days of their validity."""
    found = reference_to(row, None)
    if kind == "place":
        found["country"] = None
    return reference(links, kind, found | {"kind": getattr(row, "kind", "")}) | {
        "other_names": [
            {
                "name": other.name,
                "language": other.language,
                "kind": other.kind,
                "valid_from": day(other.valid_from),
                "valid_until": day(other.valid_until),
            }
            for other in sorted(row.other_names.all(), key=_order_of_names)
        ]
    }


def _order_of_names(other) -> tuple:
    """By language and age, in every database alike: which of no date and a date is first differs there."""
    return other.language, other.valid_from or datetime.date.min, other.name


def _linked(links: Links, kind: str, row) -> dict | None:
    """A reference to another row, under its present name."""
    if row is None:
        return None
    found = reference_to(row, None)
    if kind == "place":
        found["country"] = row.country and reference_to(row.country, None)
    if kind == "office":
        found["kind"] = row.kind
    return reference(links, kind, found)


def _identifiers(row) -> list[dict]:
    return [{"scheme": one.scheme, "value": one.value} for one in row.identifiers.all()]


def _person(links: Links, row: Person) -> dict:
    held = sorted(row.appointments.all(), key=lambda one: one.pk)
    is_minister = any(one.office.kind in MINISTERIAL_OFFICES for one in held)
    return {
        "page": links.page("minister" if is_minister else "person", row.slug),
        "sort_name": row.sort_name,
        "family_name": row.family_name,
        "given_name": row.given_name,
        "honorific_prefix": row.honorific_prefix,
        "is_minister": is_minister,
        "identifiers": _identifiers(row),
        "appointments": [
            {
                "office": _linked(links, "office", one.office),
                "country": _linked(links, "country", one.office.country),
                "organisation": _linked(links, "organisation", one.office.organisation),
                "start": period(one.start),
                "end": period(one.end),
                "acting": one.acting,
            }
            for one in held
        ],
    }


def _country(links: Links, row: Country) -> dict:
    return {
        "alpha_2": row.alpha_2,
        "alpha_3": row.alpha_3,
        "numeric": row.numeric,
        "alpha_4": row.alpha_4,
        "official_name": row.official_name,
        "region": row.region,
        "subregion": row.subregion,
        "exists_from": day(row.exists_from),
        "exists_until": day(row.exists_until),
        "identifiers": _identifiers(row),
        "predecessors": [_relative(links, one.predecessor, one) for one in row.precedences.all()],
        "successors": [_relative(links, one.successor, one) for one in row.successions.all()],
    }


def _relative(links: Links, other: Country, row) -> dict:
    return {"country": _linked(links, "country", other), "on": day(row.on), "kind": row.kind}


def _organisation(links: Links, row: Organisation) -> dict:
    return {
        "classification": row.classification,
        "country": _linked(links, "country", row.country),
        "founded": day(row.founded),
        "dissolved": day(row.dissolved),
        "identifiers": _identifiers(row),
    }


def _office(links: Links, row: Office) -> dict:
    return {
        "country": _linked(links, "country", row.country),
        "organisation": _linked(links, "organisation", row.organisation),
        "page": _page_of_office(links, row),
        "holders": [
            {
                "person": _linked(links, "person", one.person),
                "start": period(one.start),
                "end": period(one.end),
                "acting": one.acting,
            }
            for one in row.appointments.all()
        ],
    }


def _page_of_office(links: Links, row: Office) -> str | None:
    """An office has no page of its own; that of whose office it is tells of it."""
    if row.country:
        return links.page("country", row.country.code)
    return links.page("organisation", row.organisation.slug) if row.organisation else None


def _occasion(links: Links, row: Occasion) -> dict:
    return {
        "kind": row.kind,
        "date": period(row.date),
        "place": _linked(links, "place", row.place),
        "organisation": _linked(links, "organisation", row.organisation),
        "parent": _linked(links, "occasion", row.parent),
    }


def _place(links: Links, row: Place) -> dict:
    return {
        "country": _linked(links, "country", row.country),
        "latitude": None if row.latitude is None else float(row.latitude),
        "longitude": None if row.longitude is None else float(row.longitude),
    }


def _topic(links: Links, row: Topic) -> dict:
    return {
        "description": row.description,
        "exact_match": row.exact_match,
        "broader": _linked(links, "topic", row.broader),
        "narrower": [_linked(links, "topic", one) for one in row.narrower.all()],
    }


def _public(field: str, queryset) -> Prefetch:
    """A row that entries link to, where it is public itself; it counts as absent where it is not."""
    return Prefetch(field, queryset=queryset.prefetch_related("other_names"))


def _people():
    return Person.objects.published().filter(merged_into__isnull=True)


def _ministers():
    return _people().ministers()


def _held_by_the_public():
    return Appointment.objects.filter(person__in=_people().values("pk")).select_related("person")


_PERSON_RELATED = (
    "identifiers",
    "appointments__office__other_names",
    "appointments__office__country__other_names",
    _public("appointments__office__organisation", Organisation.objects.published()),
)
#: The kinds of entries by the name of their list.
KINDS: dict[str, Kind] = {
    "people": Kind("person", _people, _person, _PERSON_RELATED, facets=(Facet.PERSON,)),
    "ministers": Kind("person", _ministers, _person, _PERSON_RELATED, facets=(Facet.PERSON,)),
    "countries": Kind(
        "country",
        Country.objects.all,
        _country,
        ("identifiers", "precedences__predecessor__other_names", "successions__successor__other_names"),
        address="code",
        facets=(Facet.COUNTRY,),
    ),
    "organisations": Kind(
        "organisation",
        Organisation.objects.published,
        _organisation,
        ("identifiers", "country__other_names"),
        facets=(Facet.ORGANISATION, Facet.PUBLISHER),
        counted_as=("meeting_count", "reported_count"),
    ),
    "offices": Kind(
        "office",
        Office.objects.published,
        _office,
        (
            "country__other_names",
            _public("organisation", Organisation.objects.published()),
            Prefetch("appointments", queryset=_held_by_the_public().order_by("pk")),
            "appointments__person__other_names",
        ),
    ),
    "occasions": Kind(
        "occasion",
        Occasion.objects.published,
        _occasion,
        (
            _public("place", Place.objects.published()),
            "place__country__other_names",
            _public("organisation", Organisation.objects.published()),
            "parent__other_names",
        ),
        facets=(Facet.OCCASION,),
    ),
    "places": Kind(
        "place", Place.objects.published, _place, ("country__other_names",), facets=(Facet.PLACE,)
    ),
    "topics": Kind(
        "topic",
        Topic.objects.published,
        _topic,
        ("broader__other_names", _public("narrower", Topic.objects.published())),
        facets=(Facet.TOPIC,),
    ),
}
