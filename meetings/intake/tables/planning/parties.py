"""Who took part, from the cells of a record: names, bodies, and the sentences of remarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetings import names
from meetings.intake.tables.mapping import Field
from meetings.intake.tables.mapping.splitting import How, Part, split
from meetings.intake.tables.resolving import Gazetteer
from meetings.intake.tables.sentences import Lexicon, Origin, Reading, read, read_parties
from meetings.intake.tables.sentences import words as known
from meetings.intake.tables.sentences.lexicon import phrase_words
from meetings.intake.tables.sentences.parties import speaks_for_organisation

from .announced import announced, opens_as_meeting
from .beside import as_body, body_named, completed
from .bodies import looks_like_body
from .chains import Link, bracketed_people, chained
from .framing import addressed, without_frame
from .naming import country_in_role, looks_like_person
from .records import Cell, Record, is_empty_word
from .results import PlannedParty
from .telling import Teller
from .told import Told, covers, of_party, party_of

#: A remark of no more characters is the title of what happened.
_TITLE = 60


@dataclass
class Drawn:
    """What was drawn from a record: parties with their origins, the remarks as read, how cells split.

    ``left`` are words that could have been a party and were not taken as one, with why.
    """

    parties: list[Told] = field(default_factory=list)
    reading: Reading | None = None
    proposals: list[tuple[Cell, list[Part]]] = field(default_factory=list)
    left: list[tuple[Cell, str, str]] = field(default_factory=list)


@dataclass
class Drawing:
    """Draws the parties of records; knows the words that name countries and bodies."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    separators: dict[Field, str]
    teller: Teller = field(init=False)

    def __post_init__(self) -> None:
        self.teller = Teller(self.lexicon, self.gazetteer)

    def draw(self, record: Record) -> Drawn:
        """All parties of a record but the principal, each with what its words say it acts for."""
        drawn = Drawn()
        people = record.cells.get(Field.PERSON, [])
        bodies = record.cells.get(Field.ORGANISATION, [])
        mixed = record.cells.get(Field.PARTY, [])
        for cell in people:
            self._people(cell, drawn)
        for cell in mixed:
            beside = record.cells.keys() & {Field.ROLE, Field.COUNTRY, Field.ORGANISATION}
            self._mixed(cell, drawn, people=bool(beside))
        self._roles(record, drawn, beside=people or mixed)
        named = all(party.name for party, _ in drawn.parties)
        if (people or (mixed and named)) and len(bodies) == 1 and drawn.parties:
            self._people_of_body(drawn, bodies[0])
        else:
            for cell in bodies:
                self._bodies(cell, drawn)
        role = record.first(Field.ROLE)
        if role is not None and not (people or mixed):
            self._role_alone(role, drawn)
        self._remarks(record, drawn)
        return drawn

    def _roles(self, record: Record, drawn: Drawn, *, beside: Sequence[Cell]) -> None:
        """Give the roles of their own column to those who were read from the columns beside it."""
        role = record.first(Field.ROLE)
        if role is None or not beside:
            return
        takers = [told for told in drawn.parties if told[0].name or told[0].role or len(drawn.parties) == 1]
        roles = _aligned(role, len(takers))
        if not roles:
            drawn.left.append((role, role.text, "It is not clear whose role this is."))
        for place, (party, origin) in enumerate(takers):
            if roles and not party.role:
                party.role = roles[place]
                told = (party, origin or country_in_role(party.role, self.lexicon))
                drawn.parties[drawn.parties.index((party, origin))] = told

    def _role_alone(self, role: Cell, drawn: Drawn) -> None:
        """A role in a row without names: that of the one body, or of somebody who is not named."""
        if len(drawn.parties) == 1 and not (drawn.parties[0][0].name or drawn.parties[0][0].role):
            drawn.parties[0][0].role = " ".join(role.text.split())
        elif not drawn.parties:
            party = party_of(role, Part(role.text, 0), role=" ".join(role.text.split()))
            drawn.parties.append((party, country_in_role(role.text, self.lexicon)))
        else:
            drawn.left.append((role, role.text, "It is not clear whose role this is."))

    def _items(self, cell: Cell, drawn: Drawn, *, people: bool) -> Iterator[Part | Link]:
        """What a cell is divided into: parts, and links where commas join a name to its role or body."""
        separator = self.separators.get(cell.column.field, "") if cell.column.field else ""
        parts, how = split(cell.text, people=people, separator=separator)
        if how is not How.SURE and len(everybody := addressed(cell.text)) > 1:
            parts, how = everybody, How.SURE
            drawn.proposals.append((cell, parts))
        if bracketed := bracketed_people(cell.text):
            yield from bracketed
            return
        if how is How.WHOLE and not people and len(both := self.teller.both(cell.text)) > 1:
            parts, how = both, How.PROPOSED
            drawn.proposals.append((cell, parts))
            yield from parts
            return
        if how is How.PROPOSED and (links := chained(cell.text, self.lexicon, people=people)):
            yield from links
            return
        if how is How.PROPOSED:
            drawn.proposals.append((cell, parts))
        for part in map(without_frame, parts):
            if is_empty_word(part.text):
                drawn.left.append((cell, part.text, "The words name nobody."))
                continue
            links = chained(part.text, self.lexicon, people=people) if how is not How.PROPOSED else []
            for link in links:
                link.start, link.end = link.start + part.start, link.end + part.start
            yield from links or [part]

    def _people(self, cell: Cell, drawn: Drawn) -> None:
        if parts := list(announced(cell.text)):
            drawn.parties += [self.teller.person(cell, part) for part, _ in parts]
            return
        whole = read_parties(cell.text, self.lexicon)
        if len(whole) > 1 and all(party.role for party in whole) and covers(whole, cell.text):
            drawn.parties += [(of_party(cell, party), party.origin) for party in whole]
            return
        if looks_like_body(cell.text) and not self.teller.is_titled(cell.text):
            self._mixed(cell, drawn, people=True)
            return
        for item in list(self._items(cell, drawn, people=True)):
            linked = isinstance(item, Link)
            drawn.parties.append(self.teller.linked(cell, item) if linked else self.teller.person(cell, item))

    def _mixed(self, cell: Cell, drawn: Drawn, *, people: bool) -> None:
        """A cell of persons or bodies: what has a role or a form of address is a person."""
        if parts := list(announced(cell.text)):
            drawn.parties += [self.teller.anybody(cell, part, people=True) for part, _ in parts]
            return
        if self.teller.is_surname_first(cell.text):
            drawn.parties.append(self.teller.person(cell, Part(cell.text, 0)))
            return
        for item in self._items(cell, drawn, people=False):
            drawn.parties.append(
                self.teller.linked(cell, item)
                if isinstance(item, Link)
                else self.teller.anybody(cell, item, people=people)
            )

    def _bodies(self, cell: Cell, drawn: Drawn) -> None:
        items = list(self._items(cell, drawn, people=False))
        parts = [item.text for item in items if isinstance(item, Part)]
        everyone = len(parts) > 1 and all(looks_like_person(text) for text in parts)
        for item in items:
            if isinstance(item, Link):
                drawn.parties.append(self.teller.linked(cell, item))
            elif group := self.teller.group(cell, item):
                drawn.parties.append(group)
            elif self.teller.is_no_body(item.text) or (everyone and looks_like_person(item.text)):
                drawn.parties.append(self.teller.anybody(cell, item))
            else:
                origin = self.teller.whole_origin(item.text) or Origin("organisation", "", item.text)
                if not _is_said(origin, drawn):
                    drawn.parties.append((party_of(cell, item), origin))

    def _people_of_body(self, drawn: Drawn, cell: Cell) -> None:
        """Let those of a row act for the body in the column beside them, or each for the one in its place."""
        open_ = [place for place, (party, origin) in enumerate(drawn.parties) if origin is None]
        listed, how = split(cell.text, people=False)
        bodies = [part.text for part in listed] if how is How.SURE else [cell.text]
        if len(open_) != len(drawn.parties) or len(bodies) not in (1, len(open_)):
            self._bodies(cell, drawn)
            return
        for place, body in zip(open_, bodies * len(open_), strict=False):
            whole = self.teller.whole_origin(body) or Origin("organisation", "", body)
            drawn.parties[place] = (drawn.parties[place][0], whole)

    def _remarks(self, record: Record, drawn: Drawn) -> None:
        """Read the sentences of remarks where no column names the parties."""
        cells = record.cells.get(Field.REMARKS, [])
        if not cells:
            subjects = record.cells.get(Field.SUBJECT, [])
            cells = [cell for cell in subjects if not drawn.parties or opens_as_meeting(cell.text)]
        for cell in cells:
            reading = read(cell.text, self.lexicon)
            if drawn.reading is None:
                drawn.reading = reading
            told = self._told(cell, reading, drawn)
            if drawn.parties and record.cells.keys() & {Field.PERSON, Field.PARTY, Field.ORGANISATION}:
                told = [as_body(one, drawn.parties) for one in told]
                is_one = len(drawn.parties) == 1 or not (told and (told[0][0].name or told[0][0].role))
                if len(told) == 1 and is_one:
                    drawn.parties = [completed(party, told[0]) for party in drawn.parties]
                continue
            if len(told) == len(drawn.parties) == 1 and told[0][0].role and not told[0][0].name:
                drawn.parties = [completed(drawn.parties[0], told[0])]
                if drawn.parties[0][0].name:
                    continue
            drawn.parties += told

    def _told(self, cell: Cell, reading: Reading, drawn: Drawn) -> list[Told]:
        """The parties that a sentence tells, as English or as one of other languages."""
        found: list[Told] = []
        said = [*reading.parties, *reading.gatherings, *reading.accompanied]
        for party in said:
            planned = of_party(cell, party)
            if party in reading.accompanied or party in reading.gatherings:
                planned.side = "attendee"
            planned.inferred, planned.from_sentence = party.carried, True
            planned.beside = party.beside
            origin = party.origin
            if planned.name and not (planned.role or origin):
                if planned.name.casefold() in known.GROUPS:
                    planned.name, planned.role = "", planned.name
                elif body := self._body(cell, planned.name):
                    planned.name, origin = "", body
            found.append((planned, origin))
        for party in reading.between:
            planned = of_party(cell, party)
            planned.side, planned.from_sentence = "between", True
            found.append((planned, party.origin))
        return found or list(self._announced(cell, drawn))

    def _body(self, cell: Cell, name: str) -> Origin | None:
        """The body that a name without a role is in a sentence."""
        if looks_like_body(name):
            return Origin("organisation", "", name)
        has_land = any(phrase_words(word) in self.lexicon.countries for word in _ends(name))
        return body_named(name, title=len(cell.text) <= _TITLE, has_place_name=has_land)

    def _announced(self, cell: Cell, drawn: Drawn) -> Iterator[Told]:
        """Whom a sentence in another language than English says was met."""
        for part, surely in announced(cell.text):
            party, origin = self.teller.announced(cell, part, surely=surely)
            if party.role or origin is not None or looks_like_person(party.name):
                yield party, origin
            else:
                drawn.left.append((cell, part.text, "The words are not read as a participant."))


def _ends(name: str) -> list[str]:
    """The ends of a name of several words, of one and two words each: where a land may stand in a body's."""
    words = name.split()
    return [" ".join(words[-size:]) for size in (1, 2) if len(words) > size] if len(words) > 1 else []


def _is_said(origin: Origin, drawn: Drawn) -> bool:
    """Whether somebody who speaks for this body is among the parties already."""
    said = [other for party, other in drawn.parties if other and party.name and party.column]
    return any(names.fold(other.text) == names.fold(origin.text) for other in said)


def _aligned(role: Cell, count: int) -> list[str]:
    """The roles of so many persons, where a cell gives one for each, or one for the only one."""
    parts, _how = split(role.text, people=False, separator=";" if ";" in role.text else "\n")
    if len(parts) == count:
        return [part.text for part in parts]
    return [" ".join(role.text.split())] if count == 1 else []


def default_country(party: PlannedParty, origin: Origin | None, country: str) -> Iterator[str]:
    """The country of the row for a party that does not say its own, unless it speaks for a body."""
    abroad = party.role.casefold().startswith("regional ")
    if origin is None and country and not abroad and not speaks_for_organisation(party.role):
        yield country
