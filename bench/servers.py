"""What is measured, each for the time of a block and on a free port of the loopback."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.client import Connection

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
#: So long a server may take until its first answer.
START_SECONDS = 900.0
#: What Datasette is given so that it does its best: exact counts and facets, however long they take.
DATASETTE = {
    "sql_time_limit_ms": 300_000,
    "facet_time_limit_ms": 300_000,
    "suggest_facets": "off",
    "default_page_size": 25,
    "cache_size_kb": 256_000,
    "max_csv_mb": 0,
}


class NotStartedError(Exception):
    """A server did not come up; the text says what it printed."""


def production(database: str) -> dict[str, str]:
    """The environment of the archive as in production, on this machine and with this database."""
    return {
        **os.environ,
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "ARCHIVE_SCHEME": "http",
        "LOG_LEVEL": "WARNING",
        "DEBUG": "",
        "ARCHIVE_API_RATE": "1000000",
    }


@contextmanager
def archive(database: str, log: Path) -> Iterator[tuple[int, float, int]]:
    """The archive under gunicorn: its port, how long it took to the first answer, the id of its process."""
    port = _free_port()
    environment = production(database) | {
        "ARCHIVE_BIND": f"127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "archive.wsgi"]
    with _running(command, environment, log) as process:
        seconds = _first_answer(process, port, "/meetings/", log)
        yield port, seconds, process.pid


@contextmanager
def datasette(file: Path, counts: Path, log: Path) -> Iterator[int]:
    """Datasette on a file of its own, which it knows never to change; its port."""
    port = _free_port()
    settings = [word for name, value in DATASETTE.items() for word in ("--setting", name, str(value))]
    command = [str(BIN / "datasette"), "serve", "--immutable", str(file), "--inspect-file", str(counts)]
    command += ["--host", "127.0.0.1", "--port", str(port), *settings]
    with _running(command, dict(os.environ), log) as process:
        _first_answer(process, port, "/-/versions.json", log)
        yield port


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_answer(process: subprocess.Popen, port: int, path: str, log: Path) -> float:
    started = time.monotonic()
    while time.monotonic() - started < START_SECONDS and process.poll() is None:
        try:
            Connection(port).get(path)
            return time.monotonic() - started
        except OSError:
            time.sleep(0.05)
    raise NotStartedError(log.read_text(errors="replace")[-2000:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
