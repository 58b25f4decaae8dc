"""Dates of a column: their order found from all of them, and each read as EDTF or refused with the reason."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from meetings import dates
from meetings.dates import phrases

from ..reading import Value
from .periods import Period, weekday_number, with_english_months
from .seasons import part_of_year
from .spans import century, said_plainly, several

_IN_FIGURES = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})\b")
_SHORT_YEAR = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d\d)")
_MONTH_AND_TWO = re.compile(r"([^\W\d_]{3,})\.?[- ’'](\d\d)|(\d\d)-([^\W\d_]{3,})\.?")
_DAY_MONTH_SHORT = re.compile(r"(\d{1,2})[- ]([^\W\d_]{3,})\.?[- ](\d\d)")
_TIME = re.compile(
    r"[\sT,]+(?:at |à |um |в )?(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s*"
    r"(?:[ap]\.?m\.?|Z|UTC|GMT|uhr|[+-]\d\d:?\d\d)?(?:\s*[-–]\s*\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?)?)?\s*$",
    re.IGNORECASE,
)
_SEVERAL_DAYS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:,|&|and|et|und|y|e|и|və|ve)\s*", re.IGNORECASE)
_WEEK = re.compile(r"(?:w/?c|week (?:commencing|beginning|of)|w/b)\.?:?\s*(.+)", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FULL_YEAR = re.compile(r"\d{4}|\d[./]\d")
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]{2,}(?:-[^\W\d_]+)?)\.?,?\s+(?=\d)")
#: Abbreviations that are words of other languages too, and need their mark: "Do., 21.01.2021".
_SHORT_WEEKDAY = re.compile(r"(Do|Sa|So|Za|Zo)[.,]{1,2}\s*(?=\d)", re.IGNORECASE)
_SHORT = {"do": "donnerstag", "sa": "samstag", "so": "sonntag", "za": "zaterdag", "zo": "zondag"}
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
#: "31, 1998-January": a range between dates in words, without blanks around its dash.
_TIGHT_DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=[^\W\d_]{3,})")
_ORDINAL_DOT = re.compile(r"\b(\d{1,2})\.(?=\s*[-–—]|\s*[^\W\d_])")
_DAY_MONTH_YEAR = re.compile(r"\d{1,2}[- ][^\W\d_]{3,}\.?[- ]\d{2,4}|\d\d-[^\W\d_]{3,}")
_MONTH_DAY_RANGE = re.compile(
    r"([^\W\d_]{3,}\.?) (\d{1,2})(?:, (\d{4}))? - ([^\W\d_]{3,}\.?) (\d{1,2}),? (\d{4})"
)
#: Between these a number in a column of dates is a day as spreadsheets count: 1927 to 2118.
_SERIALS = range(10_000, 80_000)
#: So many days of one month, and of no other, tell which of two numbers is the month.
_ONE_MONTH = 5


@dataclass
class DateColumn:
    """What the whole column of dates showed. Feed it every value with ``note``, then ask ``order``."""

    hint: bool | None = None
    first_above: int = 0
    second_above: int = 0
    open: int = 0
    figures: int = 0
    true_dates: int = 0
    short_years: int = 0
    serials: int = 0
    month_and_two: Counter[str] = field(default_factory=Counter)
    blanks: int = 0
    filled: int = 0
    years: set[int] = field(default_factory=set)
    numbers: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def note(self, value: Value) -> None:
        """Take one value of the column into account."""
        if isinstance(value, datetime.date):
            self.true_dates += 1
            self.filled += 1
            self.years.add(value.year)
            return
        text = "" if value is None else str(value).strip()
        self.years.update(map(int, _YEAR.findall(text)[:2]))
        self.blanks += not text
        self.filled += bool(text)
        if match := _IN_FIGURES.match(text):
            first, second = int(match[1]), int(match[2])
            self.figures += 1
            self.short_years += len(match[3]) == 2
            self.first_above += first > 12 >= second
            self.second_above += second > 12 >= first
            self.open += first <= 12 and second <= 12 and first != second
            self.numbers[0].add(first)
            self.numbers[1].add(second)
        elif match := _MONTH_AND_TWO.fullmatch(text):
            if len(self.month_and_two) < 50:
                self.month_and_two[match[2] or match[3]] += 1
        elif _SERIAL.fullmatch(text):
            self.serials += 1

    @property
    def day_first(self) -> bool | None:
        """Whether the day comes first in figures; ``None`` where the column leaves it open or contradicts."""
        if self.first_above and not self.second_above:
            return True
        if self.second_above and not self.first_above:
            return False
        if self.first_above:
            return None
        return self.hint if self.hint is not None else self.of_one_month

    @property
    def of_one_month(self) -> bool | None:
        """Whether the day comes first, where in one order many days of one month are told.

        In the other order they would be the same day of as many months.
        """
        first, second = map(len, self.numbers)
        if self.first_above or self.second_above or max(first, second) < _ONE_MONTH or min(first, second) > 1:
            return None
        return first > second

    @property
    def contradicts(self) -> bool:
        """Whether some dates can only have the day first and others only the month."""
        return bool(self.first_above and self.second_above)

    @property
    def is_month_of_year(self) -> bool:
        """Whether "Jan-14" is a month of a year here: days would not keep to one or two numbers.

        Two of them are enough where the number is that of a year of other dates.
        """
        told, cells = len(self.month_and_two), sum(self.month_and_two.values())
        of_year = told == 1 and century(next(iter(self.month_and_two))) in self.years
        return 0 < told <= 3 and cells >= (2 if of_year else 3)


@dataclass(frozen=True)
class DateReader:
    """Reads the dates of one column once its order is known.

    ``year`` is one that a title says for all, ``period`` the days of which it says that the table tells: of
    two readings of a date in figures the one within the period is meant. ``southern`` says that seasons are
    those of the southern half of the Earth.
    """

    day_first: bool | None = None
    month_of_year: bool = False
    since_1904: bool = False
    serials: bool = False
    year: int | None = None
    period: Period | None = None
    southern: bool = False

    def read(self, value: Value) -> dates.Edtf | None:
        """The date of a cell, or ``None`` where the cell is empty. Raises ``dates.DateError``."""
        if isinstance(value, datetime.datetime):
            return dates.parse(f"{value.year:04}-{value.month:02}-{value.day:02}")
        if isinstance(value, datetime.date):
            return dates.parse(f"{value.year:04}-{value.month:02}-{value.day:02}")
        if value is None or isinstance(value, (bool, datetime.time)):
            return None
        if isinstance(value, (int, float)):
            return self._number(value)
        text = " ".join(value.replace("\xa0", " ").split())
        return self._text(text) if text else None

    def _number(self, value: float) -> dates.Edtf:
        if int(value) in _SERIALS:
            return dates.parse(self._serial(value))
        if float(value).is_integer() and (day := self._day_alone(str(int(value)))):
            return day
        return dates.read(
            str(int(value)) if float(value).is_integer() else str(value), day_first=self.day_first
        )

    def _serial(self, value: float) -> str:
        start = datetime.date(1904, 1, 1) if self.since_1904 else datetime.date(1899, 12, 30)
        return (start + datetime.timedelta(days=int(value))).isoformat()

    def _text(self, text: str) -> dates.Edtf:
        text = said_plainly(_TIME.sub("", text), day_first=self.day_first, year=self.year)
        if match := _SERIAL.fullmatch(text):
            return self._number(float(text.replace(",", ".")))
        if match := _TOGETHER.fullmatch(text):
            return dates.parse(f"{match[1]}-{match[2]}-{match[3]}")
        if part := part_of_year(text, southern=self.southern):
            return part
        if match := _WEEK.fullmatch(text):
            return self._week(match[1])
        if day := self._day_alone(text):
            return day
        text = _SHORT_WEEKDAY.sub(lambda match: f"{_SHORT[match[1].casefold()]} ", text)
        weekday = _WEEKDAY_BEFORE.match(text)
        if weekday and (number := weekday_number(weekday[1])) is not None:
            return self._of_weekday(number, _plain(text[weekday.end() :]))
        return self._in_words_or_figures(_plain(text))

    def _in_words_or_figures(self, text: str) -> dates.Edtf:
        try:
            return dates.read(self._with_century(_as_range(text)), day_first=self.day_first)
        except dates.DateError as error:
            unsaid = error.code == "no_year" or (error.code == "year" and not _FULL_YEAR.search(text))
            if unsaid and self.year is not None:
                return dates.read(f"{_as_range(text)} {self.year}", day_first=self.day_first)
            if error.code == "ambiguous" and (within := self._within_period(text)):
                return within
            if error.code == "format" and (days := several(text)):
                raise _several_days(days) from None
            raise

    def _both(self, text: str) -> list[dates.Edtf]:
        """The readings of a date in figures with the day first and with the month first."""
        found = []
        for day_first in (True, False):
            try:
                found.append(dates.read(self._with_century(text), day_first=day_first))
            except dates.DateError:
                continue
        return found

    def _within_period(self, text: str) -> dates.Edtf | None:
        period = self.period
        if period is None:
            return None
        fitting = [one for one in self._both(text) if period.holds(one.earliest) and period.holds(one.latest)]
        return fitting[0] if len(fitting) == 1 else None

    def _of_weekday(self, weekday: int, text: str) -> dates.Edtf:
        """A date in figures behind its day of the week, which may say what the order is."""
        try:
            found = self._in_words_or_figures(text)
        except dates.DateError as error:
            fitting = [one for one in self._both(text) if one.earliest.weekday() == weekday]
            if error.code != "ambiguous" or len(fitting) != 1:
                raise
            return fitting[0]
        if found.earliest.weekday() != weekday:
            # Said in words, so that the refusal names both days of the week.
            return dates.read(f"{phrases.ENGLISH_WEEKDAYS[weekday]} {dates.words(found)}")
        return found

    def _day_alone(self, text: str) -> dates.Edtf | None:
        """A day by itself, in the one month that the title or the name of the sheet says."""
        match = _DAY_ALONE.fullmatch(text)
        month = self.period.month if self.period else None
        if match is None or month is None:
            return None
        return dates.parse(f"{month[0]:04}-{month[1]:02}-{int(match[1]):02}")

    def _week(self, text: str) -> dates.Edtf:
        first = self._text(text)
        if first.earliest != first.latest:
            return first
        last = first.earliest + datetime.timedelta(days=6)
        return dates.parse(f"[{first.text}..{last.isoformat()}]")

    def _with_century(self, text: str) -> str:
        """Years of two digits as spreadsheet programs read them: 1930 to 2029."""
        if match := _SHORT_YEAR.fullmatch(text):
            separator = match[2]
            return f"{match[1]}{separator}{match[3]}{separator}{century(match[4])}"
        if match := _DAY_MONTH_SHORT.fullmatch(text):
            return f"{match[1]} {match[2]} {century(match[3])}"
        if (match := _MONTH_AND_TWO.fullmatch(text)) and self.month_of_year:
            month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
            if self.year is None or century(year) == self.year:
                return f"{month} {century(year)}"
        return text


def _several_days(days: str) -> dates.DateError:
    """That several days are named which do not follow each other: one row is one meeting."""
    return dates.DateError(
        "several",
        "Several days are named, %(days)s, and a row is one meeting: write a row for each day, or the first "
        "and the last with a slash between them for one that lasted.",
        days=days,
    )


def _plain(text: str) -> str:
    """A date in words as dates are read: months in English, a range with blanks, no dots behind days."""
    if not re.search(r"[^\W\d_]{3,}", text):
        return text
    text = with_english_months(_ORDINAL_DOT.sub(r"\1 ", text))
    if not _DAY_MONTH_YEAR.fullmatch(text):
        text = " ".join(_TIGHT_DASH.sub(" - ", text).replace(" – ", " - ").split())
    if match := _MONTH_DAY_RANGE.fullmatch(text):
        year = match[3] or match[6]
        return f"{match[2]} {match[1]} {year} - {match[5]} {match[4]} {match[6]}"
    return text


def _as_range(text: str) -> str:
    """ "24, 25 and 26 May 2014" as the range from the first to the last, where the days follow each other."""
    days: list[int] = []
    rest = text
    while match := _SEVERAL_DAYS.match(rest):
        days.append(int(match[1]))
        rest = rest[match.end() :]
    last = re.match(r"(\d{1,2})(?:st|nd|rd|th)?(?=[ .])", rest)
    if not days or last is None:
        return text
    days.append(int(last[1]))
    consecutive = all(b == a + 1 for a, b in pairwise(days))
    return f"{days[0]}-" + _ORDINAL.sub(r"\1", rest) if consecutive else text


def together(start: dates.Edtf | None, end: dates.Edtf | None) -> dates.Edtf | None:
    """The date from a start to an end; either alone is the date. Raises ``DateError``."""
    if start is None or end is None or start.text == end.text:
        return start or end
    if "/" in start.text or "/" in end.text:
        return dates.parse(f"{start.earliest.isoformat()}/{end.latest.isoformat()}")
    return dates.parse(f"{start.text}/{end.text}")


def year_in(titles: list[str]) -> int | None:
    """The one year that the titles of a table name, or ``None``."""
    years = {int(year) for title in titles for year in re.findall(r"\b(1[89]\d\d|20\d\d)\b", title)}
    return years.pop() if len(years) == 1 else None
