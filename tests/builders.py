"""Builders of rows for tests: each makes a sound row, and takes whatever the test is about.

Nothing is random and nothing is hidden: a builder saves rows through the models, and ``published_meeting``
goes the way of the workflow. What a test does not name has a plain default.
"""

import datetime
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from meetings import workflow
from meetings.models import (
    Appointment,
    Country,
    Meeting,
    MeetingSource,
    MeetingText,
    Occasion,
    Office,
    Organisation,
    OtherName,
    Participation,
    Person,
    Place,
    Source,
    Statement,
    Topic,
)
from meetings.vocabulary import OfficeKind, Property, Side

#: A moment that every test may use; nothing reads the clock.
NOON = datetime.datetime(2022, 9, 26, 12, tzinfo=datetime.UTC)
COUNTRIES = {
    "mk": "North Macedonia",
    "pl": "Poland",
    "rs": "Serbia",
    "tr": "Türkiye",
    "az": "Azerbaijan",
    "us": "United States",
}
_numbers = count(1)


def make_country(code: str = "pl", **fields) -> Country:
    """The country of a code; made where it is not there yet."""
    found = Country.objects.filter(code=code).first()
    if found is None:
        found = Country(code=code, **{"name": COUNTRIES.get(code, f"Country {code.upper()}")} | fields)
        found.alpha_2 = found.alpha_2 or (code.upper() if len(code) == 2 else None)
        found.save()
    return found


def make_person(name: str = "", **fields) -> Person:
    """A person; without a name, one of their own."""
    return Person.objects.create(name=name or f"Person Number{next(_numbers)}", **fields)


def make_organisation(name: str = "", **fields) -> Organisation:
    """An organisation; without a name, one of its own."""
    return Organisation.objects.create(name=name or f"Organisation Number{next(_numbers)}", **fields)


def make_office(title: str = "Minister of Foreign Affairs", **fields) -> Office:
    """An office: that of a foreign minister of Poland unless told otherwise."""
    if not fields.keys() & {"country", "organisation"}:
        fields["country"] = make_country()
    return Office.objects.create(title=title, **{"kind": OfficeKind.FOREIGN_MINISTER} | fields)


def make_appointment(person: Person | None = None, office: Office | None = None, **fields) -> Appointment:
    """That a person holds an office, without known start and end unless told."""
    return Appointment.objects.create(
        person=person or make_person(), office=office or make_office(), **fields
    )


def make_topic(name: str = "", **fields) -> Topic:
    """A topic; without a name, one of its own."""
    return Topic.objects.create(name=name or f"Topic Number{next(_numbers)}", **fields)


def make_place(name: str = "", **fields) -> Place:
    """A place; without a name, one of its own."""
    return Place.objects.create(name=name or f"Place Number{next(_numbers)}", **fields)


def make_occasion(name: str = "", **fields) -> Occasion:
    """An occasion; without a name, one of its own."""
    return Occasion.objects.create(name=name or f"Occasion Number{next(_numbers)}", **fields)


def make_source(title: str = "", **fields) -> Source:
    """A news item without publisher; without a title, one of its own."""
    return Source.objects.create(title=title or f"Source Number{next(_numbers)}", **fields)


def make_other_name(owner, name: str, **fields) -> OtherName:
    """Another name of a person, country, organisation, office, occasion, place or topic."""
    kind = owner._meta.concrete_model._meta.model_name
    return OtherName.objects.create(name=name, **{kind: owner}, **fields)


def make_participation(meeting: Meeting, *, appointments=(), **fields) -> Participation:
    """A participant, last in the list; a new person of Poland unless told who and for whom."""
    if not fields.keys() & {"person", "country", "organisation"}:
        fields |= {"person": make_person(), "country": make_country()}
    position = meeting.participations.count()
    row = Participation.objects.create(meeting=meeting, **{"position": position} | fields)
    row.appointments.set(appointments)
    return row


def make_statement(meeting: Meeting, source: Source | None = None, **fields) -> Statement:
    """What a source says; the meeting's first source unless told, on its date."""
    source = source or meeting.reports.first().source
    given = {"property": Property.DATE, "value": "2022-09-22", "quote": "on Thursday"} | fields
    return Statement.objects.create(meeting=meeting, source=source, **given)


def make_report(meeting: Meeting, source: Source | None = None) -> MeetingSource:
    """That a source reports a meeting, last in the list."""
    return MeetingSource.objects.create(
        meeting=meeting, source=source or make_source(), position=meeting.reports.count()
    )


def make_meeting(*, people=None, sources=None, topics=(), title="", summary="", **fields) -> Meeting:
    """A draft that nothing speaks against: a principal of mk, a counterpart of pl, one source, a date.

    ``people`` are the fields of participants, each a mapping as ``make_participation`` takes it, and
    ``sources`` rows; both replace the default, also when empty. Other fields are the meeting's.
    """
    if fields.get("date", "2022-09-22"):
        fields = {"date": "2022-09-22", "date_basis": "stated"} | fields
    meeting = Meeting.objects.create(**fields)
    if title or summary:
        MeetingText.objects.create(meeting=meeting, language="en", title=title, summary=summary)
    if people is None:
        people = [
            {"side": Side.PRINCIPAL, "person": make_person(), "country": make_country("mk")},
            {"side": Side.COUNTERPART, "person": make_person(), "country": make_country("pl")},
        ]
    for row in people:
        make_participation(meeting, **row)
    for source in [make_source()] if sources is None else sources:
        make_report(meeting, source)
    meeting.topics.set(topics)
    return meeting


def published_meeting(*, at: datetime.datetime = NOON, note: str = "", **fields) -> Meeting:
    """A meeting that the public sees, made as ``make_meeting`` makes it and published by the workflow."""
    meeting = make_meeting(**fields)
    workflow.publish(meeting, at=at, note=note)
    return meeting


def make_user(*permissions: str, **fields):
    """A user with permissions of the app, by codename: ``make_user("publish_meeting")``."""
    user = get_user_model().objects.create_user(username=f"user{next(_numbers)}", **fields)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="meetings", codename__in=permissions)
    )
    return user
