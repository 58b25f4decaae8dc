"""A small archive of many kinds, made the same way every time, and a second opinion on its facets."""

import datetime
import json
import random

from meetings.models import Edition
from meetings.vocabulary import MINISTERIAL_OFFICES, EventStatus, Facet, MeetingKind, OfficeKind, number_of
from tests import builders as make

DATES = (
    "", "2022-09-22", "2022-09", "2022", "2022-09-XX", "2021-12-30/2022-01-02", "2022-09-20/..",
    "../2022-09-25", "[2022-09-20..2022-09-26]", "1866-07", "0999", "9999-12-31", "2022-09-22?", "1900/2020",
)  # fmt: skip


def build(meetings: int = 24, seed: int = 77) -> None:
    """Publish meetings of shared people, bodies, topics, occasions, places and publishers."""
    chance = random.Random(seed)
    countries = [make.make_country(code) for code in ("mk", "pl", "rs")]
    people = [make.make_person(f"Person {letter}") for letter in "ABCDEF"]
    bodies = [make.make_organisation(f"Body {letter}") for letter in "ABC"]
    top = make.make_topic("Trade")
    topics = [top, make.make_topic("Energy", broader=top), make.make_topic("Visas")]
    whole = make.make_occasion("UNGA")
    occasions = [whole, make.make_occasion("Margins", parent=whole), None]
    places = [make.make_place("New York", country=make.make_country("us")), None]
    offices = [
        make.make_office(f"Office {kind}", kind=kind) for kind in ("foreign_minister", "chair", "minister")
    ]
    held = [make.make_appointment(person, chance.choice(offices)) for person in people[:4]]
    sources = [make.make_source(publisher=chance.choice([*bodies, None])) for _ in range(5)]
    for number in range(meetings):
        pair = chance.sample(people, 2)
        make.published_meeting(
            date=chance.choice(DATES),
            kind=chance.choice(MeetingKind.values),
            event_status=chance.choice(EventStatus.values),
            occasion=chance.choice(occasions),
            place=chance.choice(places),
            topics=chance.sample(topics, chance.randrange(3)),
            sources=chance.sample(sources, chance.randrange(1, 3)),
            summary=" ".join(chance.sample(["border", "gas", "visa", "press", "border gas"], number % 4)),
            people=[
                {
                    "person": person,
                    "country": chance.choice([*countries, None]),
                    "organisation": chance.choice([*bodies, None]),
                    "side": side,
                    "appointments": [row for row in held if row.person == person and chance.random() < 0.8],
                }
                for person, side in zip(pair, ("principal", "counterpart"), strict=True)
            ],
        )


def forms() -> list[dict]:
    """The published forms, newest edition of each meeting."""
    return [json.loads(edition.form) for edition in Edition.objects.order_by("pk")]


def values(form: dict, rows) -> set[tuple[Facet, int]]:
    """The facet values of a form, read from it afresh; ``rows`` gives a row by model name and address."""
    found = {
        (Facet.KIND, number_of(MeetingKind(form["kind"]))),
        (Facet.STATUS, number_of(EventStatus(form["status"]))),
    }
    for row in form["participations"]:
        for kind in ("person", "country", "organisation"):
            if row[kind]:
                found.add((Facet(kind), rows(kind, row[kind]).pk))
        held = rows("person", row["person"]).appointments.all() if row["person"] else ()
        if any(one.office.kind in MINISTERIAL_OFFICES for one in held):
            found.add((Facet.MINISTER, rows("person", row["person"]).pk))
        found |= {
            (Facet.CAPACITY, number_of(OfficeKind(one["office"]["kind"]))) for one in row["appointments"]
        }
    for topic in form["topics"]:
        found |= {(Facet.TOPIC, row.pk) for row in with_broader(rows("topic", topic))}
    found |= {(Facet.OCCASION, rows("occasion", occasion).pk) for occasion in form["occasions"]}
    if form["place"]:
        found.add((Facet.PLACE, rows("place", form["place"]).pk))
    for source in form["sources"]:
        found.add((Facet.SOURCE, rows("source", source).pk))
        if source["publisher"]:
            found.add((Facet.PUBLISHER, rows("organisation", source["publisher"]).pk))
    return found | {(Facet.YEAR, year) for year in years(form["date"])}


def with_broader(topic) -> list:
    """A topic and all above it."""
    return [topic, *with_broader(topic.broader)] if topic else []


def years(date: dict | None) -> set[int]:
    """The years of a date; of more than a century its ends, as far as they are known."""
    if not date:
        return set()
    first, last = (int(date[bound][:4]) for bound in ("earliest", "latest"))
    return set(range(first, last + 1)) if last - first <= 100 else {first, last} - {1, 9999}


def days(form: dict) -> tuple[datetime.date, ...] | None:
    """Earliest, latest, latest start and earliest end of a form's meeting."""
    if not form["date"]:
        return None
    names = ("earliest", "latest", "start_latest", "end_earliest")
    return tuple(datetime.date.fromisoformat(form["date"][name]) for name in names)


def listed_day(form: dict) -> datetime.date | None:
    """The day that orders a form's meeting: its last, or with an open end the last it can have begun on."""
    if not form["date"]:
        return None
    _earliest, latest, start_latest, _end_earliest = days(form)
    return start_latest if latest == datetime.date.max else latest
