"""The value of a date: the days between which it lies, and how well it is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .grammar import Form, Point, Shape, shape_of


class Precision(StrEnum):
    """How finely a date is given. An unknown day (``2022-09-XX``) is as fine as its month."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of the archive's EDTF subset (ISO 8601-2:2019).

    ``text`` is its canonical form. For an event with the start S and the end E, S lies from ``earliest`` to
    ``start_latest`` and E from ``end_earliest`` to ``latest``. A month, a year, an unknown day and a set mean
    that the event is on *some* day within, so there ``start_latest`` is the last and ``end_earliest`` the
    first of these days. An open end of an interval reaches to the first or last day that there is.
    ``uncertain`` (``?``, ``%``) and ``approximate`` (``~``, ``%``) say how much the source trusts the date;
    they do not widen the bounds, since how far "about" reaches is nowhere said.
    """

    text: str
    earliest: date
    latest: date
    start_latest: date
    end_earliest: date
    precision: Precision
    uncertain: bool
    approximate: bool

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Edtf:
    """Return the date that strict EDTF ``text`` means.

    White space around it is ignored, digits of other scripts and a lower-case ``x`` are taken. An interval or
    set of two equal ends is that single date. Raises ``DateError`` with the reason, and nothing else.
    """
    return edtf_of(shape_of(text))


def edtf_of(shape: Shape) -> Edtf:
    """Return the value of a parsed date."""
    start, end = shape.start, shape.end
    earliest = start.first if start else date.min
    latest = end.last if end else date.max
    start_latest, end_earliest = latest, earliest
    if shape.form is Form.INTERVAL:
        # An event does not end before it starts, so each end also bounds the other.
        start_latest = min(start.last, latest) if start else latest
        end_earliest = max(end.first, earliest) if end else earliest
    qualifiers = {point.qualifier for point in (start, end) if point}
    return Edtf(
        text=shape.text,
        earliest=earliest,
        latest=latest,
        start_latest=start_latest,
        end_earliest=end_earliest,
        precision=_precision(shape),
        uncertain=bool(qualifiers & {"?", "%"}),
        approximate=bool(qualifiers & {"~", "%"}),
    )


def _precision(shape: Shape) -> Precision:
    if shape.form is not Form.SINGLE or shape.start is None:
        return Precision(shape.form.value)
    return _fineness(shape.start)


def _fineness(point: Point) -> Precision:
    if point.day:
        return Precision.DAY
    return Precision.MONTH if point.month else Precision.YEAR


def possibly_within(value: Edtf, start: date | None, end: date | None) -> bool:
    """Whether the event may overlap the days from ``start`` to ``end``, both included; ``None`` is open."""
    if start is not None and end is not None and end < start:
        return False
    return (end is None or value.earliest <= end) and (start is None or value.latest >= start)


def certainly_within(value: Edtf, start: date | None, end: date | None) -> bool:
    """Whether the event overlaps the days from ``start`` to ``end`` wherever it lies within its bounds."""
    if start is not None and end is not None and end < start:
        return False
    return (end is None or value.start_latest <= end) and (start is None or value.end_earliest >= start)
