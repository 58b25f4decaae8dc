"""The sheet in which a list of meetings is corrected: one row a meeting, its participants side by side."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, Max

from meetings import text
from meetings.models import Meeting, MeetingText, Participation

from . import seals

Cell = str | int | datetime.date | None

ID, NUMBER, EDITION, STATE, VERSION = "Meeting id", "Public number", "Edition", "State", "Version"
DATE, BASIS, KIND, STATUS = "Date", "Date basis", "Kind", "Event status"
PLACE, OCCASION, TOPICS, TITLE, SUMMARY = "Place", "Occasion", "Topics", "Title", "Summary"
REASON = "Reason for the change"
#: What is shown and cannot be corrected in a sheet.
LOCKED = (NUMBER, EDITION, STATE)
ABOUT_MEETING = (DATE, BASIS, KIND, STATUS, PLACE, OCCASION, TOPICS, TITLE, SUMMARY)
#: What a participant has, each in a column of its own.
NAME, PRINTED, ROLE, COUNTRY, ORGANISATION, SIDE = (
    "name", "name as printed", "role", "country", "organisation", "side",
)  # fmt: skip
OF_PARTICIPANT = (NAME, PRINTED, ROLE, COUNTRY, ORGANISATION, SIDE)
#: So many participants have columns; further ones stay as they are.
MOST_PARTICIPANTS = 40
#: A cell of a spreadsheet holds 32,767 characters.
LONGEST = 30_000
CUT = "… [too long for a cell; correct it at the desk]"
BETWEEN = "; "
_AT_ONCE = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINE_END = re.compile(r"[^\S\n]+$", re.MULTILINE)


def slot(number: int, what: str) -> str:
    """The header of a column of the participant in a place, counted from 1."""
    return f"Participant {number} {what}"


def slots_of(meetings) -> int:
    """How many participants the sheet of a queryset has columns for: one more than any meeting has."""
    counted = Participation.objects.filter(meeting__in=meetings.order_by().values("pk")).order_by()
    most = counted.values("meeting").annotate(number=Count("pk")).aggregate(most=Max("number"))["most"]
    return min((most or 0) + 1, MOST_PARTICIPANTS)


def columns_of(slots: int) -> tuple[str, ...]:
    """The headers of a sheet with columns for so many participants."""
    participants = (slot(number, what) for number in range(1, slots + 1) for what in OF_PARTICIPANT)
    return (ID, *LOCKED, *ABOUT_MEETING, *participants, REASON, VERSION)


def loaded(meetings):
    """Meetings with all that a row says of them: a fixed number of queries."""
    return (
        meetings.select_related("place", "occasion")
        .prefetch_related(
            "topics",
            "texts",
            "participations__person",
            "participations__country",
            "participations__organisation",
        )
        .annotate(edition=Max("editions__number"))
    )


def rows_of(pks: Sequence[int], slots: int) -> Iterator[list[Cell]]:
    """The rows of meetings in the order of their keys, as an export takes them; memory stays the same."""
    for start in range(0, len(pks), _AT_ONCE):
        wanted = list(pks[start : start + _AT_ONCE])
        found = {meeting.pk: meeting for meeting in loaded(Meeting.objects.filter(pk__in=wanted))}
        for pk in wanted:
            if pk in found:
                yield _row(found[pk], slots)


def _row(meeting: Meeting, slots: int) -> list[Cell]:
    cells = cells_of(meeting)
    shown: dict[str, Cell] = dict(cells)
    if _DAY.fullmatch(cells[DATE]):
        shown[DATE] = datetime.date.fromisoformat(cells[DATE])
    for name in (NUMBER, EDITION):
        shown[name] = int(cells[name]) if cells[name] else None
    shown |= {ID: meeting.pk, REASON: "", VERSION: seals.seal(meeting, cells)}
    return [shown.get(name, "") for name in columns_of(slots)]


def cells_of(meeting: Meeting) -> dict[str, str]:
    """What the row of a meeting says, as text, by the headers of its columns; the id and the seal apart."""
    original = original_text(meeting)
    found = {
        NUMBER: str(meeting.public_id or ""),
        EDITION: str(meeting.edition or ""),
        STATE: meeting.state,
        DATE: meeting.date,
        BASIS: meeting.date_basis,
        KIND: meeting.kind,
        STATUS: meeting.event_status,
        PLACE: meeting.place.name if meeting.place else "",
        OCCASION: meeting.occasion.name if meeting.occasion else "",
        TOPICS: BETWEEN.join(topic.name for topic in meeting.topics.all()),
        TITLE: original.title if original else "",
        SUMMARY: original.summary if original else "",
    }
    for number, row in enumerate(participants(meeting)[:MOST_PARTICIPANTS], start=1):
        said = {
            NAME: row.person.name if row.person else "",
            PRINTED: row.name_as_printed,
            ROLE: row.role_as_printed,
            COUNTRY: row.country.name if row.country else "",
            ORGANISATION: row.organisation.name if row.organisation else "",
            SIDE: row.side,
        }
        found |= {slot(number, what): words for what, words in said.items()}
    return {name: _fitting(said_of(value)) for name, value in found.items()}


def participants(meeting: Meeting) -> list[Participation]:
    """The participants in the order of the record."""
    return sorted(meeting.participations.all(), key=lambda row: (row.position, row.pk))


def original_text(meeting: Meeting) -> MeetingText | None:
    """The text in the language in which the meeting was written down."""
    return next((row for row in meeting.texts.all() if row.is_original), None)


def said_of(value: object) -> str:
    """The text of a cell, whichever program wrote it last: line ends and blanks around play no part."""
    if value is None:
        return ""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _LINE_END.sub("", text.clean_text(str(value))).strip()


def _fitting(words: str) -> str:
    return words if len(words) <= LONGEST else words[:1_000] + CUT


def is_sheet(headers: Iterable[str]) -> bool:
    """Whether the headers of a table are those of a sheet that went out from here."""
    return {ID, VERSION} <= set(headers)
