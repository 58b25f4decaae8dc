"""Who took part, from the cells of a record: names, bodies, and the sentences of remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings import names
from meetings.intake.tables.mapping import Field
from meetings.intake.tables.mapping.splitting import How, Part, given_first, is_surname_first, split
from meetings.intake.tables.resolving import Gazetteer
from meetings.intake.tables.sentences import Lexicon, Origin, Party, Reading, read, read_parties
from meetings.intake.tables.sentences.lexicon import phrase_words
from meetings.intake.tables.sentences.parties import speaks_for_organisation

from .chains import Link, chained
from .naming import (
    country_in_role,
    has_address,
    is_given_name,
    is_role,
    looks_like_body,
    looks_like_person,
    name_and_role,
)
from .records import Cell, Record, is_empty_word
from .results import PlannedParty


@dataclass
class Drawn:
    """What was drawn from a record: parties with their origins, the remarks as read, how cells split."""

    parties: list[tuple[PlannedParty, Origin | None]] = field(default_factory=list)
    reading: Reading | None = None
    proposals: list[tuple[Cell, list[Part]]] = field(default_factory=list)


@dataclass
class Drawing:
    """Draws the parties of records; knows the words that name countries and bodies."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    separators: dict[Field, str]

    def draw(self, record: Record) -> Drawn:
        """All parties of a record but the principal, each with what its words say it acts for."""
        drawn = Drawn()
        people = record.cells.get(Field.PERSON, [])
        bodies = record.cells.get(Field.ORGANISATION, [])
        for cell in people:
            self._people(cell, record, drawn)
        for cell in record.cells.get(Field.PARTY, []):
            self._mixed(cell, drawn)
        if len(drawn.parties) == 1 and people and len(bodies) == 1:
            self._person_of_body(drawn, bodies[0])
        else:
            for cell in bodies:
                self._bodies(cell, drawn)
        role = record.first(Field.ROLE)
        if role is not None and not (people or bodies or record.cells.get(Field.PARTY)):
            drawn.parties.append((_party(role, Part(role.text, 0), role=role.text), None))
        self._remarks(record, drawn)
        return drawn

    def _items(self, cell: Cell, drawn: Drawn, *, people: bool) -> Iterator[Part | Link]:
        """What a cell is divided into: parts, and links where commas join a name to its role or body."""
        separator = self.separators.get(cell.column.field, "") if cell.column.field else ""
        parts, how = split(cell.text, people=people, separator=separator)
        if how is How.PROPOSED and (links := chained(cell.text, self.lexicon, people=people)):
            yield from links
            return
        if how is How.PROPOSED:
            drawn.proposals.append((cell, parts))
        for part in map(_without_frame, parts):
            if is_empty_word(part.text):
                continue
            links = chained(part.text, self.lexicon, people=people) if how is not How.PROPOSED else []
            for link in links:
                link.start, link.end = link.start + part.start, link.end + part.start
            yield from links or [part]

    def _linked(self, cell: Cell, link: Link) -> tuple[PlannedParty, Origin | None]:
        """The party that a link of a chain names."""
        part = Part(cell.text[link.start : link.end], link.start)
        if not link.body and (brackets := _BRACKETS.fullmatch(link.role)):
            origin = self._whole_origin(brackets[2].strip(), codes=True)
            link.role = brackets[1] if origin else link.role
            if origin:
                return _party(cell, part, name=link.name, role=link.role), origin
        if not link.body:
            return _party(cell, part, name=link.name, role=link.role), country_in_role(
                link.role, self.lexicon
            )
        origin = self._whole_origin(link.body) or Origin("organisation", "", link.body)
        return _party(cell, part, name=link.name, role=link.role), origin

    def _people(self, cell: Cell, record: Record, drawn: Drawn) -> None:
        whole = read_parties(cell.text, self.lexicon)
        if len(whole) > 1 and all(party.role for party in whole) and _covers(whole, cell.text):
            drawn.parties += [(_of_party(cell, party), party.origin) for party in whole]
            return
        if looks_like_body(cell.text):
            self._mixed(cell, drawn)
            return
        items = list(self._items(cell, drawn, people=True))
        roles = _aligned(record.first(Field.ROLE), len(items))
        for place, item in enumerate(items):
            party, origin = self._linked(cell, item) if isinstance(item, Link) else self._person(cell, item)
            if roles and not party.role:
                party.role = roles[place]
                origin = origin or country_in_role(party.role, self.lexicon)
            drawn.parties.append((party, origin))

    def _person(self, cell: Cell, part: Part) -> tuple[PlannedParty, Origin | None]:
        """One person: "Surname, Given", or a name with a role before, behind or in brackets."""
        if is_surname_first(part.text):
            return _party(cell, part, name=given_first(part.text)), None
        found = read_parties(part.text, self.lexicon)
        if len(found) == 1 and _covers(found, part.text) and (found[0].role or found[0].origin):
            return _of_party(cell, found[0], part.start), found[0].origin
        if brackets := _BRACKETS.fullmatch(part.text):
            return self._with_brackets(cell, part, brackets)
        name, role = name_and_role(part.text, self.lexicon)
        if not role and (origin := self._whole_origin(part.text)) and origin.kind == "organisation":
            return _party(cell, part), origin
        return _party(cell, part, name=name, role=role), country_in_role(role, self.lexicon)

    def _with_brackets(
        self, cell: Cell, part: Part, brackets: re.Match[str]
    ) -> tuple[PlannedParty, Origin | None]:
        party, origin = self._person(cell, Part(brackets[1], part.start))
        party.words, party.end = part.text, part.end
        inside = brackets[2].strip()
        if said := self._whole_origin(inside, codes=True):
            return party, origin or said
        if is_role(inside, self.lexicon):
            party.role = party.role or inside
            return party, origin
        return party, origin or Origin("organisation", "", inside)

    def _mixed(self, cell: Cell, drawn: Drawn) -> None:
        """A cell of persons or bodies: what has a role or a form of address is a person."""
        if self._is_surname_first(cell.text):
            drawn.parties.append(self._person(cell, Part(cell.text, 0)))
            return
        for item in self._items(cell, drawn, people=False):
            drawn.parties.append(
                self._linked(cell, item) if isinstance(item, Link) else self._any(cell, item)
            )

    def _any(self, cell: Cell, part: Part) -> tuple[PlannedParty, Origin | None]:
        """A person or a body, whichever the words tell."""
        if origin := self._whole_origin(part.text):
            return _party(cell, part), origin
        found = read_parties(part.text, self.lexicon)
        if len(found) == 1 and found[0].role and _covers(found, part.text):
            return _of_party(cell, found[0], part.start), found[0].origin
        brackets = _BRACKETS.fullmatch(part.text)
        named = brackets[1] if brackets else part.text
        if looks_like_person(named) or self._is_surname_first(part.text):
            return self._person(cell, part)
        if behind := _ROLE_BEHIND.fullmatch(part.text):
            origin = self._whole_origin(behind[1]) or Origin("organisation", "", behind[1])
            return _party(cell, part, role=behind[2]), origin
        return _party(cell, part), Origin("organisation", "", part.text)

    def _is_surname_first(self, text: str) -> bool:
        """Whether a cell that may hold bodies is "Surname, Given": what follows the comma is a first name."""
        given = text.partition(",")[2].split()
        return bool(given) and is_surname_first(text) and is_given_name(given[0])

    def _is_no_body(self, text: str) -> bool:
        """Whether a cell of a body names somebody instead: by a form of address, or by a role and whose."""
        if self._whole_origin(text):
            return False
        found = read_parties(text, self.lexicon)
        role = len(found) == 1 and found[0].role and found[0].origin and _covers(found, text)
        return has_address(text) or bool(role and not found[0].is_group)

    def _bodies(self, cell: Cell, drawn: Drawn) -> None:
        items = list(self._items(cell, drawn, people=False))
        parts = [item.text for item in items if isinstance(item, Part)]
        everyone = len(parts) > 1 and all(looks_like_person(text) for text in parts)
        for item in items:
            if isinstance(item, Link):
                drawn.parties.append(self._linked(cell, item))
            elif self._is_no_body(item.text) or (everyone and looks_like_person(item.text)):
                drawn.parties.append(self._any(cell, item))
            else:
                origin = self._whole_origin(item.text) or Origin("organisation", "", item.text)
                if not _is_said(origin, drawn):
                    drawn.parties.append((_party(cell, item), origin))

    def _person_of_body(self, drawn: Drawn, cell: Cell) -> None:
        party, origin = drawn.parties[0]
        if origin is None:
            whole = self._whole_origin(cell.text) or Origin("organisation", "", cell.text)
            drawn.parties[0] = (party, whole)
        else:
            self._bodies(cell, drawn)

    def _whole_origin(self, text: str, *, codes: bool = False) -> Origin | None:
        """The country or body that a whole text names; ``codes`` lets the code of a country name it."""
        body = self.gazetteer.organisations.match(text, {})
        if body.is_sure:
            return Origin("organisation", body.key, text)
        if not codes and len(text) <= 4 and phrase_words(text) not in self.lexicon.countries:
            return None
        country = self.gazetteer.countries.match(text, (None, None), {})
        return Origin("country", country.key, text) if country.is_sure else None

    def _remarks(self, record: Record, drawn: Drawn) -> None:
        """Read the sentences of remarks where no column names the parties."""
        cells = record.cells.get(Field.REMARKS, [])
        if not cells and not drawn.parties:
            cells = record.cells.get(Field.SUBJECT, [])
        for cell in cells:
            reading = read(cell.text, self.lexicon)
            if drawn.reading is None:
                drawn.reading = reading
            if drawn.parties and record.cells.keys() & {Field.PERSON, Field.PARTY, Field.ORGANISATION}:
                continue
            for party in [*reading.parties, *reading.gatherings, *reading.accompanied]:
                planned = _of_party(cell, party)
                if party in reading.accompanied or party in reading.gatherings:
                    planned.side = "attendee"
                planned.inferred = party.carried
                origin = party.origin
                if planned.name and not (planned.role or origin) and looks_like_body(planned.name):
                    planned.name, origin = "", Origin("organisation", "", planned.name)
                drawn.parties.append((planned, origin))


#: Who speaks for a body, said behind its name: "Example Airways CEO".
_ROLE_BEHIND = re.compile(
    r"(.+?)(?:['’]s)? ((?:deputy |vice[- ])?(?:CEO|chair(?:man|woman|person)?|chief executive(?: officer)?|"
    r"president|director[- ]general|secretary[- ]general|board|representatives?))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"([^()]{2,}?)\s*\(([^()]+)\)")


_INTRODUCED = re.compile(
    r"(?:round[- ]?table|meeting|discussion|breakfast|dinner|lunch|call|reception)[^:,]{0,40}?:\s*",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(
    r"[,\s]+(?:and|&|et|und|y) (?:others|other \w+|autres|andere|otros)\.?$", re.IGNORECASE
)


def _without_frame(part: Part) -> Part:
    """A part without what introduces a list ("Round table with:") and the others whom it does not name."""
    lead = _INTRODUCED.match(part.text)
    start = lead.end() if lead and part.text[lead.end() :].strip() else 0
    text = _AND_OTHERS.sub("", part.text[start:])
    return Part(text, part.start + start) if text else part


def _is_said(origin: Origin, drawn: Drawn) -> bool:
    """Whether somebody who speaks for this body is among the parties already."""
    said = [other for party, other in drawn.parties if other and party.name and party.column]
    return any(names.fold(other.text) == names.fold(origin.text) for other in said)


def _party(cell: Cell, part: Part, *, name: str = "", role: str = "") -> PlannedParty:
    return PlannedParty(
        name=name, role=role, words=part.text, column=cell.column.name, start=part.start, end=part.end
    )


def _of_party(cell: Cell, party: Party, offset: int = 0) -> PlannedParty:
    start, end = party.start + offset, party.end + offset
    return PlannedParty(
        name=" ".join(party.name.split()),
        role=" ".join(party.role.split()),
        words=cell.text[start:end],
        column=cell.column.name,
        start=start,
        end=end,
    )


def _covers(parties: list[Party], text: str) -> bool:
    """Whether parties account for the whole of a text, but for marks and small words between them."""
    covered = sum(party.end - party.start for party in parties)
    return covered >= len(text) * 0.7 and parties[-1].end >= len(text.rstrip(" .)")) - 1


def _aligned(role: Cell | None, count: int) -> list[str]:
    """The roles of so many persons, where a cell gives one for each, or one for the only one."""
    if role is None or not count:
        return []
    parts, _how = split(role.text, people=False, separator=";" if ";" in role.text else "\n")
    if len(parts) == count:
        return [part.text for part in parts]
    return [" ".join(role.text.split())] if count == 1 else []


def default_country(party: PlannedParty, origin: Origin | None, country: str) -> Iterator[str]:
    """The country of the row for a party that does not say its own, unless it speaks for a body."""
    if origin is None and country and not speaks_for_organisation(party.role):
        yield country
