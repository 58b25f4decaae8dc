"""Properties of entries for somebody's table (data extension)."""

from meetings.views.reconcile.entries import by_id
from meetings.views.reconcile.properties import PROPERTIES, names_of
from meetings.views.reconcile.queries import BadRequest

#: Entries and properties in one request, at most.
ENTRIES_AT_MOST, PROPERTIES_AT_MOST = 200, 20


def answer(data) -> dict:
    """The values of properties for entries; unknown ids have none. Raises ``BadRequest``."""
    ids, wanted = _read(data)
    known = names_of()
    entries = by_id(ids)
    rows = {}
    for one in ids:
        entry = entries.get(one)
        rows[one] = {
            name: list(PROPERTIES[entry.kind][name].values(entry))
            if entry and name in PROPERTIES[entry.kind]
            else []
            for name in wanted
        }
    return {"meta": [{"id": name, "name": known[name]} for name in wanted], "rows": rows}


def _read(data) -> tuple[list[str], list[str]]:
    if not isinstance(data, dict):
        raise BadRequest("extend is a JSON object with ids and properties.")
    ids, properties = data.get("ids"), data.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise BadRequest("extend has a list of ids and a list of properties.")
    if len(ids) > ENTRIES_AT_MOST or len(properties) > PROPERTIES_AT_MOST:
        raise BadRequest(f"At most {ENTRIES_AT_MOST} ids and {PROPERTIES_AT_MOST} properties are extended.")
    wanted = [one.get("id") if isinstance(one, dict) else None for one in properties]
    if any(not isinstance(one, str) for one in ids) or any(name not in names_of() for name in wanted):
        raise BadRequest(f"ids are texts; the properties are {', '.join(names_of())}.")
    return list(dict.fromkeys(ids)), list(dict.fromkeys(wanted))
