"""What is remembered of how a publisher's tables are read, and what the file does not say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from meetings.intake.tables.mapping import Field
from meetings.vocabulary import MeetingKind


class ProfileError(ValueError):
    """A profile cannot be read; the text says which part and why."""


@dataclass(frozen=True)
class Profile:
    """How to read the tables of one publisher.

    ``columns`` gives fields by header (compared folded); ``constants`` what the file does not say, by the
    names ``principal``, ``principal_role``, ``principal_country``, ``country``, ``kind``, ``publisher``;
    ``separators`` the character that divides parties in a field; ``fill_down`` the fields whose blank cells
    repeat the one above; ``decisions`` what words mean, by kind and folded words; ``written`` what an editor
    wrote in place of cells of one file, by sheet and number of the row and the name of the column.
    """

    name: str = ""
    columns: Mapping[str, Field] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    separators: Mapping[Field, str] = field(default_factory=dict)
    fill_down: frozenset[Field] = frozenset()
    year: int | None = None
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    written: Mapping[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)


_CONSTANTS = frozenset(
    {"principal", "principal_role", "principal_country", "country", "kind", "publisher", "place", "language"}
)
_KEYS = frozenset(
    [
        "name",
        "columns",
        "constants",
        "day_first",
        "encoding",
        "delimiter",
        "sheets",
        "separators",
        "fill_down",
        "year",
        "decisions",
        "written",
    ]
)


def read_profile(path: Path) -> Profile:
    """Read a profile from a JSON file. Raises ``ProfileError``."""
    try:
        return profile_of(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise ProfileError(f"The profile cannot be opened: {error.strerror or error}.") from None
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, ProfileError) else ProfileError(f"It is no JSON: {error}.") from None


def profile_of(data: object) -> Profile:
    """A profile from its JSON form; what it does not know is an error, never passed over."""
    given = _mapping(data, "A profile")
    unknown = sorted(given.keys() - _KEYS)
    if unknown:
        raise ProfileError(f"“{unknown[0]}” is not known; known are {', '.join(sorted(_KEYS))}.")
    day_first = given.get("day_first")
    if day_first not in (None, True, False):
        raise ProfileError("“day_first” is true, false or null.")
    year = given.get("year")
    if year is not None and not (isinstance(year, int) and 1 <= year <= 9999):
        raise ProfileError("“year” is a year.")
    return Profile(
        name=_text(given.get("name", ""), "name"),
        columns=_columns(given.get("columns", {})),
        constants=_constants(given.get("constants", {})),
        day_first=day_first,
        encoding=_text(given.get("encoding", ""), "encoding"),
        delimiter=_text(given.get("delimiter", ""), "delimiter")[:1],
        sheets=tuple(_text(name, "sheets") for name in _list(given.get("sheets", []), "sheets")),
        separators={
            _field(name): _text(value, "separators")
            for name, value in _mapping(given.get("separators", {}), "separators").items()
        },
        fill_down=frozenset(_field(name) for name in _list(given.get("fill_down", []), "fill_down")),
        year=year,
        decisions=_decisions(given.get("decisions", [])),
        written=_written(given.get("written", [])),
    )


def _columns(data: object) -> dict[str, Field]:
    from meetings.intake.tables.mapping import plain_header

    return {
        plain_header(name): _field(value) if value else Field.IGNORED
        for name, value in _mapping(data, "columns").items()
    }


def _constants(data: object) -> dict[str, str]:
    given = {name: _text(value, "constants") for name, value in _mapping(data, "constants").items()}
    unknown = sorted(given.keys() - _CONSTANTS)
    if unknown:
        raise ProfileError(
            f"The constant “{unknown[0]}” is not known; known are {', '.join(sorted(_CONSTANTS))}."
        )
    if given.get("kind", "bilateral") not in MeetingKind.values:
        raise ProfileError(f"The constant “kind” is one of {', '.join(MeetingKind.values)}.")
    return given


def _decisions(data: object) -> dict[tuple[str, str], str]:
    from meetings.intake.tables.resolving import decision_key

    found = {}
    for row in _list(data, "decisions"):
        row = _mapping(row, "decisions")
        try:
            kind, words, value = (_text(row[key], "decisions") for key in ("kind", "words", "value"))
        except KeyError as error:
            raise ProfileError(f"A decision has kind, words and value; one lacks {error}.") from None
        found[kind, decision_key(words)] = value
    return found


def _written(data: object) -> dict[tuple[str, int], dict[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = {}
    for row in _list(data, "written"):
        row = _mapping(row, "written")
        number = row.get("row")
        if not isinstance(number, int):
            raise ProfileError("What is written in place of a cell has the number of its row.")
        column, value = _text(row.get("column"), "written"), _text(row.get("value"), "written")
        found.setdefault((_text(row.get("sheet", ""), "written"), number), {})[column] = value
    return found


def _field(name: object) -> Field:
    try:
        return Field(name)
    except ValueError:
        raise ProfileError(f"“{name}” is no field; fields are {', '.join(Field)}.") from None


def _mapping(data: object, what: str) -> dict:
    if not isinstance(data, dict):
        raise ProfileError(f"{what}: an object was expected.")
    return data


def _list(data: object, what: str) -> list:
    if not isinstance(data, list):
        raise ProfileError(f"{what}: a list was expected.")
    return data


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ProfileError(f"{what}: a text was expected.")
    return value
