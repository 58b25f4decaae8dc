"""Dates as editors and spreadsheets write them, in the site's languages.

Nothing is guessed: what has two readings, or counts from a day that is not said, is refused with the reason.
"""

import re
from dataclasses import replace

from ..text import clean_line
from . import phrases as v
from .edtf import Edtf, edtf_of
from .grammar import (
    MONTHS,
    Form,
    Point,
    Shape,
    ascii_digits,
    checked,
    interval,
    one_of,
    point_of,
    refuse,
    shape_of,
    single,
)

LONGEST = 120


def read(text: str, *, day_first: bool | None = None) -> Edtf:
    """Return the date that ``text`` means, written as EDTF, in figures or in words.

    Takes what ``parse`` takes and, with months in English, Azerbaijani, Russian, French and Arabic: "22 Sept.
    2022", "September 22, 2022", "22-24 September 2022", "30 Dec 2022 - 2 Jan 2023", "between 20 and 26
    September 2022" (one unknown day), "c. 1890", "perhaps 22 September 2022", "since ..." and "until ...".
    "Early", "mid" and "late" make a month or year approximate. With dots the day comes first (22.09.2022).
    With slashes or hyphens (05/06/2020) it does if ``day_first`` says so; where that is ``None``, a date that
    could be both is refused with the two readings named. A day of the week has to be the right one.

    Raises ``DateError`` with the reason, and nothing else.
    """
    if len(text) > LONGEST:
        refuse("too_long", f"A date has at most {LONGEST} characters; this has {len(text)}.")
    text = v.with_plain_dashes(ascii_digits(clean_line(text)))
    if re.search(r"[^\W\d_xX]", text):
        return edtf_of(_in_words(v.key(text), day_first))
    return edtf_of(_in_figures(text, day_first))


def _in_figures(text: str, day_first: bool | None) -> Shape:
    text = re.sub(r" ?(/|\.\.) ?", r"\1", text)
    point = _figures(text, day_first)
    if point is not None:
        return single(point)
    ends = re.fullmatch(r"(.+) - (.+)|(\d{4})-(\d{4})", text)
    if ends is not None:
        return interval(_end(ends[1] or ends[3], day_first), _end(ends[2] or ends[4], day_first))
    if days := re.fullmatch(r"([^\[\]./]+)\.\.([^\[\]./]+)", text):
        return one_of(_end(days[1], day_first), _end(days[2], day_first))
    return shape_of(text)


def _end(text: str, day_first: bool | None) -> Point:
    return _figures(text, day_first) or point_of(text)


_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})([?~%]?)")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\.?([?~%]?)")
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d\d")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})([?~%]?)")


def _figures(text: str, day_first: bool | None) -> Point | None:
    """A single date in figures that is no EDTF, or ``None`` where ``text`` is not of that kind."""
    if match := _YEAR_FIRST.fullmatch(text):
        return checked(Point(int(match[1]), int(match[3]), int(match[4]), "", match[5]))
    if match := _MONTH_YEAR.fullmatch(text):
        return checked(Point(int(match[2]), int(match[1]), None, "", match[3]))
    if _SHORT_YEAR.fullmatch(text):
        refuse("year", "The century is not said; write the year with four digits.")
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day, month = _ordered(first, second, year, True if match[2] == "." else day_first)
        return checked(Point(year, month, day, "", match[5]))
    return None


def _ordered(first: int, second: int, year: int, day_first: bool | None) -> tuple[int, int]:
    """Which of two numbers is the day and which the month."""
    if day_first is None and first != second and first <= 12 and second <= 12:
        one, other = (
            f"{day} {MONTHS[month - 1]} {year}" if day and month else "no date"
            for day, month in ((first, second), (second, first))
        )
        refuse("ambiguous", f"This could be {one} or {other}; write the month as a word, or {year}-MM-DD.")
    if day_first is None or min(first, second) <= 12 < max(first, second):
        # Only one of the two readings exists, whatever the usual order is.
        return (first, second) if first > 12 else (second, first) if second > 12 else (first, second)
    return (first, second) if day_first else (second, first)


def _in_words(text: str, day_first: bool | None) -> Shape:
    _refuse_what_names_no_day(text)
    text, qualifier = _without_qualifier(text)
    if match := v.BETWEEN.fullmatch(text):
        found = [part for part in match.groups() if part is not None]
        shape = _pair(found[0], found[1], day_first, Form.SET)
    elif match := v.OPEN.fullmatch(text):
        since, until = match["since"], match["until"]
        shape = interval(
            _point(since, day_first) if since else None, _point(until, day_first) if until else None
        )
    elif ends := v.split_range(text):
        shape = _pair(*ends, day_first, Form.INTERVAL)
    else:
        shape = single(_point(text, day_first))
    return _qualified(shape, qualifier) if qualifier else shape


def _refuse_what_names_no_day(text: str) -> None:
    tokens = set(v.tokens(text))
    if re.search(r"\d:\d\d|\dt\d", text):
        refuse("unsupported", "The time of day does not belong into the date; write the day alone.")
    if v.UNDATED.fullmatch(text):
        refuse("empty", "That is no date. Where none is known, leave the date out.")
    if tokens & v.RELATIVE or (tokens & set(v.WEEKDAYS) and not re.search(r"\d", text)):
        refuse(
            "relative", "Relative dates need a publication date; write the day itself, such as 2022-09-22."
        )
    if tokens & v.SEASONS:
        refuse("unsupported", "Seasons are not recorded; write the months, such as [2022-09..2022-11].")
    if tokens & v.BEFORE_OUR_ERA:
        refuse("year", "Years before 0001 are not recorded.")
    if re.search(r"\d{2}x{1,2}\b|\d0'?s\b", text) or tokens & v.CENTURIES:
        refuse("unsupported", "Decades and centuries are written as an interval: 2010/2019.")
    if v.ONE_SIDED.match(text):
        refuse(
            "unsupported",
            'It is not clear how far "before" or "after" reaches; write the days between which it was, '
            "such as [2022-09-01..2022-09-22], or an open interval, such as ../2022-09-22.",
        )


def _without_qualifier(text: str) -> tuple[str, str]:
    """``text`` without what says that it is uncertain or approximate, and the qualifier for that."""
    qualifiers: set[str] = set()
    if match := re.fullmatch(r"(.*?) ?\(?([?~%])\)?", text):
        text = match[1]
        qualifiers.add(match[2])
    while match := v.QUALIFIER.match(text):
        qualifiers.add("?" if match["perhaps"] else "~")
        text = text[match.end() :]
    if not qualifiers:
        return text, ""
    return text, qualifiers.pop() if len(qualifiers) == 1 else "%"


def _qualified(shape: Shape, qualifier: str) -> Shape:
    start, end = (
        replace(point, qualifier=point.qualifier or qualifier) if point else None
        for point in (shape.start, shape.end)
    )
    if shape.form is Form.SET and start and end:
        return one_of(start, end)
    return Shape(shape.form, start, end)


def _pair(first: str, last: str, day_first: bool | None, form: Form) -> Shape:
    """Two dates of which the first may leave out what it shares with the second: "22-24 September 2022"."""
    end = _point(last, day_first)
    start = _point(first, day_first, end)
    return one_of(start, end) if form is Form.SET else interval(start, end)


def _point(text: str, day_first: bool | None, context: Point | None = None) -> Point:
    """One date in figures or words; what it lacks is taken from ``context``."""
    text, qualifier = _without_qualifier(text.strip(" ,.;"))
    if not re.search(r"[^\W\d_x]", text) and re.search(r"\d{3}", text):
        point = _end(text.upper(), day_first)
        return replace(point, qualifier=point.qualifier or qualifier)
    if v.MONTH_AND_TWO_DIGITS.fullmatch(text):
        refuse(
            "ambiguous", "This could be a day of a month or a month of a year; write 2014-01, or 2022-01-14."
        )
    odd = re.search(r"[^\w\s.,'-]", text)
    if odd:
        refuse(
            "format", f'"{odd.group()}" does not belong into a date; write 22 September 2022 or 2022-09-22.'
        )
    return replace(_point_of_tokens(v.tokens(text), context), qualifier=qualifier)


def _point_of_tokens(tokens: list[str], context: Point | None) -> Point:
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    weekdays: list[int] = []
    for token in tokens:
        if token.isdecimal():
            (years if len(token) in (3, 4) else days).append(int(token))
            if len(token) > 4:
                refuse("year", "A year has four digits: write 22 September 2022.")
        elif token in v.MONTHS:
            months.append(v.MONTHS[token])
        elif token in v.WEEKDAYS:
            weekdays.append(v.WEEKDAYS[token])
        elif token not in v.FILLERS:
            refuse("format", f'"{token}" is not understood as part of a date; write 22 September 2022.')
    if len(days) > 1 and months and not years:
        refuse("year", "The century is not said; write the year with four digits.")
    if max(len(years), len(months), len(days), len(weekdays)) > 1:
        refuse("format", "This names more than one date; write a range as 22-24 September 2022.")
    year, month, day, weekday = (found[0] if found else None for found in (years, months, days, weekdays))
    if context is not None:
        month = month or (context.month if day and not year else None)
        year = year or context.year
    return _assembled(year, month, day, weekday)


def _assembled(year: int | None, month: int | None, day: int | None, weekday: int | None) -> Point:
    if year is None:
        refuse("no_year", "The year is not said; write it with four digits, such as 22 September 2022.")
    if day is not None and month is None:
        refuse("format", "A day needs its month; write 22 September 2022.")
    point = checked(Point(year, month, day))
    if weekday is not None:
        if day is None:
            refuse("format", "A day of the week needs the day of the month; write 22 September 2022.")
        if point.first.weekday() != weekday:
            said, right = v.ENGLISH_WEEKDAYS[weekday], v.ENGLISH_WEEKDAYS[point.first.weekday()]
            written = f"{day} {MONTHS[point.first.month - 1]} {year}"
            refuse("weekday", f"{written} was a {right}, not a {said}; one of the two is wrong.")
    return point
