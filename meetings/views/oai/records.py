"""What is harvested: each meeting that was ever public, at the time of its last public change.

A record is the newest edition exactly as it was published; a withdrawn or merged meeting is a deleted record
for ever. A renamed person or country is no change of an edition, and none of a datestamp; two entries that
were merged, or parted again, are told of with a new datestamp.
"""

import datetime
import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from meetings.models import CardValue, ChangeNote, Country, Edition, Meeting, Topic
from meetings.record.references import rows_at
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
    after, name = asked.after, asked.arguments.get("set")
    while True:
        notes = list(_changes(asked, after)[: PART + 1])
        after = (notes[PART - 1].at, notes[PART - 1].version) if len(notes) > PART else None
        found = [one for one in _records(notes[:PART]) if name is None or name in one.sets]
        # Of the withdrawn, some were never in the set: a part is not empty for that.
        if found or after is None:
            return found, after


def _changes(asked: Asked, after: Position | None):
    found = ChangeNote.objects.latest_of_each_meeting().select_related("meeting")
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.before:
        found = found.filter(at__lt=asked.before)
    if after:
        at, version = after
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
    """The condition of being in a set now, or withdrawn: of those, who was in the set is seen later."""
    kind, _, address = name.partition(":")
    if kind not in _SETS:
        raise ProtocolError("badArgument", "Sets are country:CODE and topic:ADDRESS.")
    facet, model, field = _SETS[kind]
    value = model.objects.filter(**{field: address}).values_list("pk", flat=True).first() if address else None
    if value is None:
        return Q(pk__in=[])
    cards = CardValue.objects.filter(facet=number_of(facet), value=value).values("card")
    if kind == "topic" and not cards.exists():
        # Of a topic that is not public, nothing withdrawn is told either.
        return Q(pk__in=[])
    return Q(meeting__in=cards) | Q(meeting__state=PublicationState.WITHDRAWN)


def _records(notes: list[ChangeNote]) -> list[Record]:
    public = [note.meeting_id for note in notes if note.meeting.state == PublicationState.PUBLISHED]
    newest = {
        edition.meeting_id: edition for edition in newest_editions(Meeting.objects.filter(pk__in=public))
    }
    names = _names_of_sets(public) | _former_sets(
        [note.meeting_id for note in notes if note.meeting_id not in newest]
    )
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


def _former_sets(meetings: list[int]) -> dict[int, list[str]]:
    """The sets in which withdrawn meetings were, by primary key, sorted: all countries, and public topics.

    They are those of the newest edition whose text is kept; where none is, nobody can tell any more. A topic
    that only withdrawn meetings name is public no longer, and is not named here either.
    """
    forms = _newest_forms_kept(meetings)
    topics = _public_topics({topic["slug"] for form in forms.values() for topic in form["topics"]})
    found = {}
    for meeting, form in forms.items():
        countries = {row["country"]["code"] for row in form["participations"] if row["country"]}
        slugs = {slug for topic in form["topics"] for slug in topics[topic["slug"]]}
        found[meeting] = sorted([*(f"country:{code}" for code in countries), *(f"topic:{s}" for s in slugs)])
    return found


def _newest_forms_kept(meetings: list[int]) -> dict[int, dict]:
    if not meetings:
        return {}
    kept = Edition.objects.filter(meeting=OuterRef("pk")).exclude(form="").order_by("-number").values("pk")
    newest = Meeting.objects.filter(pk__in=meetings).values(newest=Subquery(kept[:1]))
    rows = Edition.objects.filter(pk__in=newest).values_list("meeting", "form")
    return {meeting: json.loads(form) for meeting, form in rows}


def _public_topics(slugs: set[str]) -> dict[str, set[str]]:
    """The present addresses of topics and of broader ones, where public, by what editions call them."""
    if not slugs:
        return {}
    named = {slug: row.pk for slug, row in rows_at("topic", slugs).items()}
    public = Exists(Topic.objects.published().filter(pk=OuterRef("pk")))
    columns = Topic.objects.annotate(is_public=public).values_list("pk", "slug", "broader", "is_public")
    tree = {pk: row for pk, *row in columns}
    found = {}
    for slug in slugs:
        pk, passed = named.get(slug), set()
        while pk in tree and pk not in passed:
            passed.add(pk)
            pk = tree[pk][1]
        found[slug] = {tree[pk][0] for pk in passed if tree[pk][2]}
    return found
