"""What a plan says of each row: its fate, its problems, the meeting it would become."""

from dataclasses import dataclass, field
from enum import StrEnum

from meetings.intake.tables.mapping import Field
from meetings.intake.tables.resolving import Match


class Fate(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    LINKED = "linked"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class Problem:
    """Something about a row or, with row 0, about the whole file. ``code`` is for programs.

    ``refuses`` where it keeps the row out; ``question`` where a decision about ``value`` would answer it,
    with ``candidates`` to choose from and the ``kind`` of what is asked, and ``asks`` are the words that are
    decided about where those of the cell alone could mean others too.
    """

    row: int
    column: str
    value: str
    code: str
    message: str
    refuses: bool = False
    kind: str = ""
    candidates: tuple = ()
    asks: str = ""

    def as_json(self) -> dict[str, object]:
        """The problem as the command prints it; a problem of the whole file has row null."""
        return {
            "row": self.row or None,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


@dataclass
class PlannedParty:
    """A participant with the words that say so, from ``start`` to ``end`` of the cell in ``column``.

    ``country`` is a code; ``from_sentence`` where the words stand in a sentence; ``is_doubtful`` where
    letters of the name are damaged, so that no entry is made of it; ``inferred`` where it is the row's and
    not said of the party itself; ``office`` is what the role means;
    ``known_as`` the fuller name of whom the name was decided to mean; ``beside`` where they are said to have
    come along, so that the country of the row may not be theirs.
    """

    name: str = ""
    role: str = ""
    country: str = ""
    organisation: str = ""
    words: str = ""
    column: str = ""
    start: int = 0
    end: int = 0
    side: str = "counterpart"
    inferred: bool = False
    from_sentence: bool = False
    is_doubtful: bool = False
    person: Match | None = None
    body: Match | None = None
    office: Match | None = None
    known_as: str = ""
    beside: bool = False

    def as_json(self) -> dict[str, str]:
        return {
            "name": self.name,
            "role": self.role,
            "country": self.country,
            "organisation": self.organisation,
            "words": self.words,
        }


@dataclass(frozen=True)
class Said:
    """What one cell says: its column's name and field, and its text.

    ``printed`` is what the file says where an editor wrote something else.
    """

    column: str
    field: Field | None
    text: str
    printed: str | None = None


@dataclass
class PlannedMeeting:
    """The draft that a row would become."""

    date: str = ""
    kind: str = ""
    place: str = ""
    place_country: str = ""
    place_match: Match | None = None
    status: str = "held"
    subject: str = ""
    remarks: str = ""
    occasion: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    principal: PlannedParty = field(default_factory=lambda: PlannedParty(side="principal"))
    parties: list[PlannedParty] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def as_json(self, row: int) -> dict[str, object]:
        return {
            "row": row,
            "date": self.date,
            "kind": self.kind,
            "place": self.place,
            "principal": {
                "name": self.principal.name,
                "role": self.principal.role,
                "country": self.principal.country,
            },
            "participations": [party.as_json() for party in self.parties],
        }


@dataclass
class PlannedRow:
    """One row of the file: its number and sheet, its fate, and everything there is to say about it."""

    number: int
    sheet: str
    fate: Fate = Fate.CREATED
    meeting: PlannedMeeting | None = None
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""
    #: Of a row that corrects a meeting: its key, both sides of each changed cell, the steps, its cells.
    known: int | None = None
    changes: list[list[str]] = field(default_factory=list)
    steps: dict[str, object] | None = None
    said: dict[str, str] = field(default_factory=dict)

    def refuse(self, problem: Problem) -> None:
        """Keep the row out, for this reason beside others."""
        self.problems.append(problem)
        self.fate = Fate.REFUSED


@dataclass
class Counts:
    """How many rows had which fate; they always add up to the rows."""

    rows: int = 0
    created: int = 0
    linked: int = 0
    skipped: int = 0
    refused: int = 0

    def add(self, row: PlannedRow) -> None:
        """Count one row."""
        self.rows += 1
        setattr(self, row.fate.value, getattr(self, row.fate.value) + 1)

    def as_json(self) -> dict[str, int]:
        return {
            "rows": self.rows,
            "created": self.created,
            "linked": self.linked,
            "skipped": self.skipped,
            "refused": self.refused,
        }
