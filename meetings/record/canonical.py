"""Canonical JSON and the hashes over it.

The same data always gives the same bytes: keys sorted, no white space, UTF-8, no numbers but integers
(RFC 8785 restricted to what the public form holds).
"""

import datetime
import hashlib
import json

#: What the first edition of a chain is hashed with in place of a predecessor.
NO_PREDECESSOR = "0" * 64


def dumps(form: dict) -> str:
    """The canonical JSON text of ``form``. Raises ``TypeError`` for what JSON or the rule does not hold."""
    _refuse_fractions(form)
    return json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _refuse_fractions(value) -> None:
    if isinstance(value, float):
        raise TypeError("The public form holds no fractions; write them as text.")
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return
    for item in value:
        _refuse_fractions(item)


def digest(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def timestamp(at: datetime.datetime) -> str:
    """``at`` (aware) in UTC with microseconds, as it enters the chain: ``2026-11-24T09:00:00.000000Z``."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chain(previous: str, number: int, at: datetime.datetime, form_sha256: str) -> str:
    """The hash of an edition over its predecessor's hash, its number, its time and its form's hash."""
    return digest("\n".join((previous or NO_PREDECESSOR, str(number), timestamp(at), form_sha256)))
