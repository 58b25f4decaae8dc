"""A calendar of cells, the darker the more: days in months, or months in years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, most_of
from meetings.charts.markup import drawing, element, link, percent, words
from meetings.charts.scales import across

_HEAD, _ROW, _CELL = 22, 21, 18
#: How much of the width the names of the rows take.
_NAMES = 15.0
_LEVELS = 4


@dataclass(frozen=True)
class HeatRow:
    """A row of the calendar, named for wide pages and for narrow ones.

    ``None`` among the marks stands for a day that is not there or not asked for.
    """

    label: str
    short: str
    marks: Sequence[Mark | None]


def heat(
    rows: Sequence[HeatRow],
    columns: Sequence[tuple[str, str]],
    *,
    title: str,
    heading: str,
    note: str = "",
    rtl: bool = False,
) -> Chart:
    """A cell for each mark; ``columns`` are headings for wide pages and for narrow ones.

    The shade is that of what is certain. A cell in which something is only possible has an edge.
    """
    marks = [mark for row in rows for mark in row.marks if mark]
    most = max((mark.certain for mark in marks), default=0)
    summary = " ".join(part for part in (most_of(marks), note) if part)
    width = (100 - _NAMES) / max(len(columns), 1)
    drawn = [*_names(columns, width, rtl), *_cells(rows, width, most, rtl)]
    table = Table(
        (heading, *(wide or narrow for wide, narrow in columns)),
        tuple((Cell(row.label), *map(_written, row.marks)) for row in rows),
    )
    key = (("level1", _("few")), (f"level{_LEVELS}", _("many")), ("only", _("only possibly")))
    return Chart(
        title, summary, drawing("heat", title, summary, _HEAD + len(rows) * _ROW, *drawn), table, key
    )


def _names(columns: Sequence[tuple[str, str]], width: float, rtl: bool) -> Iterator[SafeString]:
    for place, (wide, narrow) in enumerate(columns):
        middle = across(_NAMES + (place + 0.45) * width, 0, rtl)
        yield from _twice(wide, narrow, middle, _HEAD - 8, "middle")


def _cells(rows: Sequence[HeatRow], width: float, most: int, rtl: bool) -> Iterator[SafeString]:
    for number, row in enumerate(rows):
        down = _HEAD + number * _ROW
        yield from _twice(row.label, row.short, across(0, 0, rtl), down + 13, "start")
        there = [place for place, mark in enumerate(row.marks) if mark]
        if there:
            yield _strip(there[0], there[-1] + 1, width, down, rtl)
        for place, mark in enumerate(row.marks):
            if mark and mark.possible:
                start = across(_NAMES + place * width, width * 0.9, rtl)
                yield _cell(mark, most, {"x": start, "y": down, "width": percent(width * 0.9)})


def _twice(wide: str, narrow: str, at: str, down: float, anchor: str) -> Iterator[SafeString]:
    """A word, and a shorter one in its place on narrow pages."""
    if wide == narrow:
        yield words(wide, at, down, "tick", anchor)
        return
    yield words(wide, at, down, "tick wide", anchor)
    if narrow:
        yield words(narrow, at, down, "tick narrow", anchor)


def _strip(first: int, last: int, width: float, down: float, rtl: bool) -> SafeString:
    """The ground of a row, which shows where there is nothing."""
    start, length = _NAMES + first * width, (last - first) * width - 0.1 * width
    place = {"x": across(start, length, rtl), "y": down, "width": percent(length), "height": _CELL}
    return element("rect", {"class": "ground"} | place)


def _cell(mark: Mark, most: int, box: dict) -> SafeString:
    level = ceil(mark.certain * _LEVELS / most) if most else 0
    kind = f"level{level}" if level else "only"
    return link(mark.address, mark.title, element("rect", {"class": kind, "height": _CELL} | box))


def _written(mark: Mark | None) -> Cell:
    if mark is None or not mark.possible:
        return Cell("")
    return Cell(mark.figure, mark.address)
