"""What the database knows of how much its tables hold, by which it plans its queries."""

from django.db import DEFAULT_DB_ALIAS, connections

#: So many rows of an index tell SQLite enough.
_SQLITE_LOOKS_AT = 1_000
#: What SQLite had better not know: that a table is small, or how large the index of words is in itself. It
#: takes that for true until it is told otherwise, and goes through the whole of what has long become large.
_SQLITE_FORGETS = (
    "DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < 100 OR tbl GLOB 'meetings_cardwords_*'",
    # Has this connection read it anew.
    "PRAGMA writable_schema = RESET",
)


def renew(using: str = DEFAULT_DB_ALIAS) -> None:
    """Have a database look at its tables again, after many rows were written at once.

    PostgreSQL does so by itself, but only after a minute, and SQLite never does.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_SQLITE_LOOKS_AT}")
        cursor.execute("ANALYZE")
        for statement in _SQLITE_FORGETS if connection.vendor == "sqlite" else ():
            cursor.execute(statement)


def renew_after_migrating(*, using: str, **_ignored: object) -> None:
    """As ``renew``, whenever migrations were run, which is whenever the archive is put up: on SQLite only.

    A migration that makes a table anew leaves SQLite without any knowledge of it, and a query over a million
    meetings then takes seconds instead of a millisecond.
    """
    if connections[using].vendor == "sqlite":
        renew(using)
