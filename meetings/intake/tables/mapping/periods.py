"""Words for months in many languages, and the period that the title of a table names."""

import csv
import datetime
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from meetings.dates import phrases
from meetings.dates.grammar import MONTHS

_DATA = Path(__file__).parent.parent / "data"
_WORD = re.compile(r"[^\W\d_]+")
_FULL_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_MONTH_OR_YEAR = re.compile(r"[^\W\d_]{3,}|\b(?:1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True)
class Period:
    """The days of which a table tells, as its title names them, both included."""

    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last

    @property
    def month(self) -> tuple[int, int] | None:
        """The year and month, where the period lies within one."""
        start, end = self.first, self.last
        return (start.year, start.month) if (start.year, start.month) == (end.year, end.month) else None


@cache
def _listed(what: str) -> dict[str, int]:
    """The names of months or weekdays that dates are not read in, with their numbers."""
    with (_DATA / f"{what}_names.csv").open(encoding="utf-8", newline="") as stream:
        return {
            phrases.key(name): int(row[what])
            for row in csv.DictReader(stream)
            for name in row["names"].split("|")
        }


def month_number(word: str) -> int:
    """The number of the month that a word names in any language known, or 0."""
    key = phrases.key(word)
    return phrases.MONTHS.get(key) or _listed("month").get(key, 0)


def weekday_number(word: str) -> int | None:
    """The number of the day of the week that a word names, from Monday as 0."""
    key = phrases.key(word)
    return phrases.WEEKDAYS.get(key, _listed("weekday").get(key))


def with_english_months(text: str) -> str:
    """The text with months of languages that dates are not read in said in English."""

    def english(match: re.Match[str]) -> str:
        key = phrases.key(match[0])
        number = 0 if key in phrases.MONTHS else _listed("month").get(key, 0)
        return MONTHS[number - 1] if number else match[0]

    return _WORD.sub(english, text)


def period_in(titles: Sequence[str]) -> Period | None:
    """The period that the first title with months and a year names: "July to September 2016"."""
    for title in titles:
        named = _months_of(title)
        if named:
            (year, month), (last_year, last_month) = named[0], named[-1]
            first = datetime.date(year, month, 1)
            last = datetime.date(last_year, last_month, monthrange(last_year, last_month)[1])
            return Period(first, last) if first <= last else None
    return None


def _months_of(title: str) -> list[tuple[int, int]]:
    """The months of a title with their years: a year stands for the months before it."""
    found: list[tuple[int, int]] = []
    waiting: list[int] = []
    for match in _MONTH_OR_YEAR.finditer(title):
        if _FULL_YEAR.fullmatch(match[0]):
            found += [(int(match[0]), month) for month in waiting]
            waiting = []
        elif number := month_number(match[0]):
            waiting.append(number)
    return found
