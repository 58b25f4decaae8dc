"""Dates as sources give them: exact, partial, uncertain, or one unknown day of several (EDTF, ISO 8601-2).

``parse`` takes EDTF only, ``read`` what editors type; both give an ``Edtf`` or raise ``DateError`` with the
reason. ``words``, ``short_words`` and ``bound_words`` say a date to people, ``refusal_words`` such a reason;
``possibly_within`` and ``certainly_within`` are the two questions a filter asks.
"""

from .edtf import Edtf, Precision, certainly_within, parse, possibly_within
from .grammar import DateError
from .reading import read
from .words import (
    bound_words,
    month_names,
    refusal_words,
    short_words,
    weekday_words,
    with_prepositions,
    words,
)

__all__ = [
    "DateError",
    "Edtf",
    "Precision",
    "bound_words",
    "certainly_within",
    "month_names",
    "parse",
    "possibly_within",
    "read",
    "refusal_words",
    "short_words",
    "weekday_words",
    "with_prepositions",
    "words",
]
