"""The public form itself, with what proves it: plain JSON."""

import json

from meetings.exports.published import Published
from meetings.record.canonical import timestamp


def document(published: Published) -> bytes:
    """The form exactly as it was published, with its address, edition and hashes.

    ``form_sha256`` is the SHA-256 of ``form`` as canonical JSON: keys sorted, no white space, UTF-8.
    """
    data = {
        "url": published.permanent,
        "edition": {
            "number": published.edition,
            "published_at": timestamp(published.published_at),
            "url": published.edition_address,
            "form_sha256": published.form_sha256,
            "sha256": published.sha256,
        },
        "form": json.loads(published.stored),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
