"""What the meetings of a dump link to, written before them: countries, people, sources and all else."""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

from django.db.models import Model

from meetings import models
from meetings.dumps.addresses import Addresses
from meetings.dumps.checking import lines
from meetings.record import proof
from meetings.record.references import ADDRESSES

_DAYS = ("exists_from", "exists_until", "founded", "dissolved", "on", "valid_from", "valid_until",
         "checked_on", "accessed_on")  # fmt: skip
#: What of a row is an address, each with its kind.
Links = Callable[[dict], Iterable[tuple[str, str | None]]]


def write(
    folder: Path,
    table: str,
    model: type[Model],
    make: Callable[[dict], dict],
    addresses: Addresses,
    links: Links,
    settle: Callable[[list], None] | None = None,
) -> None:
    """Write a table batch by batch: each row as the fields that ``make`` makes of it.

    ``links`` are looked up before that; ``settle`` has the last word about the rows of a batch.
    """
    for batch in proof.batches(lines(folder, table)):
        addresses.look_up(link for row in batch for link in links(row))
        rows = [model(**make(row)) for row in batch]
        for row in rows:
            row.normalise()
        if settle:
            settle(rows)
        model._base_manager.bulk_create(rows)


def load(folder: Path, addresses: Addresses) -> None:
    """Write everything that meetings link to, what is linked to before what links."""
    entries = _Entries(folder, addresses)
    entries.named("countries", models.Country, "country")
    entries.write("country_successions", models.CountrySuccession, entries.succession, _successive)
    entries.named("organisations", models.Organisation, "organisation", "country")
    entries.named("offices", models.Office, "office", "country", "organisation")
    entries.named("people", models.Person, "person")
    entries.linking("appointments", models.Appointment, "person", "office")
    entries.named("places", models.Place, "place", "country")
    entries.named("occasions", models.Occasion, "occasion", "organisation", "place", above="parent")
    entries.named("topics", models.Topic, "topic", above="broader")
    entries.write("other_names", models.OtherName, entries.owned, _owner)
    entries.write("identifiers", models.Identifier, entries.owned, _owner)
    entries.write("former_addresses", models.FormerSlug, entries.former, _owner)
    entries.write("coverage", models.Coverage, entries.published_by, _publisher)
    entries.write("sources", models.Source, entries.source, _publisher, _with_addresses_of_their_own)


class _Entries:
    """Writes the tables of a dump, whose rows name each other by their addresses."""

    def __init__(self, folder: Path, addresses: Addresses) -> None:
        self._folder = folder
        self._addresses = addresses

    def write(self, table: str, model, make: Callable[[dict], dict], links: Links, settle=None) -> None:
        write(self._folder, table, model, make, self._addresses, links, settle)

    def linking(self, table: str, model, *kinds: str, without: str = "") -> None:
        """Rows whose columns of the names of kinds are addresses; the column ``without`` is passed over."""

        def make(row: dict) -> dict:
            fields = {name: value for name, value in row.items() if name not in (*kinds, without)}
            return _days(fields) | {f"{kind}_id": self._addresses.pk(kind, row[kind]) for kind in kinds}

        self.write(table, model, make, lambda row: [(kind, row[kind]) for kind in kinds])

    def named(self, table: str, model, kind: str, *linked: str, above: str = "") -> None:
        """Rows with an address; ``above`` is the column that leads to another row of the same table."""
        self.linking(table, model, *linked, without=above)
        field = ADDRESSES[kind][1]
        lower = (row for row in lines(self._folder, table) if row[above]) if above else ()
        for batch in proof.batches(lower):
            self._addresses.look_up((kind, row[end]) for row in batch for end in (field, above))
            for row in batch:
                found = model._base_manager.filter(pk=self._addresses.pk(kind, row[field]))
                found.update(**{above: self._addresses.pk(kind, row[above])})

    def succession(self, row: dict) -> dict:
        ends = {f"{end}_id": self._addresses.pk("country", row[end]) for end in _ENDS}
        return _days({"on": row["on"], "kind": row["kind"]}) | ends

    def owned(self, row: dict) -> dict:
        fields = {name: value for name, value in row.items() if name not in ("of", "address")}
        return _days(fields) | {f"{row['of']}_id": self._addresses.pk(row["of"], row["address"])}

    def former(self, row: dict) -> dict:
        target = self._addresses.pk(row["of"], row["address"])
        return {"model": row["of"], "slug": row["former"], "target": target}

    def published_by(self, row: dict) -> dict:
        fields = {name: value for name, value in row.items() if name != "publisher"}
        return _days(fields) | {"publisher_id": self._addresses.pk("organisation", row["publisher"])}

    def source(self, row: dict) -> dict:
        fields = self.published_by(row)
        return fields | {"public_id": fields.pop("id")}


_ENDS = ("predecessor", "successor")


def _successive(row: dict) -> list[tuple[str, str | None]]:
    return [("country", row[end]) for end in _ENDS]


def _owner(row: dict) -> list[tuple[str, str | None]]:
    return [(row["of"], row["address"])]


def _publisher(row: dict) -> list[tuple[str, str | None]]:
    return [("organisation", row["publisher"])]


def _with_addresses_of_their_own(sources: list[models.Source]) -> None:
    """Give an address that two editions gave to two sources, as it was corrected in between, to the first."""
    normal = models.Source._meta.get_field("url").to_python
    for source in sources:
        source.url = normal(source.url)
    given = {source.url for source in sources}
    taken = {"", *models.Source.objects.filter(url__in=given).values_list("url", flat=True)}
    for source in sources:
        if source.url in taken:
            source.url = ""
        taken.add(source.url)


def _days(fields: dict) -> dict:
    """The fields with days in place of their text, and degrees as the database keeps them."""
    for name, value in fields.items():
        if value is not None and name in _DAYS:
            fields[name] = datetime.date.fromisoformat(value)
        elif value is not None and name in ("latitude", "longitude"):
            fields[name] = Decimal(str(value))
    return fields
