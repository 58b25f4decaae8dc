"""How each database finds words.

An engine has ``matching``, ``numbers_with``, ``write``, ``add``, ``remove``, ``clear`` and ``is_sound``; and
``postings``, which gives the facet values of all cards in the quickest way of the database.
"""

from importlib import import_module

from django.db import connection


def current():
    """The engine of the database in use. Raises ``ModuleNotFoundError`` for one the archive does not know."""
    return import_module(f"meetings.search.engines.{connection.vendor}")
