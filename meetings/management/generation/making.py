"""Making a part of an archive, and writing it."""

import random
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from meetings.management.generation.cast import Cast
from meetings.management.generation.composing import Composing
from meetings.management.generation.desk import Desk
from meetings.management.generation.drafting import Drafting
from meetings.management.generation.evidence import Evidence
from meetings.management.generation.publishing import Publishing
from meetings.management.generation.shaping import Part, Parts
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.record import state

#: So many countries come up in the smallest archive; a larger one knows more.
_NARROWEST = 20


class ChangedMeanwhileError(Exception):
    """Somebody else changed what is public, and the numbers of the rest would no longer follow."""


class Making:
    """Makes parts and writes them. Each is made without a statement to the database."""

    def __init__(self, parts: Parts, first_year: int) -> None:
        self._seed = parts.seed
        self._chance = chance = random.Random(parts.seed)  # noqa: S311 - repeatable on purpose
        self._marks = marks = replace(parts.begin)
        wording, stage = Wording.of(chance), Stage()
        self._cast = Cast(chance, wording, stage, first_year, _NARROWEST + int(parts.meetings**0.5 * 2))
        self._evidence = Evidence(chance, wording, stage, marks, with_statements=not parts.lean)
        self._drafting = Drafting(chance, wording, stage, self._cast, self._evidence, first_year)
        self._publishing = Publishing(Desk(marks), Composing(stage.topics, stage.occasions), marks)

    def make(self, part: Part) -> None:
        """Make a part, the same whichever were made before."""
        self._chance.seed(f"{self._seed} part {part.number}")
        self._marks.move(part.begin)
        self._cast.begin()
        self._evidence.begin()
        for shape in part.shapes:
            self._publishing.publish(self._drafting.draft(shape), shape)

    def write(self, part: Part, written: set[int]) -> set[int]:
        """Write the part that was made last, behind those before it, in a transaction of its own.

        ``written`` are the offices whose holders are in the database; returned are those that this part
        added. Raises ``ChangedMeanwhileError``.
        """
        with transaction.atomic():
            row = state.locked_state()
            if (row.version, row.last_public_id) != (part.begin.version, part.begin.public_id):
                raise ChangedMeanwhileError
            fresh = self._cast.write(written)
            self._publishing.write()
            row.version, row.last_public_id = part.end.version, part.end.public_id
            row.changed_at = timezone.now()
            row.save(update_fields=["version", "changed_at", "last_public_id"])
        return fresh
