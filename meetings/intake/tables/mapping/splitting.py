"""How several parties share a cell. What is sure is divided; what only may be is proposed and said so."""

import re
from dataclasses import dataclass
from enum import StrEnum

from meetings import names

_SURE = re.compile(r"\s*(?:\n|;|•|·|\s\|\s|\s‖\s)\s*")
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))(?:(?:and|et|und|y|e|и|və|ve|&)\s+)?")
_AND = re.compile(r"\s+(?:and|&|et|und|y|e|и|və|ve)\s+|\s*/\s*")
_SUFFIX = re.compile(
    r"(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh|ag|sa|s\.a\.|spa|s\.p\.a|bv|nv|oy|ab|co|corp|kg|jr|sr|"
    r"mp|msp|mep|qc|kc|cbe|obe|mbe|kcmg|phd|md|esq|the|usa|uk|eu|u\.s\.|london|wales|cymru|scotland|england|ireland|europe|northern)\.?(?:\s+\S+)?",
    re.IGNORECASE,
)
#: Openings of names that list what a body is for, commas included.
_LISTING = re.compile(
    r"(?:the )?(?:department|ministry|minister|committee|office|association|federation|institute|society|"
    r"union|confederation|centre|center|council|commission|secretary|royal|national|school|faculty|board|directorate)\b"
    r"(?: general| of state)?\s(?:for|of|on)\s|minist\w+ (?:of|de|des|für|del?)\s",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*|(?:de|da|van|von|bin|al|el|der|den|du|la|le)")


_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "der",
        "den",
        "du",
        "la",
        "le",
        "van",
        "von",
        "zu",
        "zur",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ter",
        "ten",
        "af",
        "av",
        "y",
        "e",
    ]
)
_NO_PART_OF_NAMES = frozenset(["and", "und", "et", "og", "och", "ja", "of", "for", "the", "&"])
_ABBREVIATED = re.compile(r"[A-Z]{3}")
_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class How(StrEnum):
    """How sure a division is."""

    WHOLE = "whole"
    SURE = "sure"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class Part:
    """One part of a cell and where it stands in it, in code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split(text: str, *, people: bool, separator: str = "") -> tuple[list[Part], How]:
    """Divide a cell. ``people`` says that it holds names of persons; ``separator`` is one somebody chose.

    Line breaks and semicolons divide. Commas divide lists of bodies and of full names, as a proposal;
    "Surname, Given" is one person, and "Department for Business, Energy and Strategy" one body.
    """
    if separator:
        return _parts(text, re.compile(rf"\s*{re.escape(separator.strip() or separator)}\s*")), How.SURE
    found = _parts(text, _SURE)
    if len(found) > 1:
        return found, How.SURE
    if not found:
        return [], How.WHOLE
    proposed = _people(text) if people else _bodies(text)
    return (proposed, How.PROPOSED) if len(proposed) > 1 else (found, How.WHOLE)


def _parts(text: str, pattern: re.Pattern[str], offset: int = 0) -> list[Part]:
    found, start = [], 0
    for match in [*pattern.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        stripped = piece.strip(" \t\r\n,;•·–-")
        if stripped:
            found.append(Part(stripped, offset + start + piece.index(stripped)))
        start = match.end() if match else end
    return found


def is_surname_first(text: str) -> bool:
    """Whether a text is one person as "Surname, Given": two sides of a comma, none of them a whole name."""
    sides = [side.strip() for side in text.split(",")]
    if len(sides) != 2 or not all(sides):
        return False
    surname, given = sides[0].split(), sides[1].split()
    if _ABBREVIATED.search(sides[1]) and not text.isupper():
        return False
    if any(word.casefold() in _NO_PART_OF_NAMES for word in surname + given):
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in surname + given) or _SUFFIX.fullmatch(sides[1]):
        return False
    return (
        len(given) <= 3
        and (len(surname) == 1 or len(given) == 1 or surname[0] in _PARTICLES)
        and all(word[0].isupper() or word in _PARTICLES for word in surname)
        and len(surname) <= 4
    )


def given_first(text: str) -> str:
    """ "Surname, Given" as it is said: "Given Surname"."""
    surname, _, given = text.partition(",")
    return f"{given.strip()} {surname.strip()}"


def _people(text: str) -> list[Part]:
    if is_surname_first(text):
        return [Part(text.strip(), text.index(text.strip()))]
    found = []
    for part in _parts(text, _COMMA):
        found += _parts(part.text, _AND, part.start)
    whole = all(_is_full_name(part.text) for part in found)
    return found if whole else []


def _is_full_name(text: str) -> bool:
    words = names.strip_honorifics(_BEHIND.sub("", text))[1].split()
    return (
        2 <= len(words) <= 6 and all(_NAME_WORD.fullmatch(word) for word in words) and words[0][0].isupper()
    )


def _bodies(text: str) -> list[Part]:
    lists_purposes = _LISTING.match(text) and not text.partition(",")[0].rstrip().endswith(")")
    if lists_purposes or "," not in text:
        return []
    found = _parts(text, _COMMA)
    if any(not _may_be_body(part.text) for part in found):
        return []
    last = found[-1]
    ends = _parts(last.text, re.compile(r"\s+(?:and|&|et|und|y|e|и|və|ve)\s+"), last.start)
    if len(ends) == 2 and all(_may_be_body(part.text) for part in ends) and len(found) > 1:
        found = [*found[:-1], *ends]
    return found


def _may_be_body(text: str) -> bool:
    return (
        bool(text)
        and not text[0].islower()
        and not _SUFFIX.fullmatch(text)
        and not text.endswith((" and", " of"))
    )
