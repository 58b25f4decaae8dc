"""The proof over the whole archive that no edition was changed, taken away, or emptied without a reason."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q

from meetings.models import ChangeNote, Edition, Meeting
from meetings.record import editions
from meetings.vocabulary import ChangeAction, PublicationState

BATCH = 500
#: The changes that write an edition.
WRITING = (ChangeAction.PUBLISHED, ChangeAction.CORRECTED, ChangeAction.RESTORED)
#: The changes after which a record is public.
SHOWING = (*WRITING, ChangeAction.RENEWED)
#: The changes by which editions may lose their text. A withdrawn record is handed on to another archive
#: without it; there it counts as removed since the withdrawal.
EMPTYING = (ChangeAction.REDACTED, ChangeAction.WITHDRAWN, ChangeAction.MERGED)


def batches(items: Iterable, size: int = BATCH) -> Iterator[list]:
    """The items, so many at a time."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def faults() -> Iterator[str]:
    """What is wrong with the public history of any meeting, one sentence a fault; nothing where it is sound.

    A chain proves each edition by the one before; that none is missing at its end follows from the change
    notes, of which every edition has one.
    """
    public = Q(public_id__isnull=False) | Q(
        state__in=[PublicationState.PUBLISHED, PublicationState.WITHDRAWN]
    )
    known = Meeting.objects.filter(public | Q(pk__in=Edition.objects.values("meeting")))
    for batch in batches(known.order_by("pk").values_list("pk", flat=True).iterator()):
        chains: dict[int, list[Edition]] = {pk: [] for pk in batch}
        for edition in Edition.objects.filter(meeting__in=batch).order_by("meeting", "number"):
            chains[edition.meeting_id].append(edition)
        notes: dict[int, list[ChangeNote]] = {pk: [] for pk in batch}
        for note in ChangeNote.objects.filter(meeting__in=batch).order_by("version"):
            notes[note.meeting_id].append(note)
        for pk in batch:
            yield from _of_meeting(pk, chains[pk], notes[pk])


def _of_meeting(pk: int, chain: list[Edition], notes: list[ChangeNote]) -> Iterator[str]:
    if not chain:
        yield f"meeting {pk}: it was public, and has no edition"
    yield from editions.faults(chain)
    announced = [(note.edition_id, note.at) for note in notes if note.action in WRITING]
    written = [(edition.pk, edition.published_at) for edition in chain]
    if announced != written:
        yield (
            f"meeting {pk}: its {len(chain)} editions are not the {len(announced)} that its change notes"
            " announce"
        )
    ordered = {note.at for note in notes if note.action in EMPTYING}
    for edition in chain:
        if edition.redacted_at is not None and edition.redacted_at not in ordered:
            yield f"meeting {pk}, edition {edition.number}: it was emptied, and no change note says why"


def number_of_editions() -> tuple[int, int]:
    """How many editions there are, and how many of them are redacted."""
    return Edition.objects.count(), Edition.objects.filter(redacted_at__isnull=False).count()
