"""The tables of the archive. This module only re-exports; models import querysets and pure values."""

from meetings.models.accounts import AuditEntry, RecoveryCode, Throttle
from meetings.models.card import ArchiveState, Card, CardText, CardValue
from meetings.models.country import Country, CountrySuccession
from meetings.models.coverage import Coverage, ReferenceRecord
from meetings.models.desk import Deletion, Presence, UnfinishedForm
from meetings.models.edition import ChangeNote, Edition
from meetings.models.imports import (
    MADE_OF_WORDS,
    Import,
    ImportDecision,
    ImportedEntry,
    ImportPiece,
    ImportProfile,
    ImportRow,
)
from meetings.models.meeting import Meeting, MeetingSource, MeetingText, Participation
from meetings.models.merge import Merge, NotTheSame
from meetings.models.names import IDENTIFIED, NAMED, Identifier, OtherName
from meetings.models.occasion import Occasion, Place
from meetings.models.office import Appointment, Office
from meetings.models.organisation import Organisation
from meetings.models.person import Minister, Person
from meetings.models.renewal import Renewal
from meetings.models.slugs import FormerSlug
from meetings.models.source import Source, Statement
from meetings.models.topic import Topic

__all__ = [
    "IDENTIFIED",
    "MADE_OF_WORDS",
    "NAMED",
    "Appointment",
    "ArchiveState",
    "AuditEntry",
    "Card",
    "CardText",
    "CardValue",
    "ChangeNote",
    "Country",
    "CountrySuccession",
    "Coverage",
    "Deletion",
    "Edition",
    "FormerSlug",
    "Identifier",
    "Import",
    "ImportDecision",
    "ImportPiece",
    "ImportProfile",
    "ImportRow",
    "ImportedEntry",
    "Meeting",
    "MeetingSource",
    "MeetingText",
    "Merge",
    "Minister",
    "NotTheSame",
    "Occasion",
    "Office",
    "Organisation",
    "OtherName",
    "Participation",
    "Person",
    "Place",
    "Presence",
    "RecoveryCode",
    "ReferenceRecord",
    "Renewal",
    "Source",
    "Statement",
    "Throttle",
    "Topic",
    "UnfinishedForm",
]
