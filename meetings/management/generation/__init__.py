"""A generated archive: realistic in its proportions, the same for the same seed, as large as one likes.

``generate`` reads the reference data (``stage``), makes meetings up (``cast``, ``dating``, ``wording``,
``evidence``), writes them as editors would have entered them (``drafting``) and publishes them through the
record (``publishing``), batch by batch.
"""

import random
from collections.abc import Callable

from django.db import transaction

from meetings.management import statistics
from meetings.management.generation import writing
from meetings.management.generation.cast import Cast
from meetings.management.generation.drafting import Drafting, save
from meetings.management.generation.evidence import Evidence
from meetings.management.generation.publishing import Publishing
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.models import Meeting, ReferenceRecord
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS

BATCH = 2000
#: So many countries come up in the smallest archive; a larger one knows more.
NARROWEST = 20


class NotEmpty(Exception):
    """The archive holds meetings already."""


def generate(
    number: int,
    *,
    seed: int,
    first_year: int = 1945,
    lean: bool = False,
    add: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Add ``number`` generated meetings from ``first_year`` on, most of them published.

    ``lean`` leaves out statements and earlier editions. ``progress`` is told how many are done. Reference
    data is loaded where it never was. Raises ``NotEmpty`` unless told to ``add`` to what is there.
    """
    if not add and Meeting.objects.exists():
        raise NotEmpty
    if not ReferenceRecord.objects.exists():
        load(DATASETS)
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    wording = Wording.of(chance)
    stage = Stage()
    keys = writing.Keys()
    cast = Cast(chance, wording, stage, first_year, NARROWEST + int(number**0.5 * 2), keys)
    evidence = Evidence(chance, wording, stage, keys, with_statements=not lean)
    drafting = Drafting(chance, wording, stage, cast, evidence, first_year, keys)
    publishing = Publishing(chance, stage, cast, keys, with_corrections=not lean)
    writing.prepare()
    for done in range(0, number, BATCH):
        batch = [drafting.draft() for _ in range(min(BATCH, number - done))]
        with transaction.atomic():
            publishing.prepare([drafted.meeting for drafted in batch])
            save(batch, cast)
            publishing.publish([drafted.meeting for drafted in batch])
        progress(done + len(batch))
    keys.close()
    statistics.renew()
