"""Query strings: the same state of a list always has the same address."""

from collections.abc import Callable
from urllib.parse import urlencode

#: The order in which parameters stand in an address.
ORDER = (
    "q", "country", "minister", "person", "organisation", "topic", "occasion", "kind", "capacity", "place",
    "publisher", "status", "from", "to", "certain", "sort", "size", "after",
)  # fmt: skip
#: How many meetings a page of the list may show; the first unless another is asked for.
PAGE_SIZES = (25, 50, 100)
#: Parameters whose value says nothing when it is this one.
_DEFAULTS = {"sort": "newest", "certain": "0", "size": str(PAGE_SIZES[0])}


def pairs(data) -> list[tuple[str, str]]:
    """The known, non-empty parameters of a ``QueryDict`` in canonical order, without repetitions."""
    return [
        (name, value)
        for name in ORDER
        for value in dict.fromkeys(given.strip() for given in data.getlist(name))
        if value and value != _DEFAULTS.get(name)
    ]


def encode(data, *, add=(), drop=(), keep_cursor: bool = False) -> str:
    """The query string of ``data`` with pairs added and dropped, with its ``?``; empty for no parameter.

    ``drop`` holds pairs, or names to drop with all their values. A changed list starts at its first page:
    the cursor goes, unless it is kept.
    """
    gone = {*drop} if keep_cursor else {*drop, "after"}
    kept = [
        (name, value)
        for name, value in pairs(data)
        if name not in gone and (name, value) not in gone and (name, value.lower()) not in gone
    ]
    kept += [pair for pair in add if pair not in kept]
    kept.sort(key=lambda pair: ORDER.index(pair[0]))
    return f"?{urlencode(kept)}" if kept else ""


def adder(data, name: str) -> Callable[[str], str]:
    """What gives ``encode(data, add=[(name, value)])`` for many values that ``data`` does not have."""
    kept = [pair for pair in pairs(data) if pair[0] != "after"]
    place = ORDER.index(name)
    before = urlencode([pair for pair in kept if ORDER.index(pair[0]) <= place])
    behind = urlencode([pair for pair in kept if ORDER.index(pair[0]) > place])
    head, tail = f"?{before}&" if before else "?", f"&{behind}" if behind else ""
    return lambda value: f"{head}{urlencode([(name, value)])}{tail}"
