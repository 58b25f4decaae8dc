"""Meetings in calendars: iCalendar (RFC 5545, and RFC 7986 for what a calendar says of itself).

Events are written here, line by line, as a calendar can hold hundreds of thousands of them; what stands once
in a calendar is left to the icalendar library.
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from icalendar import Calendar, Timezone
from icalendar.prop import vDuration, vUri

from meetings.exports.content_lines import folded, text
from meetings.exports.gathering import gathered
from meetings.exports.published import (
    Published,
    date_in_words,
    exact_days,
    kind_in_words,
    name_in_words,
    participants_in_words,
    place_in_words,
    start,
)
from meetings.vocabulary import EventStatus

#: How far back a calendar tells the offsets of a time zone, so that a change of clocks is among them.
_A_YEAR = datetime.timedelta(days=366)
_A_DAY = datetime.timedelta(days=1)
#: How often those who subscribe to a list are asked to look again.
_LOOK_AGAIN = datetime.timedelta(hours=12)
_PRODUCT = "-//Ministry Meetings Archive//EN"
_STATUS = {
    EventStatus.HELD: "CONFIRMED",
    EventStatus.SCHEDULED: "TENTATIVE",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}
#: The zones whose times are written with a Z, which needs no table of offsets.
_UNIVERSAL = ("UTC", "Etc/UTC")


def calendar(published: Published) -> bytes:
    """A calendar of one meeting; of none where its days are not known exactly."""
    opening, closing = _around(_empty())
    made = event(published)
    if made is None:
        return opening + closing
    zone = b""
    if began := _zoned(published.form):
        first, last = began.date() - _A_YEAR, began.date() + _A_DAY
        zone = Timezone.from_tzid(published.form["timezone"], first_date=first, last_date=last).to_ical()
    return b"".join((opening, zone, made, closing))


def calendar_of_list(
    found: Iterable[Published], *, name: str, address: str, page: str, left_out: int
) -> Iterator[bytes]:
    """A calendar of many meetings, some events at a time, of those whose days are known exactly.

    ``address`` is where it is fetched again and ``page`` the list as people read it. How many meetings are
    ``left_out`` is said in its description, and as a number in ``X-MEETINGS-LEFT-OUT``.
    """
    made = _empty()
    said = (
        f"{left_out} further meetings of this list have no day that is known for certain." if left_out else ""
    )
    for properties, value in ((("name", "x-wr-calname"), name), (("description", "x-wr-caldesc"), said)):
        for written in properties if value else ():
            made.add(written, value)
    made.add("source", vUri(address))
    made.add("url", vUri(page))
    made.add("refresh-interval", vDuration(_LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_LOOK_AGAIN))
    made.add("x-meetings-left-out", str(left_out))
    opening, closing = _around(made)
    yield opening
    yield from gathered(_events(found))
    yield closing


def _around(made: Calendar) -> tuple[bytes, bytes]:
    """What stands before and after the components of a calendar."""
    opening, closing, _ = made.to_ical().partition(b"END:VCALENDAR")
    return opening, closing + b"\r\n"


def _empty() -> Calendar:
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    return made


def _events(found: Iterable[Published]) -> Iterator[bytes]:
    """The events, each time zone before the first that needs it."""
    zones = set()
    for published in found:
        made = event(published)
        if made is None:
            continue
        zone = published.form["timezone"]
        if zone and zone not in zones and _zoned(published.form):
            zones.add(zone)
            yield _zone(zone)
        yield made


@cache
def _zone(name: str) -> bytes:
    """The offsets of a time zone from 1970 on, which take a while to find."""
    return Timezone.from_tzid(name).to_ical()


def _zoned(form: dict) -> datetime.datetime | None:
    """When a meeting began, where that is said in a zone whose offsets a calendar has to tell."""
    return start(form) if form["timezone"] not in _UNIVERSAL else None


def event(published: Published) -> bytes | None:
    """The meeting as an event; ``None`` where its days are not known exactly.

    The identifier never changes, and the sequence rises with every edition, so that calendars which hold the
    event follow its corrections.
    """
    form, days = published.form, exact_days(published.form)
    if days is None:
        return None
    changed = f"{published.published_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        f"BEGIN:VEVENT\r\nSEQUENCE:{published.edition - 1}\r\n",
        f"DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n",
        f"STATUS:{_STATUS[form['status']]}\r\nCLASS:PUBLIC\r\nTRANSP:TRANSPARENT\r\n",
        folded(f"UID:meeting-{published.number}@{urlsplit(published.site).hostname}"),
        _when(form, days),
        folded(f"SUMMARY:{text(name_in_words(form))}"),
        folded(f"DESCRIPTION:{text(_description(published))}"),
        folded(f"URL:{published.permanent}"),
    ]
    if place := place_in_words(form):
        lines.append(folded(f"LOCATION:{text(place)}"))
        if form["place"]["latitude"]:
            lines.append(f"GEO:{float(form['place']['latitude'])};{float(form['place']['longitude'])}\r\n")
    if form["topics"]:
        lines.append(folded(f"CATEGORIES:{','.join([text(topic['name']) for topic in form['topics']])}"))
    lines.append("END:VEVENT\r\n")
    return "".join(lines).encode()


def _when(form: dict, days: tuple[datetime.date, datetime.date]) -> str:
    """Beginning and end; no end is made up where a time is known: RFC 5545 lets a beginning stand alone."""
    began = start(form)
    if began is None:
        return f"DTSTART;VALUE=DATE:{_day(days[0])}\r\nDTEND;VALUE=DATE:{_day(days[1] + _A_DAY)}\r\n"
    if form["timezone"] in _UNIVERSAL:
        return f"DTSTART:{began:%Y%m%dT%H%M%SZ}\r\n"
    return folded(f"DTSTART;TZID={form['timezone']}:{began:%Y%m%dT%H%M%S}")


def _day(day: datetime.date) -> str:
    # Not by strftime, which leaves out the zeros of a year before 1000.
    return day.isoformat().replace("-", "")


def _description(published: Published) -> str:
    form = published.form
    lines = [f"{kind_in_words(form)}, {date_in_words(form)}", *participants_in_words(form)]
    if form["occasions"]:
        lines.append(form["occasions"][0]["name"])
    return "\n".join([*lines, f"Edition {published.edition}: {published.permanent}"])
