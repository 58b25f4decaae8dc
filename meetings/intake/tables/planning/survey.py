"""The first reading of a file: what its columns mean and in which form their dates are."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings

from meetings.intake.tables.mapping import (
    DateColumn,
    DateReader,
    Field,
    Layout,
    find_layout,
    order_hint,
    order_of_language,
    period_in,
    plain_header,
    text_of,
    year_in,
)
from meetings.intake.tables.reading import Found, Limits, Note, Refusal, Row, Sheet

from .content import fields_by_content
from .profile import Profile

#: Countries whose seasons are those of the southern half of the Earth.
_SOUTHERN = frozenset(
    re.findall(
        r"\w+", "ar au bo br bw cl fj ls mg mu mw mz na nc nz pe pg pf py re sb sz tl to tv uy vu ws za zm zw"
    )
)
#: Where so many cells of a column of dates are blank, a date stands for the rows beneath it too.
_DATES_FILLED_DOWN = 0.2


@dataclass
class Surveyed:
    """A sheet that tells of meetings: its layout, how its dates are read and what is filled down."""

    sheet: Sheet
    layout: Layout
    dates: DateReader
    column: DateColumn
    fill_down: frozenset[Field] = frozenset()
    #: Columns without a header that hold something in few rows: cells that are there by mistake.
    stray: frozenset[int] = frozenset()


@dataclass
class Survey:
    """A file that was looked through once."""

    found: Found
    sheets: list[Surveyed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def survey(found: Found, profile: Profile, limits: Limits) -> Survey:
    """Look a whole file through. Raises ``Refusal`` where it tells of no meetings or is too large."""
    result = Survey(found, notes=list(found.notes))
    counter = _Cells(limits)
    for sheet in found.sheets:
        wanted = sheet.name in profile.sheets if profile.sheets else not sheet.hidden
        if not wanted:
            if not sheet.hidden:
                result.notes.append(Note("sheet_left_out", f"The sheet “{sheet.name}” is not read."))
            continue
        surveyed = _survey_sheet(sheet, profile, limits, counter)
        if surveyed is None:
            result.notes.append(
                Note(
                    "no_table", f"{_sheet_words(sheet)} has no columns that tell of meetings; it is not read."
                )
            )
            continue
        result.sheets.append(surveyed)
        result.notes += _notes_on(surveyed, profile)
    if not result.sheets:
        raise Refusal("no_columns", " ".join([_NO_COLUMNS, *_doubts_about_encoding(found)]))
    return result


_NO_COLUMNS = (
    "No columns were recognised that tell of meetings. Give their meaning in a profile, or name them: date, "
    "minister, person, role, country, organisation, place, purpose, remarks."
)


def _doubts_about_encoding(found: Found) -> list[str]:
    return [note.message for note in found.notes if note.code == "encoding"]


def _sheet_words(sheet: Sheet) -> str:
    return f"The sheet “{sheet.name}”" if sheet.name else "The file"


class _Cells:
    """Counts the cells of a file against the limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._seen = limits, 0

    def through(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            # A blank row is read too.
            self._seen += max(1, len(row.cells))
            if self._seen > self._limits.cells:
                raise Refusal(
                    "cells",
                    f"The file has more than {self._limits.cells:,} cells (IMPORT_MAX_CELLS); divide it.",
                    "cells",
                )
            if len(row.cells) > self._limits.columns:
                raise Refusal(
                    "columns",
                    f"Row {row.number} has {len(row.cells):,} cells; at most {self._limits.columns} columns "
                    "are taken (IMPORT_MAX_COLUMNS).",
                )
            yield row


def _survey_sheet(sheet: Sheet, profile: Profile, limits: Limits, counter: _Cells) -> Surveyed | None:
    sample = [row for row in islice(counter.through(sheet.rows()), limits.sample) if not row.is_blank]
    layout = find_layout(sample, list(sheet.members) if sheet.members is not None else None)
    _apply_profile(layout, profile)
    fields_by_content(layout, [row for row in sample if row.number > layout.header_row])
    if not layout.is_table_of_meetings:
        return None
    place = next((column.place for column in layout.of(Field.DATE)), None)
    column = DateColumn(hint=_hint(layout, profile))
    end = next((column.place for column in layout.of(Field.END_DATE)), None)
    unnamed = {column.place for column in layout.columns if not column.header and column.field is None}
    strays: Counter[int] = Counter()
    rows = 0
    for row in _Cells(limits).through(sheet.rows()):
        if row.number <= layout.header_row or sum(bool(text_of(value)) for value in row.cells) < 2:
            continue
        rows += 1
        for position in (place, end):
            if position is not None and position < len(row.cells):
                column.note(row.cells[position])
            elif position is not None and position == place:
                column.note(None)
        strays.update(p for p in unnamed if p < len(row.cells) and text_of(row.cells[p]))
    stray = frozenset(p for p in unnamed if strays[p] < max(2, rows // 5))
    return Surveyed(
        sheet,
        layout,
        _reader(sheet, column, layout, profile),
        column,
        _filled(layout, column, profile, is_of_objects=sheet.members is not None),
        stray,
    )


def _apply_profile(layout: Layout, profile: Profile) -> None:
    for column in layout.columns:
        wanted = profile.columns.get(plain_header(column.header)) if column.header else None
        if wanted is None:
            continue
        for other in layout.columns:
            if other.field is wanted and plain_header(other.header) not in profile.columns:
                other.field = None
        column.field, column.sure = wanted, 1.0


def _hint(layout: Layout, profile: Profile) -> bool | None:
    if profile.day_first is not None:
        return profile.day_first
    hints = (order_hint(column.header) for column in layout.of(Field.DATE))
    said = next((hint for hint in hints if hint is not None), None)
    return said if said is not None else _hint_of_language(layout)


def _hint_of_language(layout: Layout) -> bool | None:
    headers = [column.header for column in layout.columns]
    hints = (order_of_language(column.header, headers) for column in layout.of(Field.DATE))
    return next((hint for hint in hints if hint is not None), None)


def _reader(sheet: Sheet, column: DateColumn, layout: Layout, profile: Profile) -> DateReader:
    order = profile.day_first if profile.day_first is not None else column.day_first
    return DateReader(
        day_first=order,
        month_of_year=column.is_month_of_year,
        since_1904=sheet.since_1904,
        year=profile.year or year_in(layout.titles) or year_in([sheet.name]),
        period=period_in([*layout.titles, sheet.name]),
        southern=_home(profile) in _SOUTHERN,
    )


def _home(profile: Profile) -> str:
    """The country whose seasons a table speaks of: the principal's, else the archive's."""
    return (profile.constants.get("principal_country") or settings.ARCHIVE_COUNTRY).casefold()


def _filled(layout: Layout, column: DateColumn, profile: Profile, *, is_of_objects: bool) -> frozenset[Field]:
    """The fields whose blank cells repeat the one above; in objects what is missing is missing."""
    filled = {Field.PRINCIPAL, Field.PRINCIPAL_ROLE} | profile.fill_down
    if is_of_objects:
        return profile.fill_down
    seen = column.blanks + column.filled
    if seen >= 5 and column.filled and column.blanks / seen >= _DATES_FILLED_DOWN:
        filled.add(Field.DATE)
    return frozenset(filled)


def _notes_on(surveyed: Surveyed, profile: Profile) -> Iterator[Note]:
    layout, column = surveyed.layout, surveyed.column
    unread = [c.name for c in layout.columns if c.field is None and c.header]
    if unread:
        yield Note("unread_columns", f"Kept for editors, but not understood: {', '.join(unread)}.")
    ignored = [c.name for c in layout.columns if c.field is Field.IGNORED and c.header and not c.is_part]
    if ignored:
        yield Note("ignored_columns", f"Kept for editors, and no part of a meeting: {', '.join(ignored)}.")
    if column.open and profile.day_first is None and not (column.first_above or column.second_above):
        yield from _notes_on_order(surveyed)
    if column.contradicts:
        yield Note(
            "date_order",
            "Some dates can only have the day first and others only the month; the rest are asked.",
        )
    if column.short_years:
        yield Note("century", "Years of two digits are read as 1930 to 2029.")
    if column.true_dates and column.figures and column.first_above and column.second_above == 0:
        yield Note(
            "mixed_dates",
            "Some dates are true dates and others are text with the day first; a program that expected the "
            "month first may have changed the true ones.",
        )


def _notes_on_order(surveyed: Surveyed) -> Iterator[Note]:
    """How the order of dates that are open by themselves was found, where neither header nor profile says."""
    layout, column, order = surveyed.layout, surveyed.column, surveyed.dates.day_first
    said = any(order_hint(c.header) is not None for c in layout.of(Field.DATE))
    if order is None or said:
        return
    first = "day" if order else "month"
    if column.hint is None:
        yield Note(
            "date_order_found",
            f"The {first} is taken to come first: so read, all dates in figures fall in one month.",
        )
    elif _hint_of_language(layout) is not None:
        yield Note(
            "date_order_found",
            "The day is taken to come first, as in the language of the headers; a profile can say otherwise.",
        )
