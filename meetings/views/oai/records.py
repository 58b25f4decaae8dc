"""What is harvested: each meeting that was ever public, at the time of its last public change.

A record is the newest edition exactly as it was published; a withdrawn or merged meeting is a deleted record
for ever. A renamed person or country is no change of an edition, and none of a datestamp; two entries that
were merged, or parted again, are told of with a new datestamp.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from meetings.models import CardValue, ChangeNote, Country, Edition, Meeting, Topic
from meetings.record import traces
from meetings.search.exposure import newest_editions
from meetings.views.oai.asking import Asked, Position, ProtocolError
from meetings.vocabulary import Facet, PublicationState, number_of

#: Records in one part of a list.
PART = 100
_SETS = {"country": (Facet.COUNTRY, Country, "code"), "topic": (Facet.TOPIC, Topic, "slug")}


@dataclass(frozen=True)
class Record:
    """A record: the meeting's public number, its datestamp and sets; without an edition it is deleted."""

    number: int
    at: datetime.datetime
    version: int
    sets: list[str]
    edition: Edition | None


def part(asked: Asked) -> tuple[list[Record], Position | None]:
    """The records of one part of a list in the order of their last change, and where the next part begins.

    Only a list that has ended gives ``None`` for the latter.
    """
    notes = list(_changes(asked)[: PART + 1])
    after = (notes[PART - 1].at, notes[PART - 1].version) if len(notes) > PART else None
    return _records(notes[:PART]), after


def _changes(asked: Asked):
    found = ChangeNote.objects.latest_of_each_meeting().select_related("meeting")
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.before:
        found = found.filter(at__lt=asked.before)
    if asked.after:
        at, version = asked.after
        found = found.filter(Q(at=at, version__gt=version) | Q(at__gt=at), at__gte=at)
    if "set" in asked.arguments:
        found = found.filter(_within(asked.arguments["set"]))
    return found.order_by("at", "version")


def one(number: int) -> Record | None:
    """The record of a meeting; ``None`` where none was ever public under the number."""
    notes = ChangeNote.objects.latest_of_each_meeting().filter(meeting__public_id=number)
    found = _records(list(notes.select_related("meeting")))
    return found[0] if found else None


def earliest() -> datetime.datetime | None:
    """When the first change became public; ``None`` in an empty archive."""
    return ChangeNote.objects.order_by("at").values_list("at", flat=True).first()


def sets() -> list[tuple[str, str]]:
    """The sets that some public meeting is in, each with its name: countries, then topics."""
    found = []
    for kind, (facet, model, field) in _SETS.items():
        used = CardValue.objects.filter(facet=number_of(facet)).values("value").distinct()
        rows = model.objects.filter(pk__in=used).order_by(field).values_list(field, "name")
        found += [(f"{kind}:{address}", name) for address, name in rows]
    return found


def _within(name: str) -> Q:
    """The condition of being in a set, or of having been in it when withdrawn."""
    kind, _, address = name.partition(":")
    if kind not in _SETS:
        raise ProtocolError("badArgument", "Sets are country:CODE and topic:ADDRESS.")
    facet, model, field = _SETS[kind]
    value = model.objects.filter(**{field: address}).values_list("pk", flat=True).first() if address else None
    if value is None:
        return Q(pk__in=[])
    if kind == "topic" and not CardValue.objects.filter(facet=number_of(facet), value=value).exists():
        # Of a topic that is not public, nothing withdrawn is told either.
        return Q(pk__in=[])
    return Q(meeting__in=traces.cards_in(facet, value))


def _records(notes: list[ChangeNote]) -> list[Record]:
    public = [note.meeting_id for note in notes if note.meeting.state == PublicationState.PUBLISHED]
    newest = {
        edition.meeting_id: edition for edition in newest_editions(Meeting.objects.filter(pk__in=public))
    }
    former = traces.named([note.meeting_id for note in notes if note.meeting_id not in newest])
    names = _names_of_sets(public) | {
        meeting: [f"{facet.value}:{address}" for facet, address in told] for meeting, told in former.items()
    }
    return [
        Record(
            number=note.meeting.public_id,
            at=note.at,
            version=note.version,
            sets=names.get(note.meeting_id, []),
            edition=newest.get(note.meeting_id),
        )
        for note in notes
    ]


def _names_of_sets(meetings: list[int]) -> dict[int, list[str]]:
    """The sets of public meetings, by primary key, sorted."""
    facets = {number_of(facet): kind for kind, (facet, _, _) in _SETS.items()}
    rows = list(
        CardValue.objects.filter(card__in=meetings, facet__in=facets).values_list("card", "facet", "value")
    )
    addresses = {}
    for kind, (facet, model, field) in _SETS.items():
        wanted = {value for _, number, value in rows if number == number_of(facet)}
        addresses[kind] = dict(model.objects.filter(pk__in=wanted).values_list("pk", field))
    found: dict[int, list[str]] = {}
    for card, facet, value in sorted(rows):
        if value in addresses[facets[facet]]:
            name = f"{facets[facet]}:{addresses[facets[facet]][value]}"
            found.setdefault(card, []).append(name)
    return {card: sorted(names) for card, names in found.items()}
