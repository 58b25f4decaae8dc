"""The index in memory: what the public sees, in each process, always at the version of the database.

``reading()`` gives what answers at this moment, or ``None`` where SQL has to; ``recalled()`` what a reading
kept. ``load()`` builds the index at once, before a process begins to serve; ``status()`` says what is held;
``forget()`` drops it, and ``forget_answers()`` only what was answered from it. The index is a copy: without
it nothing is lost, and every figure it gives equals the one that SQL gives.

Documents are numbered in the order of the sort keys when the index is built, and from then on as they come:
each change of a meeting makes a new document, and the old one is no longer public. A snapshot never changes,
so that threads need no lock to read it; a newer version of the archive is another snapshot that shares what
stayed. ``order`` and ``days`` hold keys and days, ``facet`` the bitmaps and the rows to count, ``building``
makes and follows, ``asking`` answers, ``keeper`` decides who may.
"""

from meetings.search.index.asking import Reading
from meetings.search.index.keeper import Keeper

_keeper = Keeper()
load = _keeper.rebuild
status = _keeper.status
forget = _keeper.forget
forget_answers = _keeper.forget_answers
recalled = _keeper.recalled


def version() -> int:
    """The newest version of the archive that this process has shown; zero before the first load."""
    return _keeper.version


def reading(*, load: bool = True) -> Reading | None:
    """What answers at the version the database has now; ``None`` where SQL has to answer.

    Without ``load`` also where nothing is held yet: for whoever would not need it.
    """
    found = _keeper.current() if load or _keeper.version else None
    return None if found is None else Reading(*found)
