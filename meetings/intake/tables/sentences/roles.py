"""Where a role stands in a sentence, and how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import words
from .tokens import Token

_LONGEST = 16
_ROLE_WORDS = words.HEADS | words.MODIFIERS | words.PORTFOLIOS


@dataclass(frozen=True)
class Role:
    """A role from token ``start`` to before ``end``; ``plural`` where it is that of several people."""

    start: int
    end: int
    plural: bool = False


def role_at(tokens: Sequence[Token], start: int) -> Role | None:
    """The longest role that begins at a token, or ``None``.

    Its words are those of roles and portfolios, among which stands a head such as "Minister". What could
    open a name ("Prince", "General") is left to the name where a role stands before it.
    """
    head = -1
    end = start
    position = start
    while position < min(len(tokens), start + _LONGEST):
        token = tokens[position]
        kind = _kind(token, position == start)
        if not kind:
            break
        if kind == "connector":
            if not (_goes_on(tokens, position) if head >= 0 else _joins_portfolios(tokens, position)):
                break
        elif kind == "plural":
            return _plural(tokens, start, position) if _is_named_plural(tokens, position) else None
        else:
            opens_name = token.key in words.TITLES or token.key in words.GIVEN_NAMES
            if opens_name and head >= 0 and not _is_portfolio_end(tokens, position):
                break
            if head >= 0 and _is_surname(tokens, position, behind_head=head == position - 1):
                break
            if token.key in words.HEADS:
                head = position
            end = position + 1
        position += 1
    if head < 0 or (end == start + 1 and _is_given_name(tokens, start)):
        return None
    return Role(start, end)


def _is_surname(tokens: Sequence[Token], at: int, *, behind_head: bool) -> bool:
    """Whether a portfolio at the end of a role is a name: "Foreign Secretary Home"."""
    key = tokens[at].key
    usual = behind_head and key in words.PORTFOLIOS - words.HEADS - words.MODIFIERS and not key.endswith("s")
    portfolio = usual or key in words.SURNAMES
    followed = at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].is_capital
    return portfolio and not followed and not tokens[at].glued


def _is_given_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a head of roles is the first part of a name: "Dean Acheson", and not "Dean of the corps"."""
    followed = at + 1 < len(tokens) and tokens[at + 1].key == "of"
    return tokens[at].key in words.GIVEN_NAMES | words.PEERS and not followed


def _kind(token: Token, first: bool) -> str:
    if not token.is_word:
        return "connector" if token.text in ("&", ",") and not first else ""
    if token.key in words.CONNECTORS and not token.is_capital:
        return "" if first else "connector"
    if token.key == "de":
        return ""
    if token.key in words.ABBREVIATED_HEADS and not token.text.isupper():
        return ""
    written = token.is_capital or token.glued or token.key in words.LOWER_ROLES
    if token.key in words.PLURALS:
        return "plural"
    return "word" if written and token.key in _ROLE_WORDS else ""


def _goes_on(tokens: Sequence[Token], position: int) -> bool:
    """Whether a role goes on behind a connector: "of Foreign Affairs", "and Minister of"."""
    token = tokens[position]
    following = position + 1
    while following < len(tokens) and tokens[following].key in ("the",):
        following += 1
    if following >= len(tokens) or not tokens[following].is_capital:
        return False
    key = tokens[following].key
    if token.text == ",":
        return _is_list_of_portfolios(tokens, following)
    if token.key in ("and",) or token.text == "&":
        return (
            key in words.PORTFOLIOS - words.HEADS - words.GEOGRAPHIC
            or key in words.MODIFIERS
            or key in words.HEADS
        )
    return key in words.PORTFOLIOS - words.GEOGRAPHIC


def _joins_portfolios(tokens: Sequence[Token], position: int) -> bool:
    """Whether a connector stands between two portfolios before a head: "Foreign and Defense Ministers"."""
    around = tokens[max(0, position - 1) : position + 2]
    joins = tokens[position].key == "and" or tokens[position].text in ("&", ",")
    return (
        joins
        and len(around) == 3
        and all(token.key in words.PORTFOLIOS and token.is_capital for token in (around[0], around[2]))
    )


def _is_list_of_portfolios(tokens: Sequence[Token], position: int) -> bool:
    """Whether portfolios, and no new role, follow a comma: "Foreign Affairs, Trade and Development"."""
    while position < len(tokens) and (
        tokens[position].key in words.PORTFOLIOS and tokens[position].key not in words.HEADS
    ):
        position += 1
        if position < len(tokens) and (tokens[position].key in words.HEADS | words.PLURALS.keys()):
            return False
    behind = tokens[position] if position < len(tokens) else None
    return behind is not None and (behind.text in (",", "&") or behind.key == "and")


def _is_portfolio_end(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word that may be a title ends a role instead: Secretary-General, Attorney General."""
    if tokens[position - 1].key == "crown":
        return True
    return tokens[position].key == "general" and tokens[position - 1].key in (
        "secretary", "attorney", "director", "governor", "consul", "inspector", "rapporteur",
    )  # fmt: skip


def _is_named_plural(tokens: Sequence[Token], position: int) -> bool:
    """Whether a plural is a role: written with a capital, or followed by whose it is."""
    following = tokens[position + 1].key if position + 1 < len(tokens) else ""
    return tokens[position].is_capital or following == "of"


def _plural(tokens: Sequence[Token], start: int, position: int) -> Role:
    end = position + 1
    while (
        end + 1 < len(tokens) and tokens[end].key in ("of", "for") and _portfolio(tokens, end + 1) > end + 1
    ):
        end = _portfolio(tokens, end + 1)
        further = _portfolio(tokens, end + 1) if end < len(tokens) and tokens[end].key in ("and", "or") else 0
        if further > end + 1 and further < len(tokens) and tokens[further].key == "of":
            end = further  # Heads of State and Government of
    return Role(start, end, plural=True)


def _portfolio(tokens: Sequence[Token], position: int) -> int:
    known = words.PORTFOLIOS - words.GEOGRAPHIC
    while position < len(tokens) and tokens[position].is_capital and tokens[position].key in known:
        position += 1
    return position


def singular(text: str) -> str:
    """The role of one of those who hold it: "Foreign Ministers" is "Foreign Minister"."""
    first, _, last = text.rpartition(" ")
    parts = text.split(" ")
    for place, part in enumerate(parts):
        one = words.PLURALS.get(part.casefold())
        if one:
            parts[place] = one.capitalize() if part[0].isupper() else one
            return " ".join(parts)
    return text if not first else f"{first} {last}"
