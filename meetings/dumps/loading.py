"""A dump becomes an archive: the same public site, and for editors rows that say what the public reads."""

import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.models import Max

from meetings import models
from meetings.dumps import linked
from meetings.dumps.addresses import Addresses
from meetings.dumps.checking import Checked, Damaged, check, edition_of, lines, moment
from meetings.dumps.desk import lay_out
from meetings.record import cards, proof, state, traces
from meetings.search import exposure
from meetings.vocabulary import Facet, PublicationState

#: What makes an archive no empty one.
_HOLDING = (
    models.Meeting, models.Edition, models.Source, models.Person, models.Office, models.Organisation,
    models.Occasion, models.Place, models.Topic, models.Country,
)  # fmt: skip
#: So many meetings at a time are laid out for lists and editors, each with all that it names.
_LAID_OUT_AT_ONCE = 100


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
    addresses = Addresses(dump.folder.name)
    linked.load(dump.folder, addresses)
    _load_meetings(dump, addresses)
    _load_history(dump)
    _lay_tombstones(dump, addresses)
    _lay_out(dump)
    archive.version, archive.changed_at = dump.version, dump.changed
    archive.last_public_id = models.Meeting.objects.aggregate(last=Max("public_id"))["last"] or 0
    archive.save()
    for fault in proof.faults():
        raise Damaged(f"{dump.folder.name}: {fault}.")
    return models.Meeting.objects.count()


def _refuse_all_but_empty() -> None:
    for model in _HOLDING:
        if count := model._base_manager.count():
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            raise NotEmpty(
                f"The archive already holds {count} {name}. A dump is loaded into a database that has its"
                " tables and nothing in them: after migrate, and before load_reference."
            )


def _load_meetings(dump: Checked, addresses: Addresses) -> None:
    linked.write(
        dump.folder,
        "meetings",
        models.Meeting,
        lambda row: _meeting(row, addresses),
        addresses,
        lambda row: [("place", row["place"]), ("occasion", row["occasion"])],
    )
    merged = (row for row in lines(dump.folder, "meetings") if row["merged_into"])
    for batch in proof.batches(merged):
        pks = _pks(batch, "id", "merged_into")
        for row in batch:
            meeting = models.Meeting.objects.filter(pk=pks[row["id"]])
            meeting.update(merged_into=pks[row["merged_into"]])


def _pks(rows: list[dict], *columns: str) -> dict[int, int]:
    """The primary keys of the meetings whose public numbers are in these columns."""
    numbers = {row[column] for row in rows for column in columns}
    return dict(models.Meeting.objects.filter(public_id__in=numbers).values_list("public_id", "pk"))


def _load_history(dump: Checked) -> None:
    for batch in proof.batches(lines(dump.folder, "editions")):
        pks = _pks(batch, "meeting")
        models.Edition.objects.bulk_create(edition_of(row, pks[row["meeting"]], dump) for row in batch)
    for batch in proof.batches(lines(dump.folder, "changes")):
        _write_notes(batch, _pks(batch, "meeting"))


def _lay_tombstones(dump: Checked, addresses: Addresses) -> None:
    """Give withdrawn meetings the tombstones of their cards, with the sets of harvesting they were in."""
    gone = (row for row in lines(dump.folder, "meetings") if row["state"] != PublicationState.PUBLISHED)
    for batch in proof.batches(gone):
        pks = _pks(batch, "id")
        cards.lay_tombstones({pk: number for number, pk in pks.items()}, dump.version)
        sets = [
            (pks[row["id"]], *name.partition(":")[::2]) for row in batch for name in row.get("sets") or ()
        ]
        addresses.look_up((kind, address) for _, kind, address in sets)
        traces.write(
            (pk, traces.FORMER[Facet(kind)], addresses.pk(kind, address)) for pk, kind, address in sets
        )


def _lay_out(dump: Checked) -> None:
    """Write what lists and editors read of the published meetings, each as of its own version."""
    shown = (row for row in lines(dump.folder, "meetings") if row["state"] == PublicationState.PUBLISHED)
    for batch in proof.batches(shown, _LAID_OUT_AT_ONCE):
        versions = {row["id"]: row["version"] for row in batch}
        meetings = models.Meeting.objects.filter(public_id__in=versions)
        composed, rows = cards.compose(exposure.newest_editions(meetings), dump.version)
        for one in composed:
            one.card.version = versions[one.card.public_id]
        exposure.write(composed, rows)
        lay_out({one.card.pk: one.form for one in composed}, rows)


def _meeting(row: dict, addresses: Addresses) -> dict:
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
            "place_id": addresses.pk("place", row["place"]),
            "occasion_id": addresses.pk("occasion", row["occasion"]),
        }
    return fields


def _write_notes(batch: list[dict], pks: dict[int, int]) -> None:
    editions = {
        (meeting, number): pk
        for pk, meeting, number in models.Edition.objects.filter(meeting__in=pks.values()).values_list(
            "pk", "meeting", "number"
        )
    }
    models.ChangeNote.objects.bulk_create(
        models.ChangeNote(
            version=row["version"],
            meeting_id=pks[row["meeting"]],
            edition_id=editions.get((pks[row["meeting"]], row["edition"])),
            action=row["action"],
            reason=row["reason"],
            note=row["note"],
            at=moment(row["at"]),
        )
        for row in batch
    )
