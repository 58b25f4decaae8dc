"""The day that words of a source name, whose year may be said by the occasion or the date of publication."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings import dates
from meetings.dates import Edtf, Precision
from meetings.models import Occasion, Source
from meetings.vocabulary import DateBasis

#: Of marked words so many are looked through, and a date has so many at most.
MOST_WORDS, LONGEST_DATE = 40, 9
_WORD = re.compile(r"\S+")
_EDGES = " ,.;:()[]\"'“”«»„"


@dataclass(frozen=True)
class Day:
    """What words say of the date: EDTF, the words themselves, how it is known, and a reason if one is due."""

    edtf: str
    printed: str
    basis: DateBasis
    reason: str = ""


def day_in(words: str, occasion: Occasion | None, source: Source) -> Day | None:
    """The date that stands in ``words``; ``None`` where none does, or where its year is nowhere said.

    A day without a year is that of the one year in which the occasion lasted on it, else the last such day
    before the source was published.
    """
    for printed in _phrases(words):
        found = _read(printed)
        if found is not None:
            return Day(found.text, printed, DateBasis.STATED)
        day = _without_year(printed)
        if day is None or _names_another(words, printed):
            continue
        if years := _of_occasion(day, occasion):
            if len(years) == 1:
                return Day(
                    years[0].isoformat(), printed, DateBasis.INFERRED, _("The year is that of the occasion.")
                )
            return None
        if published := _before_publication(day, source):
            reason = _("The year is that of the publication.")
            return Day(published.isoformat(), printed, DateBasis.INFERRED, reason)
    return None


def _phrases(words: str) -> Iterator[str]:
    """All that could be a date in ``words``, the longest first; each has a figure."""
    places = [match.span() for match in _WORD.finditer(words)][:MOST_WORDS]
    for size in range(min(len(places), LONGEST_DATE), 0, -1):
        for first in range(len(places) - size + 1):
            phrase = words[places[first][0] : places[first + size - 1][1]].strip(_EDGES)
            if any(character.isdecimal() for character in phrase):
                yield phrase


def _read(phrase: str) -> Edtf | None:
    try:
        return dates.read(phrase)
    except dates.DateError:
        return None


def _without_year(phrase: str) -> datetime.date | None:
    """The day and month of a phrase that says no year, in a leap year; ``None`` where it is none such."""
    if re.search(r"\d{3}", phrase) or not re.search(r"[^\W\d_]{3}", phrase):
        return None
    found = _read(f"{phrase} 2000")
    return found.earliest if found is not None and found.precision == Precision.DAY else None


def _names_another(words: str, printed: str) -> bool:
    """Whether a figure stands beside a date without a year: "May 3 and 4" is more than the third of May."""
    return re.search(r"(?<!\S)\d{1,2}(?!\w)", words.replace(printed, " ", 1)) is not None


def _in(year: int, day: datetime.date) -> datetime.date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _of_occasion(day: datetime.date, occasion: Occasion | None) -> list[datetime.date]:
    """The days of the occasion that ``day`` can be; none where it has no dates or lasted too long to tell."""
    if occasion is None or occasion.date_earliest is None or occasion.date_latest is None:
        return []
    years = range(occasion.date_earliest.year, occasion.date_latest.year + 1)
    if len(years) > LONGEST_DATE:
        return []
    found = (_in(year, day) for year in years)
    return [one for one in found if one and occasion.date_earliest <= one <= occasion.date_latest]


def _before_publication(day: datetime.date, source: Source) -> datetime.date | None:
    published = _read(source.published) if source.published else None
    if published is None or published.precision != Precision.DAY:
        return None
    found = (_in(year, day) for year in (published.latest.year, published.latest.year - 1))
    return next((one for one in found if one and one <= published.latest), None)
