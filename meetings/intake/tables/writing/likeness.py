"""Meetings of the archive that a row may be telling of: shown, never linked without being asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from meetings.intake.tables.resolving import Status
from meetings.models import ImportRow, Participation
from meetings.vocabulary import PublicationState, Side

from . import forms

_SURE = (Status.EXACT.value, Status.DECIDED.value)


@dataclass
class _Known:
    """Who takes part in a meeting: people, and the countries and organisations of counterparts."""

    people: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)


def note_likeness(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """Note on each row the meetings of the same date with a person and one more party in common.

    A fixed number of queries for all rows. Returns the rows that have such a note, to be saved.
    """
    rows = [row for row in rows if row.planned and row.planned["date"]]
    by_date = _meetings_of({row.planned["date"] for row in rows})
    noted = []
    for row in rows:
        mine = _of_row(row.planned)
        alike = [pk for pk, known in by_date.get(row.planned["date"], {}).items() if _is_alike(mine, known)]
        if alike:
            row.problems = [*row.problems, *(_note(pk) for pk in alike[:3])]
            row.weight = forms.weight_of(row.fate, row.problems)
            noted.append(row)
    return noted


def _meetings_of(days: set[str]) -> dict[str, dict[int, _Known]]:
    found: dict[str, dict[int, _Known]] = {}
    rows = Participation.objects.filter(meeting__date__in=days).exclude(
        meeting__state=PublicationState.WITHDRAWN
    )
    columns = ("meeting", "meeting__date", "person", "country__code", "organisation", "side")
    for pk, date, person, country, organisation, side in rows.order_by().values_list(*columns):
        known = found.setdefault(date, {}).setdefault(pk, _Known())
        if person:
            known.people.add(str(person))
        if side != Side.PRINCIPAL:
            known.parties |= {part for part in (country, organisation and f"#{organisation}") if part}
    return found


def _of_row(planned: dict[str, Any]) -> _Known:
    known = _Known()
    for party in (planned["principal"], *planned["parties"]):
        known.people |= set(_sure(party["person"]))
        if party is not planned["principal"]:
            known.parties |= {party["country"]} - {""} | {f"#{key}" for key in _sure(party["body"])}
    return known


def _sure(match: list[str] | None) -> Iterator[str]:
    if match and match[0] in _SURE:
        yield match[1]


def _is_alike(mine: _Known, other: _Known) -> bool:
    people = mine.people & other.people
    return len(people) > 1 or bool(people and mine.parties & other.parties)


def _note(pk: int) -> dict[str, Any]:
    return forms.note(
        "like_meeting",
        f"Meeting #{pk} of the desk has this date and participants in common; a draft is made all the same.",
        kind="like_meeting",
        value=str(pk),
    )
