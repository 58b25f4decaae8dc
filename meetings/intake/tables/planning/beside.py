"""What the title of a meeting says of the one person whom another column names."""

import re

from meetings import names
from meetings.intake.tables.sentences import Origin
from meetings.intake.tables.sentences import words as known

from .naming import looks_like_person, plain_name
from .told import Told


def completed(told: Told, said: Told) -> Told:
    """A person with the office and the body that a title gives to whom was met, where it means no other.

    "Meeting with the Japanese Ambassador" beside a name says whose ambassador that is, "Meeting with Acme"
    for whom somebody came. What the columns say themselves stays.
    """
    party, origin = told
    other, other_origin = said
    if not party.name or not _may_be_same(party.name, other.name, has_role=bool(other.role)):
        return told
    if other.role and (not party.role or party.role.casefold() in known.TITLES):
        party.role = other.role
    return party, origin or other_origin


def _may_be_same(name: str, other: str, *, has_role: bool) -> bool:
    """Whether a title that says ``other`` can mean who is called ``name``."""
    if not other:
        return True
    mine, theirs = names.fold(plain_name(name)).split(), names.fold(plain_name(other)).split()
    return bool(theirs) and (theirs[-1] in mine if has_role else theirs == mine)


def body_named(name: str, *, title: bool, has_place_name: bool) -> Origin | None:
    """The body that a name without a role is, where nothing about it is a person's.

    ``title`` says that it stands in the title of a meeting and not in prose, ``has_place_name`` that a
    country is part of it: "Air New Zealand".
    """
    if looks_like_person(name) or not name:
        return None
    single = len(re.findall(r"[\w'’.-]+", name)) == 1
    return Origin("organisation", "", name) if has_place_name or (single and title) else None


def as_body(said: Told, beside: list[Told]) -> Told:
    """A name of no person and of none of those beside it, which a title gives: whom they came for."""
    party, origin = said
    own = set(names.fold(party.name).split())
    others = {word for other, _ in beside for word in names.fold(other.name).split()}
    if not party.name or party.role or origin or looks_like_person(party.name) or own & others:
        return said
    body = Origin("organisation", "", party.name)
    party.name = ""
    return party, body
