"""The public form itself, with what proves it: plain JSON."""

import json
from collections.abc import Iterable, Iterator

from meetings.exports.published import Published
from meetings.record.canonical import timestamp


def document(published: Published) -> bytes:
    """The form exactly as it was published, with its address, edition and hashes.

    ``form_sha256`` is the SHA-256 of ``form`` as canonical JSON: keys sorted, no white space, UTF-8.
    """
    data = _outline(published) | {"form": json.loads(published.stored)}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def lines(found: Iterable[Published]) -> Iterator[bytes]:
    """JSON Lines: the same of many meetings, each on a line of its own.

    The form stands there in its canonical text, over which ``form_sha256`` is the hash.
    """
    for published in found:
        outline = json.dumps(_outline(published), ensure_ascii=False, separators=(",", ":"))
        yield f'{outline[:-1]},"form":{published.stored}}}\n'.encode()


def _outline(published: Published) -> dict:
    return {
        "url": published.permanent,
        "edition": {
            "number": published.edition,
            "published_at": timestamp(published.published_at),
            "url": published.edition_address,
            "form_sha256": published.form_sha256,
            "sha256": published.sha256,
        },
    }
