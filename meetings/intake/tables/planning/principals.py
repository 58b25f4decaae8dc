"""Whose meetings a table tells: by the cell of a row, a heading among rows, a title, the name of a sheet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.intake.tables.mapping.periods import month_number
from meetings.intake.tables.mapping.splitting import given_first, is_surname_first
from meetings.intake.tables.sentences import Lexicon, read_parties

from .naming import (
    has_address,
    is_role,
    looks_like_name,
    looks_like_person,
    name_and_role,
    plain_name,
)
from .records import Cell
from .results import PlannedParty
from .titled import titled, with_portfolio

#: What introduces a name in a title: "Diary of", "Agenda de", "Termine der".
_INTRODUCED = re.compile(
    r"^.*?(?:\b(?:diary|diaries|meetings?|engagements?|schedule|calendar|agenda|appointments|travels?|visits|"
    r"\w*(?:termine|kalender|gespräche|treffen|reisen)|rendez-vous|rencontres|déplacements|reuniones|audiencias|"
    r"encuentros|reuniões|audiências|compromissos|incontri|impegni|spotkania|kalendarz|harmonogram|jednání|"
    r"programme|program|möten|møter|møder)(?:\s+(?!(?:of|for|by|de|del|des|der|du|von|van|do|da|di|dos|della|för|for)\b)"
    r"[^\W\d_]+){0,3}?\s+(?:of|for|by|de|del|des|der|du|von|van|do|da|di|dos|della|för|for)\s+"
    r"(?:the |la |le |l['’])?|"
    r"\b(?:diary|diaries|engagements|calendar|agenda)(?: disclosures?| releases?)?\s*[–—:-]\s*|"
    r"\b(?:встречи|беседы|график|расписание|поездки|визиты|зустрічі|графік|расписание встреч|график встреч|"
    r"spotkania|kalendarz|program)\s+)",
    re.IGNORECASE,
)
#: What closes a title that names a person first: "Mehmet Örnek'in görüşmeleri".
_CLOSED = re.compile(
    r"(?:['’]?[ny]?[ıiuü]n)\s+(?:[^\W\d_]+\s+){0,2}(?:görüşme\w*|görüş\w*|program\w*|takvim\w*|ziyaret\w*|"
    r"səfər\w*|təqvim\w*)\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\s*[:–—-]\s*|['’]s\s+)(?=(?:ministerial |public |official )?(?:diary|diaries|meetings?|engagements?|"
    r"schedule|calendar|agenda|appointments|travels?|hospitality)\b|\d).*$",
    re.IGNORECASE,
)
#: The days that a title says of itself behind a name: "- Week commencing 1 March 2021".
_FOR_DAYS = re.compile(
    r"(?:\s*[,(:–—-]\s*|\s+)(?:for (?:the )?)?(?:week|month|period|quarter|w/c|from)\b(?=.*\d).*$",
    re.IGNORECASE,
)
#: How German ministries shorten the offices of their heads.
_SHORT_OFFICE = re.compile(
    r"((?:BM|BMin|PSt|PStin|PStS|PStSin|StS|StSin|StM|StMin|BK|BKin|St(?= (?:Dr|Prof)))(?: a\. ?D\.)?) (\S.+)"
)
#: What follows a role where a title says whom its holder met.
_IS_MET = re.compile(r"\s(?:avec|with|mit|con|com|met|med|с|z)\s", re.IGNORECASE)
_LONGEST = 200
_BRACKETS = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class Heading:
    """Who is named above rows: a name and a role, each perhaps empty."""

    name: str = ""
    role: str = ""


def read_principal(cell: Cell, principal: PlannedParty, lexicon: Lexicon) -> None:
    """Fill in whom the cell of a row names as the one whose meeting it is."""
    words = " ".join(cell.text.split())
    principal.words, principal.column, principal.end = cell.text, cell.column.name, len(cell.text)
    found = person_of(words, lexicon)
    principal.name, principal.role = found.name, found.role


def person_of(words: str, lexicon: Lexicon) -> Heading:
    """A name and a role, in whichever order a text has them."""
    if is_surname_first(words) and not is_role(words.partition(",")[2].strip(), lexicon):
        return Heading(given_first(words))
    if (brackets := _BRACKETS.fullmatch(words)) and is_role(brackets[2], lexicon):
        return Heading(plain_name(brackets[1]), brackets[2])
    if short := _SHORT_OFFICE.fullmatch(words):
        return Heading(plain_name(short[2]), short[1])
    name, role = name_and_role(words, lexicon)
    if role:
        told_twice = titled(name, lexicon)
        return Heading(told_twice[1] if told_twice and told_twice[1] else plain_name(name), role)
    bare = plain_name(words)
    found = read_parties(bare, lexicon)
    if len(found) == 1 and found[0].role and found[0].end >= len(bare) - 1:
        said = found[0].origin
        whose = f" of {said.text}" if said and said.text not in found[0].role and not found[0].name else ""
        role, name = with_portfolio(f"{found[0].role}{whose}", found[0].name)
        return Heading(name, role)
    if is_role(words, lexicon) and not looks_like_person(words):
        role, name = titled(words, lexicon) or (words, "")
        return Heading(name, role) if looks_like_person(name) else Heading(role=words)
    return Heading(words)


def headed(titles: Iterable[str], lexicon: Lexicon) -> Heading:
    """The one person whom titles above a table name: the first that is surely one; empty where none is."""
    role = Heading()
    for title in titles:
        found = heading_of(title, lexicon)
        if found.name:
            return found
        role = role if role.role else found
    return role


def heading_of(title: str, lexicon: Lexicon) -> Heading:
    """The person whom a title by itself names, where it surely is one.

    A person has a form of address, a role beside the name, or a usual first name: what might be a body is
    none.
    """
    words = " ".join(title.split())
    if len(words) > _LONGEST or any(month_number(word) for word in words.split()[:1]):
        return Heading()
    introduced = bool(_INTRODUCED.match(words))
    words = _FOR_DAYS.sub("", _CLOSED.sub("", _BEHIND.sub("", _INTRODUCED.sub("", words)))).strip(" :–-,")
    if not words or any(character.isdigit() for character in words):
        return Heading()
    found = person_of(words, lexicon)
    bare = plain_name(found.name)
    sure = has_address(words) or bool(found.role) or looks_like_person(bare)
    if found.name and sure and (looks_like_name(bare) or (found.role and bare and len(bare.split()) == 1)):
        return Heading(bare, found.role)
    if (introduced or found.role) and (said := titled(words, lexicon)) and said[1]:
        role, name = said
        named = looks_like_person(name) or (introduced and looks_like_name(name))
        return Heading(name, role) if named else Heading()
    alone = introduced and is_role(words, lexicon) and not _IS_MET.search(words)
    return Heading(role=words) if alone else Heading()
