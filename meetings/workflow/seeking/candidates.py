"""What a search for doubles gives: two entries that may be one, how likely, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

#: A key that more entries share tells nothing.
MOST_OF_A_KEY = 40
#: More candidates are not shown, and not counted.
MOST = 1000


@dataclass(frozen=True)
class Candidate:
    """Two entries of a kind that may be one; ``first`` is the smaller primary key."""

    kind: str
    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def pairs_of(keys: Iterable[tuple[str, int]]) -> set[tuple[int, int]]:
    """The pairs of entries that share a key which few share."""
    sharing: dict[str, set[int]] = defaultdict(set)
    for key, pk in keys:
        sharing[key].add(pk)
    found: set[tuple[int, int]] = set()
    for pks in sharing.values():
        if 1 < len(pks) <= MOST_OF_A_KEY:
            found.update(combinations(sorted(pks), 2))
    return found
