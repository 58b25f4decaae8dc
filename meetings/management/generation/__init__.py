"""A generated archive: realistic in its proportions, the same for the same seed, as large as one likes.

``generate`` reads the reference data (``stage``), makes meetings up (``drafting``, from ``cast``, ``dating``,
``wording`` and ``evidence``), enters them on the editors' desk (``desk``), puts together what is public of
them (``composing``, with the names that ``naming`` knows) and publishes that (``publishing``), in batches.
"""

import random
from collections.abc import Callable

from django.db import transaction

from meetings.management import statistics
from meetings.management.generation import writing
from meetings.management.generation.cast import Cast
from meetings.management.generation.composing import Composing
from meetings.management.generation.desk import Desk
from meetings.management.generation.drafting import Drafting
from meetings.management.generation.evidence import Evidence
from meetings.management.generation.publishing import Publishing
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.models import Meeting, ReferenceRecord
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS

#: So many are held in memory at a time, and so many are in one transaction.
BATCH, TOGETHER = 2_000, 20_000
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
    empty = not Meeting.objects.exists()
    if not (add or empty):
        raise NotEmpty
    if not ReferenceRecord.objects.exists():
        load(DATASETS)
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    wording = Wording.of(chance)
    stage = Stage()
    keys = writing.Keys()
    cast = Cast(chance, wording, stage, first_year, NARROWEST + int(number**0.5 * 2), keys)
    evidence = Evidence(chance, wording, stage, keys, with_statements=not lean)
    drafting = Drafting(chance, wording, stage, cast, evidence, first_year)
    composing = Composing(stage.topics, stage.occasions)
    publishing = Publishing(chance, Desk(keys), composing, keys, with_corrections=not lean)
    with writing.many_rows(first=empty):
        for begun in range(0, number, TOGETHER):
            with transaction.atomic():
                for done in range(begun, min(begun + TOGETHER, number), BATCH):
                    batch = [drafting.draft() for _ in range(min(BATCH, number - done))]
                    cast.save()
                    publishing.publish(batch)
                publishing.flush()
            progress(done + len(batch))
    keys.close()
    statistics.renew()
