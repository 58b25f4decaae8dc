"""Every address of the desk, read from the site itself, and the table of docs/permissions.md."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from django.urls import URLPattern, get_resolver

from meetings.workflow import Verb

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
ROLES = ("anonymous", "editor", "reviewer", "administrator")
#: The front page, whose address has no name of its own.
FRONT = "."
#: Whatever else is asked for below the desk: not found, for those who are in.
_CATCH_ALL = "(?P<url>"
#: What stands in the table for a column of an address.
_NAMES = {"object_id": "id", "pk": "id", "version_id": "version", "content_type_id": "type"}


def _patterns(patterns, prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if _CATCH_ALL not in route and not _is_old_form(pattern):
                yield prefix + _plain(route)
        else:
            yield from _patterns(pattern.url_patterns, prefix + _plain(route))


def _is_old_form(pattern: URLPattern) -> bool:
    """Django's redirect from an address of an entry without ``change/``."""
    return pattern.name is None


def _plain(route: str) -> str:
    route = re.sub(r"\(\?P<app_label>[^)]*\)", "<app>", route).strip("^$")
    route = route.replace("([^/]+)", "<id>").replace(r"(\d+)", "<version>")
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: f"<{_NAMES.get(found[1], found[1])}>", route)


def addresses() -> set[str]:
    """Every address below ``admin/``, without it; of a move one for each verb."""
    found = set()
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "admin/":
            found.update(_patterns(pattern.url_patterns, ""))
    found = {route or FRONT for route in found}
    moves = {route for route in found if "<verb>" in route}
    return (found - moves) | {route.replace("<verb>", verb) for route in moves for verb in Verb.values}


def table(heading: str) -> dict[str, tuple[str, ...]]:
    """The rows of the table under a heading of the page; ``{one,other}`` stands for several."""
    section = PAGE.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.M)
    return {each: tuple(answers.split(" | ")) for shape, answers in rows for each in _spread(shape)}


def _spread(shape: str) -> list[str]:
    parts = [part.split(",") for part in re.split(r"[{}]", shape)]
    return ["".join(chosen) for chosen in product(*parts)]
