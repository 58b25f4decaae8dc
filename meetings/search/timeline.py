"""How meetings spread over time: how many fell into each year, month or day, certainly and possibly."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from meetings.search.criteria import Criteria

#: A date of more than so many years says nothing about any one of them; only its known ends count as years.
_WIDE = 100
#: The ordinal of the day from which numpy counts.
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()
Day = datetime.date


@dataclass(frozen=True)
class Bin:
    """A stretch of days with the meetings that fell into it, in part at least, certainly and possibly."""

    first: Day
    last: Day
    certain: int
    possible: int


@dataclass(frozen=True, eq=False)
class Timeline:
    """The dated meetings of a question within the days it asks for; ``undated`` are the others,
    which no question about days finds.

    ``bounds`` has a row each for earliest and latest day, latest start and earliest end, as ordinals, and a
    column for each four that occur; ``numbers`` says how many meetings have them. Every figure equals the
    length of the list with the days of its bin: ``possible`` as it stands, ``certain`` with only what is
    certain. Where the question asks for that already, both are the same.
    """

    bounds: np.ndarray
    numbers: np.ndarray
    undated: int = 0
    start: Day | None = None
    end: Day | None = None
    certain: bool = False

    @classmethod
    def of(cls, bounds: np.ndarray, numbers: np.ndarray, undated: int, criteria: Criteria) -> "Timeline":
        """The timeline of what a question selects when its days are left out.

        ``bounds`` may hold the same column twice.
        """
        order = np.lexsort(bounds[::-1])
        starts = runs(bounds[:, order])
        return cls(
            bounds=bounds[:, order[starts]],
            numbers=np.add.reduceat(numbers[order], starts) if starts.size else numbers,
            undated=0 if criteria.is_dated else undated,
            start=criteria.start,
            end=criteria.end,
            certain=criteria.certain,
        )

    def __eq__(self, other: object) -> bool:
        """Whether the days, their meetings and what was asked are the same."""
        if not isinstance(other, Timeline):
            return NotImplemented
        return (
            (self.undated, self.start, self.end, self.certain)
            == (other.undated, other.start, other.end, other.certain)
            and np.array_equal(self.bounds, other.bounds)
            and np.array_equal(self.numbers, other.numbers)
        )

    __hash__ = None

    def __len__(self) -> int:
        """How many different days, exact or not, its meetings have."""
        return len(self.numbers)

    def years(self) -> list[int]:
        """Every year from the first to the last of which something is known, within the days asked for."""
        known = self._known_years()
        low = self.start.year if self.start else Day.min.year
        high = self.end.year if self.end else Day.max.year
        known = known[(known >= low) & (known <= high)]
        return list(range(int(known[0]), int(known[-1]) + 1)) if known.size else []

    def by_year(self, years: Iterable[int]) -> list[Bin]:
        """A bin for each of some years that follow one another."""
        return self._binned([(Day(year, 1, 1), Day(year, 12, 31)) for year in years])

    def by_month(self, years: Iterable[int]) -> list[Bin]:
        """A bin for each month of some years that follow one another."""
        starts = [Day(year, month, 1) for year in years for month in range(1, 13)]
        return self._binned([(first, _end_of_month(first)) for first in starts])

    def by_day(self, year: int) -> list[Bin]:
        """A bin for each day of a year."""
        first = Day(year, 1, 1)
        days = [first + datetime.timedelta(days=day) for day in range(Day(year, 12, 31).timetuple().tm_yday)]
        return self._binned([(day, day) for day in days])

    def days(self, most: int) -> list[Bin]:
        """A bin for each day from the first to the last that a meeting certainly has to itself.

        Empty where there is none, or where they would be more than ``most``.
        """
        exact = self.bounds[0][self.bounds[0] == self.bounds[1]]
        low = self.start.toordinal() if self.start else _FIRST
        high = self.end.toordinal() if self.end else _LAST
        exact = exact[(exact >= low) & (exact <= high)]
        if not exact.size or exact[-1] - exact[0] >= most:
            return []
        days = [Day.fromordinal(day) for day in range(int(exact[0]), int(exact[-1]) + 1)]
        return self._binned([(day, day) for day in days])

    def longest_gap(self) -> tuple[Day, Day] | None:
        """The longest time in which no meeting can have been; the later one of two.

        It runs from the last possible day of all before to the first possible day of the next.
        """
        earliest = self.bounds[0]
        reached = np.maximum.accumulate(self.bounds[1])
        gaps = earliest[1:] - reached[:-1]
        if not gaps.size or gaps.max() <= 0:
            return None
        place = int(np.flatnonzero(gaps == gaps.max())[-1])
        return Day.fromordinal(int(reached[place])), Day.fromordinal(int(earliest[place + 1]))

    def _known_years(self) -> np.ndarray:
        """The years that dates tell of: all they span, or their known ends where that is over a century."""
        firsts, lasts = _years_of(self.bounds[0]), _years_of(self.bounds[1])
        narrow = lasts - firsts <= _WIDE
        steps = np.bincount(firsts[narrow], minlength=Day.max.year + 2)
        spanned = np.cumsum(steps - np.bincount(lasts[narrow] + 1, minlength=Day.max.year + 2)) > 0
        spanned[firsts[~narrow & (self.bounds[0] != _FIRST)]] = True
        spanned[lasts[~narrow & (self.bounds[1] != _LAST)]] = True
        return np.flatnonzero(spanned)

    def _binned(self, stretches: list[tuple[Day, Day]]) -> list[Bin]:
        """The figures of stretches that follow one another, cut to the days asked for."""
        stretches = [
            (max(first, self.start or first), min(last, self.end or last)) for first, last in stretches
        ]
        stretches = [(first, last) for first, last in stretches if first <= last]
        days = np.array([(one.toordinal(), other.toordinal()) for one, other in stretches]).reshape(-1, 2).T
        earliest, latest, start_latest, end_earliest = self.bounds
        certain = _overlaps(days, start_latest, end_earliest, self.numbers)
        possible = certain if self.certain else _overlaps(days, earliest, latest, self.numbers)
        return [
            Bin(*stretch, sure, may) for stretch, sure, may in zip(stretches, certain, possible, strict=True)
        ]


def runs(ordered: np.ndarray) -> np.ndarray:
    """Where each different column of a table in order begins."""
    fresh = (np.diff(ordered, axis=1) != 0).any(axis=0)
    return np.flatnonzero(np.append(True, fresh)[: ordered.shape[1]])


def _years_of(ordinals: np.ndarray) -> np.ndarray:
    days = (ordinals.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _end_of_month(first: Day) -> Day:
    if first.month == 12:
        return Day(first.year, 12, 31)
    return Day(first.year, first.month + 1, 1) - datetime.timedelta(days=1)


def _overlaps(stretches: np.ndarray, firsts: np.ndarray, lasts: np.ndarray, numbers: np.ndarray) -> list[int]:
    """For stretches in order, how many meetings reach into each from their first to their last day.

    One whose first is after its last reaches into the stretches that hold both ends at once: what certainly
    began by its first and certainly went on until its last.
    """
    begin = np.searchsorted(stretches[1], firsts)
    end = np.searchsorted(stretches[0], lasts, side="right")
    reaching = begin < end
    size = stretches.shape[1] + 1
    begun = np.bincount(begin[reaching], numbers[reaching], size)
    ended = np.bincount(end[reaching], numbers[reaching], size)
    return np.cumsum(begun - ended)[:-1].round().astype(np.int64).tolist()
