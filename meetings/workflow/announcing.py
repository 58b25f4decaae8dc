"""What is said in public of entries that became one, or two again: a note on each meeting that names them.

No edition is written, for every edition keeps saying what it said; the linked names follow by themselves.
The notes say why, and let all who follow the archive learn that a record reads differently.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max

from meetings.models import Card, CardValue, ChangeNote, Edition, FormerSlug, Renewal, Source
from meetings.record import editions, state
from meetings.record.proof import batches
from meetings.record.references import ADDRESSES, references_in
from meetings.search import exposure, upkeep
from meetings.vocabulary import ChangeAction, ChangeReason, Facet, number_of


@dataclass(frozen=True)
class Naming:
    """The published meetings, by primary key, whose newest edition names an entry by any of its addresses.

    Where more than ``upkeep.AT_ONCE`` may, nobody looks: ``is_exact`` is false, and ``meetings`` are all that
    may.
    """

    meetings: list[int]
    is_exact: bool = True


def naming(entry) -> Naming:
    """The published meetings that name an entry, as far as that can be said at once."""
    kind = kind_of(entry)
    # The card of a meeting knows a source as its edition does, whatever that was merged into.
    shown = _shown_as(entry) | (_led_to(entry) if kind == "source" else set())
    perhaps = sorted(_perhaps(kind, shown))
    if len(perhaps) > upkeep.AT_ONCE:
        return Naming(perhaps, is_exact=False)
    addresses = addresses_of(entry)
    found = [one for newest in exposure.in_batches(perhaps) for one in named_by(newest, kind, addresses)]
    return Naming(found)


def named_by(newest: Iterable[Edition], kind: str, addresses: Collection[str]) -> Iterator[int]:
    """The meetings among newest editions that name an entry of a kind by any of some addresses."""
    for edition in newest:
        form = editions.form_of(edition)
        if form is not None and not set(addresses).isdisjoint(_named(kind, form)):
            yield edition.meeting_id


def kind_of(entry) -> str:
    """The name of an entry's model."""
    return entry._meta.concrete_model._meta.model_name


def saying(entry, *, reason: ChangeReason, note: str, by, at: datetime.datetime) -> dict:
    """What a ``Renewal`` holds of what is to be said of each meeting that names an entry."""
    kind, addresses = kind_of(entry), sorted(addresses_of(entry))
    return {
        "kind": kind, "addresses": addresses, "reason": reason, "note": note, "made_by": by, "at": at,
    }  # fmt: skip


def _shown_as(entry) -> set[int]:
    """The entry and what it was merged into, by which cards know it."""
    passed: set[int] = set()
    while entry is not None and entry.pk not in passed:
        passed.add(entry.pk)
        entry = entry.merged_into
    return passed


def _perhaps(kind: str, pks: set[int]) -> set[int]:
    # Cards that wait may stand under another entry, whose merge was taken back since.
    rows = Renewal.objects.filter(kind=kind).values_list("meetings", "done")
    return _linked(kind, pks).union(*(meetings[done:] for meetings, done in rows))


def _linked(kind: str, pks: set[int]) -> set[int]:
    if kind == "source":
        values = CardValue.objects.filter(facet=number_of(Facet.SOURCE), value__in=pks)
        return set(values.values_list("card", flat=True))
    return upkeep.meetings_linked_to(kind, pks)


def _named(kind: str, form: dict) -> Iterator[str]:
    if kind == "source":
        yield from (source["id"] for source in form["sources"])
    else:
        yield from (found[ADDRESSES[kind][1]] for one, found in references_in(form) if one == kind)


def addresses_of(entry) -> set[str]:
    """Every address that leads to an entry: its own, former ones, and those of what was merged into it."""
    model, kind, found = type(entry), kind_of(entry), _led_to(entry)
    if model is Source:
        return set(Source.objects.filter(pk__in=found).values_list("public_id", flat=True))
    former = FormerSlug.objects.filter(model=kind, target__in=found).values_list("slug", flat=True)
    return {*former, *model._base_manager.filter(pk__in=found).values_list("slug", flat=True)}


def _led_to(entry) -> set[int]:
    """The entry and all that were merged into it, by whatever steps."""
    found, latest = {entry.pk}, {entry.pk}
    while latest:
        merged = type(entry)._base_manager.filter(merged_into__in=latest).values_list("pk", flat=True)
        latest = set(merged) - found
        found |= latest
    return found


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
