"""Entries that may be one: candidates with a score and reasons, for an editor to decide on.

A pair that an editor found to be two does not come back. ``seeking`` finds the pairs.
"""

from collections.abc import Iterable, Iterator

from django.core.cache import cache
from django.db.models import Count, Max, Model

from meetings.models import (
    Country,
    Identifier,
    Meeting,
    NotTheSame,
    Office,
    Organisation,
    OtherName,
    Participation,
    Source,
    Topic,
)
from meetings.workflow import seeking
from meetings.workflow.referring import KINDS
from meetings.workflow.seeking import MOST, Candidate

#: The kinds that candidates are sought among.
SOUGHT = ("person", "organisation", "office", "place", "topic", "source", "meeting")
#: Below this two entries are not worth asking about.
LEAST = 0.7


def count() -> int:
    """How many pairs wait for a decision, at most ``MOST`` of each kind."""
    return sum(numbers().values())


def numbers() -> dict[str, int]:
    """How many pairs of each kind wait for a decision."""
    states = _states({table for kind in SOUGHT for table in _tables(kind)})
    return {kind: len(_kept(kind, states)) for kind in SOUGHT}


def candidates(kind: str) -> list[Candidate]:
    """The pairs of a kind that may be one, the likeliest first; found again when something has changed."""
    return _kept(kind, _states(_tables(kind)))


def _kept(kind: str, states: dict[type[Model], str]) -> list[Candidate]:
    key = f"duplicates/{kind}/{'-'.join(states[table] for table in _tables(kind))}"
    found = cache.get(key)
    if found is None:
        found = sorted(_found(kind), key=lambda one: (-one.score, one.first, one.second))[:MOST]
        cache.set(key, found, 24 * 60 * 60)
    return found


def _tables(kind: str) -> list[type[Model]]:
    """The tables whose changes may change the candidates of a kind."""
    of_kind = {
        "meeting": [Meeting],
        "source": [Source],
        "office": [Office, OtherName, Country, Organisation],
        "topic": [Topic, OtherName],
    }
    tables = of_kind.get(kind, [KINDS.get(kind), OtherName, Identifier])
    return [*tables, NotTheSame, *([Participation] if kind in ("meeting", "person") else [])]


def _states(tables: Iterable[type[Model]]) -> dict[type[Model], str]:
    """What of each table changes whenever a row does: one query a table."""
    found = {}
    for table in tables:
        one = table._base_manager.aggregate(number=Count("pk"), last=Max("updated_at"))
        found[table] = f"{one['number']}.{one['last'].timestamp() if one['last'] else 0}"
    return found


def dismiss(kind: str, one: int, other: int, *, by=None) -> None:
    """Keep that two entries are two."""
    first, second = sorted((one, other))
    NotTheSame.objects.get_or_create(kind=kind, first=first, second=second, defaults={"by": by})


def _found(kind: str) -> Iterator[Candidate]:
    dismissed = set(NotTheSame.objects.filter(kind=kind).values_list("first", "second"))
    for candidate in _SEEKERS[kind](kind):
        if candidate.score >= LEAST and (candidate.first, candidate.second) not in dismissed:
            yield candidate


_SEEKERS = {
    "person": seeking.named,
    "organisation": seeking.named,
    "office": seeking.offices,
    "place": seeking.named,
    "topic": seeking.named,
    "source": seeking.sources,
    "meeting": seeking.meetings,
}
