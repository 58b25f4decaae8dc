"""What is settled of every meeting before it is made up: what becomes of it, and how many rows it has.

From the shapes of the meetings before it follow the keys and numbers with which a part of an archive begins,
so that parts can be made side by side and are the same in any number of processes.
"""

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.db.models import Max, Model

from meetings.management.generation.chance import Weighted
from meetings.models import Edition, Meeting, Participation, Source
from meetings.record import state
from meetings.vocabulary import MeetingKind, PublicationState

_KINDS = Weighted(
    {
        MeetingKind.BILATERAL.value: 68,
        MeetingKind.TELEPHONE.value: 11,
        MeetingKind.MULTILATERAL.value: 8,
        MeetingKind.RECEPTION.value: 4,
        MeetingKind.VISIT.value: 5,
        MeetingKind.VIDEO.value: 3,
        MeetingKind.OTHER.value: 1,
    }
)
_STATES = Weighted(
    {
        PublicationState.DRAFT.value: 300,
        PublicationState.SUBMITTED.value: 200,
        PublicationState.WITHDRAWN.value: 285,
        PublicationState.PUBLISHED.value: 9215,
    }
)
_CORRECTED = 0.04
_REPORTS = Weighted({1: 70, 2: 22, 3: 8})
_PUBLIC = (PublicationState.PUBLISHED, PublicationState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Shape:
    """A meeting before it is made up; ``others`` take part besides whose meeting it is."""

    state: str
    is_corrected: bool
    kind: str
    others: int
    reports: int

    @property
    def was_public(self) -> bool:
        """Whether it has a public number."""
        return self.state in _PUBLIC

    @property
    def editions(self) -> int:
        """How many editions it has."""
        return (1 + self.is_corrected) * self.was_public


@dataclass(slots=True)
class Marks:
    """The last of the keys, public numbers and versions that were given."""

    meeting: int
    participation: int
    source: int
    edition: int
    public_id: int
    version: int

    @classmethod
    def of_the_archive(cls) -> "Marks":
        """Those of the archive as it is."""
        last = map(last_key, (Meeting, Participation, Source, Edition))
        return cls(*last, state.last_public_id(), state.current_version())

    def move(self, to: "Marks") -> None:
        """Stand where others stand."""
        for name, value in asdict(to).items():
            setattr(self, name, value)

    def after(self, shapes: list[Shape]) -> "Marks":
        """Those after meetings of such shapes."""
        public = [shape for shape in shapes if shape.was_public]
        editions = sum(shape.editions for shape in public)
        withdrawn = sum(shape.state == PublicationState.WITHDRAWN for shape in public)
        return Marks(
            meeting=self.meeting + len(shapes),
            participation=self.participation + sum(1 + shape.others for shape in shapes),
            source=self.source + sum(shape.reports for shape in shapes),
            edition=self.edition + editions,
            public_id=self.public_id + len(public),
            version=self.version + editions + withdrawn,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Meetings that are made and written together, with the marks before and after them."""

    number: int
    shapes: list[Shape]
    begin: Marks
    end: Marks


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of an archive that is to be made, the same for the same seed.

    ``lean`` says that meetings have neither statements nor earlier editions.
    """

    seed: int
    meetings: int
    together: int
    begin: Marks
    lean: bool

    def __len__(self) -> int:
        return -(-self.meetings // self.together)

    def __iter__(self) -> Iterator[Part]:
        begin = replace(self.begin)
        for number in range(len(self)):
            chance = random.Random(f"{self.seed} shapes {number}")  # noqa: S311 - repeatable on purpose
            size = min(self.together, self.meetings - number * self.together)
            shapes = [_shape(chance, lean=self.lean) for _ in range(size)]
            end = begin.after(shapes)
            yield Part(number, shapes, begin, end)
            begin = end


def _shape(chance: random.Random, *, lean: bool) -> Shape:
    kind = _KINDS.pick(chance)
    return Shape(
        state=_STATES.pick(chance),
        is_corrected=chance.random() < _CORRECTED and not lean,
        kind=kind,
        others=chance.randint(3, 8) if kind == MeetingKind.MULTILATERAL else 1,
        reports=_REPORTS.pick(chance),
    )


def last_key(model: type[Model]) -> int:
    """The highest primary key of a model; 0 where it has no row."""
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0
