"""Meetings, with what they rest on and their editions."""

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
    moment,
    number,
    text,
    word,
)


class MeetingDate(Period):
    """When a meeting was."""

    basis = serializers.ChoiceField(
        choices=[("", "not said"), *words.DateBasis.choices], help_text="How the archive knows the date."
    )


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
