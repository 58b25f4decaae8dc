"""What changed last among the meetings of a list: the order of feeds."""

from collections.abc import Iterator

import numpy as np
from django.db.models import F, OuterRef, Subquery

from meetings.models import ChangeNote
from meetings.record.proof import SHOWING
from meetings.vocabulary import ChangeAction

#: So few meetings are asked for by their numbers; of more, the newest changes are looked through.
ASKED_BY_NUMBER_AT_MOST = 2_000
#: So many changes are looked through for one page; the next page goes on from there.
LOOKED_THROUGH_AT_MOST = 20_000
_BATCH = 1_000


def latest_changes(
    numbers: np.ndarray | None, *, before: int | None = None, size: int
) -> tuple[list[ChangeNote], int | None]:
    """The last change of each meeting, newest first, and the version that the next page is to begin before.

    ``numbers`` are the public numbers of the list; ``None`` stands for the whole archive, whose withdrawn
    meetings are then among the changes. ``before`` is a version that an earlier page gave. A page may be
    short although another follows: its work is bounded.
    """
    notes = _last_notes() if before is None else _last_notes().filter(version__lt=before)
    if numbers is not None:
        notes = notes.filter(action__in=SHOWING)
        if len(numbers) > ASKED_BY_NUMBER_AT_MOST:
            return _looked_through(notes, np.sort(numbers), size)
        notes = notes.filter(meeting__public_id__in=numbers.tolist())
    found = list(_whole(notes)[: size + 1])
    return found[:size], found[size - 1].version if len(found) > size else None


def _last_notes():
    """The last change of each meeting; that earlier editions were redacted is none."""
    of_meeting = ChangeNote.objects.filter(meeting=OuterRef("meeting")).exclude(action=ChangeAction.REDACTED)
    last = Subquery(of_meeting.order_by("-version").values("version")[:1])
    return ChangeNote.objects.annotate(last=last).filter(version=F("last")).order_by("-version")


def _whole(notes):
    return notes.select_related("edition", "meeting__merged_into")


def _looked_through(notes, numbers: np.ndarray, size: int) -> tuple[list[ChangeNote], int | None]:
    chosen: list[int] = []
    seen, last = 0, None
    for batch in _newest_first(notes):
        for version, number in batch:
            seen, last = seen + 1, version
            place = int(np.searchsorted(numbers, number))
            if place < len(numbers) and numbers[place] == number:
                chosen.append(version)
                if len(chosen) == size:
                    break
        if len(chosen) == size or seen >= LOOKED_THROUGH_AT_MOST:
            break
    else:
        last = None
    return list(_whole(ChangeNote.objects.filter(version__in=chosen).order_by("-version"))), last


def _newest_first(notes) -> Iterator[list[tuple[int, int]]]:
    batch = list(notes.values_list("version", "meeting__public_id")[:_BATCH])
    while batch:
        yield batch
        batch = list(
            notes.filter(version__lt=batch[-1][0]).values_list("version", "meeting__public_id")[:_BATCH]
        )
