"""What ``manage.py check`` and ``migrate`` say about a database that the archive would work badly on."""

from collections.abc import Iterable

from django.core import checks
from django.db import connections


@checks.register(checks.Tags.database)
def check_postgres_text(
    databases: Iterable[str] | None = None, **kwargs: object
) -> list[checks.CheckMessage]:
    """Refuse a PostgreSQL database that cannot hold every script, and warn of one that cannot fold its case.

    A database made with the locale "C" before PostgreSQL 17 lowers only the letters of English, so that a
    search for "çavuşoğlu" would miss "ÇAVUŞOĞLU".
    """
    messages: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_encoding'), lower('ÇƏЖ') = 'çəж'")
            encoding, folds = cursor.fetchone()
        if encoding != "UTF8":
            hint = "Create it with ENCODING 'UTF8'; deploy/README.md has the command."
            messages.append(
                checks.Error(
                    f"The database {alias!r} has the encoding {encoding}.", hint=hint, id="meetings.E001"
                )
            )
        elif not folds:
            hint = "Create it with a UTF-8 locale; deploy/README.md has the command."
            messages.append(
                checks.Warning(
                    f"The database {alias!r} folds only English letters.", hint=hint, id="meetings.W001"
                )
            )
    return messages
