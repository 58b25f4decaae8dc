"""What the running archive has not answered to the end yet: a test leaves the database when nothing is."""

import threading

from django.core.signals import request_finished, request_started

#: Seconds after which a request that is still under way is the fault that the test shows.
PATIENCE = 60


class UnderWay:
    """Counts the requests under way in this process, from when it is made."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def _started(self, **_signal) -> None:
        with self._changed:
            self._count += 1

    def _finished(self, **_signal) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Wait until every request is answered, and count no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._count <= 0, timeout=PATIENCE)
        request_started.disconnect(self._started)
        request_finished.disconnect(self._finished)
