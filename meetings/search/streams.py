"""What a list holds, read so many at a time: lists of any length in a fixed memory.

A list is first settled as the public numbers that fit (``reading().numbers``), all of one version of the
archive. Here they become records. Nothing is held open between two batches, neither a transaction nor a
cursor, however slowly somebody reads. Whatever is corrected meanwhile is given as it stands when its batch is
read, and what is withdrawn meanwhile is left out: nobody is sent what is public no more.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import orjson

from meetings.models import Card, Edition
from meetings.record.references import refresh

CARDS_AT_ONCE = 2_000
FORMS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting of a list: the data of its card, its bounds in days, and what its edition is known by.

    ``form`` is that of the edition as it was published, empty where it was not asked for.
    """

    card: dict
    earliest: datetime.date | None
    latest: datetime.date | None
    published_at: datetime.datetime
    sha256: str
    form: dict


def listed(numbers: np.ndarray, *, with_forms: bool = False) -> Iterator[Listed]:
    """The public cards of these public numbers, in their order; two queries for each batch."""
    columns = ["number", "published_at", "sha256", *(["form"] if with_forms else [])]
    for batch in _batches(numbers, FORMS_AT_ONCE if with_forms else CARDS_AT_ONCE):
        cards = Card.objects.published().filter(public_id__in=batch)
        rows = {
            number: rest
            for number, *rest in cards.values_list(
                "public_id", "meeting_id", "data", "date_earliest", "date_latest"
            )
        }
        of_them = Edition.objects.filter(meeting__in=[row[0] for row in rows.values()])
        editions = {
            (meeting, number): rest for meeting, number, *rest in of_them.values_list("meeting_id", *columns)
        }
        for number in batch:
            if number in rows:
                meeting, data, *days = rows[number]
                card = orjson.loads(data)
                at, sha256, *form = editions[meeting, card["edition"]]
                yield Listed(card, *days, at, sha256, orjson.loads(form[0]) if form and form[0] else {})


def dates(numbers: np.ndarray) -> Iterator[tuple[int, str, str]]:
    """Public number, date (EDTF) and basis of the public cards of these numbers, in their order."""
    for batch in _batches(numbers, CARDS_AT_ONCE):
        rows = dict(Card.objects.published().filter(public_id__in=batch).values_list("public_id", "data"))
        for number in batch:
            if number in rows:
                card = orjson.loads(rows[number])
                yield number, card["date"], card["basis"]


def editions(numbers: np.ndarray) -> Iterator[tuple[Edition, dict]]:
    """The newest editions of the public meetings of these numbers, in their order, with their forms.

    The forms are as they were published.
    """
    for batch in _forms(numbers):
        yield from batch


def present_editions(numbers: np.ndarray) -> Iterator[tuple[Edition, dict]]:
    """As ``editions``; the forms have the present names of what they link to."""
    for batch in _forms(numbers):
        refresh(*(form for _, form in batch))
        yield from batch


def _forms(numbers: np.ndarray) -> Iterator[list[tuple[Edition, dict]]]:
    for batch in _batches(numbers, FORMS_AT_ONCE):
        # By their cards: asked for meetings of a state, SQLite goes through all of that state for each batch.
        cards = Card.objects.published().filter(public_id__in=batch)
        meetings = dict(cards.values_list("public_id", "meeting_id"))
        newest: dict[int, Edition] = {}
        for edition in Edition.objects.filter(meeting__in=meetings.values()).order_by("meeting_id", "number"):
            newest[edition.meeting_id] = edition
        found = (newest[meetings[number]] for number in batch if number in meetings)
        yield [(edition, orjson.loads(edition.form)) for edition in found if edition.form]


def _batches(numbers: np.ndarray, size: int) -> Iterator[list[int]]:
    for first in range(0, len(numbers), size):
        yield numbers[first : first + size].tolist()
