"""The closed lists of words that every part of the archive shares.

Each is a ``TextChoices``: the value is what databases, addresses, exports and the API carry and never
changes once published; the label is what people read. This module imports nothing of ours, so that
every floor of the house may import it.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NameKind(TextChoices):
    """What another name of a person, country, organisation, office, occasion, place or topic is."""

    PREFERRED = "preferred", _("preferred in its language")
    ALTERNATIVE = "alternative", _("alternative")
    FORMER = "former", _("former")
    TRANSLITERATION = "transliteration", _("transliteration")


class OfficeKind(TextChoices):
    """The kind of office somebody speaks for: the *capacity* of the query language."""

    HEAD_OF_STATE = "head_of_state", _("Head of state")
    HEAD_OF_GOVERNMENT = "head_of_government", _("Head of government")
    FOREIGN_MINISTER = "foreign_minister", _("Foreign minister")
    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy_minister", _("Deputy minister")
    AMBASSADOR = "ambassador", _("Ambassador")
    ORGANISATION_HEAD = "organisation_head", _("Head of an organisation")
    CHAIR = "chair", _("Chair of an organisation")
    LEGISLATOR = "legislator", _("Legislator")
    OFFICIAL = "official", _("Official")
    OTHER = "other", _("Other")


#: The offices whose holders are ministers in the sense of the archive: foreign and other ministers.
MINISTERIAL_OFFICES = (OfficeKind.FOREIGN_MINISTER, OfficeKind.MINISTER)


class MeetingKind(TextChoices):
    """The form an encounter took."""

    BILATERAL = "bilateral", _("Bilateral meeting")
    MULTILATERAL = "multilateral", _("Multilateral meeting")
    TELEPHONE = "telephone", _("Telephone call")
    VIDEO = "video", _("Video conference")
    RECEPTION = "reception", _("Reception")
    VISIT = "visit", _("Visit")
    OTHER = "other", _("Other")


class EventStatus(TextChoices):
    """Whether the encounter took place (schema.org eventStatus, iCalendar STATUS)."""

    HELD = "held", _("Held")
    SCHEDULED = "scheduled", _("Scheduled")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class PublicationState(TextChoices):
    """Where a record stands between an editor's desk and the public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DateBasis(TextChoices):
    """How the archive knows a meeting's date."""

    STATED = "stated", _("stated by a source")
    INFERRED = "inferred", _("inferred from what a source says")
    BOUNDED_BY_OCCASION = "bounded_by_occasion", _("bounded by the dates of the occasion")
    PUBLICATION_ONLY = "publication_only", _("known only from a source's date of publication")


class Side(TextChoices):
    """The part a participant has in a meeting."""

    PRINCIPAL = "principal", _("Principal")
    COUNTERPART = "counterpart", _("Counterpart")
    HOST = "host", _("Host")
    CHAIR = "chair", _("Chair")
    ATTENDEE = "attendee", _("Attendee")


class Attendance(TextChoices):
    """What is known of a participant's presence."""

    REPORTED = "reported", _("Reported present")
    EXPECTED = "expected", _("Expected")
    ABSENT = "absent", _("Absent")


class OccasionKind(TextChoices):
    """What larger gathering a meeting was held on the margins of."""

    SESSION = "session", _("Session")
    SUMMIT = "summit", _("Summit")
    CONFERENCE = "conference", _("Conference")
    FORUM = "forum", _("Forum")
    VISIT = "visit", _("Visit")
    CEREMONY = "ceremony", _("Ceremony")
    OTHER = "other", _("Other")


class OrganisationKind(TextChoices):
    """Classification of a party that is no state (Popolo ``classification``)."""

    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
    NON_GOVERNMENTAL = "non_governmental", _("Non-governmental organisation")
    PARLIAMENT = "parliament", _("Parliament")
    MINISTRY = "ministry", _("Ministry or government body")
    MEDIA = "media", _("News medium")
    COMPANY = "company", _("Company")
    RELIGIOUS = "religious", _("Religious body")
    OTHER = "other", _("Other")


class SourceKind(TextChoices):
    """The kind of document that reports a meeting."""

    PRESS_RELEASE = "press_release", _("Press release")
    READOUT = "readout", _("Readout")
    NEWS = "news", _("News item")
    POST = "post", _("Post")
    LETTER = "letter", _("Letter")
    TABLE = "table", _("Table")
    OTHER = "other", _("Other")


class Property(TextChoices):
    """The property of a meeting that a statement is about."""

    DATE = "date", _("Date")
    PLACE = "place", _("Place")
    KIND = "kind", _("Kind")
    PARTICIPANT = "participant", _("Participant")
    ROLE = "role", _("Role")
    TOPIC = "topic", _("Topic")
    OCCASION = "occasion", _("Occasion")
    QUOTATION = "quotation", _("Quotation")


#: Properties a meeting (or one participation) has one of: sources that give two values disagree.
SINGLE_VALUED = (Property.DATE, Property.PLACE, Property.KIND, Property.ROLE, Property.OCCASION)


class Rank(TextChoices):
    """How the archive weighs a statement against others of the same property (Wikidata ranks)."""

    PREFERRED = "preferred", _("Preferred")
    NORMAL = "normal", _("Normal")
    DEPRECATED = "deprecated", _("Deprecated")


class ChangeReason(TextChoices):
    """The public reason code of a change to a published record."""

    FIRST_PUBLICATION = "first_publication", _("First publication")
    NEW_SOURCE = "new_source", _("A further source")
    FACTUAL_ERROR = "factual_error", _("An error of fact")
    ADDED_DETAIL = "added_detail", _("Added detail")
    SPELLING = "spelling", _("Spelling or wording")
    DUPLICATE = "duplicate", _("The same meeting as another record")
    SAME_ENTRY = "same_entry", _("The same thing entered twice")
    NOT_A_MEETING = "not_a_meeting", _("No meeting took place")
    LEGAL = "legal", _("Required by law")
    PRIVACY = "privacy", _("Protection of a person")
    RESTORED = "restored", _("Restored after withdrawal")
    OTHER = "other", _("Other")


class ChangeAction(TextChoices):
    """What happened to a published record."""

    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RESTORED = "restored", _("Restored")
    REDACTED = "redacted", _("Redacted")
    MERGED = "merged", _("Merged")
    RENEWED = "renewed", _("Names brought up to date")


class SuccessionKind(TextChoices):
    """How one country followed another (ISO 3166-3 entries and their successors)."""

    RENAMED = "renamed", _("renamed")
    DISSOLVED = "dissolved", _("dissolved into")
    UNITED = "united", _("united into")
    SEPARATED = "separated", _("separated from")
    ABSORBED = "absorbed", _("absorbed by")


class Facet(TextChoices):
    """The ways a list of meetings is divided and counted; each is a parameter of the query language."""

    COUNTRY = "country", _("Country")
    MINISTER = "minister", _("Minister")
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    TOPIC = "topic", _("Topic")
    OCCASION = "occasion", _("Occasion")
    KIND = "kind", _("Kind")
    CAPACITY = "capacity", _("Speaking as")
    PLACE = "place", _("Place")
    PUBLISHER = "publisher", _("Publisher")
    STATUS = "status", _("Status")
    YEAR = "year", _("Year")
    SOURCE = "source", _("Source")


def number_of(choice: TextChoices) -> int:
    """The small number that stands for a choice in the postings: its place in its list, from one.

    Lists that are numbered (``Facet``, ``MeetingKind``, ``OfficeKind``, ``EventStatus``) therefore only
    ever grow at their end.
    """
    return list(type(choice)).index(choice) + 1


class Sort(TextChoices):
    """Orders of a list of meetings."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    RELEVANCE = "relevance", _("Most relevant first")


class ThrottleScope(TextChoices):
    """What guesses are counted by. Only programs meet these words."""

    ACCOUNT = "account", "account"
    ADDRESS = "address", "address"
    CODE = "code", "code"


class AuditAct(TextChoices):
    """What the audit list holds. Only administrators read it, in English as all of the desk."""

    SIGNED_IN = "signed_in", "signed in"
    SIGN_IN_FAILED = "sign_in_failed", "sign-in failed"
    LOCKED_OUT = "locked_out", "locked out for a while"
    SIGNED_OUT = "signed_out", "signed out"
    INVITED = "invited", "gave a link to set a password"
    PASSWORD_SET = "password_set", "set a password"
    SECOND_FACTOR_SET = "second_factor_set", "set up a second factor"
    SECOND_FACTOR_REMOVED = "second_factor_removed", "took a second factor away"
    RECOVERY_CODES_MADE = "recovery_codes_made", "made new recovery codes"
    RECOVERY_CODE_USED = "recovery_code_used", "signed in with a recovery code"
    ACCOUNT_CHANGED = "account_changed", "changed an account"
    GROUP_CHANGED = "group_changed", "changed a group"
    MOVED = "moved", "moved a meeting"
    MERGED = "merged", "merged records"
    UNMERGED = "unmerged", "took a merge back"


class ImportState(TextChoices):
    """How far an imported table has come. Only editors read this."""

    READING = "reading", "being read"
    READY = "ready", "ready to be written"
    WRITING = "writing", "being written"
    DONE = "done", "written"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"


class ImportFate(TextChoices):
    """What becomes of a row of an imported table. Only editors read this."""

    CREATED = "created", "created"
    LINKED = "linked", "linked"
    SKIPPED = "skipped", "skipped"
    REFUSED = "refused", "refused"
