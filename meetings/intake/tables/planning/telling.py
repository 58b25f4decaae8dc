"""Who a part of a cell is: a person with a role, a group without names, a country, a body."""

import re
from dataclasses import dataclass

from meetings.intake.tables.mapping.splitting import Part, given_first, is_surname_first
from meetings.intake.tables.resolving import Gazetteer
from meetings.intake.tables.sentences import Lexicon, Origin, Party, read_parties
from meetings.intake.tables.sentences.lexicon import phrase_words

from .bodies import looks_like_body
from .chains import Link
from .naming import (
    country_in_role,
    has_address,
    has_letters,
    is_given_name,
    is_role,
    looks_like_name,
    looks_like_person,
    name_and_role,
)
from .records import Cell
from .titled import titled
from .told import Told, covers, of_party, party_of

#: Who speaks for a body, said behind its name: "Example Airways CEO".
_ROLE_BEHIND = re.compile(
    r"(.+?)(?:['’]s)? ((?:deputy |vice[- ])?(?:CEO|chair(?:man|woman|person)?|chief executive(?: officer)?|"
    r"president|director[- ]general|secretary[- ]general|board|representatives?|officials|delegation|staff|"
    r"members|executives|leadership|trustees|management|team|heyeti|heyəti|temsilcileri|nümayəndələri))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"([^()]{2,}?)\s*\(([^()]+)\)\.?")
_AND = re.compile(r"\s+(?:and|&|et|und|y|e|и|və|ve|och|og|en)\s+")
#: Those who live elsewhere speak for no state.
_DIASPORA = re.compile(
    r"poloni|communit|diaspor|communaut|comunidad|comunidade|gemeinde|община|icma", re.IGNORECASE
)
#: Several people whose names are not said.
_GROUP = re.compile(
    r"(?:(?:ministerial|office|electorate|chamber|various|senior|local|other|several|some|key|"
    r"government|foreign|high[- ]level|external|industry|"
    r"community|business|civil society|party|youth|religious|political|departmental|embassy|ministry|heads|"
    r"members|representatives|vertreter|vertreterinnen|representantes|représentants|rappresentanti|"
    r"przedstawiciele|представители|delegation|delegación|délégation|delegazione|delegacja|делегация|"
    r"officials|ministers|stakeholders|ambassadors|leaders|staff|advisers|advisors|parliamentarians|mps|"
    r"counterparts|diplomats|media|journalists|students|constituents|nümayəndələr|temsilciler|edustajat|"
    r"ceos|chief executives|zástupci|eu)\b(?!,)[\w'’\- ]*)",
    re.IGNORECASE,
)
_GROUP_NOUN = re.compile(
    r"\b(?:officials|ministers|stakeholders|ambassadors|leaders|staff|advis[eo]rs|parliamentarians|mps|ceos|"
    r"chief executives|"
    r"counterparts|diplomats|media|journalists|students|constituents|representatives|members|delegat\w+|"
    r"delegación|délégation|delegazione|delegacja|делегация|heads of|organisations|organizations|"
    r"vertreter\w*|representantes|représentants|rappresentanti|przedstawiciele|представители|zástupci|"
    r"nümayəndələr|temsilciler|edustajat|business people|businesses|companies|families|survivors)\b",
    re.IGNORECASE,
)
#: Words for people that alone tell of a group, at the end of what is said and not of a body.
_PEOPLE = re.compile(
    r"(?<!of )\b(?:officials|ministers|stakeholders|ambassadors|leaders|parliamentarians|mps|counterparts|"
    r"diplomats|journalists|constituents|representatives|diplomatic corps|families|survivors|edustajat|"
    r"esindajad|pārstāvji|atstovai|képviselői)$",
    re.IGNORECASE,
)
#: Who speaks for a body, said before its name: "CEO Example Airways".
_ROLE_BEFORE = re.compile(
    r"((?:Deputy |Group |Acting |Co-)?(?:CEO|CFO|COO|Chief Executive(?: Officer)?|Managing Director|"
    r"Director[- ]General|Secretary[- ]General|General Secretary|Chair(?:man|woman|person)?|President|"
    r"Director))"
    r"(?: of| at)? ([A-Z].+)"
)
#: An office that says which body's it is: "Presidente de la Cámara de Comercio".
_OF_A_BODY = re.compile(
    r"(?:[^\W\d_]+[- ]){1,3}(?:of|de|del|des|der|du|d['’]|da|do|di|della|dell['’]|van|för|for)\b",
    re.IGNORECASE,
)
#: A state acts through its government: "Government of Japan", "Governments of Estonia".
_GOVERNMENT = re.compile(r"^(?:the )?(?:federal |royal )?governments? of (?:the )?", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:the|les?|la|l['’]|der|die|das|de|het|el|los|las|il|lo|i|gli|os?|as?)(?:\s+|(?<=['’]))(?=[^\W\d_])"
)


def without_article(role: str) -> str:
    """A role without the article of a sentence before it."""
    match = _ARTICLE.match(role)
    return role[match.end() :] if match and role[match.end() :] else role


@dataclass
class Teller:
    """Tells who parts of cells are; knows the words that name countries and bodies."""

    lexicon: Lexicon
    gazetteer: Gazetteer

    def linked(self, cell: Cell, link: Link) -> Told:
        """The party that a link of a chain names."""
        part = Part(cell.text[link.start : link.end], link.start)
        if not link.body and (brackets := _BRACKETS.fullmatch(link.role)):
            origin = self.whole_origin(brackets[2].strip(), codes=True)
            link.role = brackets[1] if origin else link.role
            if origin:
                return party_of(cell, part, name=link.name, role=link.role), origin
        if not link.body:
            role, origin = self._whose(link.role)
            return party_of(cell, part, name=link.name, role=role), origin
        if link.name and not link.role and link.body.islower():
            return party_of(cell, part, name=link.name, role=link.body), None
        if not link.role and (said := _ROLE_BEFORE.fullmatch(link.body)):
            link.role, link.body = said[1], said[2]
        origin = self.whole_origin(link.body) or Origin("organisation", "", link.body)
        return party_of(cell, part, name=link.name, role=link.role), origin

    def person(self, cell: Cell, part: Part) -> Told:
        """One person: "Surname, Given", or a name with a role before, behind or in brackets."""
        if is_surname_first(part.text):
            return party_of(cell, part, name=given_first(part.text)), None
        if group := self.group(cell, part):
            return group
        found = read_parties(part.text, self.lexicon)
        if len(found) == 1 and covers(found, part.text) and self._is_read(found[0]):
            return of_party(cell, found[0], part.start), found[0].origin
        if brackets := _BRACKETS.fullmatch(part.text):
            told = self._of_the_body_before(cell, part, brackets)
            return told or self._with_brackets(cell, part, brackets)
        name, role = name_and_role(part.text, self.lexicon)
        if role and (said := self._of_body(role)):
            return party_of(cell, part, name=name, role=said[0]), said[1]
        if not role and (told := self._titled(cell, part)):
            return told
        if not role and (origin := self.whole_origin(part.text)) and origin.kind == "organisation":
            return party_of(cell, part), origin
        if not role and looks_like_body(part.text):
            return party_of(cell, part), Origin("organisation", "", without_article(part.text))
        if not role and name.islower():
            return party_of(cell, part, role=name), country_in_role(name, self.lexicon)
        role, origin = self._whose(without_article(role))
        return party_of(cell, part, name=name, role=role), origin

    def _whose(self, role: str) -> tuple[str, Origin | None]:
        """A role without the country that "of" says at its end, and that country or body."""
        origin = country_in_role(role, self.lexicon)
        if origin is None or origin.kind != "country":
            return role, origin
        bare = re.sub(rf"\s+of (?:the )?{re.escape(origin.text)}$", "", role)
        return bare, origin

    def _is_read(self, party: Party) -> bool:
        """Whether a party as English is read tells more than a name, and no role is left within that."""
        return bool(party.role or (party.origin and not titled(party.name, self.lexicon)))

    def _of_body(self, role: str) -> tuple[str, Origin] | None:
        """A role and the body or country of the archive behind it: "Director-General WHO"."""
        found = read_parties(role, self.lexicon)
        if len(found) != 1 or found[0].name or found[0].origin or not found[0].role:
            return None
        behind = role[found[0].end :].strip(" ,.-–")
        origin = self.whole_origin(behind, codes=True) if behind else None
        return (role, origin) if origin else None

    def _titled(self, cell: Cell, part: Part) -> Told | None:
        """A role of another language than English, with or without a name behind it."""
        found = titled(part.text, self.lexicon)
        if found is None or not (found[1] or is_role(found[0], self.lexicon)):
            return None
        role, name = found
        return party_of(cell, part, name=name, role=role), country_in_role(role, self.lexicon)

    def group(self, cell: Cell, part: Part) -> Told | None:
        """Several people without names: "Various stakeholders", "Delegation of the European Parliament"."""
        bare = _BRACKETS.fullmatch(part.text)
        words = bare[1] if bare else part.text
        if self.whole_origin(words) or has_address(words):
            return None
        noun = _GROUP_NOUN.search(words)
        alone = _PEOPLE.search(words) and not looks_like_body(words)
        if not (alone or (noun and _GROUP.fullmatch(words))):
            return None
        origin = None if _DIASPORA.search(words) else country_in_role(words, self.lexicon)
        return party_of(cell, part, role=without_article(part.text)), origin

    def _with_brackets(self, cell: Cell, part: Part, brackets: re.Match[str]) -> Told:
        party, origin = self.person(cell, Part(brackets[1], part.start))
        party.words, party.end = part.text, part.end
        inside = brackets[2].strip()
        if said := self.whole_origin(inside, codes=True):
            return party, origin or said
        office, comma, behind = inside.rpartition(", ")
        if (
            comma
            and looks_like_body(behind)
            and (is_role(office, self.lexicon) or not looks_like_body(office))
        ):
            party.role = party.role or office
            return party, self.whole_origin(behind) or Origin("organisation", "", behind)
        if is_role(inside, self.lexicon):
            party.role = party.role or inside
            return party, origin or country_in_role(inside, self.lexicon)
        return party, origin or Origin("organisation", "", inside)

    def anybody(self, cell: Cell, part: Part, *, people: bool = False) -> Told:
        """A person or a body, whichever the words tell; ``people`` where other columns speak of persons."""
        if origin := self.whole_origin(part.text):
            return party_of(cell, part), origin
        if group := self.group(cell, part):
            return group
        found = read_parties(part.text, self.lexicon)
        if len(found) == 1 and found[0].role and covers(found, part.text):
            return of_party(cell, found[0], part.start), found[0].origin
        brackets = _BRACKETS.fullmatch(part.text)
        named = brackets[1] if brackets else part.text
        if looks_like_person(named) or self.is_surname_first(part.text):
            return self.person(cell, part)
        if brackets and (told := self._of_the_body_before(cell, part, brackets)):
            return told
        if people and looks_like_name(named) and not looks_like_body(named):
            return self.person(cell, part)
        if told := self._titled_surely(cell, part):
            return told
        if behind := _ROLE_BEHIND.fullmatch(part.text):
            origin = self.whole_origin(behind[1]) or Origin("organisation", "", behind[1])
            return party_of(cell, part, role=behind[2]), origin
        return party_of(cell, part), Origin("organisation", "", part.text)

    def _of_the_body_before(self, cell: Cell, part: Part, brackets: re.Match[str]) -> Told | None:
        """Somebody in brackets behind a body: "Example plc (Chief Executive Jane Roe)"."""
        inside = brackets[2].strip()
        found = ("", inside) if looks_like_person(inside) else titled(inside, self.lexicon)
        if not found or not looks_like_body(brackets[1]) or len(found[1].split()) < 2:
            return None
        origin = self.whole_origin(brackets[1]) or Origin("organisation", "", brackets[1])
        return party_of(cell, part, name=found[1], role=found[0]), origin

    def _titled_surely(self, cell: Cell, part: Part) -> Told | None:
        """Somebody with a role of another language: bodies are called Premier League and General Electric."""
        told = self._titled(cell, part)
        if told is not None and _OF_A_BODY.match(part.text) and not told[0].name:
            return told
        if told is None or (looks_like_body(part.text) and not self.is_titled(part.text)):
            return None
        party, origin = told
        full = len(party.name.split()) > 1 or "." in party.name
        return told if (party.name and full) or (not party.name and origin is not None) else None

    def announced(self, cell: Cell, part: Part, *, surely: bool) -> Told:
        """Whom a sentence announces: a person, or a body where an article or its only word says so.

        ``surely`` where what was announced is an encounter with it, and not one of or by it.
        """
        bare = without_article(part.text)
        party, origin = self.person(cell, Part(bare, part.end - len(bare)))
        if party.role or origin is not None or looks_like_person(party.name) or not surely:
            return party, origin
        if bare[:1].isupper() and (bare != part.text or len(bare.split()) == 1):
            party.name, origin = "", self.whole_origin(bare) or Origin("organisation", "", bare)
        return party, origin

    def both(self, text: str) -> list[Part]:
        """The two bodies or countries of "A and B", where the archive knows one of them; else nothing."""
        found = list(_AND.finditer(text))
        if len(found) != 1 or looks_like_person(text):
            return []
        first, last = Part(text[: found[0].start()], 0), Part(text[found[0].end() :], found[0].end())
        known = [self.whole_origin(part.text) for part in (first, last)]
        capital = all(part.text[:1].isupper() for part in (first, last))
        return [first, last] if any(known) and capital else []

    def is_titled(self, text: str) -> bool:
        """Whether a text is a name of several words behind an office that says whose it is."""
        found = titled(text, self.lexicon)
        return bool(found and len(found[1].split()) > 1 and country_in_role(found[0], self.lexicon))

    def is_surname_first(self, text: str) -> bool:
        """Whether a cell that may hold bodies is "Surname, Given": what follows the comma is a first name."""
        given = text.partition(",")[2].split()
        return bool(given) and is_surname_first(text) and is_given_name(given[0])

    def is_no_body(self, text: str) -> bool:
        """Whether a cell of a body names somebody instead: by a form of address, or by a role and whose."""
        if self.whole_origin(text):
            return False
        found = read_parties(text, self.lexicon)
        role = len(found) == 1 and found[0].role and found[0].origin and covers(found, text)
        lettered = has_letters(text) and looks_like_name(text)
        return has_address(text) or lettered or bool(role and not found[0].is_group)

    def whole_origin(self, text: str, *, codes: bool = False) -> Origin | None:
        """The country or body that a whole text names; ``codes`` lets the code of a country name it."""
        body = self.gazetteer.organisations.named(text, {})
        if body and body.is_sure:
            return Origin("organisation", body.key, text)
        if not codes and len(text) <= 4 and phrase_words(text) not in self.lexicon.countries:
            return None
        state = _GOVERNMENT.sub("", text)
        country = self.gazetteer.countries.named(state, (None, None), {})
        return Origin("country", country.key, text) if country and country.is_sure else None
