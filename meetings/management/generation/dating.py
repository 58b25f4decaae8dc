"""Dates as archives know them: most to the day, some to a month, a period or not at all."""

import datetime
import random
from dataclasses import dataclass
from functools import lru_cache

from meetings import dates
from meetings.management.generation.chance import Weighted
from meetings.record.cards import listed_day
from meetings.vocabulary import DateBasis

#: The last day of generated meetings; nothing generated depends on the day it is made.
LAST = datetime.date(2026, 10, 31)
_DAY = datetime.timedelta(days=1)
#: How a date is written, given a day on which the meeting was: share in a thousand.
_FORMS = Weighted(
    {
        "{d}": 800,
        "": 30,
        "{d:%Y-%m}": 40,
        "{d:%Y}": 20,
        "{d:%Y-%m}-XX": 12,
        "{d:%Y}-XX-XX": 5,
        "{d}?": 15,
        "{d}~": 10,
        "{d:%Y-%m}%": 5,
        "[{before}..{after}]": 20,
        "{d}/{after}": 25,
        "{d:%Y-%m}/{later:%Y-%m}": 8,
        "../{after}": 4,
        "{before}/..": 3,
        "{d:%Y}/{later:%Y}": 3,
    }
)
_BASES = Weighted({DateBasis.STATED: 80, DateBasis.INFERRED: 12, DateBasis.PUBLICATION_ONLY: 8})


def some_day(chance: random.Random, first_year: int) -> datetime.date:
    """A day of an archive that knows more of the present than of the past; autumn is busy."""
    first = datetime.date(first_year, 1, 1)
    span = (LAST - first).days
    day = first + round(span * chance.random() ** 0.55) * _DAY
    if chance.random() < 0.1:
        day = min(day.replace(month=9, day=chance.randint(15, 30)), LAST)
    return day


def written(chance: random.Random, day: datetime.date) -> tuple[str, str]:
    """A day as the archive knows it, in EDTF, and how it knows it; both empty for an undated meeting."""
    text = _FORMS.pick(chance).format(
        d=day,
        before=day - chance.randint(1, 4) * _DAY,
        after=day + chance.randint(1, 4) * _DAY,
        later=day + chance.randint(40, 500) * _DAY,
    )
    return text, _BASES.pick(chance).value if text else ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in EDTF with what follows from it: its bounds as text, in the order of ``BOUNDS``.

    ``listed`` is the day that orders it, ``naming_day`` the one whose names a form uses. An undated
    meeting has no bounds.
    """

    edtf: str
    bounds: tuple[str | None, str | None, str | None, str | None]
    listed: datetime.date | None
    naming_day: datetime.date | None


BOUNDS = ("date_earliest", "date_latest", "date_start_latest", "date_end_earliest")


@lru_cache(maxsize=100_000)
def read(edtf: str) -> Dated:
    """A written date with its bounds. Many meetings have the same."""
    if not edtf:
        return Dated("", (None, None, None, None), None, None)
    found = dates.parse(edtf)
    bounds = (found.earliest, found.latest, found.start_latest, found.end_earliest)
    named = found.earliest if found.latest == datetime.date.max else found.latest
    listed = listed_day(found.latest, found.start_latest)
    return Dated(found.text, tuple(day.isoformat() for day in bounds), listed, named)
