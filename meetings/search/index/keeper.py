"""The one index of a process: when it is loaded, how it keeps up, and when it may answer.

It answers only at the version that the database has. Inside a transaction SQL answers: there the database
may hold what nobody else sees yet, and what a rollback would take back must never come into the index.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Hashable

from django.db import DEFAULT_DB_ALIAS, connection

from meetings.record import state
from meetings.search.index.building import build, follow
from meetings.search.index.snapshot import Snapshot

#: An archive of so many meetings is loaded while the first reader waits; a larger one beside.
LOADED_AT_ONCE = 20_000
#: So many meetings that came since the last rebuild, or this part of all, make the next one due.
LATE_AT_MOST = 20_000
LATE_PART_AT_MOST = 20
SECONDS_BETWEEN_REBUILDS = 5.0
#: So many snapshots before the newest are kept for replicas that are not there yet.
EARLIER_KEPT = 3
_log = logging.getLogger("archive.index")


class Keeper:
    """Holds the newest snapshot, brings it up to date and replaces it; safe for several threads."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._earlier: deque[Snapshot] = deque(maxlen=EARLIER_KEPT)
        self._lock = threading.Lock()
        self._rebuild: threading.Thread | None = None
        self._rebuild_begun = -SECONDS_BETWEEN_REBUILDS

    def current(self) -> tuple[Snapshot, int] | None:
        """The snapshot at the version that the database has now, with the number of its entries.

        ``None`` where SQL has to answer.
        """
        if is_in_transaction():
            return None
        version, entries = state.stamp()
        snapshot = self._at(version)
        if snapshot is None:
            with self._lock:
                snapshot = self._brought_up()
        return None if snapshot is None else (snapshot, entries)

    def recalled(self, address: Hashable) -> object | None:
        """What was kept for an address, if the archive is as it was then.

        The database is only asked for its version where something was kept at all.
        """
        snapshot = self._snapshot
        if snapshot is None or address not in snapshot.pages or is_in_transaction():
            return None
        version, entries = state.stamp()
        return snapshot.recalled(address, entries) if snapshot.version == version else None

    def _at(self, version: int) -> Snapshot | None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.version == version:
            return snapshot
        if is_replica():
            return next((one for one in tuple(self._earlier) if one.version == version), None)
        return None

    def _brought_up(self) -> Snapshot | None:
        version = state.current_version()
        snapshot = self._at(version)
        if snapshot is not None:
            return snapshot
        snapshot = self._snapshot
        if snapshot is not None and snapshot.version > version and is_replica():
            # It is only behind, by more than is kept: SQL answers.
            return None
        if snapshot is not None and snapshot.version < version:
            started = time.perf_counter()
            snapshot = follow(snapshot, version)
            if snapshot is not None:
                self._put(snapshot)
                _log.debug("index followed to version %d in %.1f ms", version, _ms_since(started))
                if _is_rebuild_due(snapshot):
                    self.rebuild_beside()
                return snapshot
        # Nothing is held, too much changed, or the database went back, as after a restore.
        self._snapshot = None
        self._earlier.clear()
        if state.last_public_id() <= LOADED_AT_ONCE:
            self._snapshot = _built()
            return self._snapshot
        self.rebuild_beside()
        return None

    def _put(self, snapshot: Snapshot) -> None:
        """Hold a newer snapshot, and the one before for whoever is behind; its pages go."""
        if self._snapshot is not None:
            self._snapshot.pages.clear()
            self._earlier.appendleft(self._snapshot)
        self._snapshot = snapshot

    @property
    def version(self) -> int:
        """The newest version that this process has shown; zero before the first load."""
        snapshot = self._snapshot
        return 0 if snapshot is None else snapshot.version

    def rebuild_beside(self) -> threading.Thread | None:
        """Begin a rebuild in a thread of its own, unless one is under way or has just begun."""
        running = self._rebuild is not None and self._rebuild.is_alive()
        if running or time.monotonic() - self._rebuild_begun < SECONDS_BETWEEN_REBUILDS:
            return None
        self._rebuild_begun = time.monotonic()
        self._rebuild = threading.Thread(target=self._rebuild_in_thread, name="index", daemon=True)
        self._rebuild.start()
        return self._rebuild

    def rebuild(self) -> None:
        """Build anew beside what is held, and put it in its place."""
        snapshot = _built()
        with self._lock:
            held = self._snapshot
            if held is not None and held.version > snapshot.version:
                # Readers went on meanwhile: bring the new one to where they are.
                snapshot = follow(snapshot, held.version) or held
            self._snapshot = snapshot

    def _rebuild_in_thread(self) -> None:
        try:
            self.rebuild()
        except Exception:
            # SQL answers meanwhile; the next reader begins another rebuild.
            _log.exception("the index could not be rebuilt")
        finally:
            connection.close()

    def status(self) -> dict | None:
        """Version, number of meetings and size in memory of what is held; ``None`` before the first load."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        return {
            "version": snapshot.version,
            "meetings": len(snapshot.live),
            "megabytes": round(snapshot.bytes / 1e6, 1),
        }

    def forget_answers(self) -> None:
        """Forget what was answered, and keep what it was answered from."""
        if self._snapshot is not None:
            self._snapshot.answers.clear()
            self._snapshot.pages.clear()

    def forget(self) -> None:
        """Hold nothing; the next reader loads anew."""
        with self._lock:
            self._snapshot = None
            self._earlier.clear()
            self._rebuild_begun = -SECONDS_BETWEEN_REBUILDS


def is_in_transaction() -> bool:
    """Whether the connection is inside a transaction."""
    return connection.in_atomic_block


def is_replica() -> bool:
    """Whether a copy of the database answers, which may be a little behind."""
    return connection.alias != DEFAULT_DB_ALIAS


def _built() -> Snapshot:
    """A snapshot built now and followed to the version that is visible at the end."""
    started = time.perf_counter()
    snapshot = build()
    version = state.current_version()
    if version > snapshot.version:
        snapshot = follow(snapshot, version) or snapshot
    _log.info(
        "index built: version %d, %d meetings, %.1f MB, %.2f s",
        snapshot.version,
        len(snapshot.live),
        snapshot.bytes / 1e6,
        time.perf_counter() - started,
    )
    return snapshot


def _is_rebuild_due(snapshot: Snapshot) -> bool:
    late = len(snapshot.order.late_keys)
    return late > max(LATE_AT_MOST, snapshot.order.base // LATE_PART_AT_MOST)


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
