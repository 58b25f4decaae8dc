"""Publishing a dump: written aside, complete and on the disk, and only then given its name."""

import contextlib
import datetime
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from meetings.dumps import records
from meetings.dumps.catalogue import Dump, dumps_in
from meetings.dumps.describing import descriptor, sums
from meetings.dumps.entries import Entries
from meetings.dumps.packing import DESCRIPTOR, SUMS, Packed, pack, packed
from meetings.record import state
from meetings.record.canonical import timestamp

_UNFINISHED = ".unfinished-"
_LOCK = ".lock"


class NotPublished(Exception):
    """A dump cannot be published; the text says why."""


def publish(folder: Path, *, on: datetime.date) -> Dump | None:
    """Write a dump of what is public now into ``folder`` under the day and the archive's version.

    Returns ``None``, and leaves nothing behind, where the newest dump holds the very same. Raises
    ``NotPublished`` while another is being written, or where the folder belongs to another archive.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        for left in folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)
        before = next(iter(dumps_in(folder)), None)
        work = folder / f"{_UNFINISHED}{secrets.token_hex(4)}"
        work.mkdir()
        try:
            version, files = _write(work, before)
            if before and before.licence == settings.ARCHIVE_LICENCE and _are_the_same(files, before):
                return None
            name = _free_name(folder, f"{on.isoformat()}-v{version}")
            _sync(work)
            work.rename(folder / name)
            _sync(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return next(dump for dump in dumps_in(folder) if dump.name == name)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPublished("Another dump is being written into this folder.") from None
        yield


def _write(work: Path, before: Dump | None) -> tuple[int, list[Packed]]:
    with one_reading():
        version, changed = state.last_change()
        if before and before.version > version:
            raise NotPublished(
                f"The folder holds a dump of version {before.version}, and the archive is at version"
                f" {version}: it belongs to another archive."
            )
        files = pack(_rows(before.version if before else 0), work)
    described = descriptor(
        files,
        ministry=settings.ARCHIVE_MINISTRY,
        homepage=settings.ARCHIVE_BASE_URL,
        licence=settings.ARCHIVE_LICENCE,
        version=version,
        changed=timestamp(changed) if changed else "",
        previous=before.name if before else "",
    )
    (work / DESCRIPTOR).write_bytes(described)
    (work / SUMS).write_bytes(sums(files, packed(work / DESCRIPTOR)))
    packed(work / SUMS)
    return version, files


def _rows(version_before: int) -> Iterator[records.Row]:
    named = records.Named()
    yield from records.meetings(named)
    yield from records.sources()
    yield from records.changes()
    yield from records.since(version_before)
    yield from Entries(named).rows()


@contextlib.contextmanager
def one_reading() -> Iterator[None]:
    """All that is read inside is of one moment, and no writer waits for it.

    Within a transaction that is already open, that one settles it.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        connection.ensure_connection()
        usual = connection.transaction_mode
        # The first read fixes the moment; the lock for writing, which is the usual mode, is for others.
        connection.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual


def _are_the_same(files: list[Packed], before: Dump) -> bool:
    return _told(files) == _told(before.files)


def _told(files: Iterable[Packed]) -> dict[str, str]:
    """What files of tables hold, by their names; what changed between two dumps left out."""
    return {file.name: file.sha256 for file in files if file.table not in ("", "since")}


def _free_name(folder: Path, name: str) -> str:
    """The name, or with a number where what has no version, such as an identifier, changed the same day."""
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{name}.{number}"
    return free


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
