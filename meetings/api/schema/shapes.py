"""The objects of the interface, member by member. They describe; nothing is rendered through them."""

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


class MeetingDate(Period):
    """When a meeting was."""

    basis = serializers.ChoiceField(
        choices=[("", "not said"), *words.DateBasis.choices], help_text="How the archive knows the date."
    )


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


class Participation(Shape):
    """Who took part, for whom, in which role."""

    side = word(words.Side)
    attendance = word(words.Attendance)
    person = PersonReference(allow_null=True)
    country = CountryReference(allow_null=True)
    organisation = OrganisationReference(allow_null=True)
    role_as_printed = text("The role in the words of a source.")
    name_as_printed = text("The name in the words of a source, where no person is linked.")


class Held(Shape):
    """An office in which somebody took part."""

    office = OfficeReference()
    start = Period(allow_null=True)
    end = Period(allow_null=True)
    acting = serializers.BooleanField()


class FullParticipation(Participation):
    """A participation with the offices held then."""

    appointments = Held(many=True)


class Meeting(Shape):
    """A meeting as lists give it."""

    id = number("The permanent public number.")
    url = address("The object.")
    page = address("Its page on the site.")
    edition = number("The number of the newest edition; it rises with every correction.")
    edition_url = address("That edition as it was published.")
    title = text("The title that editors gave, else one made of the participants.")
    titles = serializers.DictField(child=serializers.CharField(), help_text="Titles by language.")
    kind = word(words.MeetingKind)
    status = word(words.EventStatus)
    date = MeetingDate(allow_null=True)
    place = PlaceReference(allow_null=True)
    occasion = OccasionReference(allow_null=True)
    topics = TopicReference(many=True)
    participations = Participation(many=True)
    source_count = number("How many sources report it.")
    sources_differ = serializers.BooleanField(help_text="Whether they disagree about anything.")


class MeetingText(Shape):
    """Title and summary in a language."""

    language = text()
    original = serializers.BooleanField()
    title = text()
    summary = text("CommonMark.")


class Source(Shape):
    """A document that reports meetings, as editions describe it."""

    id = text("Its permanent identifier.")
    url = address("The object.")
    page = address("Its page on the site.")
    kind = word(words.SourceKind)
    title = text()
    publisher = OrganisationReference(allow_null=True)
    published = Period(allow_null=True)
    accessed_on = day()
    language = text()
    attribution = text("Whom the document cites.")
    source_url = text("The address of the document; empty where it has none.")
    archive_url = text("The address of a copy in an archive of the web.")
    sha256 = text("The digest of the text that the editors read; the text itself is not public.")


class ListedSource(Source):
    """A source with the number of meetings that rest on it."""

    meeting_count = number()
    statements_url = address("What it says.")


class Statement(Shape):
    """What one source says about one property of one meeting."""

    id = text("Meeting, edition and place, joined by hyphens.")
    url = address("The object.")
    page = address("The page of the meeting.")
    meeting = address("The meeting.")
    source = address("The source.")
    property = word(words.Property)
    participation = number("The place of the participant it is about, from one.", allow_null=True)
    value = text("The archive's reading; EDTF for a date.")
    value_as_printed = text()
    quote = text("The words of the source.")
    start = number("Where the quote begins in the text that the editors read.", allow_null=True)
    end = number(allow_null=True)
    speaker = text("Whose words a quotation is.")
    rank = word(words.Rank)
    reason = text("Why it was preferred or deprecated.")


class FullMeeting(Meeting):
    """A meeting with everything that is public of it."""

    participations = FullParticipation(many=True)
    start_time = text("HH:MM, in the time zone named; empty where no source says it.")
    timezone = text("A name of the IANA database.")
    texts = MeetingText(many=True)
    occasions = OccasionReference(many=True, help_text="The occasion and what it is part of.")
    sources = Source(many=True)
    statements = Statement(many=True)
    published_at = moment("When the edition was published.")
    form_sha256 = text("The digest of the edition's form.")
    sha256 = text("The digest that follows from the chain of editions.")


class Edition(Shape):
    """One published version of a meeting."""

    id = number("Its number, from one.")
    url = address("The object.")
    page = address("Its page on the site.")
    meeting = address("The meeting.")
    published_at = moment()
    reason = word(words.ChangeReason)
    note = text("What changed, for the public.")
    form_sha256 = text("The digest of the form as canonical JSON: sorted keys, no white space, UTF-8.")
    sha256 = text("The digest over the edition before, number, time and form_sha256.")
    redacted_at = moment("When the form had to be emptied.", allow_null=True)


class FullEdition(Edition):
    """An edition with its form, exactly as it was published."""

    form = serializers.DictField(help_text="The public form; its shape is that of its time (`schema`).")


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


class ChangedMeeting(Shape):
    """The meeting that a change is about."""

    id = number()
    url = address()
    page = address()


class Change(Shape):
    """One change of the public archive."""

    id = text("The cursor of the change: give it as `since` to go on behind it.")
    version = number("The version of the archive that the change made.")
    at = moment("When; null for `renewed`.", allow_null=True)
    action = serializers.ChoiceField(
        choices=[*words.ChangeAction.choices, ("renewed", "The name of something it links to changed")]
    )
    reason = serializers.ChoiceField(choices=words.ChangeReason.choices, allow_null=True)
    note = text("The public reason.")
    page = address("The history of the meeting on the site.")
    meeting = ChangedMeeting()
    edition = number("The edition concerned.", allow_null=True)
    edition_url = address(allow_null=True)
    merged_into = ChangedMeeting(allow_null=True)


class Root(Shape):
    """Where everything is."""

    version = number("The version of the public archive: where a follower of `changes` begins.")
    count = number("How many meetings are public.")
    lists = serializers.DictField(child=serializers.URLField())
    description = address("This interface in OpenAPI.")
    documentation = address("The same for people.")


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


def members(shape: type[Shape]) -> tuple[str, ...]:
    """The names of the members of an object."""
    return tuple(shape().fields)
