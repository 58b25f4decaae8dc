"""Reading from copies of the database, and from the database itself where a copy would not do.

Whoever is logged in, and whoever changes anything, is answered by the primary: editors see what they saved at
once. Everybody else is answered by one of the replicas for a whole request, the search index and all
statements written by hand included. A replica that does not answer, is behind by more than a second, or has
not yet come to what this process has shown already, is passed over; where none is left, the primary answers.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, HttpResponse

from meetings.search import index

#: Further behind than this, a replica is passed over.
SECONDS_BEHIND_AT_MOST = 1.0
#: So long a look at how far behind a replica is holds.
SECONDS_BETWEEN_LOOKS = 0.5
#: So long a replica that did not answer is left alone.
SECONDS_LEFT_ALONE = 5.0
#: A replica that receives nothing any more knows of no delay: it is as far behind as its last transaction.
_LOOK = """
    SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
                WHEN EXISTS (SELECT 1 FROM pg_stat_wal_receiver)
                     AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END
"""
_VERSION = "SELECT version FROM meetings_archivestate WHERE id = 1"
_log = logging.getLogger("archive.replicas")

GetResponse = Callable[[HttpRequest], HttpResponse]


class Replica:
    """One copy of the database: whether it may answer now. Shared by the threads of a process."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._usable_until = self._left_alone_until = 0.0
        self._lock = threading.Lock()

    def may_answer(self) -> bool:
        """Whether the replica answers, is near enough, and has come to what the process has shown."""
        if time.monotonic() < self._left_alone_until:
            return False
        try:
            with connections[self.alias].cursor() as cursor:
                if not self._is_near(cursor):
                    return False
                cursor.execute(_VERSION)
                version = (cursor.fetchone() or (0,))[0]
        except Error:
            self._leave_alone()
            return False
        return version >= index.version()

    def _is_near(self, cursor) -> bool:
        now = time.monotonic()
        if now < self._usable_until:
            return True
        cursor.execute(_LOOK)
        behind = cursor.fetchone()[0]
        is_near = behind is not None and behind <= SECONDS_BEHIND_AT_MOST
        with self._lock:
            self._usable_until = now + SECONDS_BETWEEN_LOOKS if is_near else 0.0
        return is_near

    def _leave_alone(self) -> None:
        connections[self.alias].close()
        with self._lock:
            self._usable_until = 0.0
            self._left_alone_until = time.monotonic() + SECONDS_LEFT_ALONE
        _log.warning("The database %s does not answer; others answer for it.", self.alias)


class ReadFromReplicas:
    """Middleware that has a replica answer whoever only reads; without replicas it hands everything on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._replicas = [Replica(alias) for alias in settings.DATABASES if alias != DEFAULT_DB_ALIAS]
        self._turns = itertools.count()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from a replica where one may, else from the primary."""
        replica = self._chosen(request) if self._replicas else None
        if replica is None:
            return self.get_response(request)
        with answering(replica.alias):
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = _streamed(replica.alias, response.streaming_content)
        return response

    def _chosen(self, request: HttpRequest) -> Replica | None:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        if request.path_info.startswith("/admin/"):
            return None
        first = next(self._turns)
        number = len(self._replicas)
        turns = (self._replicas[(first + place) % number] for place in range(number))
        return next((replica for replica in turns if replica.may_answer()), None)


@contextmanager
def answering(alias: str) -> Iterator[None]:
    """Inside, this thread's database is the one of that alias, whatever way it is asked."""
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _streamed(alias: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts of a long answer, each made while the replica answers."""
    try:
        while True:
            with answering(alias):
                part = next(parts, None)
            if part is None:
                return
            yield part
    finally:
        if close := getattr(parts, "close", None):
            with answering(alias):
                close()
