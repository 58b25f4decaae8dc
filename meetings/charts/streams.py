"""Streams: how several topics swell and dwindle over the same years, each on its own line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, most_of, number
from meetings.charts.markup import drawing, element, link, percent, words
from meetings.charts.scales import across, length, slots, ticks

_BAND, _NAME, _HALF, _FOOT = 58, 16, 18, 24


@dataclass(frozen=True)
class Band:
    """One stream: the whole of it as a mark, and a mark for each period."""

    whole: Mark
    marks: Sequence[Mark]


def streams(
    bands: Sequence[Band],
    periods: Sequence[str],
    *,
    title: str,
    heading: str,
    note: str = "",
    rtl: bool = False,
) -> Chart:
    """The streams one beneath the other, on one scale; ``periods`` are the names of their marks."""
    most = max((mark.possible for band in bands for mark in band.marks), default=0)
    summary = " ".join(
        part for part in (most_of([mark for band in bands for mark in band.marks]), note) if part
    )
    drawn: list[SafeString] = []
    for place, band in enumerate(bands):
        down = place * _BAND
        name = words(band.whole.label, across(0, 0, rtl), down + _NAME - 3, "name")
        total = words(band.whole.figure, across(100, 0, rtl), down + _NAME - 3, "total", "end")
        drawn.append(link(band.whole.address, band.whole.title, name, total))
        middle = down + _NAME + 2 + _HALF
        drawn.append(element("line", {"class": "rule", "x1": "0%", "x2": "100%", "y1": middle, "y2": middle}))
        drawn += [
            _swelling(mark, slot, middle, most, rtl)
            for mark, slot in zip(band.marks, slots(len(band.marks), 100), strict=True)
            if mark.possible
        ]
    height = len(bands) * _BAND + _FOOT
    drawn += ticks(periods, height - 8, rtl)
    return Chart(
        title,
        summary,
        drawing("streams", title, summary, height, *drawn),
        _table(bands, periods, heading),
    )


def _swelling(mark: Mark, slot: tuple[float, float, float, float], middle: float, most: int, rtl: bool):
    start, width, _bar_start, _bar_width = slot
    half = length(mark.possible, most, _HALF)
    place = {"x": across(start, width, rtl), "width": percent(width)}
    return link(
        mark.address,
        mark.title,
        element("rect", {"class": "hit", "y": middle - _HALF, "height": 2 * _HALF} | place),
        element("rect", {"class": "sure", "y": middle - half, "height": 2 * half} | place),
    )


def _table(bands: Sequence[Band], periods: Sequence[str], heading: str) -> Table:
    rows = [
        (
            Cell(period),
            *(
                Cell(number(band.marks[place].possible), band.marks[place].address)
                if band.marks[place].possible
                else Cell(number(0))
                for band in bands
            ),
        )
        for place, period in enumerate(periods)
    ]
    wholes = (Cell(_("All years")), *(Cell(band.whole.figure, band.whole.address) for band in bands))
    return Table((heading, *(band.whole.label for band in bands)), (wholes, *rows))
