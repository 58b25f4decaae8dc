"""Parties with the words of a cell that tell them, and what those words say they act for."""

import re

from meetings.intake.tables.mapping.splitting import Part
from meetings.intake.tables.sentences import Origin, Party

from .records import Cell
from .results import PlannedParty

#: "Supported President Roe’s participation": the name is Roe.
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")

Told = tuple[PlannedParty, Origin | None]


def party_of(cell: Cell, part: Part, *, name: str = "", role: str = "") -> PlannedParty:
    """A party whose words are a part of a cell."""
    return PlannedParty(
        name=name,
        role=role.rstrip(" ,;"),
        words=part.text,
        column=cell.column.name,
        start=part.start,
        end=part.end,
    )


def of_party(cell: Cell, party: Party, offset: int = 0) -> PlannedParty:
    """A party that was read from the words of a cell, which begin at ``offset``."""
    start, end = party.start + offset, party.end + offset
    return PlannedParty(
        name=_POSSESSIVE.sub("", " ".join(party.name.split())),
        role=" ".join(party.role.split()).rstrip(",;"),
        words=cell.text[start:end],
        column=cell.column.name,
        start=start,
        end=end,
    )


def covers(parties: list[Party], text: str) -> bool:
    """Whether parties account for the whole of a text, but for marks and small words between them."""
    covered = sum(party.end - party.start for party in parties)
    return covered >= len(text) * 0.7 and parties[-1].end >= len(text.rstrip(" .)")) - 1
