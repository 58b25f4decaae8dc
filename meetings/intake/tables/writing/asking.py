"""What is asked about a table as a whole, written beside its stored rows."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from meetings import names
from meetings.intake.tables.planning import Asked
from meetings.intake.tables.resolving import Status
from meetings.models import Import, ImportRow

from . import forms

_AT_ONCE = 500
_UNLINKED = [Status.ALIKE.value, "", ""]


def ask_about(table: Import, asked: Asked) -> None:
    """Put a question or a note beside the first row it is about; no row is linked while it is open."""
    positions = asked.positions if asked.is_open else asked.positions[:1]
    for start in range(0, len(positions), _AT_ONCE):
        with transaction.atomic():
            rows = list(table.lines.filter(position__in=positions[start : start + _AT_ONCE]))
            for row in rows:
                _write(row, asked, is_first=row.position == positions[0])
            ImportRow.objects.bulk_update(rows, ["problems", "weight", "planned"], batch_size=100)


def _write(row: ImportRow, asked: Asked, *, is_first: bool) -> None:
    if is_first:
        row.problems = [
            *row.problems,
            *forms.storable([forms.problem_form(one) for one in asked.row.problems]),
        ]
        row.weight = forms.weight_of(row.fate, row.problems)
    for party in _meant(row.planned, asked) if asked.is_open else ():
        party["person"] = _UNLINKED


def _meant(planned: dict[str, Any] | None, asked: Asked) -> Iterator[dict[str, Any]]:
    """The parties of a row whose name it is."""
    key = names.match_key(asked.name)
    for party in (planned["principal"], *planned["parties"]) if planned else ():
        is_unknown = party["person"] and party["person"][0] == Status.UNKNOWN
        if is_unknown and party["country"] == asked.country and names.match_key(party["name"]) == key:
            yield party
