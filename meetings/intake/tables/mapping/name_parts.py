"""Names that stand in several columns: a given name beside a family name, in many languages."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .fields import Field, field_of, plain_header

_LISTED = Path(__file__).parent.parent / "data" / "name_parts.csv"
#: The parts in the order in which a name is written out; without the first and the third there is none.
_ORDER = ("given", "middle", "family", "second")
_NEEDED = {"given", "family"}
#: What else is called by a column of the same words: whoever is met, and whose meetings these are.
_MEANT = {
    Field.PRINCIPAL: Field.PRINCIPAL,
    Field.PRINCIPAL_ROLE: Field.PRINCIPAL,
    Field.PERSON: Field.PERSON,
    Field.PARTY: Field.PERSON,
    Field.ORGANISATION: Field.PERSON,
}


@cache
def _phrases() -> list[tuple[tuple[str, ...], str]]:
    """The words for parts of names, the longest first."""
    with _LISTED.open(encoding="utf-8", newline="") as stream:
        found = [
            (tuple(plain_header(name).split()), row["part"])
            for row in csv.DictReader(stream)
            for name in row["names"].split("|")
        ]
    return sorted(found, key=lambda item: -len(item[0]))


def names_in_parts(headers: Iterable[str]) -> list[tuple[list[int], Field | None]]:
    """The columns that hold parts of one name, in the order in which it is written out, and what it is.

    "Minister first name" and "Minister last name" are one; ``None`` where it is not known whose name it is.
    """
    owned: dict[str, dict[str, int]] = {}
    for place, header in enumerate(headers):
        part, owner = _part_of(plain_header(header))
        if part:
            owned.setdefault(owner, {}).setdefault(part, place)
    return [
        ([parts[part] for part in _ORDER if part in parts], _field_of_owner(owner))
        for owner, parts in owned.items()
        if parts.keys() >= _NEEDED
    ]


def _part_of(header: str) -> tuple[str, str]:
    """Which part of a name a header means, and the words for whose name it is."""
    words, part = header.split(), ""
    for phrase, meant in _phrases():
        size = len(phrase)
        place = next((i for i in range(len(words)) if tuple(words[i : i + size]) == phrase), None)
        if place is not None and part in ("", meant):
            part = meant
            del words[place : place + size]
    return part, " ".join(words)


def _field_of_owner(owner: str) -> Field | None:
    if not owner:
        return Field.PERSON
    found = field_of(owner) or next(filter(None, map(field_of, owner.split())), None)
    return _MEANT.get(found[0]) if found else None
