"""Offices over the years: a bar for each, solid where it was certainly held and light where possibly."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from meetings.charts.markup import drawing, element, link, percent, words
from meetings.charts.scales import across, ticks

_ROW, _FOOT = 34, 24
#: What is not nothing can be seen: the narrowest bar, in percent.
_NARROWEST = 0.4


@dataclass(frozen=True)
class Tenure:
    """An office with the days between which it began and ended; ``None`` where nothing is known of an end.

    ``said`` has its dates in words, ``address`` lists the meetings within them.
    """

    label: str
    said: str
    begun: tuple[datetime.date, datetime.date] | None
    ended: tuple[datetime.date, datetime.date] | None
    address: str = ""


def tenures(
    held: Sequence[Tenure], *, title: str, among: Sequence[int] = (), rtl: bool = False
) -> SafeString:
    """The drawing of offices in the order given, from the first year known to the last.

    ``among`` are further years that belong to the person. Empty where no two years are known.
    """
    known = {day.year for one in held for ends in (one.begun, one.ended) if ends for day in ends}
    if not known or len(known | {*among}) < 2:
        return SafeString("")
    known |= {*among}
    years = range(min(known), max(known) + 1)
    first, last = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
    drawn = [_bar(one, place * _ROW, first, last, rtl) for place, one in enumerate(held)]
    height = len(held) * _ROW + _FOOT
    summary = "; ".join(f"{one.label}: {one.said}" if one.said else one.label for one in held)
    return drawing(
        "tenures", title, summary, height, *drawn, *ticks([str(year) for year in years], height - 6, rtl)
    )


def _bar(one: Tenure, down: float, first: datetime.date, last: datetime.date, rtl: bool) -> SafeString:
    days = (last - first).days + 1

    def piece(kind: str, start: datetime.date, end: datetime.date) -> SafeString:
        begin = (start - first).days / days * 100
        width = min(max(((end - start).days + 1) / days * 100, _NARROWEST), 100 - begin)
        place = {"x": across(begin, width, rtl), "width": percent(width), "y": down + 20, "height": 8}
        return element("rect", {"class": kind} | place)

    def pieces() -> Iterator[SafeString]:
        begin, end = one.begun[0] if one.begun else first, one.ended[1] if one.ended else last
        yield piece("may", begin, max(begin, end))
        if one.begun and one.ended and one.begun[1] <= one.ended[0]:
            yield piece("sure", one.begun[1], one.ended[0])

    title = f"{one.label}: {one.said}" if one.said else one.label
    return link(
        one.address,
        title,
        element("rect", {"class": "hit", "x": "0%", "y": down, "width": "100%", "height": _ROW}),
        words(one.label, across(0, 0, rtl), down + 14, "name"),
        element("rect", {"class": "track", "x": "0%", "y": down + 21, "width": "100%", "height": 6}),
        *pieces(),
    )
