"""Meetings in calendars: iCalendar (RFC 5545)."""

import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from icalendar.prop import vUri

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
_PRODUCT = "-//Ministry Meetings Archive//EN"
_STATUS = {
    EventStatus.HELD: "CONFIRMED",
    EventStatus.SCHEDULED: "TENTATIVE",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def calendar(published: Published) -> bytes:
    """A calendar of one meeting; of none where its days are not known exactly."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    found = event(published)
    if found is not None:
        made.add_component(found)
        if began := start(published.form):
            made.add_missing_timezones(began.date() - _A_YEAR, began.date() + datetime.timedelta(days=1))
    return made.to_ical()


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
