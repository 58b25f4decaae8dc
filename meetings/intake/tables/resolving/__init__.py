"""Whom and what the words of a table mean, asked of the archive's entries by every name and by date.

Exact and unique goes through; alike is proposed with its score; ambiguous asks; unknown says so. A decision
that an editor took about the same words goes before everything.
"""

from .gazetteer import Gazetteer
from .matches import NEW, Candidate, Match, Status, asked_words, decision_key, name_decided, standing_for
from .offices import Offices
from .people import People

__all__ = [
    "NEW",
    "Candidate",
    "Gazetteer",
    "Match",
    "Offices",
    "People",
    "Status",
    "asked_words",
    "decision_key",
    "name_decided",
    "standing_for",
]
