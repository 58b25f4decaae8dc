"""Bars over time: solid for what is certain, light on top for what is possible."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, certain_and_possible, figures, most_of, number
from meetings.charts.markup import drawing, element, link, percent, words
from meetings.charts.scales import across, length, slots, ticks

_TOP, _BASE, _HEIGHT = 20, 170, 192


def per_period(
    marks: Sequence[Mark],
    *,
    title: str,
    heading: str,
    note: str = "",
    rtl: bool = False,
    under: Sequence[str] | None = None,
) -> Chart:
    """A bar for each of some periods that follow one another; ``heading`` says what they are.

    ``under`` are shorter names for them beneath the axis.
    """
    most = max((mark.possible for mark in marks), default=0)
    summary = " ".join(part for part in (_span(marks), most_of(marks), note) if part)
    bars = [_bar(mark, slot, most, rtl) for mark, slot in zip(marks, slots(len(marks)), strict=True)]
    lines = [
        element("line", {"class": "rule", "x1": "0%", "x2": "100%", "y1": down, "y2": down})
        for down in (_TOP, _BASE)
    ]
    drawn = drawing(
        "periods",
        title,
        summary,
        _HEIGHT,
        *lines,
        words(number(most), across(0, 0, rtl), _TOP - 6, "tick"),
        *bars,
        *ticks(under or [mark.label for mark in marks], _HEIGHT - 6, rtl),
    )
    rows = tuple((Cell(mark.label), *figures(mark)) for mark in marks)
    table = Table((heading, _("Certainly"), _("Possibly")), rows)
    uncertain = any(mark.certain != mark.possible for mark in marks)
    return Chart(title, summary, drawn, table, certain_and_possible() if uncertain else ())


def _span(marks: Sequence[Mark]) -> str:
    if len(marks) < 2:
        return ""
    return _("From %(first)s to %(last)s.") % {"first": marks[0].label, "last": marks[-1].label}


def _bar(mark: Mark, slot: tuple[float, float, float, float], most: int, rtl: bool) -> SafeString:
    start, width, bar_start, bar_width = slot
    may = length(mark.possible, most, _BASE - _TOP)
    sure = length(mark.certain, most, _BASE - _TOP)
    whole = {"x": across(start, width, rtl), "y": 0, "width": percent(width), "height": _BASE}
    place = {"x": across(bar_start, bar_width, rtl), "width": percent(bar_width)}
    drawn = [element("rect", {"class": "hit"} | whole)]
    if mark.possible > mark.certain:
        drawn.append(element("rect", {"class": "may", "y": _BASE - may, "height": may} | place))
    if mark.certain:
        drawn.append(element("rect", {"class": "sure", "y": _BASE - sure, "height": sure} | place))
    return link(mark.address if mark.possible else "", mark.title, *drawn)
