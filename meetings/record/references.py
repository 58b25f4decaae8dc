"""References: how the public form names a country, person or anything else that has a page of its own.

A reference is ``{"code" or "slug", "name", "names"}``: the permanent address, the name in English as it was
in use on the day of the meeting, and ``names`` for the site's other languages where they differ. A country
has ``now`` where its name is another today.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from meetings.models import (
    Country,
    FormerSlug,
    Occasion,
    Office,
    Organisation,
    Person,
    Place,
    Topic,
)

#: The models that forms refer to, by the kind of the reference, and the field that is their address.
ADDRESSES = {
    "country": (Country, "code"),
    "person": (Person, "slug"),
    "organisation": (Organisation, "slug"),
    "office": (Office, "slug"),
    "occasion": (Occasion, "slug"),
    "place": (Place, "slug"),
    "topic": (Topic, "slug"),
}

#: So many rows are still known for the next forms of a long list.
_KNOWN_AT_MOST = 2_000


def other_languages() -> list[str]:
    """The site's languages without English, in which plain names are."""
    return [code for code, _ in settings.LANGUAGES if code != "en"]


def reference(thing, on: datetime.date | None) -> dict:
    """The reference to ``thing`` with its names on a day. Reads ``other_names`` as prefetched."""
    address = "code" if isinstance(thing, Country) else "slug"
    labels = thing.labels(["en", *other_languages()], on)
    name = labels.pop("en")
    names = {language: label for language, label in labels.items() if label != name}
    found = {address: getattr(thing, address), "name": name, "names": names}
    if isinstance(thing, Country) and (now := thing.label("en")) != name:
        found["now"] = now
    if isinstance(thing, Organisation):
        found["abbreviation"] = thing.abbreviation
    if isinstance(thing, Occasion):
        found["short_name"] = thing.short_name
    return found


def naming_day(date: dict | None) -> datetime.date | None:
    """The day whose names a form uses: the last possible day of the meeting, ``None`` (now) without one."""
    if not date:
        return None
    day = date["latest"] if date["latest"] != datetime.date.max.isoformat() else date["earliest"]
    return datetime.date.fromisoformat(day)


def references_in(form: dict) -> Iterator[tuple[str, dict]]:
    """Every reference of a form, with the kind of what it refers to."""
    place = form["place"] or {"country": None}
    found = [("place", form["place"]), ("country", place["country"])]
    found += [("occasion", occasion) for occasion in form["occasions"]]
    found += [("topic", topic) for topic in form["topics"]]
    for participation in form["participations"]:
        found += [(kind, participation[kind]) for kind in ("person", "country", "organisation")]
        found += [("office", appointment["office"]) for appointment in participation["appointments"]]
    found += [("organisation", source["publisher"]) for source in form["sources"]]
    yield from ((kind, reference) for kind, reference in found if reference)


def refresh(*forms: dict) -> dict[tuple[str, str], object]:
    """Bring the linked names and addresses of stored forms up to date, in place.

    A fixed number of queries for any number of forms. Returns the rows that are referred to, by kind and
    address; a reference whose row is gone stays as it was published.
    """
    addresses: dict[str, set[str]] = {}
    for form in forms:
        for kind, found in references_in(form):
            addresses.setdefault(kind, set()).add(_address(found))
    rows = {
        (kind, address): row
        for kind, wanted in addresses.items()
        for address, row in rows_at(kind, wanted).items()
    }
    rename(forms, rows)
    return rows


class Renaming:
    """Brings references up to date where a long list is read so many forms at a time.

    What one batch needed is still known for the next ones, within a fixed memory.
    """

    def __init__(self) -> None:
        #: Rows by the kind and the address of references, former addresses too.
        self.rows: dict[tuple[str, str], object] = {}
        #: The whole reference to what is called the same on every day.
        self._settled: dict[tuple[str, str], dict] = {}

    def refresh(self, named: list[tuple[str, dict, dict | None]]) -> None:
        """Bring some more references up to date, in place: each with its kind and the date of its form."""
        self._look_up({(kind, _address(found)) for kind, found, _ in named})
        for kind, found, date in named:
            one = kind, _address(found)
            if settled := self._settled.get(one):
                found.pop("now", None)
                found.update(settled)
            elif row := self.rows.get(one):
                _update(found, row, naming_day(date))

    def _look_up(self, wanted: set[tuple[str, str]]) -> None:
        if len(self.rows) > _KNOWN_AT_MOST:
            self.rows = {one: row for one, row in self.rows.items() if one in wanted}
            self._settled = {one: self._settled[one] for one in self.rows.keys() & self._settled.keys()}
        missing: dict[str, set[str]] = {}
        for kind, address in wanted - self.rows.keys():
            missing.setdefault(kind, set()).add(address)
        for kind, addresses in missing.items():
            for address, row in rows_at(kind, addresses).items():
                for one in {(kind, address), (kind, getattr(row, ADDRESSES[kind][1]))}:
                    self.rows[one] = row
                    if not row.is_renamed:
                        self._settled[one] = reference(row, None)


def _address(reference: dict) -> str:
    return reference.get("code") or reference["slug"]


def _update(found: dict, row, on: datetime.date | None) -> None:
    """Give a reference, in place, the names and the address that its row has now."""
    found.pop("now", None)
    found.update(reference(row, on))


def rename(forms: Iterable[dict], rows: dict[tuple[str, str], object]) -> None:
    """Give the references of forms, in place, the names and addresses that the rows have now.

    ``rows`` are by kind and address; what moved is found at its new address in them afterwards too.
    """
    for form in forms:
        on = naming_day(form["date"])
        for kind, found in references_in(form):
            row = rows.get((kind, _address(found)))
            if row is not None:
                _update(found, row, on)
                rows[kind, _address(found)] = row


def rows_at(kind: str, addresses: set[str]) -> dict[str, object]:
    """The rows at present or former addresses, merged people followed, with their other names."""
    model, field = ADDRESSES[kind]
    base = model._base_manager.prefetch_related("other_names")
    found = {getattr(row, field): row for row in base.filter(**{f"{field}__in": addresses})}
    if kind != "country" and (missing := addresses - found.keys()):
        former = dict(FormerSlug.objects.filter(model=kind, slug__in=missing).values_list("slug", "target"))
        by_pk = base.in_bulk(set(former.values()))
        found |= {slug: by_pk[pk] for slug, pk in former.items() if pk in by_pk}
    return _kept(found, base)


def public_rows_at(kind: str, addresses: set[str]) -> dict[str, object]:
    """As ``rows_at``, but only what the public may know of: what some published meeting names, and countries.

    An address of something that is not public is answered as one that never was, after the same queries.
    """
    if kind == "country":
        return {row.code: row for row in Country.objects.filter(code__in=addresses)}
    model, _ = ADDRESSES[kind]
    former = dict(FormerSlug.objects.filter(model=kind, slug__in=addresses).values_list("slug", "target"))
    public = Exists(model.objects.published().filter(pk=OuterRef("pk")))
    base = model._base_manager.annotate(is_public=public)
    rows = {row.pk: row for row in base.filter(Q(slug__in=addresses) | Q(pk__in=former.values()))}
    found = {slug: rows[pk] for slug, pk in former.items() if pk in rows}
    found |= {row.slug: row for row in rows.values() if row.slug in addresses}
    found = _kept(found, base)
    return {address: row for address, row in found.items() if row.is_public}


def _kept(found: dict[str, object], base) -> dict[str, object]:
    """The rows at addresses, each replaced by the one that the entry was merged into, at last."""
    if not hasattr(base.model, "merged_into"):
        return found
    entries = {row.pk: row for row in found.values()}
    while missing := {row.merged_into_id for row in entries.values() if row.merged_into_id} - entries.keys():
        entries |= base.in_bulk(missing)
    kept = {}
    for address, row in found.items():
        # A circle, which nobody should make, ends where it closes.
        passed = {row.pk}
        while row.merged_into_id and row.merged_into_id not in passed:
            passed.add(row.merged_into_id)
            row = entries[row.merged_into_id]
        kept[address] = row
    return kept
