"""A dump becomes an archive: the same public site, and for editors rows that say what the public reads."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.models import Model

from meetings import models
from meetings.dumps.checking import Checked, Damaged, check, edition_of, lines, moment
from meetings.dumps.desk import Desk
from meetings.record import cards, proof, state, traces
from meetings.record.references import ADDRESSES
from meetings.search import exposure
from meetings.vocabulary import Facet, PublicationState

#: What makes an archive no empty one.
_HOLDING = (
    models.Meeting, models.Edition, models.Source, models.Person, models.Office, models.Organisation,
    models.Occasion, models.Place, models.Topic, models.Country,
)  # fmt: skip
_DAYS = ("exists_from", "exists_until", "founded", "dissolved", "on", "valid_from", "valid_until",
         "checked_on", "accessed_on")  # fmt: skip


class NotEmpty(Exception):
    """An archive that holds something already is not loaded into; the text says what it holds."""


def load(folder: Path) -> int:
    """Load a dump into an empty archive in one transaction; returns how many meetings it has.

    Raises ``Damaged`` where the dump is not as it was published, and ``NotEmpty``; nothing is written then.
    """
    dump = check(folder)
    try:
        with transaction.atomic():
            return _load(dump)
    except (DatabaseError, KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{folder.name}: its tables do not belong together ({error!r}).") from error


def _load(dump: Checked) -> int:
    archive = state.locked_state()
    _refuse_all_but_empty()
    entries = _Entries(dump)
    entries.load()
    numbers = _load_meetings(dump, entries)
    archive.version, archive.changed_at = dump.version, dump.changed
    archive.last_public_id = max(numbers, default=0)
    archive.save()
    for fault in proof.faults():
        raise Damaged(f"{dump.folder.name}: {fault}.")
    return len(numbers)


def _refuse_all_but_empty() -> None:
    for model in _HOLDING:
        if count := model._base_manager.count():
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            raise NotEmpty(
                f"The archive already holds {count} {name}. A dump is loaded into a database that has its"
                " tables and nothing in them: after migrate, and before load_reference."
            )


def _write(dump: Checked, table: str, model: type[Model], make: Callable[[dict], dict]) -> None:
    """Rows of a table, each as the fields that ``make`` makes of it."""
    for batch in proof.batches(lines(dump.folder, table)):
        rows = [model(**make(row)) for row in batch]
        for row in rows:
            row.normalise()
        model._base_manager.bulk_create(rows)


class _Entries:
    """What meetings link to, and the primary keys that addresses have come to stand for."""

    def __init__(self, dump: Checked) -> None:
        self._dump = dump
        self._pks: dict[str, dict[str, int]] = {}
        self._web_addresses: set[str] = set()

    def pk(self, kind: str, address: str | None) -> int | None:
        """The row at an address; ``None`` for no address. Raises ``Damaged`` for one that is not there."""
        if not address:
            return None
        if address not in self._pks[kind]:
            raise Damaged(f"{self._dump.folder.name}: it has no {kind} “{address}”, which it links to.")
        return self._pks[kind][address]

    def load(self) -> None:
        """Write everything, what is linked to before what links."""
        self._named("countries", models.Country, "country")
        _write(self._dump, "country_successions", models.CountrySuccession, self._succession)
        self._named("organisations", models.Organisation, "organisation", "country")
        self._named("offices", models.Office, "office", "country", "organisation")
        self._named("people", models.Person, "person")
        held = self._linking("person", "office")
        _write(self._dump, "appointments", models.Appointment, held)
        self._named("places", models.Place, "place", "country")
        self._named("occasions", models.Occasion, "occasion", "organisation", "place", above="parent")
        self._named("topics", models.Topic, "topic", above="broader")
        _write(self._dump, "other_names", models.OtherName, self._owned)
        _write(self._dump, "identifiers", models.Identifier, self._owned)
        _write(self._dump, "former_addresses", models.FormerSlug, self._former)
        _write(self._dump, "coverage", models.Coverage, self._published_by)
        _write(self._dump, "sources", models.Source, self._source)

    def _named(self, table: str, model, kind: str, *linked: str, above: str = "") -> None:
        """Rows with an address; ``above`` is the column that leads to another row of the same table."""
        make = self._linking(*linked)
        _write(self._dump, table, model, lambda row: make({key: row[key] for key in row if key != above}))
        field = ADDRESSES[kind][1]
        self._pks[kind] = dict(model._base_manager.values_list(field, "pk"))
        for row in lines(self._dump.folder, table) if above else ():
            if row[above]:
                lower = model._base_manager.filter(pk=self.pk(kind, row[field]))
                lower.update(**{above: self.pk(kind, row[above])})

    def _linking(self, *kinds: str) -> Callable[[dict], dict]:
        """What makes fields of a row whose columns of these names are addresses."""

        def make(row: dict) -> dict:
            fields = {name: value for name, value in row.items() if name not in kinds}
            return _days(fields) | {f"{kind}_id": self.pk(kind, row[kind]) for kind in kinds}

        return make

    def _succession(self, row: dict) -> dict:
        ends = {f"{end}_id": self.pk("country", row[end]) for end in ("predecessor", "successor")}
        return _days({"on": row["on"], "kind": row["kind"]}) | ends

    def _owned(self, row: dict) -> dict:
        fields = {name: value for name, value in row.items() if name not in ("of", "address")}
        return _days(fields) | {f"{row['of']}_id": self.pk(row["of"], row["address"])}

    def _former(self, row: dict) -> dict:
        return {"model": row["of"], "slug": row["former"], "target": self.pk(row["of"], row["address"])}

    def _published_by(self, row: dict) -> dict:
        fields = {name: value for name, value in row.items() if name != "publisher"}
        return _days(fields) | {"publisher_id": self.pk("organisation", row["publisher"])}

    def _source(self, row: dict) -> dict:
        fields = self._published_by(row)
        # Two editions may give one address to two sources, where the address was corrected in between.
        if fields["url"] in self._web_addresses:
            fields["url"] = ""
        self._web_addresses.add(fields["url"])
        return fields | {"public_id": fields.pop("id")}


def _days(fields: dict) -> dict:
    """The fields with days in place of their text, and degrees as the database keeps them."""
    for name, value in fields.items():
        if value is not None and name in _DAYS:
            fields[name] = datetime.date.fromisoformat(value)
        elif value is not None and name in ("latitude", "longitude"):
            fields[name] = Decimal(str(value))
    return fields


def _load_meetings(dump: Checked, entries: _Entries) -> dict[int, int]:
    """Meetings, their history, and what lists and editors read; gives the primary key of each number."""
    _write(dump, "meetings", models.Meeting, lambda row: _meeting(row, entries))
    numbers = dict(models.Meeting.objects.values_list("public_id", "pk"))
    for row in lines(dump.folder, "meetings"):
        if row["merged_into"]:
            merged = models.Meeting.objects.filter(pk=numbers[row["id"]])
            merged.update(merged_into=numbers[row["merged_into"]])
    for batch in proof.batches(lines(dump.folder, "editions")):
        models.Edition.objects.bulk_create(edition_of(row, numbers[row["meeting"]], dump) for row in batch)
    for batch in proof.batches(lines(dump.folder, "changes")):
        _write_notes(batch, numbers)
    _lay_tombstones(dump, entries, numbers)
    versions = {row["id"]: row["version"] for row in lines(dump.folder, "meetings") if row["version"]}
    desk = Desk(dict(models.Source.objects.values_list("public_id", "pk")))
    for newest in exposure.in_batches(sorted(numbers.values())):
        exposure.show(newest, dump.version)
        shown = list(models.Card.objects.filter(pk__in=[edition.meeting_id for edition in newest]))
        for card in shown:
            card.version = versions[card.public_id]
        models.Card.objects.bulk_update(shown, ["version"])
        desk.lay_out(newest)
    return numbers


def _lay_tombstones(dump: Checked, entries: _Entries, numbers: dict[int, int]) -> None:
    """Give withdrawn meetings the tombstones of their cards, with the sets of harvesting they were in."""
    gone = (row for row in lines(dump.folder, "meetings") if row["state"] != PublicationState.PUBLISHED)
    for batch in proof.batches(gone):
        cards.lay_tombstones({numbers[row["id"]]: row["id"] for row in batch}, dump.version)
        traces.write(
            (numbers[row["id"]], traces.FORMER[Facet(kind)], entries.pk(kind, address))
            for row in batch
            for kind, _, address in (name.partition(":") for name in row.get("sets") or ())
        )


def _meeting(row: dict, entries: _Entries) -> dict:
    public = row["state"] == PublicationState.PUBLISHED
    fields = {
        "public_id": row["id"],
        "state": PublicationState.PUBLISHED if public else PublicationState.WITHDRAWN,
        "published_at": moment(row["first_published_at"]),
        "withdrawn_reason": row["withdrawn_reason"],
    }
    if public:
        fields |= {
            "kind": row["kind"],
            "event_status": row["status"],
            "date": row["date"],
            "date_basis": row["date_basis"],
            "start_time": datetime.time.fromisoformat(row["start_time"]) if row["start_time"] else None,
            "timezone": row["timezone"],
            "place_id": entries.pk("place", row["place"]),
            "occasion_id": entries.pk("occasion", row["occasion"]),
        }
    return fields


def _write_notes(batch: list[dict], numbers: dict[int, int]) -> None:
    meetings = {numbers[row["meeting"]] for row in batch}
    editions = {
        (meeting, number): pk
        for pk, meeting, number in models.Edition.objects.filter(meeting__in=meetings).values_list(
            "pk", "meeting", "number"
        )
    }
    models.ChangeNote.objects.bulk_create(
        models.ChangeNote(
            version=row["version"],
            meeting_id=numbers[row["meeting"]],
            edition_id=editions.get((numbers[row["meeting"]], row["edition"])),
            action=row["action"],
            reason=row["reason"],
            note=row["note"],
            at=moment(row["at"]),
        )
        for row in batch
    )
