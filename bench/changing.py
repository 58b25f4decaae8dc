"""Changes to a copy of an archive as editors make them, and whether every worker shows them."""

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from archive import databases
from bench import servers
from bench.client import Connection
from bench.data import Kept
from bench.peers import address_of, on_postgres

#: A page may be so many seconds older than the archive.
OLDEST = 1.0
#: Connections that look for a change: gunicorn spreads them over its workers.
WATCHERS = 6
#: So many of the last public numbers are corrected and withdrawn.
AMONG = 1_000
#: Nothing is waited for longer than this.
SECONDS_AT_MOST = 30.0


@contextmanager
def copied(kept: Kept, name: str = "sqlite") -> Iterator[str]:
    """The address of a copy of the archive, on which this process works too; then it is removed.

    ``name`` is ``sqlite`` or ``postgres``.
    """
    from django.db import connections

    with {"sqlite": _copied_file, "postgres": _copied_database}[name](kept) as database:
        _work_on(database)
        try:
            yield database
        finally:
            connections.close_all()


@contextmanager
def _copied_file(kept: Kept) -> Iterator[str]:
    copy = kept.folder / "changed.sqlite3"
    files = [copy, *(copy.with_name(f"{copy.name}-{end}") for end in ("wal", "shm"))]
    try:
        shutil.copyfile(kept.file, copy)
        yield f"sqlite:///{copy}"
    finally:
        for file in files:
            file.unlink(missing_ok=True)


@contextmanager
def _copied_database(kept: Kept) -> Iterator[str]:
    with on_postgres(kept) as database:
        address = address_of(database)
        held, beside = address["dbname"], address | {"dbname": "template1"}
        with psycopg.connect(**beside, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS changed")
            connection.execute(sql.SQL("CREATE DATABASE changed TEMPLATE {}").format(sql.Identifier(held)))
        try:
            yield database.replace(f"/{held}?", "/changed?", 1)
        finally:
            with psycopg.connect(**beside, autocommit=True) as connection:
                connection.execute("DROP DATABASE changed WITH (FORCE)")


def _work_on(database: str) -> None:
    """Have Django's connection lead to a database from here on."""
    from django.conf import settings
    from django.db import connections

    os.environ.update(servers.production(database))
    connections.close_all()
    settings.DATABASES["default"] = databases.database("DATABASE_URL", servers.ROOT / "var" / "none.sqlite3")
    connections.settings = connections.configure_settings(settings.DATABASES)
    del connections["default"]


class Watcher:
    """Asks every worker until each shows a change."""

    def __init__(self, port: int) -> None:
        self._connections = [Connection(port) for _ in range(WATCHERS)]
        self.stale = 0

    def seen_after(self, expected: str) -> float:
        """How many seconds it takes until all show what ``change`` gave.

        ``stale`` counts answers that were asked for later than a page may be old, and did not show it.
        """
        address, _, wanted = expected.partition(" ")
        begun, waiting = time.monotonic(), list(self._connections)
        while waiting and time.monotonic() - begun < SECONDS_AT_MOST:
            is_late = time.monotonic() - begun > OLDEST
            answer = waiting[0].get(address)
            if str(answer.status) == wanted or wanted.encode() in answer.body:
                waiting.pop(0)
            else:
                self.stale += is_late
        return time.monotonic() - begun


def change(chance: random.Random, verb: str) -> str:
    """Publish, correct or withdraw a meeting; the address that shows it, and its status or what it holds.

    Empty where nothing is left to publish.
    """
    from meetings import workflow
    from meetings.models import Meeting
    from meetings.record import state
    from meetings.vocabulary import ChangeReason, PublicationState

    if verb == "publish":
        found = Meeting.objects.filter(state=PublicationState.SUBMITTED).order_by("pk").first()
        if found is None:
            return ""
        workflow.publish(found)
        found.refresh_from_db()
        return f"/meetings/{found.public_id}/history/ 200"
    # By their numbers: a database left to choose puts a million meetings in order.
    last = state.last_public_id()
    newest = Meeting.objects.published().filter(public_id__in=range(last - AMONG + 1, last + 1))
    found = chance.choice(list(newest.order_by("public_id")))
    if verb == "withdraw":
        workflow.withdraw(found, reason=ChangeReason.NOT_A_MEETING, note="For the run only.")
        return f"/meetings/{found.public_id}/history/ 410"
    mark = f"Corrected {time.time():.6f}"
    text = found.texts.get(is_original=True)
    text.summary = mark
    text.save()
    workflow.correct(found, reason=ChangeReason.ADDED_DETAIL, note=mark)
    return f"/meetings/{found.public_id}/history/ {mark}"
