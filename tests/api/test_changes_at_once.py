"""The change log while several write: no version comes to light behind a higher one that was served."""

import threading

import pytest
from django.db import connection
from django.test import Client

from meetings import workflow
from meetings.vocabulary import ChangeReason
from tests import builders
from tests.api.asking import ask
from tests.workflow.test_concurrency import at_once, fresh

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
WRITERS = 4
EACH = 6


class Follower:
    """Reads the log on and on, from where the page before ended."""

    def __init__(self) -> None:
        self.client, self.since, self.versions, self.writing = Client(), "0", [], WRITERS
        self.counting = threading.Lock()

    def read(self) -> None:
        page = ask(self.client, f"changes/?since={self.since}&size=3")
        self.since = page["since"]
        self.versions += [change["version"] for change in page["results"]]
        if page["next"]:
            self.read()

    def follow(self) -> None:
        while self.writing:
            self.read()
        self.read()

    def done(self) -> None:
        with self.counting:
            self.writing -= 1


def test_who_follows_while_four_write_misses_nothing_and_gets_nothing_twice() -> None:
    follower = Follower()
    drafts = [[builders.make_meeting() for _ in range(EACH)] for _ in range(WRITERS)]

    def write(mine) -> None:
        try:
            for meeting in mine:
                workflow.publish(meeting)
            for meeting in mine:
                workflow.withdraw(fresh(meeting), reason=ChangeReason.OTHER, note="Not ours.")
        finally:
            follower.done()

    acts = [lambda mine=mine: write(mine) for mine in drafts]
    assert at_once(follower.follow, *acts) == [[]] * (WRITERS + 1)
    assert follower.versions == list(range(1, 2 * WRITERS * EACH + 1))


def test_a_version_that_is_taken_and_not_committed_holds_the_next_one_back() -> None:
    first, second = builders.make_meeting(), builders.make_meeting()
    follower = Follower()
    taken, waiting, read = threading.Event(), threading.Event(), threading.Event()

    def holding(execute, sql, params, many, context):
        """With the version given and the note written, wait until the other waits and the log was read."""
        found = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "meetings_changenote"'):
            taken.set()
            assert read.wait(timeout=20)
        return found

    def telling(execute, sql, params, many, context):
        if '"meetings_archivestate"' in sql and "FOR UPDATE" in sql:
            waiting.set()
        return execute(sql, params, many, context)

    def publish_first() -> None:
        with connection.execute_wrapper(holding):
            workflow.publish(first)

    def publish_second() -> None:
        assert taken.wait(timeout=20)
        with connection.execute_wrapper(telling):
            workflow.publish(second)

    def follow() -> None:
        assert waiting.wait(timeout=20)
        follower.read()
        assert follower.versions == []
        read.set()

    assert at_once(publish_first, publish_second, follow) == [[], [], []]
    follower.read()
    assert follower.versions == [1, 2]
