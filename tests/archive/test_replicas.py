"""Readers are answered by a streaming replica of a real PostgreSQL, editors by the primary."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from tests import house, postgres

pytestmark = pytest.mark.slow
#: Makes a user who is logged in, and prints the key of the session.
_LOG_IN = """
from django.contrib.auth import get_user_model, login
from django.contrib.sessions.backends.db import SessionStore
session = SessionStore(); session["_auth_user_id"] = "1"; session.save(); print(session.session_key)
"""
#: Withdraws the meeting that was published last, as an editor would.
_WITHDRAW = """
from meetings import workflow
from meetings.models import Meeting
from meetings.vocabulary import ChangeReason
newest = Meeting.objects.published().order_by("pk").last()
workflow.withdraw(newest, reason=ChangeReason.NOT_A_MEETING, note="For the test only.")
"""


class Archive:
    """An archive that runs on a primary and a replica."""

    def __init__(
        self, environment: dict[str, str], port: int, primary: str, replica: str, end_replica
    ) -> None:
        self.environment, self.port = environment, port
        self.primary, self.replica, self.end_replica = primary, replica, end_replica

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=house.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def count(self, cookie: str = "") -> int:
        """How many meetings the list tells."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as asking:
            asking.request("GET", "/meetings/", headers={"Cookie": cookie} if cookie else {})
            answer = asking.getresponse()
            page = answer.read().decode()
        assert answer.status == 200
        return int(re.search(r"<b>(\d+) meetings?</b>", page)[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _query(address: str, statement: str) -> list[tuple]:
    parts = urlsplit(address)
    conninfo = make_conninfo(host=parse_qs(parts.query)["host"][0], user="archive", dbname="postgres")
    with psycopg.connect(conninfo, autocommit=True) as connected:
        found = connected.execute(statement)
        return found.fetchall() if found.description else []


@pytest.fixture(scope="module")
def archive():
    with ExitStack() as stack:
        try:
            primary = stack.enter_context(postgres.server(postgres.OF_REPLICAS))
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "archive.settings",
                "DEBUG": "1",
                "LOG_LEVEL": "WARNING",
                "DATABASE_URL": primary,
                "DATABASE_REPLICA_URLS": "",
                "WEB_CONCURRENCY": "1",
            }
            archive = Archive(environment, _free_port(), primary, "", None)
            archive.manage("migrate", "--noinput", "--verbosity=0")
            archive.manage("generate_archive", "--meetings", "40", "--lean")
            replica, end = stack.enter_context(postgres.replica(primary))
        except postgres.NoPostgresError as reason:
            pytest.skip(str(reason))
        archive.replica, archive.end_replica = replica, end
        archive.environment |= {
            "DATABASE_REPLICA_URLS": replica,
            "ARCHIVE_BIND": f"127.0.0.1:{archive.port}",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "archive.wsgi"]
        server = subprocess.Popen(command, cwd=house.ROOT, env=archive.environment)
        stack.callback(server.wait)
        stack.callback(server.terminate)
        _wait_for(archive, server)
        yield archive


def _wait_for(archive: Archive, server: subprocess.Popen) -> None:
    while server.poll() is None:
        try:
            archive.count()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the archive did not start")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs once, with the tests on PostgreSQL")
def test_readers_are_answered_by_the_replica_editors_by_the_primary_and_all_go_on_without_it(archive):
    before = archive.count()
    # Every page begins with it, and each server shows the last statement of everybody, of this question too.
    asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%meetings_archivestate%'"
    replica, primary = (_query(address, asked)[0][0] for address in (archive.replica, archive.primary))
    assert (replica > 1, primary, before > 30) == (True, 1, True)

    # A replica that stands still knows nothing of what an editor does; the editor does at once.
    editor = f"sessionid={archive.manage('shell', '-c', _LOG_IN).split()[-1]}"
    _query(archive.replica, "SELECT pg_wal_replay_pause()")
    archive.manage("shell", "-c", _WITHDRAW)
    assert archive.count(editor) == before - 1

    # Further behind than a second, it is passed over: readers see what there is as well.
    until = time.monotonic() + 30
    while archive.count() != before - 1 and time.monotonic() < until:
        time.sleep(0.1)
    assert archive.count() == before - 1

    # It comes back, and then it ends in the middle of everything.
    _query(archive.replica, "SELECT pg_wal_replay_resume()")
    assert archive.count() == before - 1
    archive.end_replica()
    assert [archive.count() for _ in range(5)] == [before - 1] * 5
