"""The public form itself, with what proves it: plain JSON."""

import datetime
import json
from collections.abc import Iterable, Iterator

import orjson

from meetings.exports.gathering import gathered
from meetings.exports.published import Published, edition_address, permanent_address
from meetings.record.canonical import timestamp
from meetings.search.streams import Stored


def document(published: Published) -> bytes:
    """The form exactly as it was published, with its address, edition and hashes.

    ``form_sha256`` is the SHA-256 of ``form`` as canonical JSON: keys sorted, no white space, UTF-8.
    """
    data = _outline(
        published.site,
        published.number,
        published.edition,
        published.published_at,
        published.form_sha256,
        published.sha256,
    )
    return json.dumps(data | {"form": json.loads(published.stored)}, ensure_ascii=False, indent=1).encode()


def lines(found: Iterable[Stored], site: str) -> Iterator[bytes]:
    """JSON Lines: the same of many meetings, each on a line of its own, some of them at a time.

    The form stands there in its canonical text, over which ``form_sha256`` is the hash.
    """
    return gathered(_line(one, site) for one in found)


def _line(one: Stored, site: str) -> bytes:
    outline = _outline(site, one.public_id, one.number, one.published_at, one.form_sha256, one.sha256)
    return b"".join((orjson.dumps(outline)[:-1], b',"form":', one.form.encode(), b"}\n"))


def _outline(
    site: str, number: int, edition: int, at: datetime.datetime, form_sha256: str, sha256: str
) -> dict:
    return {
        "url": permanent_address(site, number),
        "edition": {
            "number": edition,
            "published_at": timestamp(at),
            "url": edition_address(site, number, edition),
            "form_sha256": form_sha256,
            "sha256": sha256,
        },
    }
