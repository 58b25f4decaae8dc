"""What one record of a meeting brings to another: its sources, participants, topics and statements."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core import serializers

from meetings import dates
from meetings.models import Meeting, MeetingSource, Merge, Participation, Statement, Topic
from meetings.workflow import touching

#: What a row may differ in and still be the one that was carried over.
_TIMES = ("created_at", "updated_at")
#: What the kept record holds as it is, whatever the other one says.
_OWN = ("date", "place", "occasion", "kind", "event_status", "start_time")


@dataclass
class Load:
    """What goes over and what does not, before it is done: for the page that asks, and for doing it.

    ``same`` leads from each participant of the record that goes to the one of the kept record, ``None`` where
    it is carried over. ``known`` are the statements that say what the kept record says already. What stays
    behind stays with the record that goes: its texts, and where it has another value for a property.
    """

    going: Meeting
    kept: Meeting
    reports: list[MeetingSource] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    known: list[Statement] = field(default_factory=list)
    same: dict[int, int | None] = field(default_factory=dict)

    def told(self) -> list[tuple[str, list]]:
        """Every row that goes over, by what it is called."""
        rows = (
            (MeetingSource, self.reports),
            (Participation, self.participations),
            (Topic, self.topics),
            (Statement, self.statements),
        )
        return [(str(model._meta.verbose_name_plural), found) for model, found in rows if found]

    def behind(self) -> list[str]:
        """What stays with the record that goes, in words."""
        found = [
            f"{Meeting._meta.get_field(name).verbose_name}: {_in_words(self.going, name)}"
            for name in _OWN
            if getattr(self.going, name) not in (None, "")
            and getattr(self.going, name) != getattr(self.kept, name)
        ]
        return found + [str(text) for text in self.going.texts.all()]


def _in_words(meeting: Meeting, name: str) -> str:
    """What a field of a meeting holds, as the desk says it."""
    if name == "date":
        return dates.words(dates.parse(meeting.date))
    if name == "start_time":
        return meeting.start_time.isoformat("minutes")
    display = getattr(meeting, f"get_{name}_display", None)
    return str(display() if display else getattr(meeting, name))


def load_of(going: Meeting, kept: Meeting) -> Load:
    """What ``going`` would bring to ``kept``; changes nothing."""
    found = Load(going, kept)
    sources = set(kept.reports.values_list("source", flat=True))
    found.reports = [row for row in going.reports.select_related("source") if row.source_id not in sources]
    topics = set(kept.topics.values_list("pk", flat=True))
    found.topics = [topic for topic in going.topics.order_by("pk") if topic.pk not in topics]
    there = list(kept.participations.all())
    for row in going.participations.select_related("person", "country", "organisation"):
        found.same[row.pk] = _like(row, there)
        if found.same[row.pk] is None:
            found.participations.append(row)
    said = {_said(row, row.participation_id) for row in kept.statements.all()}
    for statement in going.statements.select_related("source"):
        about = found.same.get(statement.participation_id)
        is_new = statement.participation_id is not None and about is None
        known = not is_new and _said(statement, about) in said
        (found.known if known else found.statements).append(statement)
    return found


def _like(row: Participation, there: list[Participation]) -> int | None:
    """Who a participant is in another record: the same person, else the same party where one is unnamed."""
    if row.person_id is not None:
        for other in there:
            if other.person_id == row.person_id:
                return other.pk
    party = (row.country_id, row.organisation_id, row.side)
    for other in there:
        unnamed = row.person_id is None or other.person_id is None
        if unnamed and party == (other.country_id, other.organisation_id, other.side):
            return other.pk
    return None


def _said(row: Statement, about: int | None) -> tuple:
    return (row.source_id, row.property, about, row.value, row.value_as_printed, row.quote)


def carry(load: Load) -> list[dict]:
    """Give the kept record what the load holds; returns what is needed to take it back."""
    changes = []
    kept, same = load.kept, dict(load.same)
    for place, report in enumerate(load.reports, start=kept.reports.count()):
        made = MeetingSource.objects.create(meeting=kept, source_id=report.source_id, position=place)
        changes.append(_written(made))
    for place, row in enumerate(load.participations, start=kept.participations.count()):
        before = row.pk
        held = list(row.appointments.all())
        made = _copied(row, meeting=kept, position=place)
        made.appointments.set(held)
        same[before] = made.pk
        changes.append(_written(made))
    for topic in load.topics:
        kept.topics.add(topic)
        changes.append({"did": "topic", "pk": topic.pk})
    for row in load.statements:
        # The kept record decides again what it prefers.
        about = same.get(row.participation_id)
        made = _copied(row, meeting=kept, participation_id=about, rank="normal", reason="")
        changes.append(_written(made))
    return changes


def _copied(row, **fields):
    values = {
        one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if not one.primary_key
    }
    values = {name: value for name, value in values.items() if name not in _TIMES}
    if "meeting" in fields:
        values.pop("meeting_id")
    return type(row).objects.create(**values | fields)


def _written(row) -> dict:
    return {"did": "made", "row": json.loads(serializers.serialize("json", [row]))[0]}


def resting_on(record: Merge) -> list[Merge]:
    """Later merges of entries that changed what this merge of a meeting brought, the latest first."""
    rows = [change["row"] for change in record.changes if change["did"] == "made"]
    made = {(row["model"].partition(".")[2], row["pk"]) for row in rows}
    topics = {change["pk"] for change in record.changes if change["did"] == "topic"}
    later = Merge.objects.filter(pk__gt=record.pk, undone_at__isnull=True).exclude(kind="meeting")
    return [
        other
        for other in later.order_by("-pk").iterator(chunk_size=100)
        if not made.isdisjoint(_changed_rows(other)) or _took_topic(other, record.kept, topics)
    ]


def _changed_rows(merge: Merge) -> Iterator[tuple[str, int]]:
    """The rows that a merge of entries moved or put aside, and those in whose favour, by model and key."""
    for change in merge.changes:
        if change["did"] == "moved":
            yield from ((change["model"], pk) for pk in change["pks"])
        elif change["did"] == "aside":
            yield change["model"], change["row"]["pk"]
            yield change["model"], change["like"]


def _took_topic(merge: Merge, meeting: int, topics: set[int]) -> bool:
    """Whether a merge made another topic of one of these, or has the meeting keep one of them for another."""
    if merge.kind != "topic":
        return False
    return merge.merged in topics or (
        merge.kept in topics and meeting in touching.put_aside_of(merge.changes)
    )


def unload(kept: Meeting, changes: list[dict]) -> None:
    """Take from a record what was carried to it, except what an editor changed since or what rests on it."""
    for change in reversed(changes):
        if change["did"] == "topic":
            kept.topics.remove(change["pk"])
        else:
            _take(change["row"])


def _take(written: dict) -> None:
    model = apps.get_model(written["model"])
    row = model.objects.filter(pk=written["pk"]).first()
    if row is None or not _is_as_written(row, written):
        return
    if isinstance(row, MeetingSource):
        rests = Statement.objects.filter(meeting=row.meeting_id, source=row.source_id).exists()
    else:
        rests = isinstance(row, Participation) and row.statements.exists()
    if not rests:
        row.delete()


def _is_as_written(row, written: dict) -> bool:
    now = _written(row)["row"]["fields"]
    return all(now[name] == value for name, value in written["fields"].items() if name not in _TIMES)
