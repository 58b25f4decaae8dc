"""Columns known by what they hold, where their headers say nothing."""

import datetime
import re
from collections.abc import Sequence

from meetings import dates
from meetings.intake.tables.mapping import DateReader, Field, Layout, plain_header, text_of
from meetings.intake.tables.reading import Row, Value

from .naming import ROLE_WORD

_LOOKED_AT = 60
_MOST = 0.7
_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?|uhr)?|\d{1,2}\s*[ap]m", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"(?:met|meeting|conferred|discussed|attended|accompanied|briefed|addressed|visited|received|hosted|talks|"
    r"telephone|phone|video|call|participated|spoke)\b",
    re.IGNORECASE,
)


def fields_by_content(layout: Layout, rows: Sequence[Row]) -> None:
    """Give a field to columns without one, where their cells leave no doubt."""
    _times_by_content(layout, rows)
    _roles_by_content(layout, rows)
    _travellers_by_content(layout, rows)
    unknown = [column for column in layout.columns if column.field is None]
    if not unknown:
        return
    for column in unknown:
        filled = _filled(column.place, rows)
        if len(filled) < 3:
            continue
        if not layout.has(Field.DATE) and _share(filled, _is_date) > _MOST:
            column.field, column.sure = Field.DATE, 0.6
        elif not layout.has(Field.REMARKS) and _share(filled, _is_sentence) > _MOST / 2:
            column.field, column.sure = Field.REMARKS, 0.6


def _roles_by_content(layout: Layout, rows: Sequence[Row]) -> None:
    """Columns that may hold roles or something else: portfolios are no roles, titles may be of events."""
    for column in layout.columns:
        if column.field not in (Field.ROLE, Field.PRINCIPAL_ROLE):
            continue
        instead = _NO_ROLES.get(plain_header(column.header), column.field)
        filled = _filled(column.place, rows)
        if instead is not column.field and filled and _share(filled, _is_role) < 1 - _MOST:
            column.field = instead if instead is None or not layout.has(instead) else None


_OF_PORTFOLIOS = frozenset(["foreign", "special", "general", "executive", "permanent", "managing", "prime"])
#: What columns of these names are where they hold no roles.
_NO_ROLES = {"portfolio": None, "title": Field.REMARKS, "titel": Field.REMARKS}


def _is_role(value: Value) -> bool:
    return any(
        ROLE_WORD.match(word) and word.casefold() not in _OF_PORTFOLIOS for word in text_of(value).split()
    )


def _travellers_by_content(layout: Layout, rows: Sequence[Row]) -> None:
    """A column of names beside places and remarks such as "Met with ...": those who travelled."""
    people, remarks = layout.of(Field.PERSON), layout.of(Field.REMARKS)
    if layout.has(Field.PRINCIPAL) or layout.has(Field.ROLE) or len(people) != 1 or not remarks:
        return
    told = _filled(remarks[0].place, rows)
    named = plain_header(people[0].header) == "name" and layout.has(Field.PLACE)
    if named and told and _share(told, _is_sentence) > _MOST:
        people[0].field = Field.PRINCIPAL


def _times_by_content(layout: Layout, rows: Sequence[Row]) -> None:
    """Columns named as dates or not at all whose cells hold times of the day: a start and an end."""
    for column in layout.columns:
        if column.field not in (None, Field.END_DATE):
            continue
        filled = _filled(column.place, rows)
        if filled and _share(filled, _is_time) > _MOST:
            column.field = Field.IGNORED if layout.has(Field.TIME) else Field.TIME


def _filled(place: int, rows: Sequence[Row]) -> list[Value]:
    values = [row.cells[place] for row in rows[:_LOOKED_AT] if place < len(row.cells)]
    return [value for value in values if text_of(value)]


def _is_time(value: Value) -> bool:
    return isinstance(value, datetime.time) or (
        isinstance(value, str) and bool(_TIME.fullmatch(value.strip()))
    )


def _share(values: Sequence[Value], test) -> float:
    return sum(map(test, values)) / len(values)


def _is_date(value: Value) -> bool:
    if isinstance(value, datetime.date):
        return True
    if not isinstance(value, str) or not re.search(r"\d", value):
        return False
    try:
        return DateReader(day_first=True).read(value) is not None
    except dates.DateError as error:
        return error.code in ("ambiguous", "day", "month", "weekday")


def _is_sentence(value: Value) -> bool:
    return isinstance(value, str) and bool(_SENTENCE.match(value.strip()))
