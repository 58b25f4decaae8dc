"""The readings of statements: who has quoted a source on the place means the place that the form names."""

from collections.abc import Callable, Iterator

from meetings import dates
from meetings.forms.choices import is_id
from meetings.forms.edtf import in_words
from meetings.forms.suggested import Suggestion, rows_of, text
from meetings.models import Appointment, Occasion, Person, Place
from meetings.vocabulary import MeetingKind, Property, Side

_OF_PARTICIPANT = (Property.PARTICIPANT, Property.ROLE)


def readings(data) -> Iterator[Suggestion]:
    """Suggestions for the readings that are still empty; a fixed number of queries, none without any.

    Participant and role are about the only one who is not the principal, where there is only one such.
    """
    waiting = [
        row
        for row in rows_of(data, "statements", "property")
        if data[f"{row}property"] and not data.get(f"{row}value", "").strip()
    ]
    if not waiting:
        return
    people = {str(number): row for number, row in _participants(data)}
    others = [number for number, row in people.items() if data.get(f"{row}side") != Side.PRINCIPAL]
    of_meeting = _of_meeting(data)
    names, roles = _names(data, people.values()), _roles(data, people.values())
    for row in waiting:
        given = data[f"{row}property"]
        if given in _OF_PARTICIPANT:
            number = data.get(f"{row}about", "").strip()
            if not number and len(others) == 1:
                number = others[0]
                yield text(f"{row}about", number)
            about = people.get(number)
            if about is not None:
                found = names if given == Property.PARTICIPANT else roles
                printed = "name_as_printed" if given == Property.PARTICIPANT else "role_as_printed"
                yield from _said(data, row, found.get(about, ""), data.get(f"{about}{printed}", "").strip())
        elif given in of_meeting and (suggested := of_meeting[given]()):
            yield Suggestion(f"{row}value", (suggested,))


def _said(data, row: str, value: str, printed: str) -> Iterator[Suggestion]:
    if value:
        yield text(f"{row}value", value)
    if printed and not data.get(f"{row}value_as_printed", "").strip():
        yield text(f"{row}value_as_printed", printed)


def _participants(data) -> Iterator[tuple[int, str]]:
    """The rows that name somebody, by the numbers they have on the page."""
    for row in rows_of(data, "participations", "side"):
        if any(data.get(f"{row}{field}") for field in ("person", "country", "organisation")):
            yield int(row.split("-")[1]) + 1, row


def _of_meeting(data) -> dict[str, Callable[[], tuple[str, str] | None]]:
    """For each property of the meeting what the form holds: the value and what it is called."""

    def named(model, field):
        key = data.get(field, "")
        found = model.objects.filter(pk=key).first() if is_id(key) else None
        return (str(found), str(found)) if found else None

    def day():
        try:
            found = dates.read(data.get("date", "").strip()).text
        except dates.DateError:
            return None
        return found, in_words(found)

    def kind():
        label = dict(MeetingKind.choices).get(data.get("kind"))
        return (str(label), str(label)) if label else None

    place = named(Place, "place")
    occasion = named(Occasion, "occasion")
    return {
        Property.DATE: day,
        Property.PLACE: lambda: place,
        Property.OCCASION: lambda: occasion,
        Property.KIND: kind,
    }


def _names(data, rows) -> dict[str, str]:
    wanted = {row: data.get(f"{row}person", "") for row in rows}
    found = Person.objects.in_bulk([int(key) for key in wanted.values() if is_id(key)])
    return {row: str(found[int(key)]) for row, key in wanted.items() if is_id(key) and int(key) in found}


def _roles(data, rows) -> dict[str, str]:
    """The offices that each row speaks for, in the order in which they are chosen."""
    wanted = {row: [key for key in data.getlist(f"{row}appointments") if is_id(key)] for row in rows}
    keys = {int(key) for chosen in wanted.values() for key in chosen}
    held = Appointment.objects.select_related("office").in_bulk(keys)
    return {
        row: " and ".join(str(held[int(key)].office) for key in chosen if int(key) in held)
        for row, chosen in wanted.items()
    }
