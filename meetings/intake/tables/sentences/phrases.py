"""A sentence as its tokens, the parties in it, and where the names of countries and bodies reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import words
from .lexicon import Lexicon, Origin
from .tokens import Token


@dataclass(frozen=True)
class Party:
    """One participant as printed.

    ``start`` and ``end`` are the span of the words in the text. ``origin`` is what the words say the party
    acts for; ``None`` where they do not, and ``carried`` where the words of the party before say it.
    ``is_group`` where several people are meant whose names are not said, ``beside`` where the party came
    along with others, perhaps on the other side.
    """

    start: int
    end: int
    name: str = ""
    role: str = ""
    origin: Origin | None = None
    is_group: bool = False
    carried: bool = False
    beside: bool = False


@dataclass
class Phrase:
    """What is being read: a text with its tokens."""

    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def key(self, position: int) -> str:
        return self.tokens[position].key or self.tokens[position].text if position < len(self.tokens) else ""

    def origin_at(self, position: int) -> tuple[int, Origin] | None:
        found = self.lexicon.at(self.tokens, position)
        if found is None:
            return None
        end, origin = found
        return end, replace(origin, text=self.words(position, end))


def is_behind(phrase: Phrase, position: int) -> bool:
    """Whether a party may end before this place: nothing follows, or words that go on with the sentence."""
    if position >= len(phrase.tokens):
        return True
    token = phrase.tokens[position]
    return not token.is_word or token.key in words.BEHIND_NAMES or token.text.endswith("ing")


def origins_at(phrase: Phrase, position: int) -> tuple[list[Origin], int]:
    """The origins listed from a token on, and the place behind them."""
    found: list[Origin] = []
    end = position
    while True:
        while phrase.key(position) == "the":
            position += 1
        match = phrase.origin_at(position)
        if match is None:
            return found, end
        end, origin = match
        found.append(origin)
        position = end
        while phrase.key(position) in (",", "and", "&"):
            position += 1


def first_origin_end(phrase: Phrase, position: int) -> int:
    while phrase.key(position) == "the":
        position += 1
    match = phrase.origin_at(position)
    return match[0] if match else position


def behind_abbreviation(phrase: Phrase, position: int) -> int:
    """The place behind an abbreviation in brackets: "International Atomic Energy Agency (IAEA)"."""
    if phrase.key(position) == "(" and phrase.key(position + 2) == ")":
        return position + 3 if phrase.tokens[position + 1].text.isupper() else position
    return position


def body_goes_on(phrase: Phrase, position: int) -> int:
    """The place behind what a body is of or for, where its name goes on so: "Organization of the Islamic
    Conference", "Joint Committee on Trade and Economic Development"; else ``position``.
    """
    if phrase.key(position) not in ("of", "for", "on"):
        return position
    start = position + 1 + (phrase.key(position + 1) == "the")
    if start >= len(phrase.tokens) or not phrase.tokens[start].is_capital:
        return position
    known = phrase.origin_at(start)
    if known and known[1].kind == "country" and phrase.key(position) == "of" and not known[1].is_adjective:
        return position
    end = start
    while end < len(phrase.tokens) and (phrase.tokens[end].is_capital or joins_matters(phrase, end)):
        end += 1
    return body_goes_on(phrase, end)


def joins_matters(phrase: Phrase, position: int) -> bool:
    """Whether "and" joins two matters of one body: "Coal and Steel Community"."""
    following = position + 1
    return (
        phrase.key(position) == "and"
        and phrase.key(position - 1) in words.MATTERS
        and following < len(phrase.tokens)
        and phrase.tokens[following].is_capital
        and not phrase.origin_at(following)
    )


def body_end(phrase: Phrase, position: int) -> int:
    """The place behind words with capitals that end in such as Council or Commission, or 0.

    A body may be the beginning of another's name: "Arab Peace Initiative Follow-up Committee".
    """
    end, found = position, 0
    while end < min(len(phrase.tokens), position + 7):
        token = phrase.tokens[end]
        if end > position and joins_matters(phrase, end):
            end += 1
            continue
        if not (token.is_capital or (token.glued and end > position)):
            break
        if token.key in words.BODIES and token.is_capital:
            found = end + 1
        elif token.key in words.HEADS and token.key not in words.MODIFIERS | words.PORTFOLIOS:
            break
        end += 1
    return found
