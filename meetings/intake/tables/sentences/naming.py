"""Where the name of a person stands in a sentence, and how far it reaches."""

import re
from collections.abc import Sequence

from meetings.dates.grammar import MONTHS

from . import words
from .tokens import Token

_LONGEST = 9
_INITIAL = re.compile(r"[^\W\d_]\.")
_ELIDED = re.compile(r"[dlDLO]['’ʼ][^\W\d_]")


def name_at(tokens: Sequence[Token], start: int) -> int:
    """The place behind the name that begins at a token, or ``start`` where none does.

    A name is words with capitals, with particles between them ("van der Bellen", "al-Sisi"), honorifics
    before it and numerals behind it.
    """
    end = position = start
    while position < min(len(tokens), start + _LONGEST):
        token = tokens[position]
        if not token.is_word:
            if token.text == "," and _is_generation(tokens, position + 1) and end == position:
                position = end = position + 2
                continue
            if token.text in ("“", "”", '"', "(") and _nickname_end(tokens, position):
                position = end = _nickname_end(tokens, position)
                continue
            break
        if _opens_or_continues(tokens, position, start):
            end = position + 1
        elif not (_is_particle(tokens, position) or (position == start and token.key in words.HONORIFICS)):
            break
        position += 1
    named = [token for token in tokens[start:end] if token.key not in words.HONORIFICS | words.PARTICLES]
    return end if named else start


def _is_particle(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word in small letters belongs to a name; "at" and "as" only where a hyphen says so."""
    if tokens[position].key not in words.PARTICLES:
        return False
    joined = position + 1 < len(tokens) and tokens[position + 1].glued
    return joined or tokens[position].key not in words.BEHIND_NAMES


def _opens_or_continues(tokens: Sequence[Token], position: int, start: int) -> bool:
    token = tokens[position]
    if (token.glued and position > start) or _ELIDED.match(token.text):
        return True
    if _INITIAL.fullmatch(token.text):
        return True
    if not token.is_capital or token.text[0].isdigit() or _is_day(tokens, position):
        return False
    return token.key not in words.NOT_NAMES or (position > start and token.key in words.PARTICLES)


def _is_day(tokens: Sequence[Token], position: int) -> bool:
    """Whether a month with its day begins at a token: "Prime Minister Roe May 24"."""
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return tokens[position].text in MONTHS and following.isdecimal()


def _is_generation(tokens: Sequence[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].text in ("Jr.", "Jr", "Sr.", "Sr")


def _nickname_end(tokens: Sequence[Token], position: int) -> int:
    """The place behind a name in marks inside a name, or 0: Luiz Inácio “Lula” da Silva."""
    closing = {"“": "”", '"': '"', "(": ")"}.get(tokens[position].text)
    ahead = list(tokens[position + 1 : position + 4])
    for place, token in enumerate(ahead):
        if token.text == closing and place:
            behind = position + place + 2
            continues = behind < len(tokens) and tokens[behind].is_capital
            return behind if continues or tokens[position].text != "(" else 0
        if not token.is_capital:
            return 0
    return 0
