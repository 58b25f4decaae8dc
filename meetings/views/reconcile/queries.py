"""Which entries the names of a table may mean."""

from dataclasses import dataclass

from meetings.search.reconciling import Meant, meant
from meetings.views.reconcile.entries import TYPES, Entry, by_pk
from meetings.views.reconcile.properties import agrees

#: Questions in one request, answers to one question, and properties of one question, at most.
QUERIES_AT_MOST, MOST, PROPERTIES_AT_MOST = 25, 50, 10
_LIMIT = 10
#: What a contradicted or an unknown property takes from the score.
_CONTRADICTED, _UNKNOWN = 20.0, 5.0


class BadRequest(ValueError):
    """A request that the service cannot read, with the reason for people."""


@dataclass(frozen=True)
class Query:
    """A question: a name, the kinds that may be meant, how many answers, and values of properties."""

    text: str
    kinds: tuple[str, ...]
    limit: int
    properties: tuple[tuple[str, tuple], ...]


def read(data) -> dict[str, Query]:
    """The questions of a request, by their names in it. Raises ``BadRequest``."""
    if not isinstance(data, dict):
        raise BadRequest("queries is a JSON object of queries.")
    if len(data) > QUERIES_AT_MOST:
        raise BadRequest(f"One request holds at most {QUERIES_AT_MOST} queries.")
    return {name: _query(name, one) for name, one in data.items()}


def _query(name: str, data) -> Query:
    if not isinstance(data, dict) or not isinstance(data.get("query", ""), str):
        raise BadRequest(f"Query {name!r} has no text in query.")
    return Query(
        data.get("query", ""),
        kinds_of(data.get("type")),
        limit_of(data.get("limit")),
        _properties(name, data),
    )


def kinds_of(value) -> tuple[str, ...]:
    """The kinds of a ``type``: one or a list of ids; all where none is given. Raises ``BadRequest``."""
    if value is None or value in ("", []):
        return tuple(TYPES)
    given = value if isinstance(value, list) else [value]
    found = [one.get("id") if isinstance(one, dict) else one for one in given]
    if any(not isinstance(one, str) or one not in TYPES for one in found):
        raise BadRequest(f"The types are {', '.join(TYPES)}.")
    return tuple(dict.fromkeys(found))


def limit_of(value) -> int:
    """How many answers are wanted, at most ``MOST``. Raises ``BadRequest``."""
    if value is None or value == "":
        return _LIMIT
    try:
        limit = int(str(value)[:12])
    except ValueError:
        raise BadRequest("limit is a whole number.") from None
    if limit < 1:
        raise BadRequest("limit is at least 1.")
    return min(limit, MOST)


def _properties(name: str, data: dict) -> tuple[tuple[str, tuple], ...]:
    given = data.get("properties") or []
    if not isinstance(given, list) or len(given) > PROPERTIES_AT_MOST:
        raise BadRequest(f"Query {name!r} takes a list of at most {PROPERTIES_AT_MOST} properties.")
    found = []
    for one in given:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str):
            raise BadRequest(f"A property of query {name!r} has no pid.")
        values = one.get("v")
        found.append((one["pid"], tuple(values[:MOST]) if isinstance(values, list) else (values,)))
    return tuple(found)


def answer(queries: dict[str, Query]) -> dict[str, dict]:
    """The candidates of each question, the best first, in a fixed number of queries for each kind."""
    found = {name: meant(query.text, query.kinds, MOST) for name, query in queries.items()}
    entries = by_pk((one.kind, one.pk) for some in found.values() for one in some)
    return {name: {"result": _candidates(query, found[name], entries)} for name, query in queries.items()}


def _candidates(query: Query, found: list[Meant], entries: dict[tuple[str, int], Entry]) -> list[dict]:
    scored = []
    for one in found:
        entry = entries.get((one.kind, one.pk))
        if entry is not None:
            verdicts = [agrees(entry, name, list(values)) for name, values in query.properties]
            score = one.likeness - _CONTRADICTED * verdicts.count(False) - _UNKNOWN * verdicts.count(None)
            scored.append((max(score, 0.0), one.likeness, False not in verdicts, entry))
    scored.sort(key=lambda row: (-row[0], row[3].id))
    # One is meant for certain where its name is the same, nothing speaks against it, and it stands alone.
    same = [row for row in scored if row[1] == 100 and row[2]]
    certain = same[0][3] if len(same) == 1 else None
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "description": entry.description,
            "type": entry.types,
            "score": round(score, 1),
            "match": entry is certain,
        }
        for score, _, _, entry in scored[: query.limit]
    ]
