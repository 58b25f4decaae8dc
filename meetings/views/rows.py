"""Rows of a ledger of meetings, from cards."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language

from meetings.record.titles import heading, name_in, participant_name, short_name_in
from meetings.search import Piece
from meetings.views.dating import When, when
from meetings.vocabulary import EventStatus, MeetingKind, Side


@dataclass(frozen=True)
class Party:
    """For whom somebody took part, with the page of it.

    ``code`` is empty for an organisation, whose ``name`` is its abbreviation where it has one.
    """

    name: str
    code: str
    address: str


@dataclass(frozen=True)
class Row:
    """One meeting in a list, in the reader's language; ``language`` is that of its title."""

    number: int
    address: str
    title: str
    language: str
    when: When
    parties: list[Party]
    topics: list[str]
    kind: str
    status: str
    place: str
    occasion: str
    sources: int
    differ: bool
    snippet: list[Piece] = field(default_factory=list)


def rows(cards: Iterable[dict], language: str) -> list[Row]:
    """The rows of card data, in their order."""
    tongue = get_language()
    return [_row(card, language, tongue) for card in cards]


def by_year(found: list[Row]) -> list[tuple[str, list[Row]]]:
    """Rows in groups of one year, in the order given."""
    return [(year, list(group)) for year, group in groupby(found, key=lambda row: row.when.year)]


def meeting_address(number: int, slug: str) -> str:
    """The address of a meeting's page."""
    return _meeting_address(number, slug, get_language())


def _meeting_address(number: int, slug: str, tongue: str | None) -> str:
    # Put together, because a list asks for it hundreds of times: tests hold it to what resolves.
    return f"{_base('meetings', tongue)}{number}/{slug}/"


@lru_cache
def _base(name: str, language: str) -> str:
    return reverse(name)


@lru_cache(maxsize=10_000)
def _entry(name: str, address: str, language: str) -> str:
    return reverse(name, args=[address])


@lru_cache
def _kind(value: str, tongue: str | None) -> str:
    return str(MeetingKind(value).label)


@lru_cache
def _status(value: str, tongue: str | None) -> str:
    """What became of a meeting in words; nothing where it was held, as nearly all were."""
    return "" if value == EventStatus.HELD else str(EventStatus(value).label)


def _row(card: dict, language: str, tongue: str | None) -> Row:
    title, title_language = heading(card["titles"], card["participations"], language)
    place, occasion = card["place"], card["occasion"]
    return Row(
        number=card["id"],
        address=_meeting_address(card["id"], card["slug"], tongue),
        title=title,
        language=title_language,
        when=when(card["date"], card["basis"], language),
        parties=parties(card["participations"], language),
        topics=[name_in(topic, language) for topic in card["topics"]],
        kind=_kind(card["kind"], tongue),
        status=_status(card["status"], tongue),
        place=name_in(place, language) if place else "",
        occasion=short_name_in(occasion, language) if occasion else "",
        sources=card["sources"],
        differ=card["differ"],
    )


def parties(participations: list[dict], language: str) -> list[Party]:
    """The parties other than the principal's own, each once; all of them where there is no other."""
    others = [row for row in participations if row["side"] != Side.PRINCIPAL] or participations
    found: dict[str, Party] = {}
    tongue = get_language()
    for row in others:
        for party in party_references(row):
            code = party.get("code", "")
            name = "country" if code else "organisation"
            address = _entry(name, code or party["slug"], tongue)
            found.setdefault(address, Party(short_name_in(party, language), code.upper(), address))
    return list(found.values())


def party_references(participation: dict) -> list[dict]:
    """The references to country and organisation that somebody took part for."""
    return [participation[kind] for kind in ("country", "organisation") if participation[kind]]


__all__ = [
    "Party",
    "Row",
    "by_year",
    "meeting_address",
    "participant_name",
    "parties",
    "party_references",
    "rows",
]
