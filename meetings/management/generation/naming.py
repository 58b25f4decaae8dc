"""How forms, cards and words name the rows they link to, each found once for a period of its names."""

import datetime
import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Model

from meetings import names
from meetings.models import Appointment, OtherName, Place
from meetings.record import canonical
from meetings.record.form import appointment_form, place_form
from meetings.record.references import reference
from meetings.search.words import BOUNDARY, spellings, split_words


@dataclass(frozen=True, slots=True)
class Named:
    """A row as a form names it: the reference, its text in forms and in cards, its names to search."""

    pk: int
    form: dict
    canonical: str
    card: str
    words: frozenset[str]


class Naming:
    """The names of rows on days. A name that is not dated is the same on all of them."""

    def __init__(self) -> None:
        self._changes: dict[tuple[type, int], list[datetime.date]] = {}
        self._known: dict[tuple, Named] = {}
        self._offices: dict[tuple, tuple[str, frozenset[str]]] = {}

    def of(self, row: Model, on: datetime.date | None) -> Named:
        """What a row is called on a day, ``None`` for now."""
        asked = (type(row), row.pk, self._period(row, on))
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = _named(row, on)
        return found

    def appointment(self, held: Appointment, on: datetime.date | None) -> tuple[str, frozenset[str]]:
        """The canonical text of an appointment, and the names of its office."""
        asked = (held.pk, self._period(held.office, on))
        found = self._offices.get(asked)
        if found is None:
            office = self.of(held.office, on)
            found = self._offices[asked] = canonical.dumps(appointment_form(held, on)), office.words
        return found

    def place(self, place: Place, on: datetime.date | None) -> Named:
        """As ``of``, with the country of the place."""
        asked = (
            "place",
            place.pk,
            self._period(place, on),
            place.country and self._period(place.country, on),
        )
        found = self._known.get(asked)
        if found is None:
            form, words = place_form(place, on), self.of(place, on).words
            listed = {key: value for key, value in _renewed(form).items() if key in ("name", "names")}
            if place.country:
                words |= self.of(place.country, on).words
            country = _renewed(form["country"]) if place.country else None
            listed = {"slug": place.slug, **listed, "country": country}
            found = self._known[asked] = Named(place.pk, form, canonical.dumps(form), _compact(listed), words)
        return found

    def _period(self, row: Model, on: datetime.date | None) -> int:
        """Which of the stretches of days between changes of its names a day is in."""
        key = (type(row), row.pk)
        changes = self._changes.get(key)
        if changes is None:
            days = {
                day for other in row._label_rows() for day in (other.valid_from, other.valid_until) if day
            }
            changes = self._changes[key] = sorted(days)
        return bisect_right(changes, on) if changes and on else -bool(changes)


def _named(row: Model, on: datetime.date | None) -> Named:
    form = reference(row, on)
    words = {form["name"], form.get("abbreviation", ""), form.get("short_name", ""), *form["names"].values()}
    words |= {row.plain_name}
    words |= {other.name for other in row.other_names.all() if isinstance(other, OtherName)}
    return Named(row.pk, form, canonical.dumps(form), _compact(_renewed(form)), frozenset(words))


def _renewed(form: dict) -> dict:
    """A reference as it stands in a stored form after its names were brought up to date."""
    stored = json.loads(canonical.dumps(form))
    stored.pop("now", None)
    stored.update(form)
    return stored


def _compact(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=300_000)
def _folded(token: str) -> str:
    return " ".join(split_words(names.fold(token)))


@lru_cache(maxsize=100_000)
def _keyed(word: str) -> str:
    return names.word_key(word)


def folded(text: str) -> str:
    """The folded words of a text. The same words come again and again: each is folded once."""
    return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=100_000)
def words_of_name(name: str) -> str:
    """What is searched of a name: its words, and their match keys where they are others."""
    return " ".join(map(_words_of_spelling, spellings(name)))


def _words_of_spelling(spelling: str) -> str:
    found = folded(spelling)
    keyed = " ".join(map(_keyed, found.split()))
    return f"{found} {BOUNDARY}".lstrip() if keyed == found else f"{found} {BOUNDARY} {keyed} {BOUNDARY}"
