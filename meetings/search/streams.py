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
from django.db.models import OuterRef, Subquery

from meetings.models import Card, Edition
from meetings.record.references import Renaming

CARDS_AT_ONCE = 2_000
FORMS_AT_ONCE = 500
#: Of so many forms the data is held beside their texts, which are a tenth as large.
PARSED_AT_ONCE = 50


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


@dataclass(frozen=True, slots=True)
class Stored:
    """The newest edition of the meeting of a public number: the text of its form, and what proves it."""

    public_id: int
    number: int
    published_at: datetime.datetime
    form: str
    form_sha256: str
    sha256: str


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


def stored(numbers: np.ndarray) -> Iterator[Stored]:
    """The newest editions of the public meetings of these numbers, in their order; two queries a batch."""
    for batch in _forms(numbers):
        for _card, edition in batch:
            yield edition


def present(numbers: np.ndarray) -> Iterator[tuple[Stored, dict]]:
    """As ``stored``, with forms that have the present names of what they link to.

    Cards have those already, except of offices. Of the occasions the form has the innermost.
    """
    offices = Renaming()
    for batch in _forms(numbers):
        for first in range(0, len(batch), PARSED_AT_ONCE):
            some = batch[first : first + PARSED_AT_ONCE]
            found = [(edition, _renamed(orjson.loads(edition.form), card)) for card, edition in some]
            offices.refresh(
                [
                    ("office", held["office"], form["date"])
                    for _, form in found
                    for row in form["participations"]
                    for held in row["appointments"]
                ]
            )
            yield from found


def _renamed(form: dict, card: str) -> dict:
    """The form with the names that its card has."""
    known = orjson.loads(card)
    for row, named in zip(form["participations"], known["participations"], strict=True):
        row["person"], row["country"] = named["person"], named["country"]
        row["organisation"] = named["organisation"]
    form["topics"] = known["topics"]
    form["occasions"] = [known["occasion"]] if known["occasion"] else []
    if form["place"]:
        form["place"].update(known["place"])
    return form


def _forms(numbers: np.ndarray) -> Iterator[list[tuple[str, Stored]]]:
    """The data of the card of each meeting, with its newest edition."""
    newest = Edition.objects.filter(meeting=OuterRef("meeting")).order_by("-number").values("pk")[:1]
    for batch in _batches(numbers, FORMS_AT_ONCE):
        # By their cards: asked for meetings of a state, SQLite goes through all of that state for each batch.
        cards = Card.objects.published().filter(public_id__in=batch).annotate(newest=Subquery(newest))
        rows = {
            number: (edition, data)
            for number, edition, data in cards.values_list("public_id", "newest", "data")
        }
        wanted = [edition for edition, _ in rows.values()]
        columns = ("pk", "number", "published_at", "form", "form_sha256", "sha256")
        editions = {pk: values for pk, *values in Edition.objects.filter(pk__in=wanted).values_list(*columns)}
        found = ((number, *rows[number]) for number in batch if number in rows)
        made = [(data, Stored(number, *editions[edition])) for number, edition, data in found]
        yield [(data, edition) for data, edition in made if edition.form]


def _batches(numbers: np.ndarray, size: int) -> Iterator[list[int]]:
    for first in range(0, len(numbers), size):
        yield numbers[first : first + size].tolist()
