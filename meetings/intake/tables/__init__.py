"""Any ministry's table becomes draft meetings: nothing is lost, nothing is guessed, all can be undone.

The rooms, in the order in which a file goes through them:

* ``reading``: files to rows, with limits; ``mapping``: rows to fields; ``sentences``: remarks to parties.
  These are pure.
* ``resolving``: what words mean among the archive's entries, by every name and by date.
* ``planning``: a file is looked through and a ``Plan`` made, whose ``rows()`` are what becomes of each row,
  one by one. Nothing is written.
* ``correcting``: a list of the archive's own meetings goes out as a sheet and comes back corrected;
  ``make_plan`` tells such a sheet from any other table.
* ``writing``: the file is kept, the fates of its rows are stored, and drafts are made of them, in batches.

The interface that doors use is what this module exports; it knows no request and no HTML.

A decision is remembered as ``{(kind, folded words): value}``. ``kind`` is ``country`` (the value is a code),
``person``, ``organisation``, ``place`` or ``topic`` (a primary key, or ``new``). It holds for all rows with
the same words.
"""

from .correcting import Corrections, columns_of, make_plan, rows_of, slots_of
from .limits import limits_of_settings
from .planning import (
    Counts,
    Fate,
    Plan,
    PlannedMeeting,
    PlannedParty,
    PlannedRow,
    Problem,
    Profile,
    ProfileError,
    profile_of,
    read_profile,
)
from .reading import Limits, Note, Refusal
from .report import JsonReport, WordsReport
from .resolving import decision_key
from .writing import (
    Undone,
    compared,
    decide,
    forget,
    profile_for,
    read,
    receive,
    refuse,
    remember,
    undo,
    undo_batch,
    write,
    write_batch,
    write_here,
)

__all__ = [
    "Corrections",
    "Counts",
    "Fate",
    "JsonReport",
    "Limits",
    "Note",
    "Plan",
    "PlannedMeeting",
    "PlannedParty",
    "PlannedRow",
    "Problem",
    "Profile",
    "ProfileError",
    "Refusal",
    "Undone",
    "WordsReport",
    "columns_of",
    "compared",
    "decide",
    "decision_key",
    "forget",
    "limits_of_settings",
    "make_plan",
    "profile_for",
    "profile_of",
    "read",
    "read_profile",
    "receive",
    "refuse",
    "remember",
    "rows_of",
    "slots_of",
    "undo",
    "undo_batch",
    "write",
    "write_batch",
    "write_here",
]
