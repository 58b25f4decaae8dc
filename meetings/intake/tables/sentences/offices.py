"""One office or two, where "and" joins them."""

from . import words
from .roles import singular
from .tokens import tokens_of


def portfolios_of(printed: str) -> list[str]:
    """The offices that a plural joins: "Foreign and Defense Ministers" are two."""
    first, joined, rest = printed.partition(" and ")
    head = singular(rest).rpartition(" ")[2]
    if not joined or any(word.casefold() in words.HEADS for word in first.split()):
        return [printed]
    return [f"{first} {head}", singular(rest)]


def is_office(part: str) -> bool:
    """Whether words have the head of a role among them."""
    return any(token.key in words.HEADS for token in tokens_of(part))


def is_one_office(parts: list[str]) -> bool:
    """Whether the offices are ones that one person holds together: a deputy premier who has a ministry."""
    return parts[0].casefold().startswith(("deputy", "vice")) and "minister" in parts[1].casefold()
