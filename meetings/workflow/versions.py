"""Every version of a record with its parts: what is kept of each table, and how it is read again.

A version is written by django-reversion in the transaction of each change; who made it and why is in its
revision. Where a record stands with the public is moved by the verbs of the workflow alone, so the columns of
``UNTOUCHED`` are kept out of every version: restoring one never brings them back.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone
from reversion.models import Revision, Version

from meetings import models
from meetings.text import upper_first
from meetings.workflow.moves import Verb

#: What no version of a meeting holds.
UNTOUCHED = (
    "public_id",
    "state",
    "publish_at",
    "publish_by",
    "schedule_refusal",
    "review_comment",
    "changed_by",
    "published_at",
    "withdrawn_reason",
    "merged_into",
    "has_unpublished_changes",
    "created_by",
    "submitted_by",
    "submitted_at",
    "lock_version",
)
#: Nor of other entries: merges are taken back by ``workflow.parting``.
MERGED = ("merged_into",)
#: The parts of a record, by the names under which they hang on it. The offices of a person are no part of
#: the person's versions: they are entries with versions of their own, which participants speak for.
PARTS: dict[type, tuple[str, ...]] = {
    models.Meeting: ("texts", "participations", "reports", "statements"),
    models.Person: ("other_names", "identifiers"),
    models.Organisation: ("other_names", "identifiers"),
    models.Country: ("other_names", "successions", "identifiers"),
    models.Office: ("other_names",),
    models.Occasion: ("other_names",),
    models.Place: ("other_names",),
    models.Topic: ("other_names",),
    models.Source: (),
    models.Appointment: (),
    models.Coverage: (),
}
_ROWS = (
    models.Participation,
    models.MeetingText,
    models.MeetingSource,
    models.Statement,
    models.OtherName,
    models.Identifier,
    models.CountrySuccession,
)
_BATCH = 500
#: What all versions that are written in bulk have in common.
_SAID = {"db": DEFAULT_DB_ALIAS, "format": "json"}
_ENCODER = DjangoJSONEncoder()


def _left_out(model) -> tuple[str, ...]:
    if model is models.Meeting:
        return UNTOUCHED
    return MERGED if any(one.name == "merged_into" for one in model._meta.fields) else ()


for _model in _ROWS:
    reversion.register(_model)
for _model, _parts in PARTS.items():
    reversion.register(_model, exclude=_left_out(_model), follow=_parts)


@cache
def _columns_kept(model) -> frozenset[str]:
    left_out = _left_out(model)
    return frozenset(one.name for one in model._meta.fields if one.name not in left_out)


@cache
def _links(model) -> list:
    """The links by many that have no rows of their own, which are parts."""
    return [one for one in model._meta.local_many_to_many if one.remote_field.through._meta.auto_created]


def part_of(model, name: str) -> tuple[type, str]:
    """The model of a part, and the field by which its rows hang on the record."""
    relation = model._meta.get_field(name)
    return relation.related_model, relation.field.name


# --- Reading ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Snapshot:
    """A record as one version holds it: plain values as they were written, entries as primary keys.

    ``parts`` has the rows of each part by their keys, in their order. ``number`` counts the versions of the
    record from one, where it is known.
    """

    version: Version
    fields: dict[str, Any]
    parts: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    number: int = 0

    @property
    def at(self) -> datetime.datetime:
        """When it was written."""
        return self.version.revision.date_created

    @property
    def by(self):
        """Who wrote it; ``None`` for the archive itself."""
        return self.version.revision.user

    @property
    def comment(self) -> str:
        """What was done, and why where that was said."""
        said = self.version.revision.get_comment()
        return f"{upper_first(str(Verb(said).label))}." if said in Verb else said


def of(model, pk: int | str):
    """The versions of a record, the oldest first, with who made them."""
    found = Version.objects.get_for_object_reference(model, pk)
    return found.select_related("revision__user").order_by("pk")


def read(model, versions: Iterable[Version]) -> list[Snapshot]:
    """Versions of one record with their parts: one query, however many. What no longer exists is read too."""
    versions = list(versions)
    parts = {name: part_of(model, name) for name in PARTS[model]}
    types = {ContentType.objects.get_for_model(row).pk: name for name, (row, _column) in parts.items()}
    rows: dict[int, list[Version]] = {}
    if types and versions:
        beside = Version.objects.filter(
            revision__in=[version.revision_id for version in versions], content_type__in=types
        )
        for row in beside:
            rows.setdefault(row.revision_id, []).append(row)
    snapshots = []
    for version in versions:
        found = Snapshot(version, values(version), {name: {} for name in parts})
        for row in rows.get(version.revision_id, ()):
            name, said = types[row.content_type_id], values(row)
            # A revision may hold two records, such as both sides of a merge.
            if str(said.get(parts[name][1])) == version.object_id:
                found.parts[name][int(row.object_id)] = said
        for name, said in found.parts.items():
            found.parts[name] = dict(sorted(said.items(), key=_place))
        snapshots.append(found)
    return snapshots


def _place(item: tuple[int, dict]) -> tuple:
    pk, said = item
    return (not said.get("is_original", False), said.get("position", 0), pk)


def values(version: Version) -> dict[str, Any]:
    """The fields of a version as they were written, also those that tables have no more."""
    return json.loads(version.serialized_data)[0]["fields"]


def where_now(model, pks: Iterable[int]) -> dict[int, int | None]:
    """Where entries are by now: themselves, what they were merged into, ``None`` where they were deleted."""
    wanted = set(pks)
    if not any(one.name == "merged_into" for one in model._meta.fields):
        there = set(model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        return {pk: pk if pk in there else None for pk in wanted}
    into: dict[int, int | None] = {}
    asked = wanted
    while asked:
        found = dict(model._base_manager.filter(pk__in=asked).values_list("pk", "merged_into_id"))
        into |= found
        asked = {pk for pk in found.values() if pk is not None and pk not in into}
    return {pk: _end(pk, into) for pk in wanted}


def _end(pk: int, into: Mapping[int, int | None]) -> int | None:
    if pk not in into:
        return None
    while (further := into.get(pk)) is not None:
        pk = further
    return pk


def last_names(model, pks: Iterable[int]) -> dict[int, str]:
    """What entries that are gone were called last."""
    found = models.Deletion.objects.filter(table=model._meta.label_lower, object_id__in=set(pks))
    return dict(found.order_by("pk").values_list("object_id", "name"))


# --- Writing in bulk --------------------------------------------------------------------------------------


@dataclass
class Written:
    """A record and its parts, just written past ``save``, with the keys of what it is linked to by many.

    ``many`` has them by the field's name, ``of_parts`` those of the parts that have some.
    """

    row: Any
    parts: list[Any] = field(default_factory=list)
    many: dict[str, list[int]] = field(default_factory=dict)
    of_parts: dict[Any, dict[str, list[int]]] = field(default_factory=dict)


def keep(written: Iterable[Written], *, comment: str, by=None, at: datetime.datetime | None = None) -> None:
    """A version of each of many records that were written in bulk, in few queries.

    Called in the transaction in which the rows were written.
    """
    waiting = list(written)
    at = at or timezone.now()
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        revisions = [Revision(date_created=at, user=by, comment=comment) for _one in batch]
        Revision.objects.bulk_create(revisions)
        _insert(_versions(batch, [revision.pk for revision in revisions]))


def _insert(rows: list[tuple]) -> None:
    """Insert versions, of which a batch has thousands, without an object for each."""
    columns = (*_SAID, "revision", "content_type", "object_id", "object_repr", "serialized_data")
    named = [connection.ops.quote_name(Version._meta.get_field(name).column) for name in columns]
    table = connection.ops.quote_name(Version._meta.db_table)
    places = ", ".join(["%s"] * len(named))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(named)}) VALUES ({places})", rows)  # noqa: S608


def _versions(batch: list[Written], revisions: list[int]) -> list[tuple]:
    """The columns of a version of each record and each part, rows of one table serialised in one go."""
    of_tables: dict[type, list[tuple[Any, int, str, dict[str, list[int]]]]] = {}
    for one, revision in zip(batch, revisions, strict=True):
        of_tables.setdefault(type(one.row), []).append((one.row, revision, str(one.row), one.many))
        for part in one.parts:
            of_part = (part, revision, str(part.pk), one.of_parts.get(part, {}))
            of_tables.setdefault(type(part), []).append(of_part)
    found = []
    for model, rows in of_tables.items():
        kind = ContentType.objects.get_for_model(model).pk
        told = serializers.serialize("python", [row for row, *_ in rows], fields=_columns_kept(model))
        for (row, revision, words, many), said in zip(rows, told, strict=True):
            # What it is linked to by many is known already: nobody asks the database row by row.
            said["fields"] |= {link.name: many.get(link.name, []) for link in _links(model)}
            data = _ENCODER.encode([said])
            found.append((*_SAID.values(), revision, kind, str(row.pk), words, data))
    return found


def forget(model, pks: Iterable[int]) -> None:
    """Forget all versions of records that were taken back as if they had never been."""
    mine = Version.objects.get_for_model(model).filter(object_id__in=[str(pk) for pk in pks])
    Revision.objects.filter(pk__in=mine.values("revision")).delete()
