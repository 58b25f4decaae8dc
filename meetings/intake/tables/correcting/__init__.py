"""A list of meetings goes out as a sheet, is corrected in a spreadsheet program, and comes back.

``sheet`` makes the rows and knows them again, ``seals`` tells that a row is ours and whether the meeting was
changed since, ``comparing`` finds what a sheet that came back changes, ``resolving`` what its words mean, and
``applying`` makes the changes: of drafts at once, of what is public as changes that nobody published yet.
"""

from .applying import Corrector, taken_back
from .comparing import Corrections, make_plan
from .sheet import columns_of, loaded, rows_of, slots_of

__all__ = [
    "Corrections",
    "Corrector",
    "columns_of",
    "loaded",
    "make_plan",
    "rows_of",
    "slots_of",
    "taken_back",
]
