"""The bar that the archive measures itself by, line by line: wanted, found, reached or not."""

import math
import statistics
from collections.abc import Iterable
from typing import NamedTuple

from bench.document import table
from bench.measuring import CONNECTIONS, Results

#: A list as a page and as JSON, remembered and computed.
MODES = ("remembered", "computed", "json remembered", "json computed")


class Bar(NamedTuple):
    """One line: at least or at most ``bound``; ``found`` is ``None`` where it was not measured."""

    what: str
    bound: float
    at_least: bool
    found: float | None

    @property
    def is_reached(self) -> bool | None:
        """Whether it is; ``None`` where nothing was measured."""
        if self.found is None:
            return None
        return self.found >= self.bound if self.at_least else self.found <= self.bound


def table_of(results: Results) -> str:
    """The bar as a table."""
    said = {True: "reached", False: "**not reached**", None: "not measured"}
    rows = [
        [
            line.what,
            f"{'≥' if line.at_least else '≤'} {line.bound:g}",
            "" if line.found is None else f"{line.found:,.2f}",
            said[line.is_reached],
        ]
        for line in lines(results)
    ]
    return table(["what", "wanted", "found", ""], rows)


def lines(results: Results) -> list[Bar]:
    """Every line of the bar for one run."""
    return [*_against_datasette(results), *_against_nothing(results), *_between(results), *_rest(results)]


def _ratios(results: Results, over: tuple[str, str], under: tuple[str, str]) -> list[float]:
    pairs = [(results.median(name, *over), results.median(name, *under)) for name in results.lists]
    return [one / other for one, other in pairs if one and other]


def _against_datasette(results: Results) -> Iterable[Bar]:
    theirs = "datasette", "computed"
    bounds = {"remembered": 150, "computed": 80}
    for form, prefix in (("JSON", "json "), ("page of HTML", "")):
        for mode, bound in bounds.items():
            found = _ratios(results, theirs, ("sqlite", prefix + mode))
            yield Bar(f"Datasette ÷ {form} {mode}, geometric mean", bound, True, _mean(found))
        lowest = min(_ratios(results, theirs, ("sqlite", f"{prefix}computed")), default=None)
        yield Bar(f"Datasette ÷ {form} computed, lowest of all questions", 15, True, lowest)


def _against_nothing(results: Results) -> Iterable[Bar]:
    for form, mode, bound in (("JSON", "json remembered", 2.0), ("page of HTML", "remembered", 2.5)):
        for name in ("sqlite", "postgres"):
            nothing = results.median("nothing", name, "remembered")
            found = [results.median(question, name, mode) for question in results.lists]
            worst = max((seconds / nothing for seconds in found if seconds and nothing), default=None)
            yield Bar(f"{form} remembered ÷ nothing, highest, {name}", bound, False, worst)


def _between(results: Results) -> Iterable[Bar]:
    said_of = ("page remembered", "page computed", "JSON remembered", "JSON computed")
    for said, mode in zip(said_of, MODES, strict=True):
        found = _ratios(results, ("postgres", mode), ("sqlite", mode))
        yield Bar(f"PostgreSQL ÷ SQLite, {said}, geometric mean", 1.5, False, _mean(found))


def _rest(results: Results) -> Iterable[Bar]:
    for name in ("sqlite", "postgres"):
        for mix in ("first page", "all lists", "all lists as JSON"):
            found = None
            if (name, mix) in results.loaded:
                nothing = statistics.median(results.loaded[name, "nothing"])
                found = statistics.median(results.loaded[name, mix]) / nothing
            yield Bar(f"{CONNECTIONS} connections on {name}, {mix} ÷ nothing", 0.5, True, found)
    slowest = [
        found * 1000
        for name in results.lists
        for mode in ("computed", "json computed")
        if (found := results.median(name, "sqlite", mode))
    ]
    yield Bar("slowest computed list, milliseconds", 100, False, max(slowest, default=None))
    megabytes = results.index.get("sqlite", {}).get("megabytes")
    million = results.meetings / 1_000_000
    yield Bar(
        "index, MB a million meetings and process", 100, False, megabytes and million and megabytes / million
    )
    exported = results.median("export: CSV", "sqlite", "computed")
    theirs = results.median("export: CSV", "datasette", "computed")
    yield Bar("Datasette's CSV ÷ ours, the same rows", 3, True, theirs and exported and theirs / exported)


def _mean(found: list[float]) -> float | None:
    return math.exp(statistics.fmean(map(math.log, found))) if found else None
