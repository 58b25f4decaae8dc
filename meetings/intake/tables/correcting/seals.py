"""The seal of a row that goes out: proof that it is ours, and of which meeting in which state."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing

from meetings.models import Meeting

_SALT = "meetings.tables.correcting"
_DIGEST = 20


@dataclass(frozen=True)
class Seal:
    """Of which meeting a row is, which save of it, and a digest of what the row said."""

    pk: int
    lock_version: int
    digest: str


def seal(meeting: Meeting, cells: Mapping[str, str]) -> str:
    """The seal of a row, signed."""
    return signing.Signer(salt=_SALT).sign(f"{meeting.pk}.{meeting.lock_version}.{digest(cells)}")


def opened(words: str) -> Seal | None:
    """What a seal says; ``None`` where it was not made here."""
    try:
        pk, version, told = signing.Signer(salt=_SALT).unsign(words).split(".")
        return Seal(int(pk), int(version), told)
    except (signing.BadSignature, ValueError):
        return None


def digest(cells: Mapping[str, str]) -> str:
    """The same for rows that say the same; empty cells play no part."""
    told = "\x1f".join(f"{name}={words}" for name, words in sorted(cells.items()) if words)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def is_fresh(found: Seal, meeting: Meeting, cells: Mapping[str, str]) -> bool:
    """Whether the meeting still is as it was when its row went out."""
    return found.lock_version == meeting.lock_version and found.digest == digest(cells)
