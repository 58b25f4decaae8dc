"""Loads shipped rows, as often as one likes, and never touches what an editor changed.

For every row that a load wrote, a ``ReferenceRecord`` remembers a hash of the values as loaded. A key that
was never loaded makes a row. A row whose present values still have that hash follows the shipped data; one
that an editor changed or deleted is left alone. A row that an editor had made before is taken as found and
left alone until it says what is shipped.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Model

from meetings.models import Card, ReferenceRecord
from meetings.record import state
from meetings.reference.tables import Dataset, Link, Shipped


@dataclass
class Tally:
    """What a load did with the rows of a dataset."""

    dataset: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    left_alone: int = 0

    @property
    def has_changes(self) -> bool:
        """Whether the load wrote anything."""
        return bool(self.created or self.updated or self.removed)

    def __str__(self) -> str:
        done = {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "left alone": self.left_alone,
        }
        told = [f"{count} {what}" for what, count in done.items() if count]
        return f"{self.dataset.replace('_', ' ')}: {', '.join(told) or 'nothing to do'}"


class Known:
    """The rows that were loaded and are still there, by dataset and key: what links lead to."""

    def __init__(self, datasets: Iterable[Dataset]) -> None:
        self._keys: dict[str, dict[str, int]] = {}
        for dataset in datasets:
            there = set(dataset.model._base_manager.values_list("pk", flat=True))
            records = ReferenceRecord.objects.filter(dataset=dataset.name)
            self._keys[dataset.name] = {
                key: target for key, target in records.values_list("key", "target") if target in there
            }

    def add(self, dataset: str, key: str, pk: int) -> None:
        """Remember a row that was just made."""
        self._keys.setdefault(dataset, {})[key] = pk

    def pk(self, link: Link) -> int | None:
        """The primary key a link leads to, or ``None`` where that row is not loaded or gone."""
        return self._keys.get(link.dataset, {}).get(link.key)

    def resolves(self, shipped: Shipped) -> bool:
        """Whether every link of a row leads somewhere."""
        links = (value for value in shipped.values.values() if isinstance(value, Link))
        return all(self.pk(link) is not None for link in links)


def load(datasets: Iterable[Dataset], linked: Iterable[Dataset] = ()) -> list[Tally]:
    """Load ``datasets`` in their order, each in one transaction; returns what was done with each.

    ``linked`` are datasets loaded before, to which rows of these link.
    """
    datasets = list(datasets)
    known = Known([*linked, *datasets])
    return [load_one(dataset, known) for dataset in datasets]


@transaction.atomic
def load_one(dataset: Dataset, known: Known) -> Tally:
    """Load one dataset whose links lead to rows in ``known``, to which its own rows are added."""
    records = {row.key: row for row in ReferenceRecord.objects.filter(dataset=dataset.name)}
    present = dataset.model._base_manager.in_bulk([record.target for record in records.values()])
    load_of = _Load(dataset, known, records, present)
    shipped = list(dataset.rows())
    for wave in _waves(shipped, known):
        load_of.write(wave)
    load_of.tally.left_alone += sum(not known.resolves(row) for row in shipped)
    if dataset.leaf:
        load_of.remove_all_but({row.key for row in shipped}, fields=list(shipped[0].values))
    if load_of.tally.created:
        state.touch()
    return load_of.tally


def _waves(shipped: list[Shipped], known: Known) -> Iterator[list[Shipped]]:
    """The rows in turns: each wave links only to rows that are there when it is asked for.

    What links to a row that an editor deleted never gets its turn.
    """
    pending = shipped
    while wave := [row for row in pending if known.resolves(row)]:
        chosen = {row.key for row in wave}
        pending = [row for row in pending if row.key not in chosen]
        yield wave


class _Load:
    """One load of one dataset: writes rows and counts."""

    def __init__(self, dataset: Dataset, known: Known, records: dict, present: dict[int, Model]) -> None:
        self.dataset, self.known = dataset, known
        self.records, self.present = records, present
        self.tally = Tally(dataset.name)
        self._found: dict[tuple, Model] | None = None

    def write(self, wave: list[Shipped]) -> None:
        """Make, update or leave alone the rows of a wave."""
        fresh: dict[str, Model] = {}
        for shipped in wave:
            instance = self._instance(shipped)
            if shipped.key in self.records:
                self._follow(self.records[shipped.key], instance, list(shipped.values))
            else:
                fresh[shipped.key] = instance
        self._create(fresh, list(wave[0].values))

    def _instance(self, shipped: Shipped) -> Model:
        """The row as shipped, in the form in which the database gives it back."""
        instance = self.dataset.model()
        for name, value in shipped.values.items():
            field = self.dataset.model._meta.get_field(name)
            if isinstance(value, Link):
                value = self.known.pk(value)
            elif value is None and not field.null:
                value = field.get_default()
            setattr(instance, field.attname, field.to_python(value))
        instance.normalise()
        return instance

    def _follow(self, record: ReferenceRecord, shipped: Model, fields: list[str]) -> None:
        row = self.present.get(record.target)
        if row is None or fingerprint(row, fields) != record.loaded_sha256:
            self.tally.left_alone += 1
        elif (sha256 := fingerprint(shipped, fields)) == record.loaded_sha256:
            self.tally.unchanged += 1
        else:
            for name in fields:
                attname = row._meta.get_field(name).attname
                setattr(row, attname, getattr(shipped, attname))
            row.save()
            record.loaded_sha256 = sha256
            record.save()
            self.tally.updated += 1

    def _create(self, fresh: dict[str, Model], fields: list[str]) -> None:
        found = self._found_by_editors() if fresh else {}
        made = {key: row for key, row in fresh.items() if self._natural_key(row) not in found}
        if Card.objects.exists():
            # What is public already shows names: each new row is announced, so that cards follow.
            for row in made.values():
                row.save()
        else:
            self.dataset.model._base_manager.bulk_create(made.values(), batch_size=500)
        records = []
        for key, row in fresh.items():
            target = made[key].pk if key in made else found[self._natural_key(row)].pk
            self.known.add(self.dataset.name, key, target)
            sha256 = fingerprint(row, fields)
            records.append(
                ReferenceRecord(dataset=self.dataset.name, key=key, target=target, loaded_sha256=sha256)
            )
        ReferenceRecord.objects.bulk_create(records, batch_size=500)
        self.tally.created += len(made)
        self.tally.left_alone += len(fresh) - len(made)

    def _natural_key(self, row: Model) -> tuple:
        return tuple(getattr(row, row._meta.get_field(name).attname) for name in self.dataset.natural)

    def _found_by_editors(self) -> dict[tuple, Model]:
        """The rows that are there without a load having made them, by their natural key."""
        if self._found is None:
            rows = self.dataset.model._base_manager.exclude(**{self.dataset.natural[0]: None})
            self._found = {self._natural_key(row): row for row in rows if row.pk not in self.present}
        return self._found

    def remove_all_but(self, keys: set[str], fields: list[str]) -> None:
        """Delete rows that are no longer shipped and that no editor changed."""
        for key, record in self.records.items():
            if key in keys:
                continue
            row = self.present.get(record.target)
            if row is None or fingerprint(row, fields) != record.loaded_sha256:
                self.tally.left_alone += 1
            else:
                row.delete()
                record.delete()
                self.tally.removed += 1


def fingerprint(row: Model, fields: Iterable[str]) -> str:
    """The SHA-256 of a row's values; empty ones do not count, so that a later release may add a field."""
    values = {}
    for name in sorted(fields):
        value = getattr(row, row._meta.get_field(name).attname)
        if value not in (None, ""):
            values[name] = _plain(value)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON, spelt one way whichever database it came from."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, datetime.date) else value
