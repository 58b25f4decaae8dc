"""Dots on the land, without any border, in the Equal Earth projection: areas are true to one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.charts.marks import Cell, Chart, Mark, Table, most_of
from meetings.charts.markup import element, link
from meetings.reference.land import coasts

#: The coefficients of the projection (Šavrič, Patterson and Jenny, 2018).
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_WIDTH, _HEIGHT = 1000, 487
#: Areas of dots go with numbers; one of so many or more is as large as a dot can be.
_SMALLEST, _LARGEST, _MANY = 3.0, 20.0, 40


@dataclass(frozen=True)
class Dot:
    """A mark at a place on the globe, in degrees."""

    longitude: float
    latitude: float
    mark: Mark


def world(dots: Sequence[Dot], *, title: str, heading: str, note: str = "") -> Chart:
    """The dots, the smaller above the larger, each of an area that goes with its number."""
    most = max((dot.mark.possible for dot in dots), default=0)
    ordered = sorted(dots, key=lambda dot: -dot.mark.possible)
    marks = [dot.mark for dot in ordered]
    summary = " ".join(part for part in (most_of(marks), note) if part)
    svg = element(
        "svg",
        {"class": "drawn world", "role": "group", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "width": "100%"},
        element("title", {}, title),
        element("desc", {}, summary),
        element("path", {"class": "land", "fill-rule": "evenodd", "d": land()}),
        *(_dot(dot, most) for dot in ordered),
    )
    table = Table(
        (heading, _("Meetings")),
        tuple((Cell(mark.label), Cell(mark.figure, mark.address)) for mark in marks),
    )
    return Chart(title, summary, svg, table)


def _dot(dot: Dot, most: int) -> SafeString:
    share = sqrt(dot.mark.possible / max(most, _MANY))
    x, y = projected(dot.longitude, dot.latitude)
    circle = {"class": "dot", "cx": x, "cy": y, "r": _SMALLEST + (_LARGEST - _SMALLEST) * share}
    return link(dot.mark.address, dot.mark.title, element("circle", circle))


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point of the globe lies on the drawing."""
    widest, _middle = _equal_earth(180, 0)
    _edge, highest = _equal_earth(0, 90)
    x, y = _equal_earth(longitude, latitude)
    return (_WIDTH / 2 * (1 + x / widest), _WIDTH / 2 * (highest - y) / widest)


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = radians(longitude) * cos(angle) / (sqrt(3) / 2 * slope)
    return x, angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))


@cache
def land() -> str:
    """The coasts as the data of one path, in whole units."""
    return "".join(_rings())


def _rings() -> Iterator[str]:
    for ring in coasts():
        points = [(round(x), round(y)) for x, y in (projected(*point) for point in ring)]
        steps = [(end[0] - start[0], end[1] - start[1]) for start, end in pairwise(points) if start != end]
        if len(steps) > 1:
            moves = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
            yield f"M{points[0][0]} {points[0][1]}l{moves}z"
