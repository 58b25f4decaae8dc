"""Names of people, countries, organisations and places, compared across spellings, scripts and word orders.

``fold`` is what search reads, ``match_key`` and ``unordered_key`` propose that two names are one,
``sort_name`` puts a list in order. Nothing here decides that two people are the same: keys only propose.
"""

from .folding import fold, slug, words
from .keys import match_key, unordered_key, word_key
from .people import is_suspicious, sort_name, strip_honorifics

__all__ = [
    "fold",
    "is_suspicious",
    "match_key",
    "slug",
    "sort_name",
    "strip_honorifics",
    "unordered_key",
    "word_key",
    "words",
]
