"""Which row of a form takes what was marked: the one it belongs to already, else the first that is empty."""

from meetings.forms.marking.asked import Asked
from meetings.forms.marking.roles import role_beside
from meetings.forms.suggested import rows_of
from meetings.text import find
from meetings.vocabulary import SINGLE_VALUED, Property, Side

_PARTIES = ("person", "country", "organisation")
_OF_ONE = (*SINGLE_VALUED, Property.PARTICIPANT)


def number_of(row: str) -> int:
    """The number that a row has on the page: "participations-0-" is the first."""
    return int(row.split("-")[1]) + 1


def participants(data) -> list[str]:
    """The rows of participants that name somebody, also by printed words only."""
    rows = rows_of(data, "participations", "side")
    return [row for row in rows if any(_said(data, row, field) for field in (*_PARTIES, "name_as_printed"))]


def row_of_person(data, asked: Asked, person) -> str:
    """The row of a participant that marked words name; ``person`` is who they mean, where that is known."""
    if asked.about is not None:
        return f"participations-{asked.about - 1}-"
    named = participants(data)
    for row in named:
        if person is not None and data.get(f"{row}person") == str(person.pk):
            return row
    for row in named:
        if not data.get(f"{row}person") and _said(data, row, "name_as_printed") == asked.words:
            return row
    return _empty(data, "participations", "side", named)


def row_of_role(data, asked: Asked) -> str:
    """The row of the participant whose role is marked: the name it stands beside, else the nearest; or ""."""
    if asked.about is not None:
        return f"participations-{asked.about - 1}-"
    near = [
        (
            # First of all the name that the words stand beside.
            asked.words not in role_beside(asked.source.text, span),
            min(abs(span.start - asked.span.end), abs(asked.span.start - span.end)),
            row,
        )
        for row in participants(data)
        for span in find(asked.source.text, _said(data, row, "name_as_printed"))
    ]
    if near:
        return min(near)[2]
    others = [row for row in participants(data) if data.get(f"{row}side") != Side.PRINCIPAL]
    return others[0] if len(others) == 1 else ""


def row_of_statement(data, asked: Asked, about: str, value: str) -> str:
    """The row of the statement: one about the same that is not saved yet is written over.

    A meeting has one date in one source, but several topics and quotations.
    """
    rows = rows_of(data, "statements", "property")
    taken = [row for row in rows if any(_said(data, row, field) for field in ("property", "quote", "value"))]
    for row in taken:
        same_source = data.get(f"{row}source", "") in ("", str(asked.source.pk))
        if data.get(f"{row}id") or data[f"{row}property"] != asked.says or not same_source:
            continue
        if asked.says in _OF_ONE and _said(data, row, "about") == about:
            return row
        if asked.says == Property.TOPIC and _said(data, row, "value") == value:
            return row
    return _empty(data, "statements", "property", taken)


def _empty(data, prefix: str, field: str, taken: list[str]) -> str:
    rows = rows_of(data, prefix, field)
    free = [row for row in rows if row not in taken and not data.get(f"{row}id")]
    if free:
        return free[0]
    return f"{prefix}-{max((number_of(row) for row in rows), default=0)}-"


def _said(data, row: str, field: str) -> str:
    return data.get(f"{row}{field}", "").strip()
