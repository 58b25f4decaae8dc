"""Query strings: the same state of a list always has the same address.

A list answers at every way of writing a question, and its links lead to the one that ``pairs`` gives, in
which the reader's order of values stays. What all questions of one meaning share is ``canonical``.
"""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from meetings.vocabulary import Facet

#: The order in which parameters stand in an address.
ORDER = (
    "q", "country", "partner", "minister", "person", "met", "organisation", "topic", "occasion", "kind",
    "capacity", "place", "publisher", "status", "from", "to", "certain", "sort", "size", "after",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(ORDER)}
#: The parameters that ask for a further value of a facet: one that has to be there besides the first.
FURTHER = {"partner": Facet.COUNTRY, "met": Facet.PERSON}
#: How many meetings a page of the list may show; the first unless another is asked for.
PAGE_SIZES = (25, 50, 100)
#: Parameters whose value says nothing when it is this one.
_DEFAULTS = {"sort": "newest", "certain": "0", "size": str(PAGE_SIZES[0])}
#: Parameters whose values mean something else in other letters; all others are compared without case.
_AS_TYPED = ("q", "from", "to", "after")
#: The words of forms and scripts for yes and no, as addresses have them.
YES_AND_NO = {"true": "1", "yes": "1", "on": "1", "false": "0", "no": "0", "off": "0"}


class Pairs(tuple[tuple[str, str], ...]):
    """The parameters of a question as ``pairs`` gives them: read once, for all addresses of a page."""

    __slots__ = ()


def pairs(data) -> Pairs:
    """The known, non-empty parameters of a ``QueryDict`` in canonical order, without repetitions.

    Whatever takes ``data`` takes the pairs of it too.
    """
    if isinstance(data, Pairs):
        return data
    return Pairs(
        (name, value)
        for name in ORDER
        if name in data
        for value in dict.fromkeys([_written(name, given) for given in data.getlist(name)])
        if value and value != _DEFAULTS.get(name)
    )


def _written(name: str, given: str) -> str:
    """A value as addresses hold it; one in other capitals asks for the same."""
    value = given.strip()
    if name in _AS_TYPED:
        return value
    return YES_AND_NO.get(value.lower(), value.lower()) if name == "certain" else value.lower()


def canonical(data) -> str:
    """The one query string, with its ``?``, of all that ask what ``data`` asks for, the cursor included."""
    found = sorted(pairs(data), key=lambda pair: (_PLACES[pair[0]], pair[1]))
    return f"?{urlencode(found)}" if found else ""


def encode(data, *, add=(), drop=(), keep_cursor: bool = False) -> str:
    """The query string of ``data`` with pairs added and dropped, with its ``?``; empty for no parameter.

    ``drop`` holds pairs, or names to drop with all their values. A changed list starts at its first page:
    the cursor goes, unless it is kept.
    """
    gone = {*drop} if keep_cursor else {*drop, "after"}
    kept = [(name, value) for name, value in pairs(data) if name not in gone and (name, value) not in gone]
    kept += [pair for pair in add if pair not in kept and pair[1] != _DEFAULTS.get(pair[0])]
    kept.sort(key=lambda pair: _PLACES[pair[0]])
    return f"?{urlencode(kept)}" if kept else ""


def adder(data, name: str) -> Callable[[str], str]:
    """What gives ``encode(data, add=[(name, value)])`` for many values that ``data`` does not have."""
    place = _PLACES[name]
    head, tail = _around(data, place, place + 1)
    head = f"{head}{name}="
    return lambda value: f"{head}{_quoted(value)}{tail}"


def period_adder(data) -> Callable[[str], str]:
    """What gives the query string of ``data`` with the whole of a year as its days, for many years."""
    head, tail = _around(data, _PLACES["from"] - 1, _PLACES["to"] + 1)
    return lambda year: f"{head}from={year}&to={year}{tail}"


def _around(data, last: int, first: int) -> tuple[str, str]:
    """What stands before and behind what is added: up to the ``last`` place, and from the ``first`` on."""
    kept = [pair for pair in pairs(data) if pair[0] != "after"]
    before = urlencode([pair for pair in kept if _PLACES[pair[0]] <= last])
    behind = urlencode([pair for pair in kept if _PLACES[pair[0]] >= first])
    return f"?{before}&" if before else "?", f"&{behind}" if behind else ""


@lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    return quote_plus(value)
