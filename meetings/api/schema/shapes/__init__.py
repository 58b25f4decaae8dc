"""The objects of the interface, member by member. They describe; nothing is rendered through them."""

from meetings.api.schema.shapes.answers import Change, FacetCounts, Problem, QueryProblem, Root, Tombstone
from meetings.api.schema.shapes.common import Shape, address, members, number, text
from meetings.api.schema.shapes.entries import Country, Occasion, Office, Organisation, Person, Place, Topic
from meetings.api.schema.shapes.meetings import (
    Edition,
    FullEdition,
    FullMeeting,
    ListedSource,
    Meeting,
    Statement,
)

__all__ = [
    "Change", "Country", "Edition", "FacetCounts", "FullEdition", "FullMeeting", "ListedSource", "Meeting",
    "Occasion", "Office", "Organisation", "Person", "Place", "Problem", "QueryProblem", "Root", "Shape",
    "Statement", "Tombstone", "Topic", "address", "members", "number", "text",
]  # fmt: skip
