"""The role that stands beside a name in a sentence: "her Polish counterpart Zbigniew Rau"."""

from meetings import names
from meetings.intake.tables.sentences import words as known
from meetings.intake.tables.sentences.tokens import Token, tokens_of
from meetings.text import Span

#: So many characters before and behind a name are looked at.
_REACH = 200
_HEADS = known.HEADS | known.PLURALS.keys() | {"counterpart", "colleague", "diplomat"}
_INSIDE = _HEADS | known.MODIFIERS | known.PORTFOLIOS | {"of", "and", "the", "for", "s"}
_NO_ENDS = ("of", "and", "the", "for", ",", "'", "’")
_STOPS = '.;:!?\n"“”«»()'


def role_beside(text: str, name: Span) -> str:
    """The role printed just before ``name`` in ``text``, else just behind it after a comma; "" where none is.

    A role reaches back over words with a capital and words that roles are made of; it has a word such as
    "minister" or "counterpart" in it. English, as the sentences of press items that have such words.
    """
    return _before(text, name) or _behind(text, name)


def _before(text: str, name: Span) -> str:
    tokens = tokens_of(text, max(0, name.start - _REACH), name.start)
    first = len(tokens)
    while first > 0 and _belongs(text, tokens, first - 1):
        first -= 1
    return _printed(text, tokens[first:])


def _belongs(text: str, tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if _breaks(text, token, tokens[place + 1] if place + 1 < len(tokens) else None):
        return False
    if token.text == ",":
        # "the counterpart, the chairman of": a role goes on behind a comma, what opens a sentence does not.
        return place > 0 and tokens[place - 1].key in _HEADS
    return token.text in ("&", "'", "’") or (token.is_word and (token.is_capital or token.key in _INSIDE))


def _breaks(text: str, token: Token, following: Token | None) -> bool:
    """Whether a sentence or a line ends at a token or between it and the next."""
    between = text[token.end : following.start] if following else ""
    return token.text in _STOPS or "\n" in between


def _behind(text: str, name: Span) -> str:
    tokens = tokens_of(text, name.end, min(len(text), name.end + _REACH))
    if not tokens or tokens[0].text != ",":
        return ""
    kept: list[Token] = []
    for token in tokens[1:]:
        if token.text in _STOPS or token.text == "," or not (token.is_capital or token.key in _INSIDE):
            break
        kept.append(token)
    heads = [place for place, token in enumerate(kept) if token.key in _HEADS]
    if heads and any(token.key not in _INSIDE for token in kept[heads[-1] + 1 : heads[-1] + 2]):
        return ""  # A role and the name of somebody else.
    return _printed(text, kept)


def _printed(text: str, tokens: list[Token]) -> str:
    while tokens and (tokens[0].text in _NO_ENDS or tokens[0].key in _NO_ENDS):
        tokens = tokens[1:]
    while tokens and (tokens[-1].text in _NO_ENDS or tokens[-1].key in _NO_ENDS):
        tokens = tokens[:-1]
    if not any(token.key in _HEADS for token in tokens):
        return ""
    printed = text[tokens[0].start : tokens[-1].end]
    # What stands between the role and the name is the name's: "President and CEO Dr."
    before, _rest = names.strip_honorifics(f"{tokens[-1].text} X")
    if before == tokens[-1].text and tokens[-1].text.endswith("."):
        printed = printed[: -len(tokens[-1].text)].rstrip()
    return printed
