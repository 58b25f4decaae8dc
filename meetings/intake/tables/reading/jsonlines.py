"""JSON Lines: one object a line, its members as cells."""

import json
from collections.abc import Iterable, Iterator

from .limits import Limits
from .values import Row, Value


class Members:
    """The names of members in the order in which they come first; each is a column."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, name: str) -> int:
        """The column of a member, made where it is new."""
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        return self._places[name]


def read_json_lines(lines: Iterable[str], members: Members, limits: Limits) -> Iterator[Row]:
    """Each line as a row. A line that is no flat object is a row whose ``damage`` says why.

    Members that hold an object are flattened with dots ("principal.name"); a list is its items a line each.
    """
    for number, line in enumerate(lines, 1):
        text = line.strip().lstrip("\ufeff")
        if not text:
            continue
        row = Row(number, [])
        try:
            if _depth(text) > limits.nesting:
                row.damage = f"The line is nested deeper than {limits.nesting} levels (IMPORT_MAX_NESTING)."
            else:
                _put_object(row, members, _object(text), limits)
        except (ValueError, RecursionError) as error:
            row.damage = f"The line is no JSON object: {error}."
        if row.damage and not row.cells:
            row.cells = [text[:200]]
        yield row


def _object(text: str) -> dict[str, object]:
    found = json.loads(text, parse_constant=_no_number)
    if not isinstance(found, dict):
        raise ValueError("it holds something else")
    return found


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _depth(text: str) -> int:
    """How deep brackets are nested, without regard to those in strings."""
    deepest = depth = 0
    inside = escaped = False
    for character in text:
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _put_object(
    row: Row, members: Members, found: dict[str, object], limits: Limits, prefix: str = ""
) -> None:
    for name, value in found.items():
        if value is None:
            continue
        if isinstance(value, dict):
            _put_object(row, members, value, limits, f"{prefix}{name}.")
            continue
        place = members.place(f"{prefix}{name}")
        if place >= limits.columns:
            raise ValueError(f"more than {limits.columns} different members (IMPORT_MAX_COLUMNS)")
        row.cells.extend([None] * (place + 1 - len(row.cells)))
        row.cells[place] = _value(value)


def _value(value: object) -> Value:
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := _item(item)))
    return json.dumps(value, ensure_ascii=False)


_NAMES = ("name", "full_name", "fullname", "nome", "nombre", "nom", "label", "title")
_ROLES = ("role", "position", "title", "office", "function", "cargo", "fonction")
_COUNTRIES = ("country", "country_code", "pais", "país", "pays", "land")
_BODIES = (
    "organisation",
    "organization",
    "affiliation",
    "company",
    "entity",
    "orgao",
    "órgão",
    "entidade",
    "entidad",
)


def _item(item: object) -> str:
    """One item of a list as its cell would say it: "Jane Roe, Foreign Minister (Poland)"."""
    if item is None or isinstance(item, str):
        return item or ""
    if not isinstance(item, dict):
        return json.dumps(item, ensure_ascii=False)
    said = {
        name.casefold(): value for name, value in item.items() if isinstance(value, str) and value.strip()
    }
    name = next((said[key] for key in _NAMES if key in said), "")
    role = next((said[key] for key in _ROLES if key in said and said[key] != name), "")
    bodies = [said[key] for key in _BODIES if key in said]
    lands = [said[key] for key in _COUNTRIES if key in said]
    if not (name or role or bodies or lands):
        return json.dumps(item, ensure_ascii=False)
    if lands and not bodies:
        named = ", ".join(part for part in (name, role) if part)
        return f"{named} ({lands[0]})" if named else lands[0]
    named = ", ".join(part for part in (name, role) if part) or bodies.pop(0)
    if not bodies:
        return named
    plain = role and not any("," in part for part in (name, role, bodies[0]))
    return f"{named}, {bodies[0]}" if plain else f"{named} ({bodies[0]})"
