"""Meetings as linked data: JSON-LD with the words of schema.org.

A machine takes ``startDate`` for a day: it is there only where the day is known exactly. The date as the
archive knows it is always there, as EDTF in an additional property.
"""

import json
import textwrap

from meetings.exports import licence
from meetings.exports.published import Published, exact_days, name_in_words, start
from meetings.record.canonical import timestamp
from meetings.record.titles import participant_name
from meetings.vocabulary import Attendance, EventStatus, MeetingKind, SourceKind

_STATUS = {
    # There is no word for an event that was held: "scheduled" is also said of those that took place.
    EventStatus.HELD: "https://schema.org/EventScheduled",
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
_ONLINE = (MeetingKind.TELEPHONE, MeetingKind.VIDEO)
_EDTF = "https://www.loc.gov/standards/datetime/"
_LONGEST_DESCRIPTION = 500


def jsonld(published: Published) -> bytes:
    """The meeting as one JSON-LD document."""
    return json.dumps(event(published), ensure_ascii=False, indent=1).encode()


def event(published: Published) -> dict:
    """The meeting as a schema.org Event, with what is not known left out."""
    form = published.form
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": published.permanent,
        "url": published.permanent,
        "name": name_in_words(form),
        "description": _description(form),
        "eventStatus": _STATUS[EventStatus(form["status"])],
        "eventAttendanceMode": (
            "https://schema.org/OnlineEventAttendanceMode" if form["kind"] in _ONLINE else None
        ),
        **_dates(form),
        "location": _place(published, form["place"]),
        "superEvent": _occasion(published, form["occasions"]),
        "attendee": [_participant(published, row) for row in form["participations"] if _is_there(form, row)],
        "about": [
            {"@type": "DefinedTerm", "name": topic["name"], "url": published.address_of("topic", topic)}
            for topic in form["topics"]
        ],
        "subjectOf": [_record(published), *(_source(published, source) for source in form["sources"])],
    }
    return _without_gaps(found)


def _without_gaps(value):
    if isinstance(value, dict):
        return {key: _without_gaps(part) for key, part in value.items() if part}
    return [_without_gaps(part) for part in value] if isinstance(value, list) else value


def _description(form: dict) -> str:
    text = next((text for text in form["texts"] if text["language"] == "en"), None)
    summary = " ".join(text["summary"].split()) if text else ""
    return textwrap.shorten(summary, _LONGEST_DESCRIPTION, placeholder="…") if summary else ""


def _dates(form: dict) -> dict:
    found: dict = {}
    if days := exact_days(form):
        found["startDate"] = (start(form) or days[0]).isoformat()
        found["endDate"] = days[1].isoformat()
    if form["date"]:
        found["additionalProperty"] = {
            "@type": "PropertyValue",
            "name": "Date as EDTF (ISO 8601-2)",
            "propertyID": _EDTF,
            "value": form["date"]["edtf"],
            "description": form["date"]["basis"],
        }
    return found


def _place(published: Published, place: dict | None) -> dict | None:
    if place is None:
        return None
    country = place["country"]
    return {
        "@type": "Place",
        "name": place["name"],
        "url": published.address_of("place", place),
        "address": country
        and {
            "@type": "PostalAddress",
            "addressCountry": country["code"].upper() if len(country["code"]) == 2 else country["name"],
        },
        "geo": place["latitude"]
        and {
            "@type": "GeoCoordinates",
            "latitude": place["latitude"],
            "longitude": place["longitude"],
        },
    }


def _occasion(published: Published, occasions: list[dict]) -> dict | None:
    """The occasion, within what it is part of."""
    found = None
    for occasion in reversed(occasions):
        found = {
            "@type": "Event",
            "name": occasion["name"],
            "url": published.address_of("occasion", occasion),
            "superEvent": found,
        }
    return found


def _is_there(form: dict, row: dict) -> bool:
    """Whether somebody is known to have come; to a meeting to come also who is expected."""
    if row["attendance"] == Attendance.EXPECTED:
        return form["status"] != EventStatus.HELD
    return row["attendance"] != Attendance.ABSENT


def _participant(published: Published, row: dict) -> dict:
    """A person with those spoken for, else the party itself, or whom a source names only by role."""
    parties = [
        _party(published, kind, row[kind]) for kind in ("organisation", "country") if row[kind] is not None
    ]
    person, name = row["person"], participant_name(row)
    if person is None and parties and name == parties[0]["name"]:
        return parties[0]
    offices = [held["office"]["name"] for held in row["appointments"]] or [row["role_as_printed"]]
    return {
        "@type": "Person",
        "name": name,
        "url": published.address_of("person", person) if person else None,
        "alternateName": sorted(set(person["names"].values())) if person else None,
        "jobTitle": [office for office in offices if office],
        "affiliation": parties,
    }


def _party(published: Published, kind: str, reference: dict) -> dict:
    return {
        "@type": "Country" if kind == "country" else "Organization",
        "name": reference["name"],
        "alternateName": reference.get("abbreviation"),
        "url": published.address_of(kind, reference),
    }


def _record(published: Published) -> dict:
    """The record itself: the edition, when it was published, by whom, its hash and its licence."""
    return {
        "@type": "WebPage",
        "url": published.permanent,
        "version": str(published.edition),
        "dateModified": timestamp(published.published_at),
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "value": published.sha256,
        },
        "publisher": {"@type": "GovernmentOrganization", "name": published.ministry},
        "license": licence.address(published.licence, published.site),
    }


def _source(published: Published, source: dict) -> dict:
    published_on = source["published"]
    publisher = source["publisher"]
    return {
        "@type": "NewsArticle" if source["kind"] == SourceKind.NEWS else "CreativeWork",
        "name": source["title"],
        "url": source["url"] or published.address("source", source["id"]),
        "datePublished": published_on if published_on.replace("-", "").isdigit() else None,
        "inLanguage": source["language"],
        "publisher": publisher and {"@type": "Organization", "name": publisher["name"]},
    }
