"""Meetings as an editor would enter them, made up and written in batches."""

import datetime
import random
from dataclasses import dataclass, field

from meetings.management.generation import dating
from meetings.management.generation.cast import Cast, Holder
from meetings.management.generation.chance import Weighted, Zipf
from meetings.management.generation.evidence import Evidence
from meetings.management.generation.stage import Stage, prefetched
from meetings.management.generation.wording import Wording
from meetings.management.generation.writing import Keys, insert, insert_values
from meetings.models import (
    Country,
    Meeting,
    MeetingSource,
    MeetingText,
    Occasion,
    Organisation,
    Participation,
    Place,
    Source,
    Statement,
    Topic,
)
from meetings.vocabulary import Attendance, EventStatus, MeetingKind, Side

_KINDS = Weighted(
    {
        MeetingKind.BILATERAL: 68,
        MeetingKind.TELEPHONE: 11,
        MeetingKind.MULTILATERAL: 8,
        MeetingKind.RECEPTION: 4,
        MeetingKind.VISIT: 5,
        MeetingKind.VIDEO: 3,
        MeetingKind.OTHER: 1,
    }
)
_STATUSES = Weighted(
    {
        EventStatus.HELD: 97,
        EventStatus.CANCELLED: 1,
        EventStatus.POSTPONED: 1,
        EventStatus.SCHEDULED: 1,
    }
)


@dataclass
class Drafted:
    """A meeting with its rows, written or not; ``day`` is when it was, which the archive may not know."""

    meeting: Meeting
    day: datetime.date
    texts: list[MeetingText] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    holders: list[Holder | None] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    reports: list[MeetingSource] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


class Drafting:
    """Makes meetings up, and writes them with everything that belongs to them."""

    def __init__(
        self,
        chance: random.Random,
        wording: Wording,
        stage: Stage,
        cast: Cast,
        evidence: Evidence,
        first_year: int,
        keys: Keys,
    ) -> None:
        self._chance, self._wording, self._cast, self._evidence = chance, wording, cast, evidence
        self._first_year, self._keys = first_year, keys
        self._topics, self._places = Zipf(stage.topics), Zipf(stage.places)
        self._occasions = [occasion for occasion in stage.occasions if occasion.date_latest]
        self._occasions_of: dict[int, list[Occasion]] = {}

    def draft(self) -> Drafted:
        """One meeting, nothing of it written yet."""
        day = dating.some_day(self._chance, self._first_year)
        date, basis = dating.written(self._chance, day)
        meeting = Meeting(
            kind=_KINDS.pick(self._chance).value,
            event_status=_STATUSES.pick(self._chance).value,
            date=date,
            date_basis=basis,
            occasion=self._occasion(day),
        )
        self._keys.give(meeting)
        meeting.place = self._place(meeting.occasion)
        drafted = Drafted(meeting, day)
        self._take_part(drafted)
        drafted.topics = self._topics.some(self._chance, self._chance.randint(1, 4))
        self._describe(drafted)
        self._evidence.report(drafted)
        return drafted

    def _occasion(self, day: datetime.date) -> Occasion | None:
        if self._chance.random() > 0.25:
            return None
        if day.toordinal() not in self._occasions_of:
            self._occasions_of[day.toordinal()] = [
                occasion
                for occasion in self._occasions
                if occasion.date_earliest <= day <= occasion.date_latest
            ]
        fit = self._occasions_of[day.toordinal()]
        return self._chance.choice(fit) if fit else None

    def _place(self, occasion: Occasion | None) -> Place | None:
        if occasion is not None and occasion.place_id and self._chance.random() < 0.9:
            return occasion.place
        return self._places.pick(self._chance) if self._chance.random() < 0.55 else None

    def _take_part(self, drafted: Drafted) -> None:
        home = self._cast.country(drafted.day)
        self._join(drafted, Side.PRINCIPAL, country=home)
        used = {home.pk}
        others = self._chance.randint(3, 8) if drafted.meeting.kind == MeetingKind.MULTILATERAL else 1
        for place in range(others):
            if self._chance.random() < 0.12:
                self._join(drafted, Side.COUNTERPART, organisation=self._cast.organisation())
                continue
            country = self._cast.country(drafted.day, used)
            used.add(country.pk)
            side = Side.COUNTERPART if others == 1 else (Side.CHAIR if place == 0 else Side.ATTENDEE)
            self._join(drafted, side, country=country)

    def _join(
        self,
        drafted: Drafted,
        side: Side,
        country: Country | None = None,
        organisation: Organisation | None = None,
    ) -> None:
        if country is not None:
            holder = self._cast.holder_for_country(country, drafted.day)
        else:
            holder = self._cast.holder_for_body(organisation, drafted.day)
        known = {one.person.slug for one in drafted.holders if one}
        named = holder is not None and holder.person.slug not in known and self._chance.random() < 0.95
        drafted.holders.append(holder if named else None)
        row = Participation(
            meeting=drafted.meeting,
            person=holder.person if named else None,
            country=country,
            organisation=organisation,
            side=side.value,
            role_as_printed=holder.office.title if holder and self._chance.random() < 0.8 else "",
            name_as_printed=holder.person.name if named and self._chance.random() < 0.8 else "",
            attendance=Attendance.REPORTED.value
            if side != Side.ATTENDEE or self._chance.random() < 0.95
            else Attendance.ABSENT.value,
            position=len(drafted.participations),
        )
        self._keys.give(row)
        drafted.participations.append(row)

    def _describe(self, drafted: Drafted) -> None:
        chance, wording = self._chance, self._wording
        original = wording.languages.pick(chance)
        languages = [original]
        if chance.random() < 0.2:
            languages.append("en" if original != "en" else "az")
        for language in languages:
            drafted.texts.append(
                MeetingText(
                    meeting=drafted.meeting,
                    language=language,
                    is_original=language == original,
                    title=wording.title(chance, language) if chance.random() < 0.3 else "",
                    summary=wording.summary(chance, language),
                )
            )


def save(batch: list[Drafted], cast: Cast) -> None:
    """Write meetings with all their rows, in a fixed number of statements for a batch."""
    cast.save()
    for drafted in batch:
        drafted.meeting.normalise()
        for row in (*drafted.sources, *drafted.statements):
            row.normalise()
    insert([drafted.meeting for drafted in batch])
    for rows in ("sources", "texts", "participations", "reports", "statements"):
        insert([row for drafted in batch for row in getattr(drafted, rows)])
    insert_values(
        Meeting.topics.through,
        ["meeting_id", "topic_id"],
        [(drafted.meeting.pk, topic.pk) for drafted in batch for topic in drafted.topics],
    )
    insert_values(
        Participation.appointments.through,
        ["participation_id", "appointment_id"],
        [
            (row.pk, holder.appointment.pk)
            for drafted in batch
            for row, holder in zip(drafted.participations, drafted.holders, strict=True)
            if holder is not None
        ],
    )
    for drafted in batch:
        _gather(drafted)


def _gather(drafted: Drafted) -> None:
    """Have a written meeting hold its rows, as ``Meeting.objects.for_form()`` would have read them."""
    for row, holder in zip(drafted.participations, drafted.holders, strict=True):
        prefetched(row, appointments=[holder.appointment] if holder else [])
    prefetched(
        drafted.meeting,
        texts=drafted.texts,
        topics=drafted.topics,
        participations=drafted.participations,
        reports=drafted.reports,
        statements=drafted.statements,
    )
