"""Decisions about words and profiles of publishers, remembered for the next table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from meetings import names
from meetings.intake.tables.planning import profile_of, read_profile
from meetings.intake.tables.resolving import NEW, decision_key, name_decided
from meetings.models import Country, Import, ImportDecision, ImportProfile, Organisation, Person, Place, Topic

_BY_KEY = {"person": Person, "organisation": Organisation, "place": Place, "topic": Topic}
#: What may become a new entry by decision.
_MAY_BE_NEW = frozenset({"person", "organisation", "place"})


def decide(*, kind: str, words: str, value: str, publisher: str = "", by=None) -> ImportDecision:
    """Remember what words mean: for one publisher's tables, or for all where it is left out.

    Raises ``ValueError`` where there is no such entry.
    """
    if not _exists(kind, value):
        raise ValueError(f"There is no {kind} “{value}”.")
    row, _ = ImportDecision.objects.update_or_create(
        publisher=publisher,
        kind=kind,
        key=decision_key(words),
        defaults={"words": words[:300], "value": value, "made_by": by},
    )
    return row


def _exists(kind: str, value: str) -> bool:
    if kind == "country":
        return Country.objects.filter(code=value).exists()
    if value == NEW:
        return kind in _MAY_BE_NEW
    if kind == "person" and (name := name_decided(value)):
        return names.is_suspicious(name) is None
    plain = value.isascii() and value.isdecimal() and len(value) < 16
    return kind in _BY_KEY and plain and _BY_KEY[kind]._base_manager.filter(pk=int(value)).exists()


@transaction.atomic
def remember(name: str, form: dict[str, Any]) -> ImportProfile:
    """Keep how a publisher's tables are read under a name; what was written in cells is about one file.

    Raises ``ProfileError`` where it cannot be used.
    """
    profile_of(form)
    form = {name: value for name, value in form.items() if name != "written"}
    publisher = form.get("constants", {}).get("publisher", "")
    row, _ = ImportProfile.objects.update_or_create(
        name=name[:100], defaults={"publisher": publisher, "form": form}
    )
    return row


def write_here(table: Import, *, sheet: str, row: int, cells: Mapping[str, str]) -> None:
    """Take what an editor writes in cells of a row of the file, by the names of their columns.

    The table is to be read again with it. Raises ``ValueError`` where the file has no such row or column.
    """
    columns = {column["name"] for column in table.columns}
    if not table.lines.filter(sheet=sheet, number=row).exists() or not cells.keys() <= columns:
        raise ValueError("The table has no such row or column.")
    several = len({column["sheet"] for column in table.columns}) > 1
    sheet = sheet if several else next(column["sheet"] for column in table.columns)
    others = [
        one
        for one in table.profile.get("written", [])
        if (one["sheet"], one["row"]) != (sheet, row) or one["column"] not in cells
    ]
    said = [{"sheet": sheet, "row": row, "column": name, "value": text} for name, text in cells.items()]
    table.profile = {**table.profile, "written": [*others, *said]}
    table.save(update_fields=["profile"])


def profile_for(given: str) -> dict[str, Any]:
    """The JSON form of a profile that is remembered under a name, or stands in a file.

    Raises ``ProfileError`` where it is neither or cannot be used.
    """
    if not given:
        return {}
    row = ImportProfile.objects.filter(name=given).first()
    if row is not None:
        return dict(row.form)
    read_profile(Path(given))
    return dict(json.loads(Path(given).read_text(encoding="utf-8-sig")))
