"""The parameters of the interface in OpenAPI."""

from collections.abc import Collection

from drf_spectacular.utils import OpenApiParameter

from meetings.api.parameters import IDENTIFIER, SIZE, SIZE_AT_MOST
from meetings.filters import MeetingFilterSet
from meetings.filters import meetings as filters
from meetings.filters.fields import VALUES_AT_MOST
from meetings.search.query import TEXT_LENGTH
from meetings.vocabulary import Property

YES_OR_NO = ["1", "0", "true", "false", "yes", "no", "on", "off"]
CURSOR = r"^[0-9]{1,16}$"
_PLAIN = {
    "q": 'Words in any spelling and language; "words in quotes", -word, begin*.',
    "from": "From this day on (EDTF), possibly; with `certain`, certainly.",
    "to": "Until this day (EDTF).",
    "certain": "Only what certainly was in the period.",
    "sort": "The order. `relevance` ranks up to 1000 meetings found by `q`; its cursors are places in it.",
    "after": "The cursor of `next` or `previous`.",
}


def parameter(name: str, schema: dict, said: str, **further) -> OpenApiParameter:
    """A parameter of the query."""
    return OpenApiParameter(name, type=schema, location=OpenApiParameter.QUERY, description=said, **further)


def several(name: str, items: dict, said: str) -> OpenApiParameter:
    """A parameter that may be given more than once."""
    schema = {"type": "array", "items": items, "minItems": 1, "maxItems": VALUES_AT_MOST}
    return parameter(name, schema, said, style="form", explode=True)


def size(most: int = SIZE_AT_MOST) -> OpenApiParameter:
    """How many objects a page has."""
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": SIZE}
    return parameter("size", schema, "How many objects a page has.")


def some_of(name: str, known: Collection[str], said: str) -> OpenApiParameter:
    """A parameter that takes names of a closed list, also separated by commas."""
    return several(name, {"type": "string", "enum": list(known)}, said)


def flag(name: str, said: str) -> OpenApiParameter:
    """A parameter that is 1 or 0."""
    return parameter(name, {"type": "string", "enum": YES_OR_NO}, said)


def identifier_cursor(pattern: str = IDENTIFIER) -> OpenApiParameter:
    """The cursor of a list that is paged by identifiers."""
    return parameter("after", {"type": "string", "pattern": f"^{pattern}$"}, _PLAIN["after"])


def query_language() -> list[OpenApiParameter]:
    """The parameters of the FilterSet of meetings, as it reads them."""
    return [
        _of_filter(name, found) for name, found in MeetingFilterSet.get_filters().items() if name != "size"
    ]


#: Parameters that ask for a second party, with the kind of what they name.
_SECOND_PARTIES = {"partner": "country", "met": "person"}


def _of_filter(name: str, found) -> OpenApiParameter:
    label = str(found.label)
    if isinstance(found, filters.ChoicesFilter):
        words = {"type": "string", "enum": list(found.extra["choices"].values)}
        return several(name, words, f"{label}: any of these.")
    if isinstance(found, filters.AddressesFilter):
        kind = _SECOND_PARTIES.get(name, name)
        address = {"type": "string", "minLength": 1, "maxLength": 100, "format": f"{kind}-identifier"}
        return several(name, address, f"{label}: any of these identifiers.")
    schema = {
        filters.TextFilter: {"type": "string", "minLength": 1, "maxLength": TEXT_LENGTH, "format": "words"},
        filters.DayFilter: {"type": "string", "minLength": 1, "format": "edtf"},
        filters.YesFilter: {"type": "string", "enum": YES_OR_NO},
        filters.CursorFilter: {"type": "string", "pattern": CURSOR},
    }.get(type(found)) or {"type": "string", "enum": list(found.extra["choices"].values)}
    return parameter(name, schema, _PLAIN.get(name, label))


def properties() -> OpenApiParameter:
    """What statements are about."""
    return several("property", {"type": "string", "enum": list(Property.values)}, "What it is about.")
