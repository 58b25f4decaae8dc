"""The query language of pages, exports, feeds and API: one FilterSet, the same names everywhere.

A parameter given twice means any of its values, different parameters mean all of them. A value that cannot
be read is an error beside its field; it is never ignored and never widens the result. Since a parameter given
twice means any of its values, two parameters ask for a second one in the same meeting: ``partner`` is another
``country`` and ``met`` another ``person``.
"""

from meetings.filters.changes import ChangeFilterSet
from meetings.filters.facets import FacetList, Option, facet_lists, facet_values
from meetings.filters.meetings import FACETS_SHOWN, MeetingFilterSet
from meetings.filters.sentence import Chip, chips, sentence

__all__ = [
    "FACETS_SHOWN",
    "ChangeFilterSet",
    "Chip",
    "FacetList",
    "MeetingFilterSet",
    "Option",
    "chips",
    "facet_lists",
    "facet_values",
    "sentence",
]
