"""Who takes part, from a phrase that lists them: roles, names and origins with the words that say so."""

from collections.abc import Iterator
from dataclasses import replace

from . import words
from .items import Item
from .lexicon import Lexicon
from .phrases import Party, Phrase, behind_abbreviation, first_origin_end, is_behind, origins_at
from .roles import role_at
from .tokens import tokens_of

_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "new",
        "newly",
        "elected",
        "then",
        "both",
        "other",
        "another",
        "current",
        "visiting",
        "fellow",
    ]
)
_SEPARATORS = frozenset(
    {",", "and", "&", ";", "as", "well", "along", "together", "also", "then", "with", "plus"}
)
_BEFORE_ORIGIN = frozenset(
    ["acting", "caretaker", "interim", "former", "then", "outgoing", "alternate", "senior", "incoming", "ex"]
)


def read_parties(text: str, lexicon: Lexicon) -> list[Party]:
    """The parties of a cell that holds nothing but parties: "Sergei Lavrov, Foreign Minister of Russia"."""
    phrase = Phrase(text, tokens_of(text), lexicon)
    return list(parties_from(phrase, 0, bare=True, names=True)[1])


def parties_from(phrase: Phrase, position: int, *, bare: bool, names: bool) -> tuple[int, list[Party]]:
    """The list of parties that begins at a token, and the place behind it.

    ``bare`` lets a country or organisation by itself be a party, ``names`` a name without a role.
    """
    found: list[Party] = []
    end, beside = position, False
    while position < len(phrase.tokens):
        behind, parties = _party_at(phrase, position, bare=bare, names=names)
        if not parties:
            break
        joined = phrase.key(position - 1) == "and" and phrase.key(position - 2) != ","
        if found and phrase.key(position - 1) == "with" and phrase.key(position - 2) in ("along", "together"):
            beside = True
        parties = [replace(party, beside=beside) for party in parties] if beside else parties
        found.extend(_with_carried(found, parties, joined=joined))
        end = position = behind
        position = _behind_separators(phrase, position)
        if position == end:
            break
    return end, found


def _behind_separators(phrase: Phrase, position: int) -> int:
    while position < len(phrase.tokens) and phrase.key(position) in _SEPARATORS:
        position += 1
    return position


def _with_carried(before: list[Party], parties: list[Party], *, joined: bool) -> Iterator[Party]:
    """Give the origin of a party to one that "and" joins to it: "Russian President A and Minister B"."""
    last = before[-1] if before else None
    for party in parties:
        carries = joined and last is not None and last.origin and last.origin.kind == "country"
        if party.origin is None and carries and not speaks_for_organisation(party.role):
            party = replace(party, origin=last.origin if last else None, carried=True)
        yield party


def speaks_for_organisation(role: str) -> bool:
    """Whether who has this role speaks for an organisation, so that no country is theirs by default."""
    plain = role.casefold().replace("-", " ")
    return any(phrase in plain for phrase in words.OF_ORGANISATIONS)


def _party_at(phrase: Phrase, start: int, *, bare: bool, names: bool) -> tuple[int, list[Party]]:
    """The parties that one item of a list means, and the place behind it; none where it is no party."""
    position = _behind_address(phrase, start)
    modifiers = position
    if phrase.key(position) == "regional" and (role := role_at(phrase.tokens, position + 1)) and role.plural:
        return role.end, [
            Item(phrase, start, []).party(role.end, role=phrase.words(position, role.end), is_group=True)
        ]
    while phrase.key(position) in _BEFORE_ORIGIN and phrase.origin_at(position + 1):
        position += 1
    origins, behind = origins_at(phrase, position)
    if len(origins) > 1 and not role_at(phrase.tokens, behind) and not _group_end(phrase, behind):
        origins, behind = origins[:1], first_origin_end(phrase, position)
    reader = Item(phrase, start, origins, phrase.words(modifiers, position))
    if origins:
        behind = behind_abbreviation(phrase, behind)
        found = reader.behind_origin(behind)
    else:
        role = role_at(phrase.tokens, position)
        found = reader.with_role(role) if role else reader.of_unknown_body(position, alone=names)
    if found:
        return found
    if end := _group_end(phrase, behind if origins else position):
        return reader.group(behind if origins else position, end)
    if names and (named := reader.named(position, bool(origins))):
        return named
    if origins and bare and is_behind(phrase, behind):
        return behind, [reader.party(behind, origin=origins[0])]
    return start, []


def _behind_address(phrase: Phrase, position: int) -> int:
    """The place behind articles and forms of address: "the", "His Majesty"."""
    while phrase.key(position) in words.ABBREVIATED_ADDRESSES and _is_shouted(phrase, position):
        position += 1
    while phrase.key(position) in _DETERMINERS and not phrase.origin_at(position):
        position += 1
        while phrase.key(position) in words.ADDRESSES and phrase.key(position - 1) in (
            *words.ADDRESSES,
            "his",
            "her",
            "their",
        ):
            position += 1
    return position


def _is_shouted(phrase: Phrase, position: int) -> bool:
    return phrase.tokens[position].text.replace(".", "").isupper() and position + 1 < len(phrase.tokens)


def _is_region(phrase: Phrase, position: int) -> bool:
    """Whether a capital that nobody knows stands before the region of a group: "Kurdistan regional "
    "leaders"."""
    following = phrase.key(position + 1)
    return phrase.tokens[position].is_capital and following in ("regional", "provincial", "local", "tribal")


def _group_end(phrase: Phrase, position: int) -> int:
    """The place behind a group such as "senior Chinese officials", or 0."""
    for place in range(position, min(position + 6, len(phrase.tokens))):
        key = phrase.key(place)
        if place == position and _is_region(phrase, place):
            continue
        if key in words.GROUPS and phrase.tokens[place].text[0].islower():
            if phrase.key(place + 1) in words.GROUPS:
                continue
            return place + 1
        adjective = key in words.GROUP_ADJECTIVES or key == "and" or phrase.tokens[place].glued
        if not adjective and phrase.origin_at(place) is None:
            return 0
    return 0
