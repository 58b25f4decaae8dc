"""Lists of meetings as a feed: Atom (RFC 4287), in pages (RFC 5005), with tombstones (RFC 6721)
and licences (RFC 4946).

An entry is a meeting, for ever under one identifier; a correction changes ``updated`` and the text of the
entry. What changed last stands first.
"""

import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.xmlutils import SimplerXMLGenerator

from meetings.exports.published import (
    Published,
    date_in_words,
    kind_in_words,
    name_in_words,
    participants_in_words,
    place_in_words,
)

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_NAMESPACES = {"xmlns": _ATOM, "xmlns:at": _TOMBSTONES}


@dataclass(frozen=True)
class Entry:
    """A meeting in a feed: its newest edition, when it was first published, when and why it last changed."""

    published: Published
    first_published_at: datetime.datetime
    changed_at: datetime.datetime
    change: str


@dataclass(frozen=True)
class Tombstone:
    """That a meeting was withdrawn: its permanent address, when, why, and the way to the kept one, if any."""

    permanent: str
    at: datetime.datetime
    reason: str
    kept: str = ""


@dataclass(frozen=True)
class Feed:
    """A page of a feed: ``first`` is the address that people subscribe to, and the identifier of the feed.

    ``address`` is that of this page, ``following`` of the next one or empty, ``page`` the list for people.
    ``rights`` are said in words, and ``licence`` is where they can be read; both are empty where nothing is
    stated.
    """

    title: str
    author: str
    rights: str
    licence: str
    first: str
    address: str
    following: str
    page: str
    updated: datetime.datetime
    items: Iterable[Entry | Tombstone]


def atom(feed: Feed) -> bytes:
    """The page as a document."""
    out = io.StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("feed", _NAMESPACES | {"xml:lang": "en"})
    xml.addQuickElement("id", feed.first)
    xml.addQuickElement("title", feed.title)
    xml.addQuickElement("updated", _moment(feed.updated))
    xml.startElement("author", {})
    xml.addQuickElement("name", feed.author)
    xml.endElement("author")
    if feed.rights:
        xml.addQuickElement("rights", feed.rights)
    _license(xml, feed.licence)
    _link(xml, "self", feed.address, "application/atom+xml")
    _link(xml, "first", feed.first, "application/atom+xml")
    if feed.following:
        _link(xml, "next", feed.following, "application/atom+xml")
    _link(xml, "alternate", feed.page, "text/html")
    for item in feed.items:
        _entry(xml, item, feed.licence) if isinstance(item, Entry) else _tombstone(xml, item)
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue().encode()


def _entry(xml: SimplerXMLGenerator, entry: Entry, licence: str) -> None:
    published, form = entry.published, entry.published.form
    xml.startElement("entry", {})
    xml.addQuickElement("id", published.permanent)
    xml.addQuickElement("title", name_in_words(form))
    xml.addQuickElement("published", _moment(entry.first_published_at))
    xml.addQuickElement("updated", _moment(entry.changed_at))
    _link(xml, "alternate", published.permanent, "text/html")
    _link(xml, "alternate", published.address("meeting-file", published.number, "json"), "application/json")
    _link(xml, "version-history", published.address("meeting-history", published.number), "text/html")
    _license(xml, licence)
    for topic in form["topics"]:
        address = published.address_of("topic", topic)
        xml.addQuickElement(
            "category", None, {"term": topic["slug"], "label": topic["name"], "scheme": address}
        )
    lines = [
        ", ".join(fact for fact in (kind_in_words(form), date_in_words(form), place_in_words(form)) if fact),
        *participants_in_words(form),
        f"Edition {published.edition}, sha256 {published.sha256}. {entry.change}",
    ]
    xml.addQuickElement("summary", "\n".join(lines), {"type": "text"})
    xml.endElement("entry")


def _tombstone(xml: SimplerXMLGenerator, gone: Tombstone) -> None:
    xml.startElement("at:deleted-entry", {"ref": gone.permanent, "when": _moment(gone.at)})
    xml.addQuickElement("at:comment", gone.reason)
    if gone.kept:
        _link(xml, "related", gone.kept, "text/html")
    xml.endElement("at:deleted-entry")


def _link(xml: SimplerXMLGenerator, rel: str, address: str, media_type: str) -> None:
    xml.addQuickElement("link", None, {"rel": rel, "href": address, "type": media_type})


def _license(xml: SimplerXMLGenerator, address: str) -> None:
    """The licence of the feed, or of an entry, to which that of its feed does not extend (RFC 4946)."""
    if address:
        xml.addQuickElement("link", None, {"rel": "license", "href": address})


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
