"""Lists of meetings as tables: which columns there are, and the cells of each row.

A cell is text, a whole number, a truth value, a day, or ``None`` for what is not known. Several values of one
cell stand in the order of the record with "; " between them. The writers of CSV and XLSX know no more than
this; docs/exports.md tells readers what each column holds.
"""

import datetime
from collections.abc import Iterable, Iterator

from meetings.exports.published import days_of, permanent_address
from meetings.record import titles
from meetings.record.canonical import timestamp
from meetings.search.streams import Listed

Cell = str | int | bool | datetime.date | None
BETWEEN = "; "

MEETINGS = (
    "id", "url", "title",
    "date", "day", "date_earliest", "date_latest", "date_basis",
    "kind", "status",
    "place", "place_slug", "place_country", "occasion", "occasion_slug",
    "countries", "people", "people_slugs", "organisations", "organisation_slugs",
    "topics", "topic_slugs",
    "sources", "sources_differ",
    "edition", "published_at", "sha256",
)  # fmt: skip
PARTICIPATIONS = (
    "meeting", "url", "title",
    "date", "day", "date_earliest", "date_latest", "date_basis",
    "kind", "status",
    "participation", "side", "attendance", "name", "person", "person_slug",
    "country", "country_name", "organisation", "organisation_slug",
    "offices", "office_slugs", "office_kinds", "role_as_printed", "name_as_printed",
    "edition",
)  # fmt: skip


def meeting_rows(found: Iterable[Listed], site: str) -> Iterator[list[Cell]]:
    """A row for each meeting, with the columns ``MEETINGS``."""
    for one in found:
        card = one.card
        place, occasion, people = card["place"], card["occasion"], card["participations"]
        persons, bodies = _each_once(people, "person"), _each_once(people, "organisation")
        yield [
            card["id"],
            permanent_address(site, card["id"]),
            titles.heading(card["titles"], people, "en")[0],
            card["date"],
            *_days(card["date"], card["basis"], one.earliest, one.latest),
            card["basis"],
            card["kind"],
            card["status"],
            *((place["name"], place["slug"]) if place else ("", "")),
            place["country"]["code"] if place and place["country"] else "",
            *((occasion["name"], occasion["slug"]) if occasion else ("", "")),
            BETWEEN.join(country["code"] for country in _each_once(people, "country")),
            BETWEEN.join(person["name"] for person in persons),
            BETWEEN.join(person["slug"] for person in persons),
            BETWEEN.join(body["name"] for body in bodies),
            BETWEEN.join(body["slug"] for body in bodies),
            BETWEEN.join(topic["name"] for topic in card["topics"]),
            BETWEEN.join(topic["slug"] for topic in card["topics"]),
            card["sources"],
            card["differ"],
            card["edition"],
            timestamp(one.published_at),
            one.sha256,
        ]


def participation_rows(found: Iterable[Listed], site: str) -> Iterator[list[Cell]]:
    """A row for each participant of each meeting, with the columns ``PARTICIPATIONS``.

    ``found`` needs the forms: cards know nothing of offices, which have the names they were published with.
    """
    for one in found:
        card = one.card
        of_meeting = [
            card["id"],
            permanent_address(site, card["id"]),
            titles.heading(card["titles"], card["participations"], "en")[0],
            card["date"],
            *_days(card["date"], card["basis"], one.earliest, one.latest),
            card["basis"],
            card["kind"],
            card["status"],
        ]
        published = one.form.get("participations")
        for place, row in enumerate(card["participations"]):
            held = published[place]["appointments"] if published else []
            yield [
                *of_meeting,
                place + 1,
                *_participation(row, [its["office"] for its in held]),
                card["edition"],
            ]


def _participation(row: dict, offices: list[dict]) -> list[Cell]:
    person, country, body = row["person"], row["country"], row["organisation"]
    return [
        row["side"],
        row["attendance"],
        titles.participant_name(row),
        *((person["name"], person["slug"]) if person else ("", "")),
        *((country["code"], country["name"]) if country else ("", "")),
        *((body["name"], body["slug"]) if body else ("", "")),
        *(BETWEEN.join(office[part] for office in offices) for part in ("name", "slug", "kind")),
        row["role_as_printed"],
        row["name_as_printed"],
    ]


def _each_once(participations: list[dict], kind: str) -> list[dict]:
    """What participants are or stand for, each once, in their order."""
    found = {}
    for row in participations:
        if reference := row[kind]:
            found.setdefault(reference.get("code") or reference["slug"], reference)
    return list(found.values())


def _days(edtf, basis, earliest, latest) -> tuple[datetime.date | None, ...]:
    """The one day where it is known for certain, and the bounds; an open end is not known and stays empty."""
    exact = days_of(edtf, basis)
    return (
        exact[0] if exact and exact[0] == exact[1] else None,
        earliest if earliest != datetime.date.min else None,
        latest if latest != datetime.date.max else None,
    )
