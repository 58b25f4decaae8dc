"""Meetings in calendars: iCalendar (RFC 5545, and RFC 7986 for what a calendar says of itself)."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vDuration, vUri

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
#: How often those who subscribe to a list are asked to look again.
_LOOK_AGAIN = datetime.timedelta(hours=12)
_PRODUCT = "-//Ministry Meetings Archive//EN"
_STATUS = {
    EventStatus.HELD: "CONFIRMED",
    EventStatus.SCHEDULED: "TENTATIVE",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def calendar(published: Published) -> bytes:
    """A calendar of one meeting; of none where its days are not known exactly."""
    made = _empty()
    found = event(published)
    if found is not None:
        made.add_component(found)
        if began := start(published.form):
            made.add_missing_timezones(began.date() - _A_YEAR, began.date() + datetime.timedelta(days=1))
    return made.to_ical()


def calendar_of_list(
    found: Iterable[Published], *, name: str, address: str, page: str, left_out: int
) -> Iterator[bytes]:
    """A calendar of many meetings, event by event, of those whose days are known exactly.

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
    opening, closing, _ = made.to_ical().partition(b"END:VCALENDAR")
    yield opening
    zones = set()
    for published in found:
        made_event = event(published)
        if made_event is None:
            continue
        zone = published.form["timezone"] if start(published.form) else ""
        if zone and zone not in zones:
            zones.add(zone)
            yield _zone(zone)
        yield made_event.to_ical()
    yield closing + b"\r\n"


def _empty() -> Calendar:
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    return made


@cache
def _zone(name: str) -> bytes:
    """The offsets of a time zone from 1970 on, which take a while to find."""
    return Timezone.from_tzid(name).to_ical()


def event(published: Published) -> Event | None:
    """The meeting as an event; ``None`` where its days are not known exactly.

    The identifier never changes, and the sequence rises with every edition, so that calendars which hold the
    event follow its corrections.
    """
    form, days = published.form, exact_days(published.form)
    if days is None:
        return None
    made = Event()
    made.add("uid", f"meeting-{published.number}@{urlsplit(published.site).hostname}")
    made.add("sequence", published.edition - 1)
    made.add("dtstamp", published.published_at)
    made.add("last-modified", published.published_at)
    began = start(form)
    # No end is made up: RFC 5545 lets a beginning stand alone.
    made.add("dtstart", began or days[0])
    if began is None:
        made.add("dtend", days[1] + datetime.timedelta(days=1))
    made.add("summary", name_in_words(form))
    made.add("description", _description(published))
    made.add("url", vUri(published.permanent))
    made.add("status", _STATUS[EventStatus(form["status"])])
    made.add("class", "PUBLIC")
    made.add("transp", "TRANSPARENT")
    if place := place_in_words(form):
        made.add("location", place)
        if form["place"]["latitude"]:
            made.add("geo", (float(form["place"]["latitude"]), float(form["place"]["longitude"])))
    if form["topics"]:
        made.add("categories", [topic["name"] for topic in form["topics"]])
    return made


def _description(published: Published) -> str:
    form = published.form
    lines = [f"{kind_in_words(form)}, {date_in_words(form)}", *participants_in_words(form)]
    if form["occasions"]:
        lines.append(form["occasions"][0]["name"])
    return "\n".join([*lines, f"Edition {published.edition}: {published.permanent}"])
