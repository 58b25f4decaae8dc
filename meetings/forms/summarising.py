"""A summary in English of what a half-filled form holds: words for an editor to begin with.

It says no more than the fields do. Who is only expected at a meeting that took place is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.forms.choices import is_id
from meetings.forms.suggested import Suggestion, rows_of, text
from meetings.models import Appointment, Country, Occasion, Organisation, Person, Place, Topic
from meetings.text import lower_first, upper_first
from meetings.vocabulary import Attendance, EventStatus, MeetingKind, Side

LANGUAGE = "en"
#: What is done at a meeting of a kind: told of the past, and of what is to come.
_DONE = {
    MeetingKind.TELEPHONE: ("spoke by telephone with", "speak by telephone with"),
    MeetingKind.VIDEO: ("spoke by video link with", "speak by video link with"),
    MeetingKind.RECEPTION: ("attended a reception", "attend a reception"),
}
_MET = ("met", "meet")
_AHEAD = {
    EventStatus.SCHEDULED: ("is to", "are to"),
    EventStatus.POSTPONED: ("was to", "were to"),
    EventStatus.CANCELLED: ("was to", "were to"),
}
_ON_TOPICS = {
    EventStatus.HELD: "They spoke about",
    EventStatus.SCHEDULED: "They are to speak about",
}


@dataclass(frozen=True)
class _Participant:
    side: str
    name: str
    role: str


def summarised(data) -> tuple[list[Suggestion], list[str]]:
    """A summary for the English text of a form as a browser sends it, or a sentence why there is none.

    Only where the summary is empty. A fixed number of queries.
    """
    rows = [row for row in rows_of(data, "texts", "language") if data[f"{row}language"] == LANGUAGE]
    if not rows:
        return [], [_("A summary is drafted in English only, and the form has no text in English.")]
    if data.get(f"{rows[0]}summary", "").strip():
        return [], [_("The summary has words already, and keeps them.")]
    words = _summary(data)
    if not words:
        return [], [_("For a summary the form needs somebody whose meeting it is, and somebody who was met.")]
    return [text(f"{rows[0]}summary", words)], []


def _summary(data) -> str:
    status, kind = data.get("event_status") or EventStatus.HELD, data.get("kind")
    people = list(_participants(data, status))
    ours = [one for one in people if one.side == Side.PRINCIPAL] or people[:1]
    others = [one for one in people if one not in ours]
    if not ours or not (others or kind == MeetingKind.RECEPTION):
        return ""
    past, ahead = _DONE.get(kind, _MET)
    done = f"{_AHEAD[status][len(ours) > 1]} {ahead}" if status in _AHEAD else past
    met = _received(others) if kind == MeetingKind.RECEPTION else f" {_listed(others)}"
    where = _circumstances(data)
    comma = "," if met.endswith(",") and where else ""
    off = f"; the meeting was {status}" if status in (EventStatus.POSTPONED, EventStatus.CANCELLED) else ""
    first = f"{upper_first(_listed(ours))} {done}{met.rstrip(',')}{comma}{where}{off}."
    return f"{first} {_topics(data, status)}".rstrip()


def _participants(data, status: str) -> Iterator[_Participant]:
    """Who took part, or is to: the name with the offices that are chosen, else the party."""
    rows = rows_of(data, "participations", "side")
    people = _rows(Person, [data.get(f"{row}person", "") for row in rows])
    countries = _rows(Country, [data.get(f"{row}country", "") for row in rows])
    bodies = _rows(Organisation, [data.get(f"{row}organisation", "") for row in rows])
    keys = [key for row in rows for key in data.getlist(f"{row}appointments")]
    held = _rows(Appointment.objects.select_related("office"), keys)
    wanted = (
        {Attendance.REPORTED} if status == EventStatus.HELD else {Attendance.REPORTED, Attendance.EXPECTED}
    )
    for row in rows:
        if data.get(f"{row}attendance") and data[f"{row}attendance"] not in wanted:
            continue
        person = people.get(data.get(f"{row}person", ""))
        name = str(person) if person else data.get(f"{row}name_as_printed", "").strip()
        offices = [str(held[key].office) for key in data.getlist(f"{row}appointments") if key in held]
        parties = [
            countries.get(data.get(f"{row}country", "")),
            bodies.get(data.get(f"{row}organisation", "")),
        ]
        roles = offices or [str(party) for party in parties if party]
        if name:
            yield _Participant(data[f"{row}side"], name, " and ".join(roles))
        elif roles:
            yield _Participant(data[f"{row}side"], " and ".join(roles), "")


def _rows(found, keys: Sequence[str]) -> dict:
    """The rows of a model or queryset by their keys as a browser sends them."""
    queryset = found if hasattr(found, "in_bulk") else found.objects
    return {str(key): row for key, row in queryset.in_bulk([int(key) for key in keys if is_id(key)]).items()}


def _listed(people: list[_Participant]) -> str:
    """Names with their roles; ends with a comma where a sentence that goes on needs one."""
    if len(people) == 1 and people[0].role:
        return f"{people[0].name}, {people[0].role},"
    return _joined([f"{one.name} ({one.role})" if one.role else one.name for one in people])


def _joined(words: list[str]) -> str:
    # Where one of them has an "and" of its own, a comma tells the last apart.
    joiner = ", and " if any(" and " in one for one in words) else " and "
    return joiner.join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _received(others: list[_Participant]) -> str:
    """Who gave a reception, and who else was there."""
    hosts = [one for one in others if one.side == Side.HOST]
    guests = [one for one in others if one.side != Side.HOST]
    given = f" given by {_listed(hosts)}" if hosts else ""
    return f"{given} with {_listed(guests)}" if guests else given


def _circumstances(data) -> str:
    place, occasion = (
        _rows(model, [data.get(field, "")]).get(data.get(field, ""))
        for model, field in ((Place, "place"), (Occasion, "occasion"))
    )
    article = "" if occasion and str(occasion).lower().startswith("the ") else "the "
    return "".join(
        [f" in {place}" if place else "", f" on the margins of {article}{occasion}" if occasion else ""]
    )


def _topics(data, status: str) -> str:
    keys = data.getlist("topics")
    found = _rows(Topic, keys)
    names = [_inside(str(found[key])) for key in keys if key in found]
    if not names:
        return ""
    return f"{_ON_TOPICS.get(status, 'They were to speak about')} {_joined(names)}."


def _inside(name: str) -> str:
    """The name of a topic as it stands inside a sentence: a name of something keeps its capital."""
    first, _space, rest = name.partition(" ")
    is_common = first[1:].islower() and (not rest or rest[0].islower())
    return lower_first(name) if is_common else name
