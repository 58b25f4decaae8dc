"""What the database knows of how much its tables hold, by which it plans its queries."""

from django.db import connection

#: So many rows of an index tell SQLite enough.
_SQLITE_LOOKS_AT = 1_000


def renew() -> None:
    """Have the database look at its tables again, after many rows were written at once.

    PostgreSQL does so by itself, but only after a minute, and SQLite never does.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_SQLITE_LOOKS_AT}")
        cursor.execute("ANALYZE")
