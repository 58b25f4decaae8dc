"""The rows of a dump about people, countries, organisations and all else that meetings link to.

Only what is public: what a published meeting names, and what the pages of that name in turn.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q, QuerySet

from meetings.dumps.records import Named, Row
from meetings.models import (
    IDENTIFIED,
    NAMED,
    Appointment,
    Country,
    CountrySuccession,
    Coverage,
    FormerSlug,
    Identifier,
    Occasion,
    Office,
    Organisation,
    OtherName,
    Person,
    Place,
    Topic,
)


class Entries:
    """The public entries of the archive; ``named`` is what the editions name."""

    def __init__(self, named: Named) -> None:
        self._named = named
        people = Person.objects.published().filter(merged_into=None)
        occasions = Occasion.objects.published()
        held = Office.objects.published() | Office.objects.filter(pk__in=named.offices)
        offices = Office.objects.filter(pk__in=held.values("pk"))
        organisations = Organisation.objects.filter(
            Q(pk__in=Organisation.objects.published().values("pk"))
            | Q(pk__in=offices.values("organisation"))
            | Q(pk__in=occasions.values("organisation"))
            | Q(pk__in=Coverage.objects.values("publisher"))
        )
        places = Place.objects.filter(
            Q(pk__in=Place.objects.published().values("pk")) | Q(pk__in=occasions.values("place"))
        )
        self.public: dict[str, QuerySet] = {
            "person": people,
            "country": Country.objects.all(),
            "organisation": organisations,
            "office": offices,
            "occasion": occasions,
            "place": places,
            "topic": Topic.objects.published(),
        }

    def rows(self) -> Iterator[Row]:
        """The rows of all tables of entries, in the order in which they were entered."""
        public = self.public
        yield from _rows(
            "countries",
            public["country"],
            "code alpha_2 alpha_3 numeric alpha_4 name official_name region subregion"
            " exists_from exists_until",
        )
        yield from _rows(
            "country_successions",
            CountrySuccession.objects.all(),
            "predecessor=predecessor__code successor=successor__code on kind",
        )
        yield from _rows(
            "organisations",
            public["organisation"],
            "slug name abbreviation classification country=country__code founded dissolved",
        )
        yield from _rows(
            "offices",
            public["office"],
            "slug title kind country=country__code organisation=organisation__slug",
        )
        yield from _rows(
            "people", public["person"], "slug name sort_name family_name given_name honorific_prefix"
        )
        yield from _rows(
            "appointments",
            Appointment.objects.filter(person__in=public["person"].values("pk")),
            "person=person__slug office=office__slug start end acting",
        )
        yield from _rows("places", public["place"], "slug name country=country__code latitude longitude")
        yield from _rows(
            "occasions",
            public["occasion"],
            "slug name short_name kind organisation=organisation__slug parent=parent__slug date"
            " place=place__slug",
        )
        yield from _rows("topics", public["topic"], "slug name broader=broader__slug description exact_match")
        yield from _rows(
            "coverage", Coverage.objects.all(), "publisher=publisher__slug period checked_on note"
        )
        yield from self._owned("other_names", OtherName, NAMED, "language name kind valid_from valid_until")
        yield from self._owned("identifiers", Identifier, IDENTIFIED, "scheme value")
        yield from self._former_addresses()

    def _owned(self, table: str, model, kinds: tuple[str, ...], columns: str) -> Iterator[Row]:
        """Rows that belong to one entry each, of whatever kind."""
        for kind in kinds:
            address = f"{kind}__code" if kind == "country" else f"{kind}__slug"
            found = model.objects.filter(**{f"{kind}__in": self.public[kind].values("pk")})
            for _, row in _rows(table, found, f"address={address} {columns}"):
                yield table, {"of": kind} | row

    def _former_addresses(self) -> Iterator[Row]:
        """Addresses that an edition names, or that were left after the entry had become public.

        One that an entry had as long as only editors knew of it is nobody's business.
        """
        for kind, public in self.public.items():
            if kind == "country":
                continue
            addresses = dict(public.order_by("pk").values_list("pk", "slug"))
            leading = {pk: (slug, slug) for pk, slug in addresses.items()}
            leading |= self._merged(public.model, addresses)
            former: dict[int, list[tuple[str, datetime.datetime]]] = {}
            for target, slug, left in (
                FormerSlug.objects.filter(model=kind)
                .order_by("pk")
                .values_list("target", "slug", "created_at")
            ):
                former.setdefault(target, []).append((slug, left))
            for pk, (own, kept) in leading.items():
                left_behind = former.get(pk, [])
                shown = [
                    self._named.since.get((kind, slug)) for slug in (own, *(one for one, _ in left_behind))
                ]
                first = min((at for at in shown if at), default=None)
                public_once = [
                    slug
                    for slug, left in left_behind
                    if (kind, slug) in self._named.since or (first is not None and left >= first)
                ]
                if own != kept and (kind, own) in self._named.since:
                    public_once.append(own)
                for slug in public_once:
                    yield "former_addresses", {"of": kind, "former": slug, "address": kept}

    @staticmethod
    def _merged(model, addresses: dict[int, str]) -> dict[int, tuple[str, str]]:
        """Entries that were merged, by primary key: their own address and that of the one that is kept."""
        merged = {
            pk: (slug, into)
            for pk, slug, into in model._base_manager.filter(merged_into__isnull=False)
            .order_by("pk")
            .values_list("pk", "slug", "merged_into")
        }
        found = {}
        for pk, (slug, kept) in merged.items():
            passed = {pk}
            while kept in merged and kept not in passed:
                passed.add(kept)
                kept = merged[kept][1]
            if kept in addresses:
                found[pk] = slug, addresses[kept]
        return found


def _rows(table: str, found: QuerySet, columns: str) -> Iterator[Row]:
    """The rows of a query; a column is ``name``, or ``name=field`` where the field is called otherwise."""
    pairs = [column.partition("=")[::2] for column in columns.split()]
    fields = [field or name for name, field in pairs]
    for values in found.order_by("pk").values_list(*fields).iterator():
        yield table, {name: _plain(value) for (name, _), value in zip(pairs, values, strict=True)}


def _plain(value):
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
