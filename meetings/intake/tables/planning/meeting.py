"""One record as the meeting it would become, with everything that speaks against it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from meetings import names
from meetings.dates import DateError
from meetings.intake.tables.mapping import DateReader, Field, Period
from meetings.intake.tables.resolving import Gazetteer, Match, Offices, People, Status, asked_words
from meetings.intake.tables.resolving.countries import Days
from meetings.intake.tables.sentences import Lexicon, Origin

from .cells import date_of, problem_of, said_of
from .describing import Describing
from .lands import Lands, add_countries_met
from .naming import has_address, plain_name
from .notices import notices_on
from .parties import Drawing, Drawn, default_country
from .principals import Heading, headed, heading_of, read_principal
from .profile import Profile
from .records import Cell, Record, is_empty_word
from .results import Fate, PlannedMeeting, PlannedParty, PlannedRow, Problem
from .survey import Surveyed

#: The article of a sentence before the name of a body: "the Contact Group".
_THE = re.compile(r"^the (?=[A-Z0-9])")


@dataclass
class MeetingPlanner:
    """Plans the meetings of one sheet."""

    gazetteer: Gazetteer
    people: People
    offices: Offices
    profile: Profile
    decisions: Mapping[tuple[str, str], str]
    surveyed: Surveyed
    lexicon: Lexicon = field(init=False)
    drawing: Drawing = field(init=False)
    heading: Heading = field(init=False)
    dates: DateReader = field(init=False)
    lands: Lands = field(init=False)
    describing: Describing = field(init=False)
    _asked: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lexicon = self.gazetteer.lexicon()
        self.dates = self.surveyed.dates
        layout = self.surveyed.layout
        named = [] if layout.has(Field.PRINCIPAL) else [*layout.titles, self.surveyed.sheet.name]
        self.heading = headed(named, self.lexicon)
        self.drawing = Drawing(self.lexicon, self.gazetteer, dict(self.profile.separators))
        self.lands = Lands(self.gazetteer, self.decisions, self.profile.constants.get("country", ""))
        self.describing = Describing(self.gazetteer, self.profile, self.decisions)

    @property
    def context(self) -> str:
        """What titles and headings say for the present row: whose meeting, and in which month or year."""
        reader = self.dates
        period = f"{reader.period.first}/{reader.period.last}" if reader.period else str(reader.year or "")
        told = (self.heading.name, self.heading.role, period)
        return "|".join(told) if any(told) else ""

    def takes_as_heading(self, record: Record) -> str:
        """What a row says of those beneath alone: whose meetings they are, or in which month; else ""."""
        shown = [*record.others, *(cell for cells in record.cells.values() for cell in cells)]
        own = [cell for cell in shown if not cell.filled_down]
        if len(own) == 1 and self._takes_as_month(own[0]):
            return "The row names the month of the rows beneath."
        if len(own) != 1 or self.surveyed.layout.has(Field.PRINCIPAL):
            return ""
        found = heading_of(own[0].text, self.lexicon)
        if not found.name or not (found.role or has_address(own[0].text)):
            return ""
        self.heading = found
        return "The row names whose meetings follow."

    def _takes_as_month(self, cell: Cell) -> bool:
        """Whether a cell alone names the month of the rows beneath, whose own dates are days."""
        if cell.column.field is not Field.DATE:
            return False
        try:
            found = self.dates.read(cell.value)
        except DateError:
            return False
        if found is None or len(found.text) != len("2018-10"):
            return False
        self.dates = replace(
            self.dates, year=found.earliest.year, period=Period(found.earliest, found.latest)
        )
        return True

    def plan(self, record: Record, row: PlannedRow) -> None:
        """Fill ``row`` with the meeting of a record, or with why there is none."""
        meeting = PlannedMeeting(said=list(said_of(record)))
        days = date_of(record, row, meeting, self.dates)
        drawn = self.drawing.draw(record)
        countries = self.lands.of(record, row, days, drawn)
        self._principal(record, row, meeting, days)
        if self._tells_nothing(record, drawn, row):
            return
        self._parties(drawn, meeting, row, countries, days)
        add_countries_met(record, drawn, meeting, countries)
        self.describing.texts(record, drawn, meeting)
        self.describing.place(record, row, meeting, countries)
        self._note_proposals(drawn, row)
        row.problems += notices_on(record, drawn, meeting, row)
        row.meeting = meeting

    # --- Whose meeting ------------------------------------------------------------------------------------

    def _principal(self, record: Record, row: PlannedRow, meeting: PlannedMeeting, days: Days) -> None:
        constants = self.profile.constants
        principal = meeting.principal
        cell = record.first(Field.PRINCIPAL)
        if cell is not None:
            read_principal(cell, principal, self.lexicon)
        else:
            principal.name = constants.get("principal", "") or self.heading.name
            principal.role = constants.get("principal_role", "") or self.heading.role
        if (role := record.first(Field.PRINCIPAL_ROLE)) and not principal.role:
            principal.role = " ".join(role.text.split())
        principal.role = principal.role or constants.get("principal_role", "")
        said = record.first(Field.PRINCIPAL_COUNTRY)
        if said is not None:
            match = self.gazetteer.country(said.text, days, self.decisions)
            principal.country = match.key if match.is_sure else ""
            if not match.is_sure:
                row.problems.append(
                    problem_of(
                        row,
                        said,
                        f"country_{match.status}",
                        f"{match.message} The principal has no country until then.",
                        kind="country",
                        candidates=match.candidates,
                    )
                )
        principal.country = principal.country or self._constant_country(days)
        if principal.name:
            self._check_name(principal, cell, row)
            principal.name = plain_name(principal.name)
        if principal.name and not principal.is_doubtful:
            self._resolve_person(principal, days)
            self._note_office(principal, cell, row)

    def _note_office(self, principal: PlannedParty, cell: Cell | None, row: PlannedRow) -> None:
        """Say, once for all rows, that nobody is listed as minister, as the archive has no such office."""
        told = ("office", f"{principal.role}|{principal.country}")
        if not principal.role or not principal.country or principal.office or told in self._asked:
            return
        self._asked.add(told)
        said = f"The archive has no office “{principal.role[:200]}” of that country, and lists no holder."
        row.problems.append(problem_of(row, cell, "office_unknown", said))

    def _constant_country(self, days: Days) -> str:
        given = self.profile.constants.get("principal_country", "").lower()
        return given if given in self.gazetteer.countries.by_code else ""

    def _check_name(self, party: PlannedParty, cell: Cell | None, row: PlannedRow) -> None:
        reason = names.is_suspicious(party.name)
        if reason:
            row.problems.append(
                Problem(
                    row.number, cell.column.name if cell else party.column, party.name[:500], "name", reason
                )
            )
            party.is_doubtful = True
            if not names.match_key(party.name) or is_empty_word(party.name):
                party.name = ""

    # --- Who took part ------------------------------------------------------------------------------------

    def _tells_nothing(self, record: Record, drawn: Drawn, row: PlannedRow) -> bool:
        reading = drawn.reading
        if reading is not None and not reading.is_encounter and not drawn.parties:
            if row.fate is not Fate.REFUSED:
                row.fate = Fate.SKIPPED
            cell = record.first(Field.REMARKS) or record.first(Field.SUBJECT)
            row.problems.append(
                problem_of(
                    row, cell, "no_encounter", "The row tells of travel or private time, and of no encounter."
                )
            )
            return True
        telling = record.cells.keys() - {
            Field.ID,
            Field.DATE,
            Field.END_DATE,
            Field.PRINCIPAL,
            Field.PRINCIPAL_ROLE,
            Field.TIME,
            Field.STATUS,
            Field.URL,
        }
        if not telling and not drawn.parties:
            row.refuse(
                problem_of(
                    row,
                    None,
                    "nothing_told",
                    "The row says neither who took part nor what it was.",
                    refuses=True,
                )
            )
            return True
        return False

    def _parties(
        self, drawn: Drawn, meeting: PlannedMeeting, row: PlannedRow, countries: list[str], days: Days
    ) -> None:
        only = countries[0] if len(countries) == 1 else ""
        open_ = [party for party, origin in drawn.parties if origin is None]
        each = dict(zip(map(id, open_), countries, strict=True)) if len(open_) == len(countries) > 1 else {}
        accompanied = {id(p) for p, _ in drawn.parties if p.side == "attendee" and p.name}
        for party, origin in drawn.parties:
            self._origin(party, origin, row, days)
            if party.side == "between":
                if not self._is_met(party, meeting, countries):
                    continue
                party.side = "attendee" if party.organisation else "counterpart"
                if party.country and drawn.reading and not drawn.reading.gatherings:
                    drawn.reading.kind = "bilateral"
            if not (party.country or party.organisation):
                if id(party) in accompanied:
                    party.country, party.inferred = meeting.principal.country, True
                else:
                    _take_country(party, origin, each.get(id(party), only))
            if party.name:
                self._person(party, row, days)
            if party.name or party.role or party.country or party.organisation:
                meeting.parties.append(party)

    @staticmethod
    def _is_met(party: PlannedParty, meeting: PlannedMeeting, countries: list[str]) -> bool:
        """Whether, of two that had a gathering of both, this is the one met.

        That is a body which is not among the parties yet, or the country that is not the principal's own;
        where that is not known, the country of the row.
        """
        if party.organisation:
            return all(other.organisation != party.organisation for other in meeting.parties)
        own = meeting.principal.country
        return party.country != own if own else party.country in countries

    def _origin(self, party: PlannedParty, origin: Origin | None, row: PlannedRow, days: Days) -> None:
        if origin is None:
            return
        if origin.kind == "country":
            match = self.gazetteer.country(origin.text, days, self.decisions)
            if match.status in (Status.UNKNOWN, Status.ALIKE):
                match = self.gazetteer.countries.of_code(origin.key, days)
            if match.is_sure:
                party.country = match.key
            else:
                row.problems.append(
                    Problem(
                        row.number,
                        party.column,
                        origin.text,
                        f"country_{match.status}",
                        f"{match.message} The participant has no country until then.",
                        kind="country",
                        candidates=match.candidates,
                    )
                )
            return
        words = _THE.sub("", " ".join(origin.text.split()))
        match = self.gazetteer.organisations.named(origin.text, self.decisions)
        match = match or self.gazetteer.organisations.match(words, self.decisions)
        if origin.key and not match.is_sure:
            match = Match(Status.EXACT, origin.key, self.gazetteer.organisations.labels[origin.key])
        party.body = match
        party.organisation = match.label if match.is_sure else words
        self._ask("organisation", words, match, party, row)

    def _person(self, party: PlannedParty, row: PlannedRow, days: Days) -> None:
        self._check_name(party, None, row)
        party.name = plain_name(party.name)
        if party.name and not party.is_doubtful:
            self._resolve_person(party, days)
            self._ask("person", party.name, party.person, party, row)

    def _resolve_person(self, party: PlannedParty, days: Days) -> None:
        party.known_as = self.people.known_as(party.name, party.country, self.decisions)
        name = party.known_as or party.name
        party.person = self.people.match(name, party.country, days, self.decisions)
        party.office = self.offices.meant(party.role, party.country)

    def _ask(self, kind: str, words: str, match: Match, party: PlannedParty, row: PlannedRow) -> None:
        """Name what is alike or ambiguous, once for all rows with the same words."""
        asks = asked_words(words, party.country) if kind == "person" else words
        if match.status not in (Status.ALIKE, Status.AMBIGUOUS) or (kind, asks) in self._asked:
            return
        self._asked.add((kind, asks))
        row.problems.append(
            Problem(
                row.number,
                party.column,
                words[:500],
                f"{kind}_{match.status}",
                f"{match.message} Until somebody decides, the words stand unlinked.",
                kind=kind,
                candidates=match.candidates,
                asks=asks,
            )
        )

    def _note_proposals(self, drawn: Drawn, row: PlannedRow) -> None:
        for cell, parts in drawn.proposals:
            listed = "; ".join(f"“{part.text}”" for part in parts)
            row.problems.append(
                problem_of(
                    row, cell, "split", f"The cell is read as {len(parts)} parties: {listed}.", kind="split"
                )
            )


def _take_country(party: PlannedParty, origin: Origin | None, country: str) -> None:
    """Give a party that does not say its own the country of the row, unless it only came along."""
    for code in () if party.beside else default_country(party, origin, country):
        party.country, party.inferred = code, True
