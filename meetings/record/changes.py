"""What differs between two public forms, item by item and part by part.

Pure: two forms in, a list out. Equal forms give the empty list, and every difference is in it: what is not
known here by name is compared as it stands. Participants, sources and statements are recognised by what they
are, not by their place in the list, so that a new participant in front changes nothing about the others.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.record import canonical

#: What follows from the date itself, and is no difference of its own where the date is another.
_DERIVED = ("earliest", "latest", "start_latest", "end_earliest")
#: The parts that are told before the others.
_LEADING = ("edtf", "title", "person")
#: The place in ``participations`` of a participant that the other form does not have.
_GONE = -1


class Sign(StrEnum):
    """What happened to an item or a part of one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True)
class Change:
    """One difference.

    ``property`` is a key of the form; ``item`` the entry of its list that changed, as it is now, or as it was
    where it is gone; ``part`` the key of the item or value, empty where the whole is meant. ``old`` and
    ``new`` are the values of the forms, ``None`` where there was or is none.
    """

    property: str
    sign: Sign
    item: dict | None = None
    part: str = ""
    old: object = None
    new: object = None


Key = Callable[[dict], Hashable]


def differences(old: dict, new: dict) -> list[Change]:
    """Every difference between two forms of one meeting, in the order of the page."""
    return [change for name in _names(old, new) for change in _of_property(name, old, new)]


def _names(old: dict, new: dict) -> list[str]:
    known = [name for name in _ORDER if name in old or name in new]
    return known + sorted((old.keys() | new.keys()) - set(_ORDER))


def _of_property(name: str, old: dict, new: dict) -> Iterator[Change]:
    before, after = old.get(name), new.get(name)
    if name == "date":
        yield from _of_date(before, after)
    elif name == "place" and before and after and before.get("slug") == after.get("slug"):
        yield from _parts("place", before, after)
    elif name == "statements":
        yield from _of_statements(old, new)
    elif name in _KEYS:
        yield from _of_list(name, before or [], after or [], _KEYS[name])
    elif before != after:
        yield _whole(name, before, after)


def _whole(name: str, old, new) -> Change:
    sign = Sign.ADDED if old in (None, "") else Sign.REMOVED if new in (None, "") else Sign.CHANGED
    return Change(name, sign, old=old, new=new)


def _of_date(old: dict | None, new: dict | None) -> Iterator[Change]:
    if old is None or new is None:
        if old != new:
            yield _whole("date", old, new)
        return
    is_other = old["edtf"] != new["edtf"]
    for change in _parts("date", old, new):
        if not (is_other and change.part in _DERIVED):
            yield replace(change, item=None)


def _parts(name: str, old: dict, new: dict) -> Iterator[Change]:
    """What differs between two states of one item."""
    for part in sorted(old.keys() | new.keys(), key=lambda part: (part not in _LEADING, part)):
        before, after = old.get(part), new.get(part)
        if before != after:
            yield replace(_whole(name, before, after), item=new, part=part)


def _of_list(name: str, old: list[dict], new: list[dict], keys: tuple[Key, ...]) -> Iterator[Change]:
    pairs = _pairs(old, new, keys)
    taken = set(pairs.values())
    for place, item in enumerate(old):
        if place not in pairs:
            yield Change(name, Sign.REMOVED, item, old=item)
    for place, item in enumerate(new):
        if place not in taken:
            yield Change(name, Sign.ADDED, item, new=item)
    for before, after in sorted(pairs.items(), key=lambda pair: pair[1]):
        yield from _parts(name, old[before], new[after])
    kept = [pairs[place] for place in sorted(pairs)]
    if kept != sorted(kept):
        yield Change(name, Sign.REORDERED)


def _pairs(old: list[dict], new: list[dict], keys: tuple[Key, ...]) -> dict[int, int]:
    """The places in ``new`` of the items of ``old``: equal ones first, then by one key after the other."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in (canonical.dumps, *keys):
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(range(len(new))):
            if place not in taken and (found := key(new[place])) is not None:
                waiting.setdefault(found, []).append(place)
        for place, item in enumerate(old):
            if place not in pairs and (places := waiting.get(key(item))):
                pairs[place] = places.pop()
                taken.add(pairs[place])
    return pairs


def _of_statements(old: dict, new: dict) -> Iterator[Change]:
    """Statements, each about the participant whom it is about, wherever that one stands in the list."""
    pairs = _pairs(old["participations"], new["participations"], _KEYS["participations"])
    moved = {before + 1: after + 1 for before, after in pairs.items()}
    count = len(old["participations"])
    renumbered = [
        statement
        | {
            "participation": moved.get(place, _GONE)
            if isinstance(place := statement["participation"], int) and 0 < place <= count
            else place
        }
        for statement in old["statements"]
    ]
    original = {id(item): statement for item, statement in zip(renumbered, old["statements"], strict=True)}
    for change in _of_list("statements", renumbered, new["statements"], _KEYS["statements"]):
        if change.sign == Sign.REMOVED and id(change.old) in original:
            change = replace(change, item=original[id(change.old)], old=original[id(change.old)])
        yield change


def _address(reference: dict | None) -> str | None:
    return (reference.get("code") or reference.get("slug")) if reference else None


def _party(row: dict) -> tuple | None:
    found = (_address(row["country"]), _address(row["organisation"]))
    return found if any(found) else None


def _named(row: dict) -> tuple | None:
    return (row["name_as_printed"], _party(row)) if row["name_as_printed"] else None


def _by(*names: str) -> Key:
    return lambda item: tuple(item[name] for name in names)


#: How the entries of each list are recognised, the surest way first.
_KEYS: dict[str, tuple[Key, ...]] = {
    "texts": (_by("language"),),
    "occasions": (_address, _by("name")),
    "participations": (
        lambda row: _address(row["person"]),
        _named,
        lambda row: (party, row["side"]) if (party := _party(row)) else None,
        _party,
    ),
    "topics": (_address, _by("name")),
    "sources": (_by("id"),),
    "statements": (
        _by("source", "property", "participation", "quote"),
        _by("source", "property", "participation", "value"),
        _by("source", "property", "participation"),
        _by("source", "property", "quote"),
    ),
}
#: The keys of a form in the order in which the page shows them.
_ORDER = (
    "kind", "status", "date", "start_time", "timezone", "place", "occasions", "participations", "topics",
    "texts", "sources", "statements",
)  # fmt: skip
