"""Which countries a row is about: its cell for them, a body named there instead, the cities of a journey."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.intake.tables.mapping import Field, plain_header
from meetings.intake.tables.mapping.splitting import Part
from meetings.intake.tables.resolving import Gazetteer, Match, Status
from meetings.intake.tables.resolving.countries import Days
from meetings.intake.tables.sentences import Origin

from .cells import problem_of
from .parties import Drawn
from .records import Cell, Record
from .results import PlannedMeeting, PlannedParty, PlannedRow
from .told import party_of

SEVERAL = re.compile(r"\s*(?:[,;/\n]|\band\b|&)\s*")


@dataclass
class Lands:
    """Finds the countries of rows. ``constant`` is that of a profile, for tables that name none."""

    gazetteer: Gazetteer
    decisions: Mapping[tuple[str, str], str]
    constant: str = ""

    def of(self, record: Record, row: PlannedRow, days: Days, drawn: Drawn) -> list[str]:
        """The countries of the row; what is not one of the archive's keeps the row out, with the reason."""
        cell = record.first(Field.COUNTRY)
        if cell is None:
            constant = self.constant
            return [constant] if constant in self.gazetteer.countries.by_code else []
        match = self.gazetteer.country(cell.text, days, self.decisions)
        if match.is_sure:
            return [match.key]
        if body := self._body_instead(cell):
            self._speak_for(body, cell, drawn)
            return []
        if match.status in (Status.UNKNOWN, Status.ALIKE):
            parts = [part for part in SEVERAL.split(cell.text) if part]
            matches = [self.gazetteer.country(part, days, self.decisions) for part in parts]
            if len(parts) > 1 and all(one.is_sure for one in matches):
                return [one.key for one in matches]
            if len(parts) > 1 and (behind := self._behind_cities(cell.text, days)):
                return behind
            if "destination" in plain_header(cell.column.header):
                # The place of a journey, as the column says; the country stays open.
                row.problems.append(
                    problem_of(row, cell, f"country_{match.status}", match.message, kind="country")
                )
                return []
        row.refuse(
            problem_of(
                row,
                cell,
                f"country_{match.status}",
                match.message,
                refuses=True,
                kind="country",
                candidates=match.candidates,
            )
        )
        return []

    def _body_instead(self, cell: Cell) -> Match | None:
        """The organisation that a cell of a country names instead: EU, NATO."""
        match = self.gazetteer.organisations.match(cell.text, self.decisions)
        return match if match.is_sure else None

    def _speak_for(self, body: Match, cell: Cell, drawn: Drawn) -> None:
        """Let those of a row whose words name nobody they act for act for a body."""
        origin = Origin("organisation", body.key, cell.text)
        if not drawn.parties:
            part = Part(cell.text, 0)
            drawn.parties.append((party_of(cell, part), origin))
        drawn.parties = [(party, said or origin) for party, said in drawn.parties]

    def _behind_cities(self, text: str, days: Days) -> list[str]:
        """The countries behind cities: "Warsaw, Poland and Riga, Latvia"; empty unless every city has one."""
        found = []
        for journey in re.split(r"\s*(?:;|\n|\band\b|&)\s*", text):
            match = self.gazetteer.country(journey.rpartition(",")[2].strip(), days, self.decisions)
            if not match.is_sure:
                return []
            found.append(match.key)
        return list(dict.fromkeys(found))


def add_countries_met(record: Record, drawn: Drawn, meeting: PlannedMeeting, countries: list[str]) -> None:
    """The country of a row is who was met where no word says more and no gathering was attended."""
    if any(party.side != "attendee" or party.name for party in meeting.parties):
        return
    reading = drawn.reading
    if reading is not None and (reading.gatherings or reading.accompanied or reading.at_gathering):
        return
    if reading is not None and not (reading.has_met or reading.kind in ("visit", "telephone", "video")):
        return
    cell = record.first(Field.COUNTRY)
    for code in countries if cell else ():
        meeting.parties.append(
            PlannedParty(
                country=code, words=cell.text, column=cell.column.name, end=len(cell.text), inferred=True
            )
        )
