"""How each database finds words.

An engine has ``matching``, ``write``, ``remove``, ``clear`` and ``is_sound``.
"""

from importlib import import_module

from django.db import connection


def current():
    """The engine of the database in use. Raises ``ModuleNotFoundError`` for one the archive does not know."""
    return import_module(f"meetings.search.engines.{connection.vendor}")
