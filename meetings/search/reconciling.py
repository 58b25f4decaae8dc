"""Which public entry a name from somebody else's table may mean."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from meetings import names
from meetings.models import Country, Office, Organisation, OtherName, Person, Topic
from meetings.querysets.named import LONGEST_NAME
from meetings.search.selection import reading

#: The kinds of entries that can be meant, with their models.
MODELS = {
    "person": Person,
    "country": Country,
    "organisation": Organisation,
    "topic": Topic,
    "office": Office,
}
#: Names of one kind compared at most; the work of a question stays bounded.
COMPARED_AT_MOST = 200_000
#: How alike keys have to be, from 0 to 100, to be proposed.
LIKENESS = 60
#: Shorter keys (codes, abbreviations) are the same or are not meant.
_SHORTEST_ALIKE = 4
#: The likeness of what is only alike stays under that of what is the same.
_MOST_ALIKE = 99.0


@dataclass(frozen=True)
class Meant:
    """An entry that may be meant: its kind and primary key, and how alike the names are (100: the same)."""

    kind: str
    pk: int
    likeness: float


def public_rows(kind: str):
    """The entries of a kind that the public may know of, without those merged into others."""
    rows = MODELS[kind].objects
    if kind == "country":
        return rows.all()
    return rows.published().filter(merged_into__isnull=True) if kind == "person" else rows.published()


def meant(text: str, kinds: Collection[str], most: int) -> list[Meant]:
    """The entries of some kinds that ``text`` may name, the most alike first, at most so many.

    Names are compared by their keys, in any order of their words: spelling, case, script marks and honorifics
    make no difference.
    """
    wanted = names.match_key(text[:LONGEST_NAME])
    if not wanted:
        return []
    likeness: dict[tuple[str, int], float] = {}
    ordered = " ".join(sorted(wanted.split()))
    for kind in kinds:
        known = _known(kind)
        for pk in known.get(ordered, ()):
            likeness[kind, pk] = 100.0
        for key, alike in _near(ordered, known, most):
            for pk in known[key]:
                likeness.setdefault((kind, pk), alike)
    best = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))
    return [Meant(kind, pk, round(alike, 1)) for (kind, pk), alike in best[:most]]


def _near(wanted: str, known: dict[str, list[int]], most: int) -> Iterator[tuple[str, float]]:
    """The keys that are like one, but not the same, with how alike they are."""
    if len(wanted) >= _SHORTEST_ALIKE:
        # A person has several names: so many keys are looked at that enough entries are found.
        near = process.extract(wanted, known.keys(), scorer=fuzz.ratio, limit=most * 3, score_cutoff=LIKENESS)
        for key, alike, _ in near:
            if len(key) >= _SHORTEST_ALIKE and key != wanted:
                yield key, min(alike, _MOST_ALIKE)


def beginning(text: str, kinds: Collection[str], most: int) -> list[Meant]:
    """The entries one of whose names has a word for each of ``text``, the last of which may be unfinished."""
    words = names.match_key(text[:LONGEST_NAME]).split()
    if not words:
        return []
    found: dict[tuple[str, int], Meant] = {}
    for kind in kinds:
        for key, owners in _known(kind).items():
            if _begins(key.split(), words):
                for pk in owners:
                    found.setdefault((kind, pk), Meant(kind, pk, 100.0))
        if len(found) >= most:
            break
    return list(found.values())[:most]


def _begins(key: list[str], words: list[str]) -> bool:
    *whole, last = words
    return all(word in key for word in whole) and any(word.startswith(last) for word in key)


def _known(kind: str) -> dict[str, list[int]]:
    """The keys of a kind, each with its words in order of the alphabet, and whom they name."""
    return reading().remembered(("keys to reconcile", kind), lambda: _keys_of(kind), weigh=len)


def _keys_of(kind: str) -> dict[str, list[int]]:
    known: dict[str, list[int]] = {}
    for key, pk in _pairs(kind):
        owners = known.setdefault(" ".join(sorted(key.split())), [])
        if key and pk not in owners:
            owners.append(pk)
    known.pop("", None)
    return known


def _pairs(kind: str) -> Iterator[tuple[str, int]]:
    rows = public_rows(kind)
    yield from rows.values_list("match_key", "pk")[:COMPARED_AT_MOST]
    others = OtherName.objects.filter(**{f"{kind}__in": rows.values("pk")})
    yield from others.values_list("match_key", kind)[:COMPARED_AT_MOST]
    if kind == "country":
        for pk, *codes in rows.values_list("pk", "alpha_2", "alpha_3", "alpha_4"):
            yield from ((names.match_key(code), pk) for code in codes if code)
    if kind == "organisation":
        short = rows.exclude(abbreviation="").values_list("abbreviation", "pk")[:COMPARED_AT_MOST]
        yield from ((names.match_key(abbreviation), pk) for abbreviation, pk in short)
