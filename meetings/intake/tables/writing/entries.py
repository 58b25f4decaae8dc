"""Entries for words that match none: one for all rows with the same words, marked until it is confirmed."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from meetings import names, text
from meetings.intake.tables.resolving import Status
from meetings.models import Country, Import, ImportedEntry, Organisation, Person, Place
from meetings.record import state
from meetings.vocabulary import OrganisationKind

_MODELS = {"person": Person, "organisation": Organisation, "place": Place}
_SURE = (Status.EXACT.value, Status.DECIDED.value)
_ASKED_AT_ONCE = 500


class Named(NamedTuple):
    """Words that a row has for an entry: what they were matched with, and their country.

    ``make`` is set where an entry is made of them even if a question about them is open.
    """

    kind: str
    words: str
    match: list[str] | None
    country: str
    make: bool


class Entries:
    """Finds and makes the entries of one batch of rows."""

    def __init__(self, table: Import) -> None:
        self._table = table
        self._there: dict[str, dict[str, bool]] = {kind: {} for kind in _MODELS}
        #: The entries made of words, by their kind and key; ``None`` where there is none.
        self._made: dict[tuple[str, str], int | None] = {}
        #: Those made in advance, which nobody has asked for yet.
        self._new: dict[tuple[str, str], int] = {}
        #: The entries that were created, for whoever keeps their first versions.
        self.created: list[Person | Organisation | Place] = []
        self.countries: dict[str, int] = dict(Country.objects.values_list("code", "pk"))

    def prepare(self, matches: Iterable[tuple[str, Any]]) -> None:
        """Ask once whether the entries that rows were matched with are still there."""
        wanted: dict[str, set[str]] = {kind: set() for kind in _MODELS}
        for kind, match in matches:
            if match and match[0] in _SURE:
                wanted[kind].add(match[1])
        for kind, keys in wanted.items():
            found = _MODELS[kind]._base_manager.filter(pk__in=[int(key) for key in keys])
            if kind == "person":
                found = found.filter(merged_into__isnull=True)
            self._there[kind] = {str(pk): True for pk in found.values_list("pk", flat=True)}

    def make_all(self, told: Iterable[Named]) -> None:
        """Make at once what ``of`` would make of each of some words in turn."""
        asked = [((named.kind, self._key_of(named)), named) for named in told]
        asked = [(own, named) for own, named in asked if own[1]]
        self._find({own for own, _named in asked})
        new: dict[str, dict[str, Named]] = {kind: {} for kind in _MODELS}
        for (kind, key), named in asked:
            if _is_made(named) and self._made[kind, key] is None and (kind, key) not in self._new:
                new[kind].setdefault(key, named)
        for kind, wanted in new.items():
            if wanted:
                self._make(kind, wanted)

    def of(self, named: Named) -> int | None:
        """The primary key of what words mean.

        Where the words match none, the entry that an import made of them; one is made now where ``make`` is
        set or the words are unknown. ``None`` where a question about them is open.
        """
        if self._is_there(named):
            return int(named.match[1])
        own = (named.kind, self._key_of(named))
        if not own[1]:
            return None
        if self._made.get(own) is None and own not in self._new:
            self.make_all([named])
        if own in self._new and _is_made(named):
            self._made[own] = self._new.pop(own)
        return self._made[own]

    def made(self, kind: str, words: str, country: str = "") -> int | None:
        """The primary key of the entry that imports made of words, made now where there is none."""
        return self.of(Named(kind, words, None, country, make=True))

    def is_nothing(self, named: Named) -> bool:
        """Whether words can stand for no entry at all, as they have no letter and no digit."""
        return not self._is_there(named) and not self._key_of(named)

    def _is_there(self, named: Named) -> bool:
        return bool(named.match) and named.match[0] in _SURE and named.match[1] in self._there[named.kind]

    def _key_of(self, named: Named) -> str:
        """The key of the entry that is made of words; empty where they mean one that is there, or nothing."""
        return "" if self._is_there(named) else self._key(named.kind, _line(named.words), named.country)

    @staticmethod
    def _key(kind: str, words: str, country: str) -> str:
        key = (names.match_key(words) if kind == "person" else names.fold(words))[:300]
        if not key:
            return ""
        return key if kind == "organisation" else f"{key}|{country}"

    def _find(self, owns: set[tuple[str, str]]) -> None:
        """Note the entries that imports made of words before, and for which words there is none."""
        asked = owns - self._made.keys()
        self._made.update(dict.fromkeys(asked))
        for kind in _MODELS:
            for keys in _pieces(key for of, key in asked if of == kind):
                for row in ImportedEntry.objects.filter(kind=kind, key__in=keys).select_related(kind):
                    self._made[kind, row.key] = _current(row)

    def _make(self, kind: str, new: dict[str, Named]) -> None:
        model = _MODELS[kind]
        entries = [model(name=_line(named.words), **self._told_of(named)) for named in new.values()]
        for entry in entries:
            entry.normalise()
        model.give_slugs(entries)
        model._base_manager.bulk_create(entries)
        ImportedEntry.objects.bulk_create(
            ImportedEntry(
                kind=kind,
                key=key,
                words=entry.name,
                made_by=self._table,
                seen_at=entry.updated_at,
                **{kind: entry},
            )
            for key, entry in zip(new, entries, strict=True)
        )
        state.touch()
        self.created += entries
        self._new.update({(kind, key): entry.pk for key, entry in zip(new, entries, strict=True)})

    def _told_of(self, named: Named) -> dict[str, Any]:
        """What else is known of an entry that is made of words."""
        if named.kind == "organisation":
            return {"classification": OrganisationKind.OTHER}
        return {"country_id": self.countries.get(named.country)} if named.kind == "place" else {}


def _is_made(named: Named) -> bool:
    status = named.match[0] if named.match else Status.UNKNOWN.value
    return named.make or status == Status.UNKNOWN or status in _SURE


def _line(words: str) -> str:
    return text.clean_line(words)[:300]


def _pieces(keys: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(keys)
    while piece := list(islice(waiting, _ASKED_AT_ONCE)):
        yield piece


def _current(row: ImportedEntry) -> int:
    """The entry, or the one into which it was merged."""
    entry = row.entry
    while getattr(entry, "merged_into_id", None):
        entry = entry.merged_into
    return entry.pk
