"""A public form by hand, rich enough that every part of it can be exported or changed."""

import copy
import datetime

from meetings import dates
from meetings.exports.published import Published
from meetings.record import canonical

PUBLISHED_AT = datetime.datetime(2022, 9, 26, 12, tzinfo=datetime.UTC)
SCHEMA = "https://schema.org/"


def schema_org(address: str, options: dict) -> dict:
    """Load the context of schema.org for a JSON-LD processor, which else would ask the network for it."""
    assert address == SCHEMA.rstrip("/")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}}},
    }


def reference(slug: str, name: str, **further) -> dict:
    """What a form says of something that has a page of its own."""
    return {"slug": slug, "name": name, "names": {}} | further


def country(code: str, name: str) -> dict:
    """What a form says of a country."""
    return {"code": code, "name": name, "names": {"fr": f"{name} (fr)"}}


def day(edtf: str, basis: str = "stated") -> dict:
    """The date of a form, with the bounds that follow from it."""

    read = dates.parse(edtf)
    bounds = ("earliest", "latest", "start_latest", "end_earliest")
    return {"edtf": read.text, "basis": basis} | {name: getattr(read, name).isoformat() for name in bounds}


def _participation(**given) -> dict:
    return {
        "side": "counterpart",
        "attendance": "reported",
        "person": None,
        "country": None,
        "organisation": None,
        "role_as_printed": "",
        "name_as_printed": "",
        "appointments": [],
    } | given


def _statement(**given) -> dict:
    return {
        "source": "s1",
        "property": "date",
        "participation": None,
        "value": "2022-09-22",
        "value_as_printed": "",
        "quote": "on Thursday",
        "start": 10,
        "end": 21,
        "speaker": "",
        "rank": "normal",
        "reason": "",
    } | given


def _source(public_id: str, title: str, **given) -> dict:
    return {
        "id": public_id,
        "kind": "news",
        "publisher": None,
        "title": title,
        "url": "",
        "archive_url": "",
        "published": "2022-09-23",
        "accessed_on": "",
        "language": "en",
        "attribution": "",
        "sha256": "",
    } | given


_OFFICE = {
    "office": reference(
        "minister-of-foreign-affairs-of-azerbaijan", "Minister of Foreign Affairs of Azerbaijan"
    )
    | {"kind": "foreign_minister"},
    "start": "2020-07-16",
    "end": "",
    "acting": False,
}
_FORM = {
    "schema": 1,
    "id": 12,
    "kind": "bilateral",
    "status": "held",
    "date": day("2022-09-22"),
    "start_time": "",
    "timezone": "",
    "texts": [
        {"language": "en", "original": True, "title": "", "summary": "They spoke of gas, grain and *glass*."},
        {"language": "fr", "original": False, "title": "", "summary": "Ils ont parlé de gaz."},
    ],
    "place": reference("new-york", "New York")
    | {"country": country("us", "United States"), "latitude": "40.71", "longitude": "-74.01"},
    "occasions": [
        reference("high-level-week", "High-level week", short_name="HLW"),
        reference("unga-77", "77th session of the UN General Assembly", short_name="UNGA 77"),
    ],
    "topics": [reference("energy", "Energy"), reference("grain", "Grain, wheat & rye")],
    "participations": [
        _participation(
            side="principal",
            person=reference("anna-host", "Anna Host"),
            country=country("az", "Azerbaijan"),
            appointments=[_OFFICE],
        ),
        _participation(
            person=reference("ursula-von-der-leyen", "Ursula von der Leyen"),
            organisation=reference("eu", "European Union", abbreviation="EU"),
            role_as_printed="President",
        ),
        _participation(country=country("pl", "Poland"), role_as_printed="the Foreign Minister"),
    ],
    "sources": [
        _source("s1", "A first account", attribution="citing the ministry"),
        _source("s2", "A second account", publisher=reference("mfa", "The ministry", abbreviation="")),
    ],
    "statements": [
        _statement(),
        _statement(source="s2", property="role", participation=2, value="President", quote="the President"),
        _statement(source="s2", property="role", participation=3, value="Minister", quote="the minister"),
    ],
}  # fmt: skip


def form(**given) -> dict:
    """The form, with other values for some of its keys."""
    return copy.deepcopy(_FORM) | given


def published(ministry: str = "Ministry of Foreign Affairs", edition: int = 2, **given) -> Published:
    """An edition of the form as builders take it."""
    made = form(**given)
    stored = canonical.dumps(made)
    return Published(
        form=made,
        stored=stored,
        edition=edition,
        published_at=PUBLISHED_AT,
        form_sha256=canonical.digest(stored),
        sha256="4b1d90aa72c3" + "0" * 52,
        site="https://archive.example.org",
        ministry=ministry,
    )
