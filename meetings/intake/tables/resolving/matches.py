"""The answer to what some words mean."""

from dataclasses import dataclass
from enum import StrEnum

from meetings import names


class Status(StrEnum):
    """How sure it is what words mean."""

    EXACT = "exact"
    DECIDED = "decided"
    ALIKE = "alike"
    AMBIGUOUS = "ambiguous"
    NOT_THEN = "not_then"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Candidate:
    """An entry that words might mean, with a score from 0 to 100."""

    key: str
    label: str
    score: int = 100


@dataclass(frozen=True)
class Match:
    """What words mean: the ``key`` of an entry (a country's code, else a primary key) where that is sure.

    ``candidates`` are what to choose from where it is not; ``message`` says in a sentence why.
    """

    status: Status
    key: str = ""
    label: str = ""
    candidates: tuple[Candidate, ...] = ()
    message: str = ""

    @property
    def is_sure(self) -> bool:
        return self.status in (Status.EXACT, Status.DECIDED)


def decision_key(words: str) -> str:
    """The form of words under which a decision is remembered: case and marks play no part."""
    return names.fold(words)[:300]


#: The decision that words mean a new entry.
NEW = "new"
_STANDING_FOR = "as:"


def standing_for(name: str) -> str:
    """The decision that a name means whom others call by a fuller one, who may be no entry yet."""
    return _STANDING_FOR + name


def name_decided(decision: str) -> str:
    """The fuller name in such a decision; "" in any other."""
    return decision.removeprefix(_STANDING_FOR) if decision.startswith(_STANDING_FOR) else ""


def asked_words(name: str, country: str) -> str:
    """The words under which is asked whom a name means: a surname alone means another in each country."""
    return f"{name}, {country.upper()}" if country and " " not in names.match_key(name) else name
