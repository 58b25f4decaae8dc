"""How each database finds words.

An engine has ``matching``, ``numbers_with``, ``write``, ``add``, ``remove``, ``clear`` and ``is_sound``; and
``postings``, which gives the facet values of all cards in the quickest way of the database. ``listed`` and
``uncertain`` read the cards themselves.
"""

from importlib import import_module

import numpy as np
from django.db import connection

from meetings.search.engines.bulk import columns

# What has a key is public; asked for so, both databases need little more than the index of the keys.
_LISTED = "SELECT key, meeting_id FROM meetings_card WHERE key IS NOT NULL ORDER BY key"
_BOUNDS = ("date_earliest", "date_latest", "date_start_latest", "date_end_earliest")
_UNCERTAIN = """
    SELECT key, {} FROM meetings_card WHERE live AND date_latest IS NOT NULL
    AND NOT (date_earliest = date_latest AND date_start_latest = date_latest
        AND date_end_earliest = date_latest)
    ORDER BY key
"""


def current():
    """The engine of the database in use. Raises ``ModuleNotFoundError`` for one the archive does not know."""
    return import_module(f"meetings.search.engines.{connection.vendor}")


def listed() -> np.ndarray:
    """The keys of all public cards in their order, and the cards' primary keys."""
    return columns(_LISTED, 2)


def uncertain() -> np.ndarray:
    """The keys of the public cards that have a date but no single day, in their order.

    Below them four rows of their bounds as numbers of days: earliest, latest, latest start, earliest end.
    """
    numbers = ", ".join(map(current().DAY_NUMBER.format, _BOUNDS))
    return columns(_UNCERTAIN.format(numbers), 5)
