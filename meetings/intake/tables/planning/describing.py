"""What happened and where: the kind, texts, topics and place of a meeting, from the cells of its row."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from meetings.intake.tables.mapping import Field, plain_header
from meetings.intake.tables.resolving import Gazetteer

from .kinds import kind_by_wire, kind_in_passing, kind_of, kind_of_column, kind_of_journey, status_of
from .lands import SEVERAL
from .parties import Drawn
from .profile import Profile
from .records import Record, is_empty_word
from .results import PlannedMeeting, PlannedRow

#: A remark of no more characters is the title of what happened.
_TITLE = 60
_PLACE_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")


@dataclass
class Describing:
    """Fills in what a meeting was and where."""

    gazetteer: Gazetteer
    profile: Profile
    decisions: Mapping[tuple[str, str], str]

    def texts(self, record: Record, drawn: Drawn, meeting: PlannedMeeting) -> None:
        meeting.subject, meeting.remarks = record.text(Field.SUBJECT), record.text(Field.REMARKS)
        meeting.occasion = " ".join(record.text(Field.OCCASION).split())
        meeting.url = record.text(Field.URL)
        reading = drawn.reading
        told = record.text(Field.KIND)
        bodies = {(party.country, party.organisation) for party in meeting.parties}
        in_sentence = any(p.from_sentence and p.side != "attendee" for p in meeting.parties)
        meeting.kind = (
            _kind_said(told, len(bodies))
            or kind_in_passing(meeting.subject)
            or kind_in_passing(record.text(Field.PLACE))
            or kind_by_wire(meeting.remarks)
            or ("" if in_sentence else kind_in_passing(meeting.remarks[:_TITLE]))
            or (reading.kind if reading else "")
            or self._kind_of_column(record)
            or self.profile.constants.get("kind", "")
            or ("multilateral" if len(bodies) > 2 else "bilateral" if bodies else "")
            or kind_of_journey(meeting.remarks or meeting.subject)
            or "other"
        )
        meeting.status = status_of(record.text(Field.STATUS))
        if reading is not None and reading.status and meeting.status == "held":
            meeting.status = reading.status
        topics = [self.gazetteer.topics.match(part, self.decisions) for part in _topics(meeting.subject)]
        meeting.topics = tuple(dict.fromkeys(match.key for match in topics if match.is_sure))

    @staticmethod
    def _kind_of_column(record: Record) -> str:
        cell = record.first(Field.KIND)
        return kind_of_column(cell.column.header) if cell else ""

    def place(self, record: Record, row: PlannedRow, meeting: PlannedMeeting, countries: list[str]) -> None:
        cell = record.first(Field.PLACE)
        journey = record.first(Field.COUNTRY)
        if cell is None and journey and "destination" in plain_header(journey.column.header):
            cell = journey
        if cell is None or is_empty_word(cell.text):
            meeting.place = self.profile.constants.get("place", "")
        else:
            meeting.place = " ".join(cell.text.split())
        meeting.place_country = countries[0] if len(countries) == 1 else ""
        city, comma, behind = meeting.place.rpartition(",")
        if not countries and comma and "," not in city:
            match = self.gazetteer.country(behind.strip(), (None, None), self.decisions)
            meeting.place_country = match.key if match.is_sure else ""
        single = _PLACE_BRACKETS.sub("", meeting.place)
        if single and not SEVERAL.search(single):
            meeting.place_match = self.gazetteer.place(single, meeting.place_country, self.decisions)


def _kind_said(words: str, bodies: int) -> str:
    """The kind that a cell for it says; "meeting" says none of a meeting of many."""
    kind = kind_of(words)
    generic = kind == "bilateral" and not re.search(
        r"bi-?lat[eé]ral|двусторон|ikitərəfli|ikili|ثنائي", words, re.I
    )
    return "multilateral" if generic and bodies > 2 else kind


def _topics(subject: str) -> Iterator[str]:
    if subject:
        yield subject
        for part in re.split(r"\s*[;,\n]\s*", subject):
            if part and part != subject:
                yield part
