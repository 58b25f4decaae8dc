"""SQLite plans its queries by what it knows of its tables, and is told anew whenever migrations run."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import builders as make

pytestmark = pytest.mark.django_db


def known() -> list[str]:
    """The tables of which SQLite knows how much they hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1 WHERE tbl LIKE 'meetings_meeting' ORDER BY tbl")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
def test_migrating_tells_sqlite_how_much_its_tables_hold():
    make.make_meeting()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
    assert known() == []
    call_command("migrate", verbosity=0)
    assert known() == ["meetings_meeting"]
