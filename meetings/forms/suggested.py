"""What is suggested for a half-filled form, and how such a form is read as a browser sends it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: More rows of a kind than this are looked at by nobody.
MOST_ROWS = 100


@dataclass(frozen=True)
class Suggestion:
    """Values for one empty field of the form, each as the browser sends it, with what it is called."""

    field: str
    values: tuple[tuple[str, str], ...]


def text(field: str, value: str) -> Suggestion:
    """That a text field says ``value``."""
    return Suggestion(field, ((value, value),))


def filled(data, found: Iterable[Suggestion]):
    """A copy of ``data`` with the suggestions in it."""
    data = data.copy()
    for one in found:
        data.setlist(one.field, [value for value, _label in one.values])
    return data


def rows_of(data, prefix: str, field: str) -> list[str]:
    """What the fields of each row that has ``field`` begin with, without the rows that are to be deleted."""
    shape = re.compile(rf"{prefix}-([0-9]{{1,4}})-{field}")
    numbers = sorted({int(match[1]) for name in data if (match := shape.fullmatch(name))})[:MOST_ROWS]
    return [f"{prefix}-{number}-" for number in numbers if f"{prefix}-{number}-DELETE" not in data]
