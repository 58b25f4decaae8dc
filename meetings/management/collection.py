"""Enters and publishes the meetings of the UNGA 77 collection.

A meeting is entered once. From then on it is a record like any other: editors correct it through the
workflow, and loading the collection again leaves it alone, whatever has become of it.
"""

from django.db import transaction

from meetings import workflow
from meetings.models import (
    Meeting,
    MeetingSource,
    MeetingText,
    Participation,
    ReferenceRecord,
    Statement,
)
from meetings.reference.collection import COLLECTION, appointment_key, read_collection
from meetings.reference.loading import Known, Tally, load
from meetings.reference.tables import DATASETS, Link
from meetings.search.upkeep import gathered

DATASET = "unga77_meeting"
NOTE = "Entered with the first collection of the archive."


class NotLoaded(Exception):
    """The collection refers to reference data that is not there."""


def load_collection() -> list[Tally]:
    """Load people, offices held and sources, then enter and publish each meeting never entered before.

    All in one transaction. Returns what was done, dataset by dataset. Raises ``NotLoaded`` where reference
    data is missing, and ``workflow.Refused`` where an editor changed it so that a meeting is not fit for
    the public.
    """
    with transaction.atomic(), gathered():
        tallies = load(COLLECTION, linked=DATASETS)
        rows = _Rows(Known([*DATASETS, *COLLECTION]))
        collection = read_collection()
        entered = set(ReferenceRecord.objects.filter(dataset=DATASET).values_list("key", flat=True))
        tally = Tally(DATASET)
        for meeting in collection["meetings"]:
            if meeting["key"] in entered:
                tally.unchanged += 1
            else:
                _enter(meeting, collection["principal"], rows)
                tally.created += 1
    return [*tallies, tally]


class _Rows:
    """The loaded rows to which the collection refers."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def pk(self, dataset: str, key: str) -> int:
        found = self._known.pk(Link(dataset, key))
        if found is None:
            raise NotLoaded(f"There is no {dataset} “{key}”; run load_reference first, or restore it.")
        return found

    def optional(self, dataset: str, key: str | None) -> int | None:
        return self.pk(dataset, key) if key else None


def _enter(data: dict, principal: dict, rows: _Rows) -> None:
    meeting = Meeting.objects.create(
        kind=data["kind"],
        date=data["date"],
        date_basis=data["date_basis"],
        place_id=rows.pk("place", "new-york"),
        occasion_id=rows.pk("occasion", "unga-77"),
    )
    meeting.topics.set([rows.pk("topic", topic) for topic in data["topics"]])
    for text in data["texts"]:
        MeetingText.objects.create(meeting=meeting, is_original=text["language"] == "en", **text)
    for position, source in enumerate(data["sources"]):
        MeetingSource.objects.create(meeting=meeting, source_id=rows.pk("source", source), position=position)
    participations = {
        row["person"]: _participation(meeting, row, position, rows)
        for position, row in enumerate([principal, *data["participants"]])
    }
    for statement in data["statements"]:
        _statement(meeting, statement, participations, rows)
    edition = workflow.publish(meeting, note=NOTE)
    ReferenceRecord.objects.create(
        dataset=DATASET, key=data["key"], target=meeting.pk, loaded_sha256=edition.form_sha256
    )


def _participation(meeting: Meeting, data: dict, position: int, rows: _Rows) -> Participation:
    made = Participation.objects.create(
        meeting=meeting,
        person_id=rows.pk("person", data["person"]),
        country_id=rows.optional("country", data.get("country")),
        organisation_id=rows.optional("organisation", data.get("organisation")),
        side=data["side"],
        name_as_printed=data["name_as_printed"],
        role_as_printed=data["role_as_printed"],
        position=position,
    )
    held = [appointment_key(data["person"], office) for office in data["offices"]]
    made.appointments.set([rows.pk("appointment", key) for key in held])
    return made


def _statement(meeting: Meeting, data: dict, participations: dict[str, Participation], rows: _Rows) -> None:
    given = {name: value for name, value in data.items() if name not in ("source", "about")}
    Statement.objects.create(
        meeting=meeting,
        source_id=rows.pk("source", data["source"]),
        participation=participations.get(data.get("about")),
        **given,
    )
