"""A generated archive: realistic in its proportions, the same for the same seed, as large as one likes.

``generate`` settles what becomes of each meeting (``shaping``) and has it made part by part (``making``), in
one process or several (``relay``): made up (``drafting``, from ``cast``, ``dating``, ``wording`` and
``evidence``, about the reference data of ``stage``), entered on the editors' desk (``desk``), put together as
far as it is public (``composing``, with the names that ``naming`` knows) and published (``publishing``).
"""

from collections.abc import Callable

from django.db import connection

from meetings.management import statistics
from meetings.management.generation import relay, writing
from meetings.management.generation.making import Making
from meetings.management.generation.shaping import Marks, Parts
from meetings.models import Appointment, Edition, Meeting, Participation, Person, ReferenceRecord, Source
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS

#: So many meetings are made together, and written in one transaction.
TOGETHER = 10_000
#: What is given its keys before it is written.
_COUNTED = [Meeting, Participation, Source, Edition, Person, Appointment]


class NotEmpty(Exception):
    """The archive holds meetings already."""


def generate(
    number: int,
    *,
    seed: int,
    first_year: int = 1945,
    lean: bool = False,
    add: bool = False,
    processes: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Add ``number`` generated meetings from ``first_year`` on, most of them published.

    ``lean`` leaves out statements and earlier editions. They are the same in any number of ``processes``;
    inside a transaction there is one. ``progress`` is told how many are done. Reference data is loaded where
    it never was. Raises ``NotEmpty`` unless told to ``add`` to what is there,
    ``making.ChangedMeanwhileError`` where somebody else publishes beside it, and
    ``relay.ProcessEndedError``.
    """
    empty = not Meeting.objects.exists()
    if not (add or empty):
        raise NotEmpty
    if not ReferenceRecord.objects.exists():
        load(DATASETS)
    parts = Parts(seed, number, TOGETHER, Marks.of_the_archive(), lean=lean)
    making = Making(parts, first_year)
    processes = 1 if connection.in_atomic_block else min(processes, len(parts))
    with writing.many_rows(first=empty):
        if processes > 1:
            relay.side_by_side(making, parts, processes, progress)
        else:
            _one_after_the_other(making, parts, progress)
    writing.count_on(_COUNTED)
    statistics.renew()


def _one_after_the_other(making: Making, parts: Parts, progress: Callable[[int], None]) -> None:
    written: set[int] = set()
    for part in parts:
        making.make(part)
        written |= making.write(part, written)
        progress(part.end.meeting - parts.begin.meeting)
