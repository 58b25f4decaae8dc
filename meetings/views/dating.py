"""Dates for the eye: words, and where in its month or year a date lies."""

import calendar
import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from meetings import dates
from meetings.vocabulary import DateBasis


@dataclass(frozen=True)
class When:
    """A date as a list row says it: ``words`` without the year, a ``gloss`` beside, the full text, a bar.

    ``bar`` is start and width in percent of the month (or year) that holds the date, ``None`` where none
    does; ``soft`` says that the day is not known.
    """

    year: str
    words: str
    full: str
    gloss: str
    bar: tuple[float, float] | None
    soft: bool
    edtf: str


@lru_cache(maxsize=10_000)
def when(edtf: str, basis: str, language: str) -> When:
    """How a list row shows a date; the empty string is an undated meeting. The same days come again."""
    if not edtf:
        return When("", _("Undated"), _("Undated"), "", None, False, "")
    date = dates.parse(edtf)
    one_day = date.earliest == date.latest
    year = str(date.latest.year) if date.latest != datetime.date.max else str(date.earliest.year)
    return When(
        year=year,
        words=dates.short_words(date, language) or dates.words(date, language),
        full=dates.words(date, language),
        gloss=_gloss(date, basis, language, one_day),
        bar=_bar(date.earliest, date.latest),
        soft=not one_day and date.start_latest > date.end_earliest,
        edtf=edtf,
    )


def _gloss(date, basis: str, language: str, one_day: bool) -> str:
    if one_day and basis != DateBasis.PUBLICATION_ONLY:
        return dates.weekday_words(date.earliest, language)
    if basis == DateBasis.BOUNDED_BY_OCCASION:
        return _("day not stated")
    if basis == DateBasis.PUBLICATION_ONLY:
        return _("date of the report")
    if date.start_latest > date.end_earliest:
        return _("day not known")
    return ""


def _bar(first: datetime.date, last: datetime.date) -> tuple[float, float] | None:
    if (first.year, first.month) == (last.year, last.month):
        days, offset = calendar.monthrange(first.year, first.month)[1], first.day - 1
    elif first.year == last.year:
        days, offset = 366, first.timetuple().tm_yday - 1
    else:
        return None
    width = (last - first).days + 1
    return round(offset * 100 / days, 1), round(max(width * 100 / days, 2), 1)
