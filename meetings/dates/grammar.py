"""The grammar of the archive's EDTF subset, and the refusal that names what is wrong.

The subset of ISO 8601-2:2019 (EDTF): ``2022``, ``2022-09``, ``2022-09-22``; ``X`` for an unknown month or day
(``2022-09-XX``, ``2022-XX-XX``, ``2022-XX``); a qualifier behind a date (``?`` uncertain, ``~`` approximate,
``%`` both); intervals ``a/b`` with ``..`` for an open end; and the set ``[a..b]``, one of the days (months,
years) from a to b. Years run from 0001 to 9999.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NoReturn

LONGEST = 60

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class DateError(ValueError):
    """A date that cannot be taken: ``reason`` tells people what is wrong and what to write.

    ``code`` is for programs and never changes: empty, too_long, format, unsupported, year, month, day,
    weekday, reversed, ambiguous, relative, no_year. ``sentence`` is the reason before ``values`` were put
    into it, for whoever says it in another language (``dates.refusal_words``).
    """

    def __init__(self, code: str, sentence: str, **values: "int | str | Point") -> None:
        self.reason = sentence % values if values else sentence
        super().__init__(self.reason)
        self.code = code
        self.sentence = sentence
        self.values = values


@dataclass(frozen=True, slots=True)
class Point:
    """One date of the grammar: a year, perhaps a month and a day, each ``None`` where not given.

    ``unknown`` is what ``X`` stands for: "day", "month", or "" where nothing is left out with ``X``.
    ``qualifier`` is ``?``, ``~``, ``%`` or "".
    """

    year: int
    month: int | None = None
    day: int | None = None
    unknown: str = ""
    qualifier: str = ""

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def text(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        if self.unknown == "month":
            parts.append("XX")
        elif self.unknown == "day":
            parts.extend(["XX"] * (3 - len(parts)))
        return "-".join(parts) + self.qualifier

    def __str__(self) -> str:
        """The date in English, as a refusal names it."""
        parts = (self.day, self.month and MONTHS[self.month - 1], self.year)
        return " ".join(str(part) for part in parts if part)


class Form(StrEnum):
    """What the points of a date mean together."""

    SINGLE = "single"
    INTERVAL = "interval"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Shape:
    """A parsed date: a single point (``end`` is the same), an interval (``None`` = open end) or a set."""

    form: Form
    start: Point | None
    end: Point | None

    @property
    def text(self) -> str:
        start = self.start.text if self.start else ".."
        end = self.end.text if self.end else ".."
        if self.form is Form.SINGLE:
            return start
        return f"{start}/{end}" if self.form is Form.INTERVAL else f"[{start}..{end}]"


def single(point: Point) -> Shape:
    return Shape(Form.SINGLE, point, point)


def interval(start: Point | None, end: Point | None) -> Shape:
    """The shape of ``start/end``; equal ends are a single date. Raises ``DateError`` if it ends too soon."""
    if start is None or end is None:
        return Shape(Form.INTERVAL, start, end)
    _in_order(start, end)
    return single(start) if start == end else Shape(Form.INTERVAL, start, end)


def one_of(first: Point, last: Point) -> Shape:
    """The shape of ``[first..last]``; equal ends are a single date. Raises ``DateError`` where it is none."""
    for point in (first, last):
        if point.qualifier or point.unknown:
            refuse(
                "unsupported",
                "The ends of [..] are plain dates, without ?, ~, % or X: [2022-09-20..2022-09-26].",
            )
    if (first.month is None, first.day is None) != (last.month is None, last.day is None):
        refuse("unsupported", "Both ends of [..] are days, or both months, or both years.")
    _in_order(first, last)
    return single(first) if first == last else Shape(Form.SET, first, last)


def shape_of(text: str) -> Shape:
    """Parse strict EDTF of the subset. Raises ``DateError``; never anything else, whatever ``text`` is."""
    if len(text) > LONGEST:
        refuse(
            "too_long",
            "A date has at most %(most)s characters; this has %(given)s.",
            most=LONGEST,
            given=len(text),
        )
    text = ascii_digits(text).strip()
    if not text:
        refuse("empty", "There is no date. Leave it out, or write what is known, such as 2022 or 2022-09.")
    if text.startswith("[") or text.endswith("]"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return single(point_of(text))


def ascii_digits(text: str) -> str:
    """``text`` with the decimal digits of every script (full-width, Arabic-Indic) as ASCII digits."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def refuse(code: str, sentence: str, **values: int | str | Point) -> NoReturn:
    raise DateError(code, sentence, **values)


def _set(text: str) -> Shape:
    inside = re.fullmatch(r"\[([^\[\]]*)\]", text)
    if inside is None:
        refuse("format", "A set of days is written [2022-09-20..2022-09-26], with nothing around it.")
    if "," in inside[1]:
        refuse(
            "unsupported",
            "Lists such as [a,b] are not recorded; write the first and last day: [2022-09-20..2022-09-22].",
        )
    ends = inside[1].split("..")
    if len(ends) != 2 or not all(ends):
        refuse("format", "A set of days has a first and a last: [2022-09-20..2022-09-26].")
    return one_of(point_of(ends[0]), point_of(ends[1]))


def _interval(text: str) -> Shape:
    ends = text.split("/")
    if len(ends) != 2:
        refuse("format", "An interval has two ends: 2022-12-30/2023-01-02.")
    if not all(ends):
        refuse("format", "An end that is not known is written with two dots: 2022-09-22/.. or ../2022-09-22.")
    if ends == ["..", ".."]:
        refuse("format", "An interval that is open at both ends says nothing; leave the date out.")
    start, end = (None if part == ".." else point_of(part) for part in ends)
    return interval(start, end)


def _in_order(start: Point, end: Point) -> None:
    if end.last < start.first:
        refuse(
            "reversed",
            "It ends (%(end)s) before it starts (%(start)s); write the earlier date first.",
            end=end.text,
            start=start.text,
        )


_POINT = re.compile(r"(\d{4})(?:-(\d\d|[Xx]{2})(?:-(\d\d|[Xx]{2}))?)?([?~%]?)")


def point_of(text: str) -> Point:
    """Parse one date of the grammar, without intervals and sets. Raises ``DateError``."""
    match = _POINT.fullmatch(text)
    if match is None:
        _explain(text)
    year, month, day = int(match[1]), match[2], match[3]
    month_unknown, day_unknown = (part is not None and part.upper() == "XX" for part in (month, day))
    if month_unknown and day and not day_unknown:
        refuse(
            "unsupported", "A day of an unknown month is not recorded; write the year, such as 2022-XX-XX."
        )
    unknown = "day" if day_unknown else "month" if month_unknown else ""
    return checked(
        Point(
            year,
            int(month) if month and not month_unknown else None,
            int(day) if day and not day_unknown else None,
            unknown,
            match[4],
        )
    )


def checked(point: Point) -> Point:
    """Return ``point`` if its year, month and day exist in the calendar, else raise ``DateError``."""
    if not 1 <= point.year <= 9999:
        refuse(
            "year", "Years run from 0001 to 9999; there is no year 0, and years before it are not recorded."
        )
    if point.month is not None and not 1 <= point.month <= 12:
        if 21 <= point.month <= 41:
            refuse(
                "unsupported",
                "Seasons and quarters are not recorded; write the months, such as [2022-09..2022-11].",
            )
        refuse("month", "There is no month %(month)s; months run from 01 to 12.", month=point.month)
    if point.month is not None and point.day is not None:
        days = calendar.monthrange(point.year, point.month)[1]
        if not 1 <= point.day <= days:
            refuse(
                "day",
                "%(month)s has %(days)s days; there is no day %(day)s in it.",
                month=Point(point.year, point.month),
                days=days,
                day=point.day,
            )
    return point


class _Explanation(NamedTuple):
    pattern: str
    code: str
    sentence: str


_EXPLANATIONS = (
    _Explanation(
        r"-\d+.*|[Yy]-?\d+|.*\b(bc|BC|bce|BCE)\b.*",
        "year",
        "Years before 0001 or after 9999 are not recorded.",
    ),
    _Explanation(r"\d{5,}", "year", "A year has four digits, and a full date hyphens: 2022-09-22."),
    _Explanation(r"\d{1,3}([-?~%].*)?", "year", "A year has four digits: write 0999 for the year 999."),
    _Explanation(
        r"\d{2,3}[Xx]{1,2}.*", "unsupported", "Decades and centuries are written as an interval: 2010/2019."
    ),
    _Explanation(
        r"\d{4}-\d\d-\d\d[T ].*",
        "unsupported",
        "The time of day does not belong into the date; write 2022-09-22.",
    ),
    _Explanation(
        r"[?~%].*|.*[?~%].*\d.*",
        "unsupported",
        "The marks ?, ~ and % stand once, behind the whole date: 2022-09-22?",
    ),
    _Explanation(
        r".*[?~%]{2}", "format", "Uncertain and approximate together is written with one %: 2022-09%."
    ),
    _Explanation(r".*\.\..*", "format", "Two dots stand in 2022-09-22/.. or in [2022-09-20..2022-09-26]."),
    _Explanation(r"\d{4}-\d{1,2}(-\d{1,2})?", "format", "Month and day have two digits each: 2022-09-02."),
)


def _explain(text: str) -> NoReturn:
    for one in _EXPLANATIONS:
        if re.fullmatch(one.pattern, text, re.DOTALL):
            refuse(one.code, one.sentence)
    refuse("format", "This is no date in the form 2022, 2022-09 or 2022-09-22.")
