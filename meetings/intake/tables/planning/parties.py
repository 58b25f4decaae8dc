"""Who took part, from the cells of a record: names, bodies, and the sentences of remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings import names
from meetings.intake.tables.mapping import Field
from meetings.intake.tables.mapping.splitting import How, Part, given_first, is_surname_first, split
from meetings.intake.tables.resolving import Gazetteer
from meetings.intake.tables.sentences import Lexicon, Origin, Party, Reading, read, read_parties
from meetings.intake.tables.sentences.parties import speaks_for_organisation

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

    def _split(self, cell: Cell, drawn: Drawn, *, people: bool) -> list[Part]:
        separator = self.separators.get(cell.column.field, "") if cell.column.field else ""
        parts, how = split(cell.text, people=people, separator=separator)
        if how is How.PROPOSED:
            drawn.proposals.append((cell, parts))
        return [part for part in parts if not is_empty_word(part.text)]

    def _people(self, cell: Cell, record: Record, drawn: Drawn) -> None:
        whole = read_parties(cell.text, self.lexicon)
        if len(whole) > 1 and all(party.role for party in whole) and _covers(whole, cell.text):
            drawn.parties += [(_of_party(cell, party), party.origin) for party in whole]
            return
        parts = self._split(cell, drawn, people=True)
        roles = _aligned(record.first(Field.ROLE), len(parts))
        for place, part in enumerate(parts):
            party, origin = self._person(cell, part)
            if roles and not party.role:
                party.role = roles[place]
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
        name, role = name_and_role(part.text)
        return _party(cell, part, name=name, role=role), None

    def _with_brackets(
        self, cell: Cell, part: Part, brackets: re.Match[str]
    ) -> tuple[PlannedParty, Origin | None]:
        party, origin = self._person(cell, Part(brackets[1], part.start))
        party.words, party.end = part.text, part.end
        inside = brackets[2].strip()
        if said := self._whole_origin(inside):
            return party, origin or said
        if is_role(inside, self.lexicon):
            party.role = party.role or inside
            return party, origin
        return party, origin or Origin("organisation", "", inside)

    def _mixed(self, cell: Cell, drawn: Drawn) -> None:
        """A cell of persons or bodies: what has a role or a form of address is a person."""
        if is_surname_first(cell.text) and not any(
            side.strip().isupper() or self._whole_origin(side.strip()) for side in cell.text.split(",")
        ):
            drawn.parties.append(self._person(cell, Part(cell.text, 0)))
            return
        for part in self._split(cell, drawn, people=False):
            if origin := self._whole_origin(part.text):
                drawn.parties.append((_party(cell, part), origin))
                continue
            found = read_parties(part.text, self.lexicon)
            if len(found) == 1 and found[0].role and _covers(found, part.text):
                drawn.parties.append((_of_party(cell, found[0], part.start), found[0].origin))
            elif names.strip_honorifics(part.text)[0] or is_surname_first(part.text):
                drawn.parties.append(self._person(cell, part))
            else:
                drawn.parties.append((_party(cell, part), Origin("organisation", "", part.text)))

    def _bodies(self, cell: Cell, drawn: Drawn) -> None:
        for part in self._split(cell, drawn, people=False):
            origin = self._whole_origin(part.text) or Origin("organisation", "", part.text)
            drawn.parties.append((_party(cell, part), origin))

    def _person_of_body(self, drawn: Drawn, cell: Cell) -> None:
        party, origin = drawn.parties[0]
        if origin is None:
            whole = self._whole_origin(cell.text) or Origin("organisation", "", cell.text)
            drawn.parties[0] = (party, whole)
        else:
            self._bodies(cell, drawn)

    def _whole_origin(self, text: str) -> Origin | None:
        """The country or body that a whole text names."""
        for match, kind in ((self.gazetteer.organisations.match(text, {}), "organisation"),):
            if match.is_sure:
                return Origin(kind, match.key, text)
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
                drawn.parties.append((planned, party.origin))


_BRACKETS = re.compile(r"([^()]{2,}?)\s*\(([^()]+)\)")
_ROLE_WORDS = re.compile(
    r"(?:vice[- ]|first |deputy |former |sous-|ancien |ancienne |первый |бывший |заместитель )?"
    r"(?:ministre|ministro|ministra|minister|außenminister|bundeskanzler|bundesminister|staatssekretär|premier|"
    r"président|presidente|presidenta|präsident|ambassad|botschafter|embajador|embaixador|secrétaire|secretari|"
    r"chancelier|canciller|directeur|directrice|director|direktor|commissaire|comisari|kommissar|envoyé|"
    r"député|sénateur|maire|roi|reine|prince|chef|haut|conseill|délégué|representante|représentant|"
    r"bakan|dışişleri|cumhurbaşkan|başbakan|büyükelçi|müsteşar|genel sekreter|nazir|xarici|baş nazir|səfir|"
    r"министр|премьер|президент|посол|госсекретар|генеральн|председател|замминистр|глава|директор|"
    r"спикер|канцлер|вице|советник|король|руководител|секретар|депутат|министр|وزير|رئيس|سفير|أمين|"
    r"president|prime|foreign|secretary|ambassador|chair|ceo|chief|head|speaker|king|queen|mp\b|senator|"
    r"professor|managing|general|executive|governor|mayor|commissioner|envoy|adviser|advisor|leader)",
    re.IGNORECASE,
)


def name_and_role(text: str) -> tuple[str, str]:
    """A name with the role behind its first comma or dash, in any of many languages; the role may be ""."""
    words = " ".join(text.split())
    for mark in (", ", " – ", " — ", " - "):
        name, found, rest = words.partition(mark)
        if found and _ROLE_WORDS.match(rest) and len(name.split()) >= 1:
            return name, rest
    return words, ""


def is_role(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a role and nothing else."""
    if _ROLE_WORDS.match(text):
        return True
    found = read_parties(text, lexicon)
    return len(found) == 1 and bool(found[0].role) and not found[0].name


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
