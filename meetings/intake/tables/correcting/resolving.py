"""What the changed cells of a row mean: the values that a meeting and its participants are to have.

A value is plain JSON. What is no entry yet stands as ``{"make": [kind, words, country]}``.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings import dates
from meetings.intake.tables.planning.results import PlannedRow, Problem
from meetings.intake.tables.resolving import Gazetteer, Match, People, Status
from meetings.models import Meeting, MeetingText, Occasion, Participation
from meetings.vocabulary import DateBasis, EventStatus, MeetingKind, Side

from . import sheet

_CLOSED = {
    sheet.BASIS: ("date_basis", DateBasis, True),
    sheet.KIND: ("kind", MeetingKind, False),
    sheet.STATUS: ("event_status", EventStatus, False),
}
_LINE = 300


@dataclass
class Resolver:
    """Turns changed cells into steps; what cannot be understood keeps the row out, with the reason."""

    gazetteer: Gazetteer
    people: People
    decisions: Mapping[tuple[str, str], str]
    _meeting: Meeting = field(init=False)
    _row: PlannedRow = field(init=False)
    _cells: Mapping[str, str] = field(init=False)

    def steps(self, row: PlannedRow, meeting: Meeting, cells: Mapping[str, str], changed: Iterable[str]):
        """The steps that lead from a meeting as it is to what the cells say."""
        self._meeting, self._row, self._cells = meeting, row, cells
        changed = set(changed)
        found: list[dict[str, Any]] = []
        for column in (name for name in sheet.ABOUT_MEETING if name in changed):
            found += self._about_meeting(column, cells[column])
        self._days = self._days_of(found)
        present = sheet.participants(meeting)
        for number in range(1, sheet.MOST_PARTICIPANTS + 1):
            mine = {what for what in sheet.OF_PARTICIPANT if sheet.slot(number, what) in changed}
            if mine:
                row_here = present[number - 1] if number <= len(present) else None
                found += self._participant(number, row_here, mine, len(present))
        return found

    # --- The meeting --------------------------------------------------------------------------------------

    def _about_meeting(self, column: str, words: str) -> Iterator[dict[str, Any]]:
        if column == sheet.DATE:
            yield from self._date(words)
        elif column in _CLOSED:
            yield from self._closed(column, words)
        elif column == sheet.PLACE:
            match = self.gazetteer.place(words, "", self.decisions) if words else None
            value = self._entry("place", column, words, match)
            yield _set("place_id", self._meeting.place_id, value)
        elif column == sheet.OCCASION:
            yield from self._occasion(words)
        elif column == sheet.TOPICS:
            yield from self._topics(words)
        else:
            yield from self._text(column, words)

    def _date(self, words: str) -> Iterator[dict[str, Any]]:
        try:
            after = _date_of(words) if words else ""
        except dates.DateError as error:
            self._refuse(sheet.DATE, words, f"date_{error.code}", error.reason)
            return
        if after != self._meeting.date:
            yield _set("date", self._meeting.date, after)
        basis = self._meeting.date_basis
        if not after and basis:
            yield _set("date_basis", basis, "")
        elif after and not basis and not self._cells.get(sheet.BASIS):
            yield _set("date_basis", "", DateBasis.STATED.value)

    def _days_of(self, steps: list[dict[str, Any]]) -> tuple[datetime.date | None, datetime.date | None]:
        after = next((step["after"] for step in steps if step.get("field") == "date"), self._meeting.date)
        found = dates.parse(after) if after else None
        return (found.earliest, found.latest) if found else (None, None)

    def _closed(self, column: str, words: str) -> Iterator[dict[str, Any]]:
        name, choices, may_be_empty = _CLOSED[column]
        value = _chosen(choices, words)
        if value is None and not (may_be_empty and not words):
            self._refuse(column, words, "not_a_value", f"It is one of {', '.join(choices.values)}.")
            return
        yield _set(name, getattr(self._meeting, name), value or "")

    def _occasion(self, words: str) -> Iterator[dict[str, Any]]:
        value = None
        if words:
            alike = Occasion.objects.by_spelling(words)[:50]
            found = [row for row in alike if row.name.casefold() == words.casefold()]
            if len(found) != 1:
                said = "Several occasions are called so." if found else "There is no such occasion."
                self._refuse(sheet.OCCASION, words, "occasion", f"{said} Choose it at the desk.")
                return
            value = found[0].pk
        yield _set("occasion_id", self._meeting.occasion_id, value)

    def _topics(self, words: str) -> Iterator[dict[str, Any]]:
        keys = []
        for part in (part.strip() for part in words.split(sheet.BETWEEN.strip())):
            match = self.gazetteer.topics.match(part, self.decisions) if part else None
            if match is not None and not match.is_sure:
                self._ask("topic", sheet.TOPICS, part, match)
            elif match is not None:
                keys.append(int(match.key))
        before = [topic.pk for topic in self._meeting.topics.all()]
        yield {"on": "topics", "before": before, "after": list(dict.fromkeys(keys))}

    def _text(self, column: str, words: str) -> Iterator[dict[str, Any]]:
        name = {sheet.TITLE: "title", sheet.SUMMARY: "summary"}[column]
        original = sheet.original_text(self._meeting) or MeetingText()
        if words.endswith(sheet.CUT) or (len(original.summary) > sheet.LONGEST and name == "summary"):
            self._refuse(column, words, "cut", "The text is too long for a cell; correct it at the desk.")
        elif name == "title" and not self._fits(column, words):
            return
        else:
            yield {"on": "text", "field": name, "before": getattr(original, name), "after": words}

    # --- Participants -------------------------------------------------------------------------------------

    def _participant(
        self, number: int, here: Participation | None, changed: set[str], count: int
    ) -> Iterator[dict[str, Any]]:
        told = {what: self._cells.get(sheet.slot(number, what), "") for what in sheet.OF_PARTICIPANT}
        if not any(told[what] for what in sheet.OF_PARTICIPANT if what != sheet.SIDE):
            yield from self._without(number, here)
            return
        after = _values_of(here or Participation())
        for what in (one for one in sheet.OF_PARTICIPANT if one in changed):
            self._change(number, what, told, after)
        column = sheet.slot(number, sheet.NAME)
        if sheet.NAME in changed:
            after["person"] = self._person(column, told[sheet.NAME], after)
            if here is not None and here.appointments.exists() and after["person"] != here.person_id:
                self._refuse(
                    column,
                    told[sheet.NAME],
                    "offices",
                    "Offices of this participant are linked; change who it is at the desk.",
                )
        if not any(after[name] for name in ("person", "country", "organisation")):
            self._refuse(
                column,
                told[sheet.NAME],
                "nobody",
                "A participant is a person, a country or an organisation of the archive; name one.",
            )
        yield {
            "on": "participation",
            "key": here.pk if here else None,
            "position": here.position if here else count + number,
            "before": _values_of(here) if here else None,
            "after": after,
        }

    def _without(self, number: int, here: Participation | None) -> Iterator[dict[str, Any]]:
        """A participant whose cells were emptied goes, where nothing hangs on it."""
        if here is None:
            return
        if here.statements.exists() or here.appointments.exists():
            self._refuse(
                sheet.slot(number, sheet.NAME), "", "has_evidence",
                "Evidence or offices hang on this participant; take it out at the desk.",
            )  # fmt: skip
            return
        before = _values_of(here)
        yield {
            "on": "participation",
            "key": here.pk,
            "position": here.position,
            "before": before,
            "after": None,
        }

    def _change(self, number: int, what: str, told: Mapping[str, str], after: dict[str, Any]) -> None:
        column, words = sheet.slot(number, what), told[what]
        if what in (sheet.PRINTED, sheet.ROLE):
            if self._fits(column, words):
                after["name_as_printed" if what == sheet.PRINTED else "role_as_printed"] = words
        elif what == sheet.SIDE:
            value = _chosen(Side, words)
            if value is None:
                self._refuse(column, words, "not_a_value", f"It is one of {', '.join(Side.values)}.")
            else:
                after["side"] = value
        elif what == sheet.COUNTRY:
            after["country"] = self._country(column, words)
        elif what == sheet.ORGANISATION:
            match = self.gazetteer.organisations.match(words, self.decisions) if words else None
            after["organisation"] = self._entry("organisation", column, words, match)

    def _country(self, column: str, words: str) -> int | None:
        if not words:
            return None
        match = self.gazetteer.country(words, self._days, self.decisions)
        if not match.is_sure:
            self._ask("country", column, words, match)
            return None
        country = self.gazetteer.countries.by_code[match.key]
        if any(self._days) and not country.existed_within(*self._days):
            self._refuse(
                column, words, "country_not_then", "The country did not exist on the date of the meeting."
            )
        return country.pk

    def _person(self, column: str, words: str, after: Mapping[str, Any]) -> Any:
        if not words:
            return None
        by_pk = {country.pk: code for code, country in self.gazetteer.countries.by_code.items()}
        country = by_pk.get(after["country"], "")
        match = self.people.match(words, country, self._days, self.decisions)
        return self._entry("person", column, words, match, country)

    def _entry(self, kind: str, column: str, words: str, match: Match | None, country: str = "") -> Any:
        """The entry that words mean: its key, or the entry that is to be made and confirmed."""
        if match is None:
            return None
        if match.is_sure:
            return int(match.key)
        if match.status is not Status.UNKNOWN:
            self._ask(kind, column, words, match)
            return None
        if not self._fits(column, words):
            return None
        said = f"“{words}” is not in the archive; it becomes an entry that somebody has to confirm."
        self._row.problems.append(Problem(self._row.number, column, words, "new_entry", said))
        return {"make": [kind, words, country]}

    # --- Why not ------------------------------------------------------------------------------------------

    def _fits(self, column: str, words: str) -> bool:
        if len(words) <= _LINE:
            return True
        self._refuse(
            column, words, "too_long", f"At most {_LINE} characters fit here; there are {len(words):,}."
        )
        return False

    def _ask(self, kind: str, column: str, words: str, match: Match) -> None:
        message = match.message or f"There is no {kind} “{words[:200]}” in the archive."
        self._refuse(column, words, f"{kind}_{match.status}", message, kind=kind, candidates=match.candidates)

    def _refuse(self, column: str, words: str, code: str, message: str, *, kind="", candidates=()) -> None:
        self._row.refuse(
            Problem(self._row.number, column, words[:500], code, message, True, kind, tuple(candidates))
        )


def _date_of(words: str) -> str:
    """EDTF, or what editors type."""
    try:
        return dates.parse(words).text
    except dates.DateError:
        return dates.read(words).text


def _chosen(choices, words: str) -> str | None:
    """The value that a word of a closed list names, by itself or by its English name."""
    told = words.casefold().replace(" ", "_")
    return next((value for value in choices.values if value == told), None)


def _set(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {"on": "meeting", "field": name, "before": before, "after": after}


def _values_of(row: Participation) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "country": row.country_id,
        "organisation": row.organisation_id,
        "side": row.side,
        "role_as_printed": row.role_as_printed,
        "name_as_printed": row.name_as_printed,
    }
