"""A stored plan as the rows of a draft: participants, texts, and a statement for every cell that is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from meetings import text
from meetings.intake.tables.mapping import Field
from meetings.models import Import, Meeting, MeetingSource, MeetingText, Participation, Statement
from meetings.vocabulary import DateBasis, Property, Side

from .appointments import Told
from .entries import Entries, Named

_AROUND = 100
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LISTS = re.compile(r"^(\s*)([-+]|\d{1,9}[.)])(?=\s)", re.MULTILINE)
#: What cells of these fields say is about the meeting itself.
_ABOUT_MEETING = {
    Field.DATE: Property.DATE,
    Field.END_DATE: Property.DATE,
    Field.PLACE: Property.PLACE,
    Field.KIND: Property.KIND,
    Field.SUBJECT: Property.TOPIC,
    Field.OCCASION: Property.OCCASION,
}
#: What cells of these say is about participants.
_ABOUT_PARTIES = (Field.PERSON, Field.PARTY, Field.ORGANISATION, Field.REMARKS, Field.COUNTRY)


@dataclass
class Draft:
    """The rows of one draft, not saved yet.

    ``notes`` is what found no column of its own, ``offices`` in which office somebody took part.
    """

    meeting: Meeting
    text: MeetingText | None = None
    report: MeetingSource | None = None
    participations: list[Participation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    offices: list[Told] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def line(value: str, length: int = 300) -> str:
    """One line of text that fits its column."""
    return text.clean_line(value)[:length]


def plain(value: str) -> str:
    """Text as CommonMark that shows it as it is."""
    return _LISTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", value))


def draft_of(table: Import, planned: dict[str, Any], entries: Entries, meeting: Meeting) -> Draft:
    """What a row becomes. ``meeting`` is a new one, or the untouched draft that is made anew."""
    return _Drawer(table, planned, entries, Draft(meeting)).draw()


def named_by(planned: dict[str, Any], entries: Entries) -> Iterator[Named]:
    """What a row names, in the order in which its draft asks for it."""
    place = _place(planned)
    if place is not None:
        yield place
    for party in _parties(planned):
        yield from (named for named in _named(party, entries) if named is not None)


def _place(planned: dict[str, Any]) -> Named | None:
    match = planned["place_match"]
    return Named("place", planned["place"], match, planned["place_country"], make=False) if match else None


def _parties(planned: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parties of a row of which something is told."""
    for party in (planned["principal"], *planned["parties"]):
        if any(party[name] for name in ("name", "role", "country", "organisation")):
            yield party


def _named(party: dict[str, Any], entries: Entries) -> tuple[Named | None, Named | None]:
    """The organisation and the person that a party names.

    A person about whom a question is open becomes an entry only where nothing else is told of the party.
    """
    organisation = person = None
    if party["organisation"]:
        organisation = Named("organisation", party["organisation"], party["body"], "", make=True)
    if party["name"] and not party["doubtful"]:
        nobody_else = party["country"] not in entries.countries and (
            organisation is None or entries.is_nothing(organisation)
        )
        # Plans that were stored before anybody could be known by a fuller name tell of none.
        name = party.get("known_as") or party["name"]
        person = Named("person", name, party["person"], party["country"], make=nobody_else)
    return organisation, person


class _Drawer:
    """Makes the rows of one draft."""

    def __init__(self, table: Import, planned: dict[str, Any], entries: Entries, draft: Draft) -> None:
        self._table, self._planned, self._entries, self._draft = table, planned, entries, draft
        self._of_party: list[tuple[dict[str, Any], Participation | None]] = []
        #: What the file says in the cell at hand, where an editor wrote something else.
        self._printed: str | None = None

    def draw(self) -> Draft:
        draft, planned = self._draft, self._planned
        self._meeting()
        draft.report = MeetingSource(meeting=draft.meeting, source=self._table.source)
        for party in _parties(planned):
            self._of_party.append((party, self._participation(party)))
        summary = "\n\n".join(part for part in (planned["subject"], planned["remarks"]) if part)
        if summary:
            language = self._table.profile.get("constants", {}).get("language") or "en"
            draft.text = MeetingText(meeting=draft.meeting, language=language[:12], summary=plain(summary))
        draft.topics = [int(key) for key in planned["topics"]]
        for column, meaning, words, *printed in planned["said"]:
            self._printed = printed[0] if printed else None
            self._cell(column, meaning, words)
        draft.meeting.internal_note = "\n".join(draft.notes)
        return draft

    def _meeting(self) -> None:
        meeting, planned = self._draft.meeting, self._planned
        meeting.kind, meeting.event_status = planned["kind"], planned["status"]
        meeting.date = planned["date"]
        meeting.date_basis = DateBasis.STATED if planned["date"] else ""
        place = _place(planned)
        meeting.place_id = None if place is None else self._entries.of(place)
        meeting.normalise()

    # --- Participants -------------------------------------------------------------------------------------

    def _participation(self, party: dict[str, Any]) -> Participation | None:
        """The participant; the earlier one where the row names somebody twice, none where nobody is told."""
        country = self._entries.countries.get(party["country"])
        organisation, person = (
            None if named is None else self._entries.of(named) for named in _named(party, self._entries)
        )
        if person is None and country is None and organisation is None:
            words = party["words"] or party["name"] or party["role"]
            self._draft.notes.append(f"No participant, as nobody is named: {words}")
            return None
        for row in self._draft.participations:
            if person is not None and row.person_id == person:
                return row
        row = Participation(
            meeting=self._draft.meeting,
            person_id=person,
            country_id=country,
            organisation_id=organisation,
            side=party["side"] if party["side"] in Side.values else Side.COUNTERPART,
            role_as_printed=line(party["role"]),
            name_as_printed=line(party["name"]),
            position=len(self._draft.participations),
        )
        self._draft.participations.append(row)
        # Plans that were stored before offices were looked for tell of none.
        if person is not None and (office := party.get("office")):
            is_principal = row.side == Side.PRINCIPAL
            self._draft.offices.append(Told(self._draft.meeting, row, int(office[1]), is_principal))
        return row

    # --- Evidence -----------------------------------------------------------------------------------------

    def _cell(self, column: str, meaning: str, words: str) -> None:
        """The statements that a cell makes; what it says stays with the editors where it makes none."""
        wanted = Field(meaning) if meaning else None
        if wanted in _ABOUT_MEETING:
            self._state(_ABOUT_MEETING[wanted], words, value=self._value(wanted))
        elif wanted in (Field.PRINCIPAL, Field.PRINCIPAL_ROLE, Field.PRINCIPAL_COUNTRY):
            self._of_principal(wanted, words)
        elif wanted is Field.ROLE:
            told = [pair for pair in self._of_party if pair[0]["role"] and pair[0]["side"] != Side.PRINCIPAL]
            about = told[0][1] if len(told) == 1 else None
            self._state(Property.ROLE, words, value=told[0][0]["role"] if len(told) == 1 else "", about=about)
        elif wanted in _ABOUT_PARTIES:
            self._of_parties(wanted, column, words)
        else:
            self._draft.notes.append(f"{column}: {words}")

    def _value(self, wanted: Field | None) -> str:
        if wanted in (Field.DATE, Field.END_DATE):
            return str(self._planned["date"])
        return str(self._planned["kind"]) if wanted is Field.KIND else ""

    def _of_principal(self, wanted: Field, words: str) -> None:
        principal = self._planned["principal"]
        about = next((row for party, row in self._of_party if party is principal), None)
        if wanted is Field.PRINCIPAL_ROLE:
            self._state(Property.ROLE, words, value=principal["role"], about=about)
        else:
            self._state(Property.PARTICIPANT, words, value=principal["name"], about=about)

    def _of_parties(self, wanted: Field, column: str, words: str) -> None:
        found = [
            (party, row)
            for party, row in self._of_party
            if party["column"] == column and party is not self._planned["principal"]
        ]
        for party, row in found:
            quote, start, end = party["words"], party["start"], party["end"]
            around = {}
            if words[start:end] == quote:
                around = {
                    "prefix": words[max(0, start - _AROUND) : start],
                    "suffix": words[end : end + _AROUND],
                }
            said = party["name"] or party["organisation"] or party["country"]
            self._state(Property.PARTICIPANT, quote, value=said, about=row, **around)
            if party["role"] and row is not None and party["role"] in " ".join(quote.split()):
                self._state(Property.ROLE, quote, value=party["role"], about=row, **around)
        if not found and wanted is Field.COUNTRY:
            self._of_country(words)
        elif not found:
            kind = wanted is Field.REMARKS
            self._state(
                Property.KIND if kind else Property.PARTICIPANT,
                words,
                value=self._planned["kind"] if kind else "",
            )

    def _of_country(self, words: str) -> None:
        """The country of a row is said of its only participant from there."""
        there = [(p, row) for p, row in self._of_party if p["country"] and p["side"] != Side.PRINCIPAL]
        party, about = there[0] if len(there) == 1 else ({"country": ""}, None)
        self._state(Property.PARTICIPANT, words, value=party["country"], about=about)

    def _state(self, what: Property, words: str, *, value: str = "", about=None, **around: str) -> None:
        if not words:
            return
        if self._printed is not None:
            self._state_written(what, words, value=value, about=about)
            return
        self._draft.statements.append(
            Statement(
                meeting=self._draft.meeting,
                source=self._table.source,
                property=what,
                participation=about,
                value=value,
                value_as_printed=words,
                quote=words,
                **around,
            )
        )

    def _state_written(self, what: Property, words: str, *, value: str, about) -> None:
        """What an editor wrote in place of a cell is no quotation of the file, which said something else."""
        self._draft.statements.append(
            Statement(
                meeting=self._draft.meeting,
                source=self._table.source,
                property=what,
                participation=about,
                value=value or words,
                value_as_printed=self._printed,
                reason=f"Written by an editor when the table was read; the file says “{self._printed}”.",
            )
        )
