"""Meetings: short as a card has them, whole as the public form has them."""

from meetings.api.links import Links
from meetings.api.objects.common import period, reference
from meetings.models import Edition
from meetings.record import titles
from meetings.record.canonical import timestamp
from meetings.record.disagreements import disagreements

PARTIES = ("person", "country", "organisation")


def short(links: Links, card: dict) -> dict:
    """A meeting of a list, from its card."""
    return _head(links, card, card["titles"], card["slug"], card["edition"]) | {
        "date": _date(card["date"], card["basis"]),
        "place": reference(links, "place", card["place"]),
        "occasion": reference(links, "occasion", card["occasion"]),
        "topics": [reference(links, "topic", topic) for topic in card["topics"]],
        "participations": [_participation(links, row) for row in card["participations"]],
        "source_count": card["sources"],
        "sources_differ": card["differ"],
    }


def whole(links: Links, edition: Edition, form: dict) -> dict:
    """A meeting with everything that is public of it, from the form of an edition."""
    date = form["date"]
    occasions = [reference(links, "occasion", occasion) for occasion in form["occasions"]]
    return _head(links, form, titles.titles_of(form), titles.slug(form), edition.number) | {
        "date": _date(date["edtf"], date["basis"]) if date else None,
        "place": reference(links, "place", form["place"]),
        "occasion": occasions[0] if occasions else None,
        "topics": [reference(links, "topic", topic) for topic in form["topics"]],
        "participations": [
            _participation(links, row) | {"appointments": [_held(links, one) for one in row["appointments"]]}
            for row in form["participations"]
        ],
        "source_count": len(form["sources"]),
        "sources_differ": bool(disagreements(form)),
        "start_time": form["start_time"],
        "timezone": form["timezone"],
        "texts": form["texts"],
        "occasions": occasions,
        "sources": [source(links, one) for one in form["sources"]],
        "statements": statements(links, form, edition.number),
        "published_at": timestamp(edition.published_at),
        "form_sha256": edition.form_sha256,
        "sha256": edition.sha256,
    }


def _head(links: Links, found: dict, written: dict[str, str], slug: str, edition: int) -> dict:
    """What a card and a form say alike: which meeting it is and what it is called."""
    number = found["id"]
    return {
        "id": number,
        "url": links.object("meeting", number),
        "page": links.meeting_page(number, slug),
        "edition": edition,
        "edition_url": links.edition(number, edition),
        "title": titles.heading(written, found["participations"], "en")[0],
        "titles": written,
        "kind": found["kind"],
        "status": found["status"],
    }


def _date(edtf: str, basis: str) -> dict | None:
    found = period(edtf)
    return found and found | {"basis": basis}


def _participation(links: Links, row: dict) -> dict:
    return {
        "side": row["side"],
        "attendance": row["attendance"],
        **{kind: reference(links, kind, row[kind]) for kind in PARTIES},
        "role_as_printed": row["role_as_printed"],
        "name_as_printed": row["name_as_printed"],
    }


def _held(links: Links, appointment: dict) -> dict:
    return {
        "office": reference(links, "office", appointment["office"]),
        "start": period(appointment["start"]),
        "end": period(appointment["end"]),
        "acting": appointment["acting"],
    }


def source(links: Links, found: dict) -> dict:
    """A source as a public form describes it."""
    return {
        "id": found["id"],
        "url": links.object("source", found["id"]),
        "page": links.page("source", found["id"]),
        "kind": found["kind"],
        "title": found["title"],
        "publisher": reference(links, "organisation", found["publisher"]),
        "published": period(found["published"]),
        "accessed_on": found["accessed_on"] or None,
        "language": found["language"],
        "attribution": found["attribution"],
        "source_url": found["url"],
        "archive_url": found["archive_url"],
        "sha256": found["sha256"],
    }


def statements(links: Links, form: dict, edition: int) -> list[dict]:
    """What the sources of a form say, each statement under a name that stands for it for ever."""
    number, page = form["id"], links.page("meeting", form["id"])
    return [
        {
            "id": statement_id(number, edition, place),
            "url": links.object("statement", statement_id(number, edition, place)),
            "page": page,
            "meeting": links.object("meeting", number),
            "source": links.object("source", said["source"]),
            **{name: said[name] for name in _SAID},
        }
        for place, said in enumerate(form["statements"], start=1)
    ]


#: The parts of a statement that are given as the form has them.
_SAID = (
    "property", "participation", "value", "value_as_printed", "quote", "start", "end", "speaker", "rank",
    "reason",
)  # fmt: skip


def statement_id(number: int, edition: int, place: int) -> str:
    """The identifier of a statement: its meeting, the edition that has it, and its place there."""
    return f"{number}-{edition}-{place}"


def edition(links: Links, number: int, found: Edition) -> dict:
    """An edition without its form."""
    return {
        "id": found.number,
        "url": links.edition(number, found.number),
        "page": links.edition_page(number, found.number),
        "meeting": links.object("meeting", number),
        "published_at": timestamp(found.published_at),
        "reason": found.reason,
        "note": found.note,
        "form_sha256": found.form_sha256,
        "sha256": found.sha256,
        "redacted_at": timestamp(found.redacted_at) if found.redacted_at else None,
    }
