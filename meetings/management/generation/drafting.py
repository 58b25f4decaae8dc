"""Meetings as an editor would enter them, made up."""

import datetime
import random
from dataclasses import dataclass, field

from meetings.management.generation import dating
from meetings.management.generation.cast import Cast, Holder
from meetings.management.generation.chance import Weighted, Zipf
from meetings.management.generation.dating import Dated
from meetings.management.generation.evidence import Evidence, Report
from meetings.management.generation.shaping import Shape
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.models import Country, Occasion, Organisation, Place, Statement, Topic
from meetings.vocabulary import Attendance, EventStatus, Side

_STATUSES = Weighted(
    {
        EventStatus.HELD.value: 97,
        EventStatus.CANCELLED.value: 1,
        EventStatus.POSTPONED.value: 1,
        EventStatus.SCHEDULED.value: 1,
    }
)


@dataclass(slots=True)
class Part:
    """Somebody who takes part; ``holder`` only where it is known who it was."""

    side: str
    attendance: str
    country: Country | None
    organisation: Organisation | None
    holder: Holder | None
    role: str
    name: str


@dataclass(slots=True)
class Text:
    """Title and summary in a language."""

    language: str
    is_original: bool
    title: str
    summary: str


@dataclass(slots=True)
class Drafted:
    """A meeting with all that belongs to it; ``day`` is when it was, which the archive may not know.

    ``sources`` are all that report it, ``fresh`` those of them that report nothing before.
    """

    day: datetime.date
    kind: str
    status: str
    date: Dated
    basis: str
    occasion: Occasion | None = None
    place: Place | None = None
    topics: list[Topic] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    sources: list[Report] = field(default_factory=list)
    fresh: list[Report] = field(default_factory=list)
    #: What is said, with the place of the participant whom it is about.
    statements: list[tuple[Statement, int | None]] = field(default_factory=list)


class Drafting:
    """Makes meetings up."""

    def __init__(
        self,
        chance: random.Random,
        wording: Wording,
        stage: Stage,
        cast: Cast,
        evidence: Evidence,
        first_year: int,
    ) -> None:
        self._chance, self._wording, self._cast, self._evidence = chance, wording, cast, evidence
        self._first_year = first_year
        self._topics, self._places = Zipf(stage.topics), Zipf(stage.places)
        self._occasions = [occasion for occasion in stage.occasions if occasion.date_latest]
        self._occasions_of: dict[datetime.date, list[Occasion]] = {}

    def draft(self, shape: Shape) -> Drafted:
        """One meeting of a shape, nothing of it written yet."""
        day = dating.some_day(self._chance, self._first_year)
        date, basis = dating.written(self._chance, day)
        status = _STATUSES.pick(self._chance)
        drafted = Drafted(day, shape.kind, status, dating.read(date), basis)
        drafted.occasion = self._occasion(day)
        drafted.place = self._place(drafted.occasion)
        self._take_part(drafted, shape.others)
        drafted.topics = self._topics.some(self._chance, self._chance.randint(1, 4))
        self._describe(drafted)
        self._evidence.report(drafted, shape.reports)
        return drafted

    def _occasion(self, day: datetime.date) -> Occasion | None:
        if self._chance.random() > 0.25:
            return None
        if day not in self._occasions_of:
            self._occasions_of[day] = [
                occasion
                for occasion in self._occasions
                if occasion.date_earliest <= day <= occasion.date_latest
            ]
        fit = self._occasions_of[day]
        return self._chance.choice(fit) if fit else None

    def _place(self, occasion: Occasion | None) -> Place | None:
        if occasion is not None and occasion.place_id and self._chance.random() < 0.9:
            return occasion.place
        return self._places.pick(self._chance) if self._chance.random() < 0.55 else None

    def _take_part(self, drafted: Drafted, others: int) -> None:
        home = self._cast.country(drafted.day)
        self._join(drafted, Side.PRINCIPAL.value, country=home)
        used = {home.pk}
        for place in range(others):
            if self._chance.random() < 0.12:
                self._join(drafted, Side.COUNTERPART.value, organisation=self._cast.organisation())
                continue
            country = self._cast.country(drafted.day, used)
            used.add(country.pk)
            side = Side.COUNTERPART if others == 1 else (Side.CHAIR if place == 0 else Side.ATTENDEE)
            self._join(drafted, side.value, country=country)

    def _join(
        self,
        drafted: Drafted,
        side: str,
        country: Country | None = None,
        organisation: Organisation | None = None,
    ) -> None:
        chance = self._chance
        if country is not None:
            holder = self._cast.holder_for_country(country, drafted.day)
        else:
            holder = self._cast.holder_for_body(organisation, drafted.day)
        known = {part.holder.person.slug for part in drafted.parts if part.holder}
        named = holder is not None and holder.person.slug not in known and chance.random() < 0.95
        role = holder.office.title if holder and chance.random() < 0.8 else ""
        name = holder.person.name if named and chance.random() < 0.8 else ""
        there = side != Side.ATTENDEE or chance.random() < 0.95
        attendance = (Attendance.REPORTED if there else Attendance.ABSENT).value
        drafted.parts.append(
            Part(side, attendance, country, organisation, holder if named else None, role, name)
        )

    def _describe(self, drafted: Drafted) -> None:
        chance, wording = self._chance, self._wording
        original = wording.languages.pick(chance)
        languages = [original]
        if chance.random() < 0.2:
            languages.append("en" if original != "en" else "az")
        for language in languages:
            title = wording.title(chance, language) if chance.random() < 0.3 else ""
            summary = wording.summary(chance, language)
            drafted.texts.append(Text(language, language == original, title, summary))
