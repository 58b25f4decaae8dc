"""The kinds of members that objects have, and the objects that they share."""

from rest_framework import serializers

from meetings import vocabulary as words

Shape = serializers.Serializer


def word(choices, help_text: str = "", **kwargs) -> serializers.ChoiceField:
    """A word of a closed vocabulary."""
    return serializers.ChoiceField(choices=choices.choices, help_text=help_text, **kwargs)


def text(help_text: str = "", **kwargs) -> serializers.CharField:
    return serializers.CharField(help_text=help_text, **kwargs)


def address(help_text: str = "", **kwargs) -> serializers.URLField:
    return serializers.URLField(help_text=help_text, **kwargs)


def number(help_text: str = "", **kwargs) -> serializers.IntegerField:
    return serializers.IntegerField(help_text=help_text, min_value=0, **kwargs)


def day(help_text: str = "") -> serializers.DateField:
    return serializers.DateField(help_text=help_text, allow_null=True)


def moment(help_text: str = "", **kwargs) -> serializers.DateTimeField:
    return serializers.DateTimeField(help_text=help_text, **kwargs)


def names() -> serializers.DictField:
    return serializers.DictField(
        child=serializers.CharField(), help_text="The name in other languages of the site, where it differs."
    )


class Period(Shape):
    """A date as sources give it, with the first and the last day that it may be."""

    edtf = text("The date as EDTF (ISO 8601-2).")
    earliest = day("The first possible day; null where the interval is open.")
    latest = day("The last possible day; null where the interval is open.")


class Reference(Shape):
    """Another object, under the name that was in use on the day in question."""

    id = text("Its permanent identifier.")
    url = address("The object.")
    page = address("Its page on the site.")
    name = text("Its name in English.")
    names = names()


class PersonReference(Reference):
    """A person."""


class TopicReference(Reference):
    """A topic."""


class CountryReference(Reference):
    """A country."""

    present_name = text("Its name today, which may be another than on the day of the meeting.")


class OrganisationReference(Reference):
    """An organisation."""

    abbreviation = text()


class OccasionReference(Reference):
    """A larger gathering."""

    short_name = text()


class PlaceReference(Reference):
    """A venue or city."""

    country = CountryReference(allow_null=True)


class OfficeReference(Reference):
    """An office; it has no page of its own."""

    page = address("Offices have no page of their own.", allow_null=True)
    kind = word(words.OfficeKind)


def members(shape: type[Shape]) -> tuple[str, ...]:
    """The names of the members of an object."""
    return tuple(shape().fields)
