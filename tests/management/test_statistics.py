"""SQLite plans its queries by what it knows of its tables, and is told anew whenever migrations run.

What it is told serves them when they have grown, too.
"""

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.management import statistics
from meetings.models import Country, Topic
from tests import builders

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks at its tables by itself"),
]


def _told() -> dict[str, int]:
    """The rows of tables that SQLite believes in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl")
        return dict(cursor.fetchall())


def _many_topics() -> None:
    Topic.objects.all().delete()
    Topic.objects.bulk_create(Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(150))


def test_migrating_tells_sqlite_how_much_its_tables_hold():
    _many_topics()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
    assert _told() == {}
    call_command("migrate", verbosity=0)
    assert _told()["meetings_topic"] == 150


def test_a_table_of_few_rows_is_told_nothing_of_and_one_of_many_is():
    _many_topics()
    builders.make_meeting()
    statistics.renew()
    told = _told()
    assert told["meetings_topic"] == 150
    assert {rows < 100 for rows in told.values()} == {False}
    assert 0 < Country.objects.count() < 100
    assert "meetings_country" not in told


def test_putting_words_together_finds_its_rows_by_their_keys_after_a_look_at_an_index_that_holds_nothing():
    """Else every piece that is put together goes through the whole index, however large it became since."""
    statistics.renew()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN DELETE FROM meetings_cardwords_data WHERE id >= 1 AND id <= 2")
        (plan,) = [row[3] for row in cursor]
    assert plan == "SEARCH meetings_cardwords_data USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
