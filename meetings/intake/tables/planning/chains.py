"""What commas join in a cell of parties: a name, its role and its body, or several of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.intake.tables.mapping.splitting import Part
from meetings.intake.tables.sentences import Lexicon
from meetings.intake.tables.sentences import words as known

from .bodies import looks_like_body
from .naming import country_in_role, is_role, letters_behind, looks_like_name, looks_like_person
from .titled import titled

_COMMA = re.compile(r"\s*,\s*(?![^()]*\))|\s+[–—]\s+|\s+-\s+")
_AND = re.compile(r"\s+(?:and|&|et|und|y|e|и|və|ve|en|og|och)\s+")
_BRACKET_BEHIND = re.compile(r"([^()]+?)\s*\(([^()]+)\)\.?")
#: What a comma only adds to what stands before it.
_IN_ADDITION = re.compile(
    r"(?:hosted|chaired|led|headed|organi[sz]ed|attended|represented|accompanied|joined|followed|convened|"
    r"facilitated) (?:by|with)\b"
)
_PORTFOLIOS_FOLLOW = re.compile(r"(?:minist|secretary of state|secretary for|bundesminist)", re.IGNORECASE)


@dataclass
class Link:
    """One party of a chain: a name, a role, a body, each perhaps empty, and the words from start to end."""

    start: int
    end: int
    name: str = ""
    role: str = ""
    body: str = ""


def chained(text: str, lexicon: Lexicon, *, people: bool) -> list[Link]:
    """The parties that a text with commas names, where a person with a role or a body is among them.

    "Jane Roe, Governor, Reserve Bank" is one, "BBC, John Doe" one, "Jane Roe, Governor, John Doe, Chair" are
    two. Empty where commas only divide a list. ``people`` says that the cell holds names of persons.
    """
    pieces = _pieces(text)
    if len(pieces) < 2:
        return []
    kinds = _kinds([piece.text for piece in pieces], lexicon, people=people)
    if sorted(kinds) == ["body", "role"]:
        role, body = pieces if kinds[0] == "role" else reversed(pieces)
        return [Link(pieces[0].start, pieces[-1].end, role=role.text, body=body.text)]
    if "person" not in kinds or not ({"role", "body"} & set(kinds)):
        return []
    if "role" not in kinds:
        if any(looks_like_person(part) for piece in pieces for part in _AND.split(piece.text)[1:]):
            return []
        return _with_own_roles(_of_two(pieces, kinds), lexicon)
    return _with_own_roles(_with_roles(pieces, kinds), lexicon)


def bracketed_people(text: str) -> list[Link]:
    """Persons of whom a bracket behind the last says whose they are: "A B, C D (Producers, Example News)"."""
    found = _BRACKET_BEHIND.fullmatch(text)
    if found is None:
        return []
    pieces = [(a, b) for piece in _pieces(found[1]) for a, b in _spans(_AND, piece.text, piece.start)]
    if len(pieces) < 2 or not all(looks_like_person(text[a:b]) for a, b in pieces):
        return []
    role, comma, body = found[2].strip().rpartition(", ")
    if not comma and not looks_like_body(body):
        role, body = body, ""
    return [Link(a, b, name=text[a:b], role=role, body=body) for a, b in pieces]


def _spans(mark: re.Pattern[str], text: str, offset: int) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in [*mark.finditer(text), None]:
        end = match.start() if match else len(text)
        found.append((offset + start, offset + end))
        start = match.end() if match else end
    return found


def _pieces(text: str) -> list[Part]:
    found, start = [], 0
    for match in [*_COMMA.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end].strip()
        if piece and found and (letters_behind(piece) or _IN_ADDITION.match(piece)):
            last = found.pop()
            found.append(Part(text[last.start : start + len(text[start:end].rstrip())], last.start))
        elif piece:
            found.append(Part(piece, start + text[start:end].index(piece)))
        start = match.end() if match else end
    return found


def _kinds(pieces: Sequence[str], lexicon: Lexicon, *, people: bool) -> list[str]:
    kinds = []
    for place, printed in enumerate(pieces):
        piece = _without_role_behind(printed, lexicon)[0]
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(pieces)]
        if not looks_like_person(piece) and _named(piece, lexicon)[1]:
            kinds.append("person")
        elif not looks_like_person(piece) and (is_role(piece, lexicon) or _is_titled_alone(piece, lexicon)):
            kinds.append("role")
        elif looks_like_body(piece):
            kinds.append("body")
        elif looks_like_person(piece) or (
            looks_like_name(piece)
            and (people or any(is_role(pieces[other], lexicon) for other in beside[-1:] if other > place))
        ):
            kinds.append("person")
        else:
            kinds.append("body")
    return kinds


def _named(piece: str, lexicon: Lexicon) -> tuple[str, str]:
    """The role and the name of a piece that has one behind the other; both "" where no person is named."""
    role, name = titled(piece, lexicon) or ("", "")
    return (role, name) if looks_like_person(name) else ("", "")


def _without_role_behind(piece: str, lexicon: Lexicon) -> tuple[str, str]:
    """A person without the role that a bracket says of them, and that role: "Jane Roe (CEO)"."""
    found = _BRACKET_BEHIND.fullmatch(piece)
    if found and looks_like_person(found[1].strip()) and is_role(found[2], lexicon):
        return found[1].strip(), found[2].strip()
    return piece, ""


def _is_titled_alone(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece is a role that says whose it is, in any language: "minister van X van Marokko"."""
    found = titled(piece, lexicon)
    return bool(found and not found[1] and not looks_like_body(piece) and country_in_role(piece, lexicon))


def _with_own_roles(links: list[Link], lexicon: Lexicon) -> list[Link]:
    """Links whose names had their role before them: "Präsident Harald Beispiel"."""
    for link in links:
        if link.name and not link.role:
            link.name, link.role = _without_role_behind(link.name, lexicon)
        role, name = _named(link.name, lexicon) if link.name else ("", "")
        if role and not link.role:
            link.role, link.name = role, name
    return links


def _of_two(pieces: list[Part], kinds: list[str]) -> list[Link]:
    """A person and a body without a role between them: they belong together where they are only two."""
    if len(pieces) != 2:
        return [
            Link(
                piece.start, piece.end, **({"name": piece.text} if kind == "person" else {"body": piece.text})
            )
            for piece, kind in zip(pieces, kinds, strict=True)
        ]
    person, body = pieces if kinds[0] == "person" else reversed(pieces)
    return [Link(pieces[0].start, pieces[-1].end, name=person.text, body=body.text)]


def _with_roles(pieces: list[Part], kinds: list[str]) -> list[Link]:
    links: list[Link] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        last = links[-1] if links else None
        if kind == "person":
            if last is not None and not last.name and (last.role or last.body):
                last.name, last.end = piece.text, piece.end
            else:
                links.append(Link(piece.start, piece.end, name=piece.text))
        elif kind == "role":
            if last is not None and not last.role and (last.name or last.body):
                last.role, last.end = piece.text, piece.end
            elif last is not None and last.role and last.name and not last.body:
                last.role, last.end = f"{last.role}, {piece.text}", piece.end
            else:
                links.append(Link(piece.start, piece.end, role=piece.text))
        elif last is not None and last.role and not last.body:
            if _goes_on(last.role, piece.text):
                last.role, last.end = f"{last.role}, {piece.text}", piece.end
            else:
                last.body, last.end = piece.text, piece.end
        elif last is not None and last.name and not last.body:
            last.body, last.end = piece.text, piece.end
        else:
            links.append(Link(piece.start, piece.end, body=piece.text))
    return links


def _goes_on(role: str, piece: str) -> bool:
    """Whether a piece is a further portfolio of a role: "Minister for Culture, Tourism and Sport"."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", piece)]
    return bool(_PORTFOLIOS_FOLLOW.match(role)) and not any(word in known.BODIES for word in words)
