"""Entries as the service names them: an id such as ``person/jeyhun-bayramov``, a name, a type, a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from meetings.record.references import public_rows_at
from meetings.search.reconciling import MODELS, public_rows
from meetings.views import naming
from meetings.vocabulary import OfficeKind, OrganisationKind

#: The types of the service, in the order in which they are offered.
TYPES = {
    "person": "Person",
    "country": "Country",
    "organisation": "Organisation",
    "topic": "Topic",
    "office": "Office",
}
#: What is read of the rows of each kind beside their names.
_RELATED = {
    "person": naming.PERSON_DETAILS,
    "country": ("identifiers",),
    "organisation": ("identifiers", "country__other_names"),
    "topic": ("broader__other_names",),
    "office": ("country__other_names", "organisation__other_names"),
}


@dataclass(frozen=True)
class Entry:
    """A public entry with its row, whose relations are prefetched."""

    kind: str
    row: object

    @property
    def id(self) -> str:
        """The permanent name of the entry in the service."""
        return f"{self.kind}/{getattr(self.row, 'code', None) or self.row.slug}"

    @property
    def name(self) -> str:
        """The present name in English."""
        return self.row.label("en")

    @property
    def types(self) -> list[dict]:
        """The type of the entry as answers list it."""
        return [{"id": self.kind, "name": TYPES[self.kind]}]

    @property
    def description(self) -> str:
        """A line that tells the entry from others of the same name; "" where there is nothing to say."""
        return _DESCRIBE[self.kind](self.row)

    @property
    def address(self) -> str:
        """The path of its page; an office is found on the page of its country or organisation."""
        if self.kind == "office":
            owner = self.row.country or self.row.organisation
            kind = "country" if self.row.country else "organisation"
            return reverse(kind, args=[getattr(owner, "code", None) or owner.slug])
        return reverse(self.kind, args=[getattr(self.row, "code", None) or self.row.slug])


def by_pk(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
    """The public entries of kinds and primary keys, in a fixed number of queries for each kind."""
    pks: dict[str, set[int]] = {}
    for kind, pk in wanted:
        pks.setdefault(kind, set()).add(pk)
    found = {}
    for kind, some in pks.items():
        rows = public_rows(kind).filter(pk__in=some).prefetch_related("other_names", *_RELATED[kind])
        found.update({(kind, row.pk): Entry(kind, row) for row in rows})
    return found


def by_id(ids: Iterable[str]) -> dict[str, Entry]:
    """The public entries of ids, former ones and those of merged people included."""
    addresses: dict[str, set[str]] = {}
    for one in ids:
        kind, _, address = one.partition("/")
        if kind in MODELS and address and address.isprintable():
            addresses.setdefault(kind, set()).add(address)
    named = {
        (kind, address): row.pk
        for kind, some in addresses.items()
        for address, row in public_rows_at(kind, some).items()
    }
    entries = by_pk((kind, pk) for (kind, _), pk in named.items())
    return {
        f"{kind}/{address}": entries[kind, pk]
        for (kind, address), pk in named.items()
        if (kind, pk) in entries
    }


def _of_person(row) -> str:
    held = naming.offices_held(row, "en")
    return held[0].title if held else ""


def _of_country(row) -> str:
    if row.exists_until:
        return f"former state, until {row.exists_until.isoformat()}"
    return row.official_name


def _of_organisation(row) -> str:
    return str(OrganisationKind(row.classification).label)


def _of_topic(row) -> str:
    return f"narrower than {row.broader.label('en')}" if row.broader else ""


def _of_office(row) -> str:
    owner = row.country or row.organisation
    return f"{OfficeKind(row.kind).label}, {owner.label('en')}"


_DESCRIBE = {
    "person": _of_person,
    "country": _of_country,
    "organisation": _of_organisation,
    "topic": _of_topic,
    "office": _of_office,
}
