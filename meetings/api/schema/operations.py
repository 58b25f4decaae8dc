"""What each address of the interface answers: its parameters, its objects and its problems."""

from dataclasses import dataclass, field

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from meetings.api.parameters import CHANGES_AT_MOST, LINKED, NAME_LENGTH, RECORD
from meetings.api.schema import parameters, shapes
from meetings.api.schema.shapes import Shape, members

EXPAND = "Entries in place of references, whole meetings in place of short ones."
FIELDS = "Only these members of each object."


@dataclass(frozen=True)
class Operation:
    """An address: what it is for, what it answers, and what it can be asked.

    ``shapes`` are the objects, of which a list has pages; ``is_narrowed`` where ``fields`` takes members of
    the last one away. ``further`` are members of a page beside those of every list; ``uncounted`` says why
    ``count`` is always null.
    """

    tag: str
    summary: str
    shapes: tuple[type[Shape], ...]
    parameters: tuple[OpenApiParameter, ...] = ()
    is_list: bool = False
    is_narrowed: bool = False
    is_one_of_many: bool = False
    is_mortal: bool = False
    uncounted: str = ""
    further: dict = field(default_factory=dict)
    description: str = ""


def _fields(shape: type[Shape]) -> OpenApiParameter:
    return parameters.some_of("fields", members(shape), FIELDS)


def _entries(name: str, shape: type[Shape], one: str) -> dict[str, Operation]:
    words = {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH, "format": "words"}
    found = parameters.parameter("q", words, "Words of a name, in any spelling.")
    return {
        f"/{name}/": Operation(
            name,
            f"All public {name}",
            (shape,),
            (found, parameters.identifier_cursor(), parameters.size(), _fields(shape)),
            is_list=True,
            is_narrowed=True,
        ),
        f"/{name}/{{identifier}}/": Operation(
            name, f"One {one}", (shape,), (_fields(shape),), is_narrowed=True, is_one_of_many=True
        ),
    }


def _facets() -> dict:
    return {
        "count_certain": shapes.number(
            "Where a period is asked for: how many certainly were in it.", required=False
        ),
        "facets": serializers.DictField(
            child=shapes.FacetCounts(), required=False, help_text="With `facets=1`: counts by parameter."
        ),
    }


AS_OF = parameters.parameter(
    "as_of",
    {"type": "string", "minLength": 1, "format": "moment"},
    "The record as it stood then: a day, month, year or time. Names are those of its edition.",
)
OPERATIONS: dict[str, Operation] = {
    "/": Operation("archive", "Where everything is", (shapes.Root,)),
    "/meetings/": Operation(
        "meetings",
        "The public meetings that fit a question",
        (shapes.Meeting, shapes.FullMeeting),
        (
            *parameters.query_language(),
            parameters.size(),
            parameters.flag("facets", "Adds how many meetings have each value of each facet."),
            parameters.some_of("expand", (*LINKED, RECORD), EXPAND),
            _fields(shapes.FullMeeting),
        ),
        is_list=True,
        is_narrowed=True,
        further=_facets(),
        description="A parameter given twice means any of its values; different parameters mean all of them.",
    ),
    "/meetings/{number}/": Operation(
        "meetings",
        "One meeting, today or as it stood",
        (shapes.FullMeeting,),
        (AS_OF, parameters.some_of("expand", tuple(LINKED), EXPAND), _fields(shapes.FullMeeting)),
        is_narrowed=True,
        is_one_of_many=True,
        is_mortal=True,
    ),
    "/meetings/{number}/editions/": Operation(
        "meetings",
        "The editions of a meeting, first to last",
        (shapes.Edition,),
        (parameters.identifier_cursor("[0-9]{1,9}"), parameters.size()),
        is_list=True,
        is_one_of_many=True,
        is_mortal=True,
    ),
    "/meetings/{number}/editions/{edition}/": Operation(
        "meetings",
        "One edition exactly as it was published",
        (shapes.FullEdition,),
        is_one_of_many=True,
        is_mortal=True,
    ),
    **_entries("ministers", shapes.Person, "minister"),
    **_entries("people", shapes.Person, "person"),
    **_entries("countries", shapes.Country, "country"),
    **_entries("organisations", shapes.Organisation, "organisation"),
    **_entries("offices", shapes.Office, "office"),
    **_entries("occasions", shapes.Occasion, "occasion"),
    **_entries("places", shapes.Place, "place"),
    **_entries("topics", shapes.Topic, "topic"),
    "/sources/": Operation(
        "sources",
        "The sources that public meetings rest on",
        (shapes.ListedSource,),
        (parameters.identifier_cursor(), parameters.size(), _fields(shapes.ListedSource)),
        is_list=True,
        is_narrowed=True,
    ),
    "/sources/{identifier}/": Operation(
        "sources",
        "One source",
        (shapes.ListedSource,),
        (_fields(shapes.ListedSource),),
        is_narrowed=True,
        is_one_of_many=True,
    ),
    "/statements/": Operation(
        "statements",
        "What sources say of the meetings that fit a question",
        (shapes.Statement,),
        (
            *parameters.query_language(),
            parameters.parameter(
                "source",
                {"type": "string", "minLength": 1, "maxLength": 16, "format": "source-identifier"},
                "Only what this source says.",
            ),
            parameters.properties(),
            parameters.size(),
            _fields(shapes.Statement),
        ),
        is_list=True,
        is_narrowed=True,
        uncounted="Always null: to count statements, every edition would have to be read.",
        description="`size` and the cursors count meetings: a page has all statements of its meetings.",
    ),
    "/statements/{identifier}/": Operation(
        "statements",
        "One statement",
        (shapes.Statement,),
        (_fields(shapes.Statement),),
        is_narrowed=True,
        is_one_of_many=True,
        is_mortal=True,
    ),
    "/changes/": Operation(
        "changes",
        "The change log, from the first publication on",
        (shapes.Change,),
        (
            parameters.parameter(
                "since",
                {"type": "string", "pattern": "^[0-9]{1,18}(-[0-9]{1,18})?$", "format": "change-cursor"},
                "The cursor of the last change that is known; left out, the log begins at its beginning.",
            ),
            parameters.size(CHANGES_AT_MOST),
        ),
        is_list=True,
        further={"since": shapes.text("The cursor to go on behind this page, now or later.")},
        uncounted="Always null: the log has no end; `since` and `next` say how far it was read.",
        description="Each change once, in the order in which they became public.",
    ),
}
