"""Words of a source that an editor marks become a statement, and fill the field that they are about."""

from .asked import Asked, NotMarked
from .mark import Marked, mark

__all__ = ["Asked", "Marked", "NotMarked", "mark"]
