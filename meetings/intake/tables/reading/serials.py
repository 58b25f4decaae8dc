"""Days as spreadsheets count them, and which formats show a number as a day."""

import datetime
import re

from .values import Value

_FIRST_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet's day has no zone
_BEFORE_1900 = datetime.datetime(1899, 12, 30)  # noqa: DTZ001
_LAST = 2_958_465
#: The built-in formats that show days or times (ECMA-376 part 1, 18.8.30), East Asian ones included.
BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.')


def shows_date(code: str) -> bool:
    """Whether a number format shows a day or a time."""
    plain = _NOT_FORMAT.sub("", code.split(";")[0]).lower()
    return "general" not in plain and bool(re.search("[dmyhs]", plain))


def day_of(serial: float, *, since_1904: bool) -> Value:
    """The day, moment or time of day that a serial number stands for; the number where it is none.

    The 1900 system counts a 29 February 1900 that never was: that one day is given as text, for people to
    see, and the days before it are right.
    """
    if not 0 <= serial <= _LAST or serial != serial:
        return serial
    if serial < 1 and not since_1904:
        return _time(serial)
    if since_1904:
        moment = _FIRST_1904 + _rounded(serial)
    elif int(serial) == 60:
        return "1900-02-29"
    else:
        moment = _BEFORE_1900 + _rounded(serial if serial > 60 else serial + 1)
    return moment if moment.time() != datetime.time() else moment.date()


def _rounded(serial: float) -> datetime.timedelta:
    return datetime.timedelta(seconds=round(serial * 86_400))


def _time(serial: float) -> Value:
    return (_BEFORE_1900 + _rounded(serial)).time() if serial else 0
