"""``manage.py make_dictionaries``: what forms, cards and words have in common, for packing them."""

import json
from collections.abc import Iterator
from pathlib import Path

import zstandard
from django.core.management.base import BaseCommand

from meetings.models import CardText, Country, Edition, Occasion, Office, Organisation, Place, Topic
from meetings.packing import Dictionary
from meetings.record import canonical, cards
from meetings.record.references import reference
from meetings.search.words import words_of_names

#: What comes last is found in the fewest bytes.
_MODELS = (Office, Occasion, Place, Organisation, Topic, Country)


class Command(BaseCommand):
    """For developers: dictionaries that are in use are never made anew."""

    help = "Write the dictionaries of meetings/packing from what was loaded into this archive."

    def add_arguments(self, parser):
        """Read where to."""
        parser.add_argument("folder", type=Path, help="where they are written")

    def handle(self, *args, **options):
        """Write one file a dictionary."""
        found = {
            Dictionary.FORMS: "\n".join(_forms()),
            Dictionary.CARDS: "\n".join(_cards()),
            Dictionary.WORDS: " ".join(_words()),
        }
        for number, text in found.items():
            packed = zstandard.ZstdCompressor(level=22).compress(text.encode())
            (options["folder"] / f"{number}.zst").write_bytes(packed)


def _forms() -> Iterator[str]:
    for row in _rows():
        yield canonical.dumps(reference(row, None))
    for edition in _editions():
        yield edition.form


def _cards() -> Iterator[str]:
    for row in _rows():
        yield cards.written(reference(row, None))
    for edition in _editions():
        yield cards.written(cards.card_data(json.loads(edition.form), edition.number))


def _editions():
    return Edition.objects.filter(redacted_at__isnull=True).order_by("pk")


def _words() -> Iterator[str]:
    for row in _rows():
        found = reference(row, None)
        others = [other.name for other in row.other_names.all()]
        short = [found.get("abbreviation", ""), found.get("short_name", "")]
        yield words_of_names({row.plain_name, found["name"], *short, *found["names"].values(), *others})
    yield from CardText.objects.order_by("pk").values_list("words", flat=True)


def _rows() -> Iterator:
    for model in _MODELS:
        yield from model.objects.prefetch_related("other_names").order_by("pk")
