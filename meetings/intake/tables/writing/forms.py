"""Planned rows in the form in which they are stored, and the forms that tell whether two are alike."""

import hashlib
import json
from typing import Any

from meetings.intake.tables.mapping import Field
from meetings.intake.tables.planning import PlannedMeeting, PlannedParty, PlannedRow, Problem, Said
from meetings.intake.tables.resolving import Match, Status
from meetings.models import Import, ImportRow

_ASKING = frozenset({"alike", "ambiguous", "not_then", "unknown", "split"})


def row_of(table: Import, position: int, row: PlannedRow) -> ImportRow:
    """The stored form of a planned row."""
    problems = [problem_form(problem) for problem in row.problems]
    planned = meeting_form(row.meeting) if row.meeting is not None else None
    return ImportRow(
        table=table,
        position=position,
        sheet=storable(row.sheet)[:100],
        number=row.number,
        key=_own_number(row.meeting),
        digest=row.digest,
        outcome=outcome_of(planned) if planned else "",
        fate=row.fate.value,
        weight=weight_of(row.fate.value, problems),
        problems=storable(problems),
        cells=storable(row.said or cells_of(row.meeting)),
        planned=storable(planned),
        meeting_id=row.known,
        changes=storable(row.changes),
        correction=storable(row.steps),
    )


def weight_of(fate: str, problems: list[dict[str, Any]]) -> int:
    """Where a row stands when problems come first: 0 refused, 1 asks, 2 has a note, 3 has nothing."""
    if fate == "refused":
        return 0
    if any(problem["kind"] for problem in problems):
        return 1
    return 2 if problems else 3


def problem_form(problem: Problem) -> dict[str, Any]:
    """A problem with what may be chosen to answer it."""
    return {
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message,
        "kind": problem.kind,
        "asks": problem.asks,
        "candidates": [[one.key, one.label, one.score] for one in problem.candidates],
    }


def note(code: str, message: str, *, column: str = "", value: str = "", kind: str = "") -> dict[str, Any]:
    """A problem found while rows are compared with the archive or written."""
    return problem_form(Problem(0, column, value[:500], code, message, kind=kind))


def cells_of(meeting: PlannedMeeting | None) -> dict[str, str]:
    """The words of a row by the names of their columns."""
    found: dict[str, str] = {}
    for said in meeting.said if meeting is not None else ():
        found[said.column] = f"{found[said.column]}\n{said.text}" if said.column in found else said.text
    return found


def meeting_form(meeting: PlannedMeeting) -> dict[str, Any]:
    """A planned meeting as JSON."""
    return {
        "date": meeting.date,
        "kind": meeting.kind,
        "place": meeting.place,
        "place_country": meeting.place_country,
        "place_match": _match_form(meeting.place_match),
        "status": meeting.status,
        "subject": meeting.subject,
        "remarks": meeting.remarks,
        "occasion": meeting.occasion,
        "url": meeting.url,
        "topics": list(meeting.topics),
        "principal": _party_form(meeting.principal),
        "parties": [_party_form(party) for party in meeting.parties],
        "said": [_said_form(said) for said in meeting.said],
    }


def _said_form(said: Said) -> list[str]:
    """A cell: its column, its field, its words, and those of the file where an editor wrote others."""
    form = [said.column, said.field.value if said.field else "", said.text]
    return form if said.printed is None else [*form, said.printed]


def _party_form(party: PlannedParty) -> dict[str, Any]:
    return {
        "name": party.name,
        "role": party.role,
        "country": party.country,
        "organisation": party.organisation,
        "words": party.words,
        "column": party.column,
        "start": party.start,
        "end": party.end,
        "side": party.side,
        "doubtful": party.is_doubtful,
        "person": _match_form(party.person),
        "body": _match_form(party.body),
        "office": _match_form(party.office),
        "known_as": party.known_as,
    }


def _match_form(match: Match | None) -> list[str] | None:
    return None if match is None else [match.status.value, match.key, match.label]


def told(planned: dict[str, Any], row: int) -> dict[str, Any]:
    """A stored meeting as reports print it."""
    party = ("name", "role", "country", "organisation", "words")
    return {
        "row": row,
        "date": planned["date"],
        "kind": planned["kind"],
        "place": planned["place"],
        "principal": {name: planned["principal"][name] for name in ("name", "role", "country")},
        "participations": [{name: one[name] for name in party} for one in planned["parties"]],
    }


def outcome_of(planned: dict[str, Any]) -> str:
    """The same for rows that would make the same draft.

    What names were found to mean counts only where somebody decided it: an entry that an import made and
    an editor confirmed changes nothing about the draft that names it.
    """
    parties = [
        [
            *(one[name] for name in ("name", "role", "country", "words", "side")),
            *(m[1] if (m := one[kind]) and m[0] == Status.DECIDED else "" for kind in ("person", "body")),
            *((one["known_as"],) if one.get("known_as") else ()),
        ]
        for one in (planned["principal"], *planned["parties"])
    ]
    said = [[column, text] for column, field, text, *_printed in planned["said"] if field != Field.ID]
    told = [planned["date"], planned["kind"], planned["place"], planned["status"], parties, said]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _own_number(meeting: PlannedMeeting | None) -> str:
    """What a row is called in its own table, where it has a number of its own."""
    if meeting is None:
        return ""
    found = next((said.text for said in meeting.said if said.field is Field.ID), "")
    return storable(found) if len(found) <= 100 else ""


def storable(value: Any) -> Any:
    """A value without the signs that a database of JSON refuses: NUL, and halves of characters."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return value.encode("utf-8", "replace").decode().replace("\x00", "")
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(name): storable(one) for name, one in value.items()}
    return value
