"""The stamp of the archive: one statement, even where the connection was lost since the last request."""

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction

from meetings.models import ArchiveState
from meetings.record import state

ON_POSTGRES = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's connections are not lost"
)


@pytest.fixture
def looks_first(transactional_db, monkeypatch):
    """Connections as in production at the beginning of a request: looked at before their first statement."""
    ArchiveState.objects.create(pk=1, version=7, entries=3)
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "health_check_enabled", True)
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "health_check_done", False)


def _lose_the_connection() -> None:
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def _stamp_of_a_transaction_that_is_lost() -> None:
    with transaction.atomic():
        _lose_the_connection()
        state.stamp()


@ON_POSTGRES
def test_the_stamp_alone_is_asked_of_a_connection_that_would_be_looked_at_first(looks_first, monkeypatch):
    looked = []
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "is_usable", lambda: looked.append(True) or True)
    assert state.stamp() == (7, 3)
    assert looked == []


@ON_POSTGRES
def test_a_lost_connection_is_made_anew(looks_first):
    _lose_the_connection()
    assert state.stamp() == (7, 3)


@ON_POSTGRES
def test_a_connection_lost_inside_a_transaction_is_an_error_since_its_beginning_is_gone(looks_first):
    with pytest.raises(OperationalError):
        _stamp_of_a_transaction_that_is_lost()
    assert state.stamp() == (7, 3)
