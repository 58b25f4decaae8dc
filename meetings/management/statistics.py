"""What the database knows of how much its tables hold, by which it plans its queries."""

from django.db import DEFAULT_DB_ALIAS, connections

#: So many rows of an index tell SQLite enough.
_SQLITE_LOOKS_AT = 1_000
#: SQLite takes what it was told for true until it is told otherwise, and goes through the whole of a table
#: of which it knows that it is small, when that has long become large. It had better not know of small ones,
#: for then it takes them to be large; and the index of words, a table as any other to it, is said to be.
_SQLITE_FORGETS = (
    "UPDATE sqlite_stat1 SET stat = '1000000' WHERE tbl = 'meetings_cardwords_data'",
    "DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < 100",
    "ANALYZE sqlite_schema",
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
