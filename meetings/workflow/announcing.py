"""What is said in public of entries that became one, or two again: a note on each meeting that names them.

No edition is written, for every edition keeps saying what it said; the linked names follow by themselves.
The notes say why, and let all who follow the archive learn that a record reads differently.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Max

from meetings.models import Card, CardValue, ChangeNote, Edition, FormerSlug, Source
from meetings.record import editions, state
from meetings.record.proof import batches
from meetings.record.references import ADDRESSES, references_in
from meetings.search import exposure, upkeep
from meetings.vocabulary import ChangeAction, ChangeReason, Facet, number_of


def naming(entry) -> list[int]:
    """The published meetings, by primary key, whose newest edition names an entry by any of its addresses."""
    kind = entry._meta.concrete_model._meta.model_name
    addresses = _addresses(entry, kind)
    found = []
    for newest in exposure.in_batches(sorted(_perhaps(kind, _shown_as(entry)))):
        for edition in newest:
            form = editions.form_of(edition)
            if form is not None and not addresses.isdisjoint(_named(kind, form)):
                found.append(edition.meeting_id)
    return found


def _shown_as(entry) -> set[int]:
    """The entry and what it was merged into, by which cards know it."""
    passed: set[int] = set()
    while entry is not None and entry.pk not in passed:
        passed.add(entry.pk)
        entry = entry.merged_into
    return passed


def _perhaps(kind: str, pks: set[int]) -> set[int]:
    if kind == "source":
        values = CardValue.objects.filter(facet=number_of(Facet.SOURCE), value__in=pks)
        return set(values.values_list("card", flat=True))
    return upkeep.meetings_linked_to(kind, pks)


def _named(kind: str, form: dict) -> Iterator[str]:
    if kind == "source":
        yield from (source["id"] for source in form["sources"])
    else:
        yield from (found[ADDRESSES[kind][1]] for one, found in references_in(form) if one == kind)


def _addresses(entry, kind: str) -> set[str]:
    """Every address that leads to an entry: its own, former ones, and those of what was merged into it."""
    model = type(entry)
    found, latest = {entry.pk}, {entry.pk}
    while latest:
        merged = model._base_manager.filter(merged_into__in=latest).values_list("pk", flat=True)
        latest = set(merged) - found
        found |= latest
    if model is Source:
        return set(Source.objects.filter(pk__in=found).values_list("public_id", flat=True))
    former = FormerSlug.objects.filter(model=kind, target__in=found).values_list("slug", flat=True)
    return {*former, *model._base_manager.filter(pk__in=found).values_list("slug", flat=True)}


def announce(
    meetings: Iterable[int], *, reason: ChangeReason, note: str, by, at: datetime.datetime
) -> list[ChangeNote]:
    """Write a change note on each meeting, at its newest edition; in the transaction of the merge."""
    pks = sorted(meetings)
    if not pks:
        return []
    version = state.advance(len(pks)) - len(pks)
    made: list[ChangeNote] = []
    for batch in batches(pks):
        newest = dict(
            Edition.objects.filter(meeting__in=batch)
            .values_list("meeting")
            .annotate(newest=Max("number"))
            .values_list("meeting", "newest")
        )
        rows = Edition.objects.filter(meeting__in=batch).values_list("meeting", "number", "pk")
        edition_of = {meeting: pk for meeting, number, pk in rows if newest[meeting] == number}
        notes = [
            ChangeNote(
                version=(version := version + 1),
                meeting_id=pk,
                edition_id=edition_of[pk],
                action=ChangeAction.RENEWED,
                reason=reason,
                note=note,
                at=at,
                made_by=by,
            )
            for pk in batch
        ]
        made += ChangeNote.objects.bulk_create(notes)
        _renew_versions({note.meeting_id: note.version for note in notes})
    return made


def _renew_versions(versions: dict[int, int]) -> None:
    """Let the card of each meeting be of the version of its note, so that the change is told once."""
    cards = list(Card.objects.filter(pk__in=versions).only("pk", "version"))
    for card in cards:
        card.version = versions[card.pk]
    Card.objects.bulk_update(cards, ["version"])
