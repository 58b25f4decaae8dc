"""Writing many new rows at once: what ``bulk_create`` does, without asking each field of each row how.

Rows have their primary keys before they are written (``Keys``), so that what belongs to them can be made
first. Values go to the database as they stand: whoever makes rows has normalised them.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

#: Memory for the pages of SQLite's indexes: at random places of them new rows come to stand.
_SQLITE_CACHE = "PRAGMA cache_size=-400000"


class Keys:
    """Primary keys for rows that are not written yet, following on those of the database."""

    def __init__(self) -> None:
        self._last: Counter[type[models.Model]] = Counter()

    def give(self, row: models.Model) -> models.Model:
        """The row, with the next key of its model."""
        model = type(row)
        if model not in self._last:
            self._last[model] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        self._last[model] += 1
        row.pk = self._last[model]
        return row

    def close(self) -> None:
        """Have the database go on counting behind the keys that were given."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._last)):
                cursor.execute(statement)


def prepare() -> None:
    """Make the connection ready for many rows."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(_SQLITE_CACHE)


def insert(rows: list[models.Model]) -> None:
    """Write new rows of one model that have their keys, or whose keys nobody needs."""
    if not rows:
        return
    fields = [
        field
        for field in rows[0]._meta.concrete_fields
        if not field.primary_key or getattr(rows[0], field.attname) is not None
    ]
    moments = [field.attname for field in fields if field.attname in ("created_at", "updated_at")]
    names = [field.attname for field in fields if field.attname not in moments]
    now = (timezone.now(),) * len(moments)
    values = (read + now for read in map(attrgetter(*names), rows))
    insert_values(type(rows[0]), [*names, *moments], values)


def insert_values(model: type[models.Model], names: list[str], rows: Iterable[tuple]) -> None:
    """Write rows of a model given as the values of its columns ``names``."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(fields[name].column) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        adapters = [(place, adapt) for place, name in enumerate(names) if (adapt := _adapter(fields[name]))]
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own models
            [_adapted(row, adapters) for row in rows],
        )


def _adapter(field: models.Field) -> Callable | None:
    """What makes SQLite's form of a field's values; ``None`` where they are taken as they are."""
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return datetime.date.isoformat
    return None


@lru_cache(maxsize=100)
def _moment(value: datetime.datetime) -> str:
    return connection.ops.adapt_datetimefield_value(value)


def _adapted(row: tuple, adapters: list[tuple[int, Callable]]) -> tuple:
    values = list(row)
    for place, adapt in adapters:
        if values[place] is not None:
            values[place] = adapt(values[place])
    return tuple(values)
