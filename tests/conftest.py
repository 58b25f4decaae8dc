"""What every test may use."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tests import chromium
from tests.underway import UnderWay

WITHOUT_API = "there is no programming interface with ARCHIVE_API=off"
#: Markers of tests that are run by themselves.
ALONE = ("browser", "html")
#: Whoever asks the database without the marker ``django_db`` has one of these, if not at first hand.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "django_db_blocker"}
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def pytest_addoption(parser) -> None:
    """Let a run on a second database leave out what would only be the same again."""
    parser.addoption("--database-only", action="store_true", help="only tests that may ask the database")


def pytest_ignore_collect(collection_path: Path, config) -> bool | None:
    """Where only tests of one of ``ALONE`` are run, files without any are not even read."""
    only = config.option.markexpr
    if only in ALONE and collection_path.name.startswith("test_"):
        return f"mark.{only}" not in collection_path.read_text() or None
    return None


def pytest_collection_modifyitems(items, config) -> None:
    """Without the programming interface, tests that ask it are skipped; ``tests/api`` is not even read."""
    if not settings.ARCHIVE_API:
        for item in items:
            if item.get_closest_marker("api"):
                item.add_marker(pytest.mark.skip(reason=WITHOUT_API))
    if config.option.database_only:
        without = [item for item in items if not _may_ask_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _may_ask_database(item)]


def _may_ask_database(item) -> bool:
    """Whether a test is not one of those that pytest-django keeps from every database.

    One whose module knows the connection may ask by another way, or be for one kind of database only.
    """
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    knows_it = {"connection", "connections"} & {*vars(item.module)}
    allowed = item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*item.fixturenames}
    return bool(of_django or knows_it or allowed)


def pytest_terminal_summary(terminalreporter) -> None:
    """Say aloud that an archive without the programming interface was tested."""
    if not settings.ARCHIVE_API:
        terminalreporter.write_line(f"!!! SKIPPED  tests/api and what asks the interface: {WITHOUT_API}")


@pytest.fixture(autouse=True)
def _index_of_its_own(monkeypatch) -> Iterator[None]:
    """Each test begins without an index in memory, and ends so.

    The transaction that a test is wrapped in, to be taken back at its end, does not count as one: what the
    test does within would be committed otherwise, and the index is what readers are answered from.
    """
    from django.db import connection

    from meetings.search import index
    from meetings.search.index import keeper

    monkeypatch.setattr(
        keeper,
        "is_in_transaction",
        lambda: any(not block._from_testcase for block in connection.atomic_blocks),
    )
    yield
    index.forget()


@pytest.fixture(autouse=True)
def _words_of_its_own(request) -> Iterator[None]:
    """A test that commits takes back what it wrote into the index over words, which no flush empties."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & {*request.fixturenames}
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from meetings.search import engines

    engines.current().clear()


@pytest.fixture
def address_of_archive(tmp_path) -> Callable[[], str]:
    """Gives the DATABASE_URL of the archive of a test for other processes: on SQLite, of a copy of it."""
    from django.db import connection

    def address() -> str:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            path = tmp_path / "archive.sqlite3"
            with closing(sqlite3.connect(path)) as target:
                connection.connection.backup(target)
            return f"sqlite:///{path}"
        given = connection.settings_dict
        return f"postgres://{given['USER']}@/{given['NAME']}?{urlencode({'host': given['HOST']})}"

    return address


@dataclass
class Browser:
    """A page of a real Chromium on the archive, and what went wrong on it.

    ``page`` is Playwright's; ``base`` the address of the archive; ``problems`` the errors of the console, the
    violations of the content security policy among them, and what it asked for in vain or of another host.
    """

    page: object
    base: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> object:
        """Go to a path of the archive and give the answer."""
        return self.page.goto(self.base + path)


@pytest.fixture(scope="session")
def running_chromium():
    """The running Chromium that the browser tests share; a test without one is skipped."""
    from playwright.sync_api import sync_playwright

    program = chromium.find()
    if program is None:
        pytest.skip("there is no Chromium; install it, or name it in CHROMIUM")
    # Root, as which containers work, may not use Chromium's own sandbox.
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(_FLAGS)
    # Playwright keeps an event loop running in this thread, in which Django would refuse to use the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running = playwright.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@pytest.fixture
def browser(running_chromium, live_server) -> Iterator[Browser]:
    """A fresh page, without cookies, of a browser on the running archive."""
    yield from _fresh(running_chromium, live_server.url)


@pytest.fixture
def second_browser(running_chromium, live_server) -> Iterator[Browser]:
    """Another one, which shares nothing with the first: that of somebody else."""
    yield from _fresh(running_chromium, live_server.url)


@pytest.fixture
def browser_without_scripts(running_chromium, live_server) -> Iterator[Browser]:
    """A browser that runs no scripts."""
    yield from _fresh(running_chromium, live_server.url, java_script_enabled=False)


def _fresh(running, base: str, **options) -> Iterator[Browser]:
    context = running.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **options)
    page = context.new_page()
    found = Browser(page, base)
    context.on("console", lambda line: _note_line(line, found))
    context.on("weberror", lambda error: found.problems.append(str(error.error)))
    context.on("request", lambda sent: _note_request(sent.url, found))
    context.on("response", lambda answer: _note_response(answer, found))
    under_way = UnderWay()
    yield found
    # A page that is closed sends what is typed in it; the tables are about to be emptied.
    context.set_offline(True)
    context.close()
    under_way.wait()


def _note_line(line, found: Browser) -> None:
    # What could not be loaded is noted by its address instead, which the console does not tell.
    if line.type == "error" and not line.text.startswith("Failed to load resource"):
        found.problems.append(line.text)


def _note_request(url: str, found: Browser) -> None:
    if not url.startswith((found.base, "data:")):
        found.problems.append(f"asks another host: {url}")


def _note_response(answer, found: Browser) -> None:
    if answer.status >= 400 and answer.request.resource_type != "document":
        found.problems.append(f"{answer.status} {answer.url}")
