"""Columns known by what they hold, where their headers say nothing."""

import datetime
import re
from collections.abc import Sequence

from meetings import dates
from meetings.intake.tables.mapping import DateReader, Field, Layout, text_of
from meetings.intake.tables.reading import Row, Value

_LOOKED_AT = 60
_MOST = 0.7
_SENTENCE = re.compile(
    r"(?:met|meeting|conferred|discussed|attended|accompanied|briefed|addressed|visited|received|hosted|talks|"
    r"telephone|phone|video|call|participated|spoke)\b",
    re.IGNORECASE,
)


def fields_by_content(layout: Layout, rows: Sequence[Row]) -> None:
    """Give a field to columns without one, where their cells leave no doubt."""
    unknown = [column for column in layout.columns if column.field is None]
    if not unknown:
        return
    for column in unknown:
        values = [row.cells[column.place] for row in rows[:_LOOKED_AT] if column.place < len(row.cells)]
        filled = [value for value in values if text_of(value)]
        if len(filled) < 3:
            continue
        if not layout.has(Field.DATE) and _share(filled, _is_date) > _MOST:
            column.field, column.sure = Field.DATE, 0.6
        elif not layout.has(Field.REMARKS) and _share(filled, _is_sentence) > _MOST / 2:
            column.field, column.sure = Field.REMARKS, 0.6


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
