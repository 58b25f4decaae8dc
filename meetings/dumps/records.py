"""The rows of a dump that are read from editions: meetings and all that belongs to them."""

import datetime
from collections.abc import Iterator
from itertools import groupby

import orjson
from django.db.models import Max

from meetings.models import Card, CardValue, ChangeNote, Edition, Meeting, Source
from meetings.record import titles, traces
from meetings.record.canonical import timestamp
from meetings.record.disagreements import disagreements
from meetings.record.proof import WRITING, batches
from meetings.record.references import Renaming, references_in
from meetings.search.exposure import newest_editions
from meetings.vocabulary import ChangeAction, Facet, PublicationState, number_of

#: The name of a table, and a row of it: values of JSON by the names of the columns.
Row = tuple[str, dict]


class Named:
    """What the editions name: since when each address is public, and which offices present forms link to."""

    def __init__(self) -> None:
        self.since: dict[tuple[str, str], datetime.datetime] = {}
        self.offices: set[int] = set()

    def note(self, form: dict, at: datetime.datetime) -> None:
        """Remember the addresses of a form as it was published."""
        for kind, found in references_in(form):
            address = kind, found.get("code") or found["slug"]
            if address not in self.since or at < self.since[address]:
                self.since[address] = at


def meetings(named: Named) -> Iterator[Row]:
    """The rows of meetings, their texts, participants, statements and editions, meeting by meeting.

    A fixed number of queries for each batch. ``named`` learns what the editions name.
    """
    known = Meeting.objects.published() | Meeting.objects.withdrawn()
    present = Renaming()
    for batch in batches(known.order_by("pk").values_list("pk", flat=True).iterator()):
        chains: dict[int, list[Edition]] = {}
        for edition in Edition.objects.filter(meeting__in=batch).order_by("meeting_id", "number"):
            chains.setdefault(edition.meeting_id, []).append(edition)
        found = list(Meeting.objects.filter(pk__in=batch).select_related("merged_into").order_by("pk"))
        stored = {
            meeting.pk: orjson.loads(chains[meeting.pk][-1].form) for meeting in found if meeting.is_public
        }
        links = [
            (kind, found, form["date"]) for form in stored.values() for kind, found in references_in(form)
        ]
        present.refresh(links)
        versions = dict(Card.objects.filter(pk__in=stored).values_list("pk", "version"))
        former = traces.named([meeting.pk for meeting in found if not meeting.is_public])
        offices = ((kind, found["slug"]) for kind, found, _ in links if kind == "office")
        named.offices |= {present.rows[one].pk for one in offices if one in present.rows}
        for meeting in found:
            yield from _editions(meeting, chains[meeting.pk], named)
            if meeting.is_public:
                outline = _outline(meeting, chains[meeting.pk]) | {"version": versions[meeting.pk]}
                yield from _published(outline, stored[meeting.pk], present.rows)
            else:
                sets = [f"{facet.value}:{address}" for facet, address in former.get(meeting.pk, ())]
                yield "meetings", _outline(meeting, chains[meeting.pk]) | {"sets": sets}


def _editions(meeting: Meeting, chain: list[Edition], named: Named) -> Iterator[Row]:
    for edition in chain:
        form = edition.form if meeting.is_public else ""
        if form:
            named.note(orjson.loads(form), edition.published_at)
        yield (
            "editions",
            {
                "meeting": meeting.public_id,
                "number": edition.number,
                "published_at": timestamp(edition.published_at),
                "reason": edition.reason,
                "note": edition.note,
                "form_sha256": edition.form_sha256,
                "sha256": edition.sha256,
                "redacted_at": timestamp(edition.redacted_at)
                if meeting.is_public and edition.redacted_at
                else None,
                # The text as it was hashed, and not read and written anew.
                "form": orjson.Fragment(form) if form else None,
            },
        )


def _outline(meeting: Meeting, chain: list[Edition]) -> dict:
    state = PublicationState(meeting.state).value
    return {
        "id": meeting.public_id,
        "state": "merged" if meeting.merged_into else state,
        "merged_into": meeting.merged_into.public_id if meeting.merged_into else None,
        "withdrawn_reason": meeting.withdrawn_reason,
        "first_published_at": timestamp(chain[0].published_at),
        "edition": chain[-1].number,
        "published_at": timestamp(chain[-1].published_at),
        "sha256": chain[-1].sha256,
    }


def _published(outline: dict, form: dict, rows: dict) -> Iterator[Row]:
    def address(kind: str, reference: dict | None) -> str | None:
        """The present address of what a form links to; ``None`` where that is there no more."""
        found = (reference.get("code") or reference["slug"]) if reference else ""
        return found if (kind, found) in rows else None

    date = form["date"] or {}
    occasion = form["occasions"][0] if form["occasions"] else None
    topics = [address("topic", topic) for topic in form["topics"]]
    yield (
        "meetings",
        outline
        | {
            "title": titles.title(form),
            "kind": form["kind"],
            "status": form["status"],
            "date": date.get("edtf", ""),
            "date_earliest": date.get("earliest"),
            "date_latest": date.get("latest"),
            "date_basis": date.get("basis", ""),
            "start_time": form["start_time"],
            "timezone": form["timezone"],
            "place": address("place", form["place"]),
            "occasion": address("occasion", occasion),
            "topics": [topic for topic in topics if topic],
            "sources": [source["id"] for source in form["sources"]],
            "sources_differ": bool(disagreements(form)),
        },
    )
    of_meeting = {"meeting": form["id"]}
    for text in form["texts"]:
        yield "texts", of_meeting | text
    for position, row in enumerate(form["participations"], start=1):
        held = [address("office", one["office"]) for one in row["appointments"]]
        yield (
            "participations",
            of_meeting
            | {"position": position, "side": row["side"], "attendance": row["attendance"]}
            | {"name": titles.participant_name(row)}
            | {kind: address(kind, row[kind]) for kind in ("person", "country", "organisation")}
            | {"offices": [office for office in held if office]}
            | {name: row[name] for name in ("role_as_printed", "name_as_printed")},
        )
    for position, statement in enumerate(form["statements"], start=1):
        yield "statements", of_meeting | {"position": position} | statement


def sources() -> Iterator[Row]:
    """The sources of published meetings, each as the meeting entered last describes it."""
    publishers = Renaming()
    known = Source.objects.published().order_by("pk").values_list("pk", "public_id")
    for batch in batches(known.iterator()):
        of_them = CardValue.objects.filter(facet=number_of(Facet.SOURCE), value__in=[pk for pk, _ in batch])
        describing = dict(of_them.values_list("value").annotate(newest=Max("card")))
        found = newest_editions(Meeting.objects.filter(pk__in=set(describing.values())))
        described = {meeting: _sources(form) for meeting, form in found.values_list("meeting", "form")}
        all_of_them = ((described[describing[pk]], public_id) for pk, public_id in batch)
        rows = [sources[public_id] for sources, public_id in all_of_them if public_id in sources]
        publishers.refresh([("organisation", row["publisher"], None) for row in rows if row["publisher"]])
        for row in rows:
            publisher = row["publisher"]
            yield (
                "sources",
                row
                | {
                    "publisher": publisher["slug"] if publisher else None,
                    "accessed_on": row["accessed_on"] or None,
                },
            )


def _sources(form: str) -> dict[str, dict]:
    """The sources of a stored form by their public identifiers, and nothing else of it."""
    return {source["id"]: source for source in orjson.loads(form)["sources"]}


def changes() -> Iterator[Row]:
    """The whole change log."""
    columns = ("version", "at", "meeting__public_id", "action", "reason", "note", "edition__number")
    found = ChangeNote.objects.order_by("version").values_list(*columns)
    for version, at, number, action, reason, note, edition in found.iterator():
        yield (
            "changes",
            {
                "version": version,
                "at": timestamp(at),
                "meeting": number,
                "action": action,
                "reason": reason,
                "note": note,
                "edition": edition,
            },
        )


def since(version: int) -> Iterator[Row]:
    """What became of each meeting that changed after a version of the archive."""
    notes = ChangeNote.objects.filter(version__gt=version).order_by("meeting_id", "version")
    columns = notes.values_list("meeting__public_id", "action", "version").iterator()
    for number, group in groupby(columns, key=lambda row: row[0]):
        actions, versions = zip(*((action, at) for _, action, at in group), strict=True)
        yield "since", {"meeting": number, "change": _outcome(actions), "version": versions[-1]}


def _outcome(actions: tuple[str, ...]) -> str:
    """What a row of changes comes to for who knows the meeting as it was before them."""
    silent = (ChangeAction.REDACTED, ChangeAction.RENEWED)
    telling = [action for action in actions if action not in silent]
    if not telling or telling[-1] not in WRITING:
        return str((telling or actions)[-1])
    first = telling[0]
    return {ChangeAction.PUBLISHED: "added", ChangeAction.RESTORED: "restored"}.get(first, "corrected")
