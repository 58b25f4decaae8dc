"""Editions: what was published, numbered and chained, and the proof that nobody changed it since."""

import datetime
from collections.abc import Iterable, Iterator

import orjson

from meetings.models import Edition, Meeting
from meetings.record import canonical
from meetings.record.form import public_form
from meetings.record.references import refresh
from meetings.vocabulary import ChangeReason


def latest(meeting: Meeting) -> Edition | None:
    """The newest edition of a meeting, or ``None`` before its first publication."""
    return meeting.editions.order_by("-number").first()


def first(meeting: Meeting) -> Edition:
    """The first edition of a meeting that was ever published."""
    return meeting.editions.get(number=1)


def form_of(edition: Edition) -> dict | None:
    """The form of an edition exactly as it was published; ``None`` where it was redacted."""
    return orjson.loads(edition.form) if edition.form else None


def current_form(meeting: Meeting) -> dict | None:
    """The form of the newest edition with the present names of what it links to."""
    edition = latest(meeting)
    form = form_of(edition) if edition else None
    if form is not None:
        refresh(form)
    return form


def differs_from_latest(meeting: Meeting) -> bool:
    """Whether the editors' rows say anything public that the newest edition does not.

    A linked name that changed since is no difference: it reaches the public by itself.
    """
    published = current_form(meeting)
    return published is not None and canonical.dumps(published) != canonical.dumps(public_form(meeting))


def write(
    meeting: Meeting, *, at: datetime.datetime, reason: ChangeReason, note: str = "", by=None
) -> Edition:
    """Store the public form of ``meeting`` as its next edition.

    ``at`` is aware. To be called in the transaction of the verb that publishes.
    """
    edition = following(
        latest(meeting), meeting, public_form(meeting), at=at, reason=reason, note=note, by=by
    )
    edition.save()
    return edition


def following(
    previous: Edition | None,
    meeting: Meeting,
    form: dict,
    *,
    at: datetime.datetime,
    reason: ChangeReason,
    note: str = "",
    by=None,
) -> Edition:
    """The edition after ``previous`` (``None``: the first) in the chain of a meeting, not yet stored."""
    number = previous.number + 1 if previous else 1
    text = canonical.dumps(form)
    form_sha256 = canonical.digest(text)
    return Edition(
        meeting=meeting,
        number=number,
        published_at=at,
        form=text,
        reason=reason,
        note=note,
        form_sha256=form_sha256,
        sha256=canonical.chain(previous.sha256 if previous else "", number, at, form_sha256),
        published_by=by,
    )


def faults(editions: Iterable[Edition]) -> Iterator[str]:
    """What is wrong with the chain of one meeting's editions, given in the order of their numbers.

    Nothing is yielded where every number follows its predecessor, every form hashes to its
    ``form_sha256`` (redacted ones have none) and every ``sha256`` follows from the chain.
    """
    previous = ""
    for expected, edition in enumerate(editions, start=1):
        where = f"meeting {edition.meeting_id}, edition {edition.number}"
        if edition.number != expected:
            yield f"{where}: the chain has a gap, edition {expected} was expected"
        if edition.form and canonical.digest(edition.form) != edition.form_sha256:
            yield f"{where}: the form was changed after it was published"
        if not edition.form and edition.redacted_at is None:
            yield f"{where}: the form is missing without a redaction"
        if (
            canonical.chain(previous, edition.number, edition.published_at, edition.form_sha256)
            != edition.sha256
        ):
            yield f"{where}: the hash does not follow from the chain"
        previous = edition.sha256
