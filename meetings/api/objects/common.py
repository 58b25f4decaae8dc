"""What all objects share: references to others, and dates."""

import datetime
from functools import lru_cache

from meetings import dates
from meetings.api.links import Links

#: What a reference to a kind says beside its name.
_FURTHER = {"organisation": ("abbreviation",), "occasion": ("short_name",), "office": ("kind",)}


def period(edtf: str) -> dict | None:
    """A date as EDTF with its first and last day; an open end is ``null``, and so is no date at all."""
    return dict(_period(edtf)) if edtf else None


@lru_cache(maxsize=4096)
def _period(edtf: str) -> dict:
    found = dates.parse(edtf)
    # An interval is open towards the end of the calendar that it reaches, and towards no other.
    earliest = found.earliest if found.earliest != datetime.date.min else None
    latest = found.latest if found.latest != datetime.date.max else None
    return {"edtf": edtf, "earliest": day(earliest), "latest": day(latest)}


def day(date: datetime.date | None) -> str | None:
    """A day as ISO 8601; ``null`` for none."""
    return date.isoformat() if date else None


def reference(links: Links, kind: str, found: dict | None) -> dict | None:
    """A reference of a public form with its addresses."""
    if found is None:
        return None
    address = found.get("code") or found["slug"]
    made = {
        "id": address,
        "url": links.object(kind, address),
        "page": None if kind == "office" else links.page(kind, address),
        "name": found["name"],
        "names": found["names"],
    }
    for name in _FURTHER.get(kind, ()):
        made[name] = found[name]
    if kind == "place":
        made["country"] = reference(links, "country", found["country"])
    if kind == "country":
        made["present_name"] = found.get("now", found["name"])
    return made
