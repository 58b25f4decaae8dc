"""Query strings: the same state of a list always has the same address."""

from urllib.parse import urlencode

#: The order in which parameters stand in an address.
ORDER = (
    "q", "country", "minister", "person", "organisation", "topic", "occasion", "kind", "capacity", "place",
    "publisher", "status", "from", "to", "certain", "sort", "after",
)  # fmt: skip
#: Parameters whose value says nothing when it is this one.
_DEFAULTS = {"sort": "newest", "certain": "0"}


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
