"""What answers have beside meetings and entries: the way in, changes, counts and problems."""

from rest_framework import serializers

from meetings import vocabulary as words
from meetings.api.schema.shapes.common import Shape, address, moment, number, text


class ChangedMeeting(Shape):
    """The meeting that a change is about."""

    id = number()
    url = address()
    page = address()


class Change(Shape):
    """One change of the public archive."""

    id = text("The cursor of the change: give it as `since` to go on behind it.")
    version = number("The version of the archive that the change made.")
    at = moment("When; null for `renewed` where no reason is given.", allow_null=True)
    action = serializers.ChoiceField(choices=words.ChangeAction.choices)
    reason = serializers.ChoiceField(choices=words.ChangeReason.choices, allow_null=True)
    note = text("The public reason.")
    page = address("The history of the meeting on the site.")
    meeting = ChangedMeeting()
    edition = number("The edition concerned.", allow_null=True)
    edition_url = address(allow_null=True)
    merged_into = ChangedMeeting(allow_null=True)


class Licence(Shape):
    """Under which licence the data are given."""

    name = text("Its SPDX identifier, or its name.")
    url = address("Where it can be read.")


class Root(Shape):
    """Where everything is."""

    version = number("The version of the public archive: where a follower of `changes` begins.")
    count = number("How many meetings are public.")
    lists = serializers.DictField(child=serializers.URLField())
    description = address("This interface in OpenAPI.")
    documentation = address("The same for people.")
    licence = Licence(allow_null=True, help_text="The licence of the data; null where none is stated.")


class FacetValue(Shape):
    """A value of a facet, and how many meetings have it."""

    value = text("What to give as the parameter.")
    label = text()
    count = number()


class FacetCounts(Shape):
    """The most frequent values of a facet."""

    values = FacetValue(many=True)
    more = number("How many values are not given.")


class ParameterError(Shape):
    """What is wrong with a parameter."""

    parameter = text()
    code = text()
    detail = text()


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type = text()
    title = text()
    status = number()
    detail = text()


class QueryProblem(Problem):
    """A query that cannot be answered."""

    errors = ParameterError(many=True, required=False)


class Tombstone(Problem):
    """A record that was public once."""

    reason = serializers.ChoiceField(choices=words.ChangeReason.choices, required=False)
    withdrawn_at = moment(required=False)
    redacted_at = moment(required=False)
