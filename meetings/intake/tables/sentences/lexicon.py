"""Which words name a country or an organisation: filled by whoever knows the archive's entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings import names

from .tokens import Token

_LONGEST = 9


@dataclass(frozen=True)
class Origin:
    """What a phrase names: ``kind`` is country or organisation, ``text`` the printed words."""

    kind: str
    key: str
    text: str = ""
    is_adjective: bool = False


@dataclass
class Lexicon:
    """Phrases by their folded words. Country phrases include the adjectives made of them (French, Saudi)."""

    countries: dict[tuple[str, ...], str] = field(default_factory=dict)
    organisations: dict[tuple[str, ...], str] = field(default_factory=dict)
    adjectives: set[tuple[str, ...]] = field(default_factory=set)

    def add_country(self, phrase: str, key: str, *, is_adjective: bool = False) -> None:
        """Let ``phrase`` name a country; the first meaning stays."""
        words = phrase_words(phrase)
        if words and (len(words) > 1 or len(words[0]) > 1) and words not in self.countries:
            self.countries[words] = key
            if is_adjective:
                self.adjectives.add(words)

    def add_organisation(self, phrase: str, key: str) -> None:
        """Let ``phrase`` name an organisation; the first meaning stays."""
        words = phrase_words(phrase)
        if words and (len(words) > 1 or len(words[0]) > 1):
            self.organisations.setdefault(words, key)

    def at(self, tokens: Sequence[Token], start: int) -> tuple[int, Origin] | None:
        """The longest phrase that begins at a token with a capital: the place behind it, and its meaning."""
        if start >= len(tokens) or not tokens[start].is_capital:
            return None
        window = tokens[start : start + _LONGEST]
        keys = [token.key for token in window]
        for size in range(len(keys), 0, -1):
            phrase = tuple(keys[:size])
            for kind, table in (("country", self.countries), ("organisation", self.organisations)):
                if phrase in table and not _is_name(window, size, kind):
                    return start + size, Origin(kind, table[phrase], is_adjective=phrase in self.adjectives)
        return None


def _is_name(window: Sequence[Token], size: int, kind: str) -> bool:
    """Whether an abbreviation of one word is written as an ordinary word, such as "Who" for WHO."""
    only = window[0].text
    return kind == "organisation" and size == 1 and len(only) <= 5 and only.istitle() and only.isalpha()


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as tokens have them: hyphens part, dots and apostrophes vanish."""
    parts = phrase.replace("-", " ").replace("/", " ").replace("–", " ").split()
    return tuple(key for part in parts if (key := names.fold(part).replace(" ", "")))
