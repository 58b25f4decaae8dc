"""Entries for words that match none: one for all rows with the same words, marked until it is confirmed."""

from collections.abc import Iterable
from typing import Any

from meetings import names, text
from meetings.intake.tables.resolving import Status
from meetings.models import Country, Import, ImportedEntry, Organisation, Person, Place
from meetings.vocabulary import OrganisationKind

_MODELS = {"person": Person, "organisation": Organisation, "place": Place}
_SURE = (Status.EXACT.value, Status.DECIDED.value)


class Entries:
    """Finds and makes the entries of one batch of rows."""

    def __init__(self, table: Import) -> None:
        self._table = table
        self._there: dict[str, dict[str, bool]] = {kind: {} for kind in _MODELS}
        self._made: dict[tuple[str, str], int] = {}
        #: The entries that were made, for whoever keeps their first versions.
        self.made: list[Person | Organisation | Place] = []
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

    def of(self, kind: str, words: str, match: list[str] | None, country: str, *, make: bool) -> int | None:
        """The primary key of what words mean.

        Where the words match none, the entry that an import made of them; one is made now where ``make`` is
        set or the words are unknown. ``None`` where a question about them is open.
        """
        status, key, _label = match or (Status.UNKNOWN.value, "", "")
        if status in _SURE and key in self._there[kind]:
            return int(key)
        words = text.clean_line(words)[:300]
        own = self._key(kind, words, country)
        if not own:
            return None
        found = self._stored(kind, own)
        if found is None and (make or status == Status.UNKNOWN or status in _SURE):
            found = self._make(kind, words, own, country)
        return found

    @staticmethod
    def _key(kind: str, words: str, country: str) -> str:
        key = (names.match_key(words) if kind == "person" else names.fold(words))[:300]
        if not key:
            return ""
        return key if kind == "organisation" else f"{key}|{country}"

    def _stored(self, kind: str, key: str) -> int | None:
        if (kind, key) not in self._made:
            row = ImportedEntry.objects.filter(kind=kind, key=key).first()
            if row is None:
                return None
            self._made[kind, key] = _current(row)
        return self._made[kind, key]

    def _make(self, kind: str, words: str, key: str, country: str) -> int:
        if kind == "person":
            entry = Person.objects.create(name=words)
        elif kind == "organisation":
            entry = Organisation.objects.create(name=words, classification=OrganisationKind.OTHER)
        else:
            entry = Place.objects.create(name=words, country_id=self.countries.get(country))
        ImportedEntry.objects.create(
            kind=kind, key=key, words=words, made_by=self._table, seen_at=entry.updated_at, **{kind: entry}
        )
        self._made[kind, key] = entry.pk
        self.made.append(entry)
        return entry.pk


def _current(row: ImportedEntry) -> int:
    """The entry, or the one into which it was merged."""
    entry = row.entry
    while getattr(entry, "merged_into_id", None):
        entry = entry.merged_into
    return entry.pk
