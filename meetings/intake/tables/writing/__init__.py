"""From a plan to drafts: the file is kept, its rows are stored with their fates, then written in batches.

``receive`` keeps a file, ``read`` stores what becomes of its rows, ``write`` makes the drafts, ``undo`` takes
them back, ``forget`` drops old files. Each works in transactions of bounded size and can be called again
after it was killed: it goes on where it stood. ``compared`` is for a look that stores nothing.
"""

from .committing import write, write_batch
from .comparing import compared
from .deciding import decide, profile_for, remember, write_here
from .keeping import forget, receive, refuse
from .reading import read
from .undoing import Undone, undo, undo_batch

__all__ = [
    "Undone",
    "compared",
    "decide",
    "forget",
    "profile_for",
    "read",
    "receive",
    "refuse",
    "remember",
    "undo",
    "undo_batch",
    "write",
    "write_batch",
    "write_here",
]
