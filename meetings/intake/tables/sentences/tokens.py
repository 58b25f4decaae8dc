"""Words of a sentence with their places, in code points."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from meetings import names

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])"  # U.S. and U.S.S.R.
    r"|[^\W_]+(?:['’ʼ`][^\W_]+)*['’]?"
    r"|[^\w\s]"
)
_ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "adm",
        "amb",
        "hon",
        "rev",
        "msgr",
        "mt",
        "no",
        "etc",
        "sen",
        "rep",
        "gov",
        "sec",
        "ste",
    ]
)


@lru_cache(maxsize=50_000)
def _key(text: str) -> str:
    return names.fold(re.sub("['’]s?$", "", text)).replace(" ", "")


@dataclass(frozen=True)
class Token:
    """A word or a mark; ``glued`` where a hyphen or slash joins it to the word before."""

    text: str
    start: int
    end: int
    glued: bool = False

    @cached_property
    def key(self) -> str:
        """The word folded and in one piece: "U.S." is "us"; a possessive is its owner."""
        return _key(self.text)

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isalpha() and not self.text[0].islower())


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a part of a text. Hyphens and slashes inside words part them and are no tokens."""
    found: list[Token] = []
    end = len(text) if end is None else end
    joiner = False
    for match in _WORD.finditer(text, start, end):
        mark = match.group()
        if mark in "-‐‑–/" and _joins(text, match, end):
            joiner = True
            continue
        if mark == "." and found and _is_abbreviation(found[-1], match.start()):
            last = found.pop()
            found.append(Token(last.text + ".", last.start, match.end(), last.glued))
            continue
        found.append(Token(mark, match.start(), match.end(), joiner))
        joiner = False
    return found


def _joins(text: str, match: re.Match[str], end: int) -> bool:
    before, after = match.start() - 1, match.end()
    if before < 0 or after >= end or not text[after].isalnum():
        return False
    abbreviated = text[before] == "." and before > 0 and text[before - 1].isupper()
    return text[before].isalnum() or abbreviated


def _is_abbreviation(last: Token, dot: int) -> bool:
    plain = last.text.casefold()
    initial = len(plain) == 1 and plain.isalpha() and last.text.isupper()
    return last.end == dot and (initial or plain in _ABBREVIATED)
