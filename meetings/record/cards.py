"""Cards: the newest edition of a meeting as lists, facets and search read it.

A card is a copy. It can be thrown away and made again from the editions; nothing is decided here that
the form does not say.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import orjson

from meetings.models import Appointment, Card, CardValue, Edition, Occasion, Source, Topic
from meetings.record import titles, traces
from meetings.record.disagreements import disagreements
from meetings.record.references import refresh
from meetings.vocabulary import (
    MINISTERIAL_OFFICES,
    EventStatus,
    Facet,
    MeetingKind,
    OfficeKind,
    number_of,
)

#: A sort key is a day number shifted by so many bits, plus the public number of the meeting.
SEQUENCE_BITS = 31
#: Keys below this one belong to undated meetings.
FIRST_DATED_KEY = 1 << SEQUENCE_BITS


def sort_key(day: datetime.date | None, public_id: int) -> int:
    """The one integer that orders meetings by day (see ``listed_day``), then by public number.

    Undated meetings have day zero. At most 53 bits, so that every JSON reader holds it exactly.
    """
    return ((day.toordinal() if day else 0) << SEQUENCE_BITS) + public_id


def listed_day(latest: datetime.date | None, start_latest: datetime.date | None) -> datetime.date | None:
    """The day by which lists order a meeting: the last possible one, or the last on which it can have begun.

    The latter where the end is open, as such a meeting would be newer than every other for ever.
    """
    return start_latest if latest == datetime.date.max else latest


def number_in(key):
    """The public number in a sort key, or in each of an array of them."""
    return key & (FIRST_DATED_KEY - 1)


@dataclass(frozen=True)
class Composed:
    """What lists keep of an edition: its card, and the card's values as (number of the facet, number).

    ``form`` is the edition's form with the present names of what it links to.
    """

    card: Card
    values: frozenset[tuple[int, int]]
    form: dict


def compose(editions: Iterable[Edition], version: int) -> tuple[list[Composed], dict]:
    """Make the cards of many meetings in a fixed number of queries, and write nothing.

    ``editions`` are the newest ones of published meetings, none of them redacted. Returns also the linked
    rows as ``references.refresh`` gives them.
    """
    editions = list(editions)
    forms = [orjson.loads(edition.form) for edition in editions]
    rows = refresh(*forms)
    return compose_forms(list(zip(editions, forms, strict=True)), rows, version), rows


def compose_forms(
    published: list[tuple[Edition, dict]], rows: dict[tuple[str, str], object], version: int
) -> list[Composed]:
    """As ``compose``, from editions with forms that have the present names, and the rows they refer to."""
    values = _Values(rows, [form for _, form in published])
    return [
        Composed(
            _card(edition, form, version),
            frozenset((number_of(facet), value) for facet, value in values.of(form)),
            form,
        )
        for edition, form in published
    ]


def write(composed: Iterable[Composed]) -> None:
    """Store cards with their values, replacing those before, in a fixed number of queries."""
    composed = list(composed)
    cards = [one.card for one in composed]
    fields = [field.attname for field in Card._meta.concrete_fields if not field.primary_key]
    # A key may pass from one card to another in the same statement; clearing first keeps it unique.
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(key=None, live=False, data="")
    Card.objects.bulk_create(cards, update_conflicts=True, unique_fields=["meeting"], update_fields=fields)
    CardValue.objects.filter(card__in=[card.pk for card in cards]).delete()
    CardValue.objects.bulk_create(
        [
            CardValue(card_id=one.card.pk, facet=facet, value=value)
            for one in composed
            for facet, value in sorted(one.values)
        ]
    )


def bury(meeting, version: int) -> None:
    """Leave the tombstone of a withdrawn meeting: no data, only when it went, and its traces."""
    CardValue.objects.filter(card=meeting.pk).delete()
    Card.objects.filter(pk=meeting.pk).update(
        key=None,
        live=False,
        data="",
        version=version,
        date_earliest=None,
        date_latest=None,
        date_start_latest=None,
        date_end_earliest=None,
    )
    traces.leave([meeting.pk])


def lay_tombstones(numbers: Mapping[int, int], version: int) -> None:
    """Give withdrawn meetings that never had a card their tombstones: public numbers by primary key."""
    Card.objects.bulk_create(
        Card(meeting_id=meeting, public_id=number, version=version, live=False)
        for meeting, number in numbers.items()
    )


def _card(edition: Edition, form: dict, version: int) -> Card:
    days = form["date"] or {}
    bound = {
        name: datetime.date.fromisoformat(days[name]) if days else None
        for name in ("earliest", "latest", "start_latest", "end_earliest")
    }
    return Card(
        meeting_id=edition.meeting_id,
        public_id=form["id"],
        key=sort_key(listed_day(bound["latest"], bound["start_latest"]), form["id"]),
        version=version,
        live=True,
        date_earliest=bound["earliest"],
        date_latest=bound["latest"],
        date_start_latest=bound["start_latest"],
        date_end_earliest=bound["end_earliest"],
        data=written(card_data(form, edition.number)),
    )


def card_data(form: dict, edition_number: int) -> dict:
    """What a list row shows of a form, as plain JSON data; ``differ`` says whether the sources disagree."""
    return {
        "id": form["id"],
        "slug": titles.slug(form),
        "titles": {text["language"]: text["title"] for text in form["texts"] if text["title"]},
        "kind": form["kind"],
        "status": form["status"],
        "date": form["date"]["edtf"] if form["date"] else "",
        "basis": form["date"]["basis"] if form["date"] else "",
        "place": form["place"] and {key: form["place"][key] for key in ("slug", "name", "names", "country")},
        "occasion": form["occasions"][0] if form["occasions"] else None,
        "topics": form["topics"],
        "participations": [
            {key: value for key, value in row.items() if key != "appointments"}
            | {"capacities": sorted({held["office"]["kind"] for held in row["appointments"]})}
            for row in form["participations"]
        ],
        "sources": len(form["sources"]),
        "differ": bool(disagreements(form)),
        "edition": edition_number,
    }


def written(data: dict) -> str:
    """The data of a card as it is stored."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Values:
    """The facet values of forms, with what has to be looked up for all of them looked up once."""

    def __init__(self, rows: dict, forms: list[dict]):
        self._rows = rows
        self._broader = dict(Topic.objects.values_list("pk", "broader"))
        self._parent = dict(Occasion.objects.filter(parent__isnull=False).values_list("pk", "parent"))
        people = [row.pk for (kind, _), row in rows.items() if kind == "person"]
        self._ministers = set(
            Appointment.objects.filter(person__in=people, office__kind__in=MINISTERIAL_OFFICES).values_list(
                "person", flat=True
            )
        )
        wanted = {source["id"] for form in forms for source in form["sources"]}
        self._sources = dict(Source.objects.filter(public_id__in=wanted).values_list("public_id", "pk"))

    def of(self, form: dict) -> set[tuple[Facet, int]]:
        """Every (facet, number) of a form."""
        found = {
            (Facet.KIND, number_of(MeetingKind(form["kind"]))),
            (Facet.STATUS, number_of(EventStatus(form["status"]))),
        }
        for participation in form["participations"]:
            found |= self._of_participation(participation)
        for topic in form["topics"]:
            found |= self._with_ancestors(Facet.TOPIC, "topic", topic, self._broader)
        for occasion in form["occasions"][:1]:
            found |= self._with_ancestors(Facet.OCCASION, "occasion", occasion, self._parent)
        if form["place"] and (place := self._pk("place", form["place"])):
            found.add((Facet.PLACE, place))
        for source in form["sources"]:
            if source["id"] in self._sources:
                found.add((Facet.SOURCE, self._sources[source["id"]]))
            if source["publisher"] and (publisher := self._pk("organisation", source["publisher"])):
                found.add((Facet.PUBLISHER, publisher))
        return found | years(form["date"])

    def _of_participation(self, participation: dict) -> set[tuple[Facet, int]]:
        found = set()
        for kind, facet in (
            ("country", Facet.COUNTRY),
            ("organisation", Facet.ORGANISATION),
            ("person", Facet.PERSON),
        ):
            if participation[kind] and (pk := self._pk(kind, participation[kind])):
                found.add((facet, pk))
                if facet == Facet.PERSON and pk in self._ministers:
                    found.add((Facet.MINISTER, pk))
        for held in participation["appointments"]:
            found.add((Facet.CAPACITY, number_of(OfficeKind(held["office"]["kind"]))))
        return found

    def _pk(self, kind: str, reference: dict) -> int | None:
        row = self._rows.get((kind, reference.get("code") or reference["slug"]))
        return row.pk if row else None

    def _with_ancestors(self, facet, kind, reference, parents) -> set[tuple[Facet, int]]:
        found: set[tuple[Facet, int]] = set()
        pk = self._pk(kind, reference)
        while pk is not None and (facet, pk) not in found:
            found.add((facet, pk))
            pk = parents.get(pk)
        return found


def years(date: dict | None) -> set[tuple[Facet, int]]:
    """The years in which the meeting may have been.

    A date of more than a century counts at its ends only, and an open end, of which no year is known, not
    at all.
    """
    if not date:
        return set()
    first, last = int(date["earliest"][:4]), int(date["latest"][:4])
    if last - first <= 100:
        return {(Facet.YEAR, year) for year in range(first, last + 1)}
    bounds = [(date["earliest"], datetime.date.min), (date["latest"], datetime.date.max)]
    return {(Facet.YEAR, int(day[:4])) for day, opening in bounds if day != opening.isoformat()}
