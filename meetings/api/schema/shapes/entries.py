"""People, countries and whatever else meetings refer to."""

from rest_framework import serializers

from meetings import vocabulary as words
from meetings.api.schema.shapes.common import (
    CountryReference,
    OccasionReference,
    OfficeReference,
    OrganisationReference,
    Period,
    PersonReference,
    PlaceReference,
    Shape,
    TopicReference,
    address,
    day,
    number,
    text,
    word,
)
from meetings.api.schema.shapes.meetings import Held


class OtherName(Shape):
    """Another name, with the days of its validity."""

    name = text()
    language = text("BCP 47; empty where the name belongs to none.")
    kind = word(words.NameKind)
    valid_from = day("Its first day.")
    valid_until = day("The first day without it.")


class Identifier(Shape):
    """What an outside register calls it."""

    scheme = text()
    value = text()


class Appointment(Held):
    """That a person holds or held an office."""

    country = CountryReference(allow_null=True)
    organisation = OrganisationReference(allow_null=True)


class Person(PersonReference):
    """A human being who takes part in meetings."""

    other_names = OtherName(many=True)
    meeting_count = number()
    meetings_url = address()
    sort_name = text()
    family_name = text()
    given_name = text()
    honorific_prefix = text()
    is_minister = serializers.BooleanField()
    identifiers = Identifier(many=True)
    appointments = Appointment(many=True)


class Relative(Shape):
    """A predecessor or successor of a country."""

    country = CountryReference()
    on = day()
    kind = word(words.SuccessionKind)


class Country(CountryReference):
    """A state or territory, present or past."""

    other_names = OtherName(many=True)
    meeting_count = number()
    meetings_url = address()
    alpha_2 = text(allow_null=True)
    alpha_3 = text(allow_null=True)
    numeric = text(allow_null=True)
    alpha_4 = text("ISO 3166-3.", allow_null=True)
    official_name = text()
    region = text("UN M49.")
    subregion = text()
    exists_from = day("Its first day.")
    exists_until = day("The first day without it.")
    identifiers = Identifier(many=True)
    predecessors = Relative(many=True)
    successors = Relative(many=True)


class Organisation(OrganisationReference):
    """A party that is no state, or a publisher."""

    other_names = OtherName(many=True)
    meeting_count = number("Meetings it took part in.")
    reported_count = number("Meetings it reported.")
    meetings_url = address()
    classification = word(words.OrganisationKind)
    country = CountryReference(allow_null=True)
    founded = day()
    dissolved = day()
    identifiers = Identifier(many=True)


class Holder(Shape):
    """Who holds or held an office."""

    person = PersonReference()
    start = Period(allow_null=True)
    end = Period(allow_null=True)
    acting = serializers.BooleanField()


class Office(OfficeReference):
    """A job, existing apart from its holder."""

    page = address("The page of the country or organisation.", allow_null=True)
    other_names = OtherName(many=True)
    country = CountryReference(allow_null=True)
    organisation = OrganisationReference(allow_null=True)
    holders = Holder(many=True)


class Occasion(OccasionReference):
    """A larger gathering that meetings are held on the margins of."""

    other_names = OtherName(many=True)
    meeting_count = number()
    meetings_url = address()
    kind = word(words.OccasionKind)
    date = Period(allow_null=True)
    place = PlaceReference(allow_null=True)
    organisation = OrganisationReference(allow_null=True)
    parent = OccasionReference(allow_null=True)


class Place(PlaceReference):
    """A venue or city."""

    other_names = OtherName(many=True)
    meeting_count = number()
    meetings_url = address()
    latitude = serializers.FloatField(allow_null=True, help_text="Degrees, WGS 84.")
    longitude = serializers.FloatField(allow_null=True)


class Topic(TopicReference):
    """A concept of the vocabulary (SKOS)."""

    other_names = OtherName(many=True)
    meeting_count = number()
    meetings_url = address()
    description = text()
    exact_match = text("The same concept in another vocabulary.")
    broader = TopicReference(allow_null=True)
    narrower = TopicReference(many=True)
