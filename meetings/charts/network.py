"""Who meets whom as a net: names on two sides, and a line for every pair, the stronger the more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, most_of
from meetings.charts.markup import drawing, element, link, words
from meetings.charts.scales import across

_HEAD, _ROW = 26, 26
#: Where the names of either side end and begin, in percent.
_LEFT, _RIGHT = 40.0, 64.0
#: Longer names are cut; the table has them whole.
_LONGEST, _LONGEST_ON_A_PHONE = 24, 17
_THINNEST, _THICKEST = 1.0, 7.0


@dataclass(frozen=True)
class Tie:
    """That two names belong together: their places on either side, and the meetings of both."""

    first: int
    second: int
    mark: Mark


def network(
    firsts: Sequence[Mark],
    seconds: Sequence[Mark],
    ties: Sequence[Tie],
    *,
    title: str,
    headings: tuple[str, str],
    note: str = "",
    rtl: bool = False,
) -> Chart:
    """Two columns of names with the ties between them, laid out so that few lines cross.

    The first column stays in the order given; the second follows the middle of what each is tied to.
    """
    order = _untangled(len(seconds), ties)
    row_of = {second: row for row, second in enumerate(order)}
    longer = max(len(firsts), len(seconds))
    heights = (_spread(len(firsts), longer), _spread(len(seconds), longer))
    most = max((tie.mark.possible for tie in ties), default=0)
    summary = " ".join(part for part in (most_of([tie.mark for tie in ties]), note) if part)
    drawn = [words(headings[0], across(_LEFT, 0, rtl), 12, "tick", "end")]
    drawn.append(words(headings[1], across(_RIGHT, 0, rtl), 12, "tick"))
    drawn += [
        _line(tie, heights[0](tie.first), heights[1](row_of[tie.second]), most, rtl)
        for tie in sorted(ties, key=lambda tie: tie.mark.possible)
    ]
    left, right = across(_LEFT, 0, rtl), across(_RIGHT, 0, rtl)
    drawn += [_name(mark, left, heights[0](place), "end") for place, mark in enumerate(firsts)]
    drawn += [_name(seconds[second], right, heights[1](row), "start") for row, second in enumerate(order)]
    return Chart(
        title,
        summary,
        drawing("network", title, summary, _HEAD + longer * _ROW, *drawn),
        _table(firsts, seconds, ties, headings),
    )


def _untangled(count: int, ties: Sequence[Tie]) -> list[int]:
    """The order of the second column: each at the weighted middle of the first ones it is tied to."""
    weight = [0] * count
    moment = [0] * count
    for tie in ties:
        weight[tie.second] += tie.mark.possible
        moment[tie.second] += tie.mark.possible * tie.first
    middle = [moment[place] / weight[place] if weight[place] else float(count) for place in range(count)]
    return sorted(range(count), key=lambda place: (middle[place], place))


def _spread(count: int, rows: int):
    """Where the names of a column stand, evenly over the height of the longer one."""
    step = _ROW * max(rows, 1) / max(count, 1)
    return lambda place: _HEAD + (place + 0.5) * step


def _line(tie: Tie, start: float, end: float, most: int, rtl: bool) -> SafeString:
    thick = _THINNEST + (_THICKEST - _THINNEST) * tie.mark.possible / most if most else _THINNEST
    ends = {
        "x1": across(_LEFT + 1.2, 0, rtl),
        "x2": across(_RIGHT - 1.2, 0, rtl),
        "y1": start,
        "y2": end,
    }
    return link(
        tie.mark.address, tie.mark.title, element("line", {"class": "tie", "stroke-width": thick} | ends)
    )


def _name(mark: Mark, at: str, down: float, anchor: str) -> SafeString:
    label, short = _cut(mark.label, _LONGEST), _cut(mark.label, _LONGEST_ON_A_PHONE)
    if label == short:
        return link(mark.address, mark.title, words(label, at, down + 4, "name", anchor))
    drawn = [
        words(text, at, down + 4, f"name {width}", anchor)
        for text, width in ((label, "wide"), (short, "narrow"))
    ]
    return link(mark.address, mark.title, *drawn)


def _cut(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def _table(
    firsts: Sequence[Mark], seconds: Sequence[Mark], ties: Sequence[Tie], headings: tuple[str, str]
) -> Table:
    rows = [
        (
            Cell(firsts[tie.first].label, firsts[tie.first].address),
            Cell(seconds[tie.second].label, seconds[tie.second].address),
            Cell(tie.mark.figure, tie.mark.address),
        )
        for tie in sorted(ties, key=lambda tie: (tie.first, -tie.mark.possible, tie.second))
    ]
    return Table((*headings, _("Meetings")), tuple(rows))
