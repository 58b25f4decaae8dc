"""Sentences about meetings to participants: "Met with Prime Minister A and Foreign Minister B".

``read`` gives the kind of encounter and the parties, each with role, name, origin and the words that say so
as a span of code points. It knows words, not persons: whom a name means is decided elsewhere, and what it
cannot read it leaves to people. The language is English, as the returns and diaries that have sentences use.
"""

from .clauses import Reading, read
from .lexicon import Lexicon, Origin
from .parties import read_parties
from .phrases import Party

__all__ = ["Lexicon", "Origin", "Party", "Reading", "read", "read_parties"]
