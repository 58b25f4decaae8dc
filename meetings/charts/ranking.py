"""Horizontal bars, the longest first."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, most_of
from meetings.charts.markup import drawing, element, link, percent, words
from meetings.charts.scales import across, length

_ROW = 34


def ranking(marks: Sequence[Mark], *, title: str, heading: str, note: str = "", rtl: bool = False) -> Chart:
    """A bar beneath the name of each mark, in the order given."""
    most = max((mark.possible for mark in marks), default=0)
    summary = " ".join(part for part in (most_of(marks), note) if part)
    bars = [_bar(mark, place * _ROW, most, rtl) for place, mark in enumerate(marks)]
    table = Table(
        (heading, _("Meetings")),
        tuple((Cell(mark.label), Cell(mark.figure, mark.address)) for mark in marks),
    )
    return Chart(title, summary, drawing("ranking", title, summary, len(marks) * _ROW, *bars), table)


def _bar(mark: Mark, down: float, most: int, rtl: bool) -> SafeString:
    width = length(mark.possible, most, 100)
    return link(
        mark.address,
        mark.title,
        element("rect", {"class": "hit", "x": "0%", "y": down, "width": "100%", "height": _ROW}),
        words(mark.label, across(0, 0, rtl), down + 15, "name"),
        words(mark.figure, across(100, 0, rtl), down + 15, "total", "end"),
        element("rect", {"class": "track", "x": "0%", "y": down + 21, "width": "100%", "height": 6}),
        element(
            "rect",
            {
                "class": "sure",
                "x": across(0, width, rtl),
                "y": down + 21,
                "width": percent(width),
                "height": 6,
            },
        ),
    )
