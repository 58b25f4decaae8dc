"""Writing many new rows at once: what ``bulk_create`` does, without asking each field of each row how.

Rows have their primary keys before they are written (``shaping.Marks``), so that what belongs to them can be
made first. Values go to the database as they stand: whoever makes rows has normalised them.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

#: What a connection to SQLite is told before and after. Memory for the pages of its indexes, at random
#: places of which new rows come to stand, and processors to sort them; no foreign keys looked up, since rows
#: are made from the ones they refer to; no waiting for the disk.
_SQLITE_BEFORE = (
    "PRAGMA cache_size=-400000",
    "PRAGMA threads=4",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA synchronous=OFF",
)
_SQLITE_AFTER = ("PRAGMA synchronous=NORMAL", "PRAGMA foreign_keys=ON")
#: What the index of words is told before, against its defaults: memory for those of a whole transaction, and
#: no putting together of its pieces, which is done once at the end.
_WORDS_BEFORE = {"hashsize": 200_000_000, "automerge": 0, "crisismerge": 1_999}
_WORDS_AFTER = {"hashsize": 1_048_576, "automerge": 4, "crisismerge": 16}
_SQLITE_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
#: So many pages of the index of words are put together in a transaction.
_PAGES_AT_ONCE = 2_000
_MOMENTS = ("created_at", "updated_at")


def count_on(models: list[type[models.Model]]) -> None:
    """Have the database go on counting keys behind those that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@contextmanager
def many_rows(*, first: bool) -> Iterator[None]:
    """Have the connection ready for many rows.

    Where they are the ``first``, SQLite's indexes are made when all are there: sorted at once, instead of
    every row finding its place in each. Whoever is killed meanwhile begins anew with an empty database.
    """
    indexes: list[tuple[str, str]] = []
    # Inside a transaction of somebody else SQLite takes none of it.
    ready = not connection.in_atomic_block
    if ready:
        ready_for_many()
        _tell_words(_WORDS_BEFORE)
    if first and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            indexes = cursor.execute(_SQLITE_INDEXES).fetchall()
        _tell_sqlite([f"DROP INDEX {connection.ops.quote_name(name)}" for name, _ in indexes])
    try:
        yield
    finally:
        if ready:
            # The connection may have been closed meanwhile.
            ready_for_many()
        _tell_sqlite([statement for _, statement in indexes])
        if connection.vendor == "sqlite":
            _put_words_together()
        if ready:
            _tell_words(_WORDS_AFTER)
            _tell_sqlite(_SQLITE_AFTER)


def ready_for_many() -> None:
    """Have this process's connection ready for many rows, outside a transaction."""
    _tell_sqlite(_SQLITE_BEFORE)


def _put_words_together() -> None:
    """Make the index of words one piece: a publication would else have to do that, in its own transaction.

    FTS5's "optimize" does the same in one transaction, of which a million meetings make so large a one that
    its pages find no room in memory and are read again and again. A step that changes fewer than two rows had
    nothing left to do.
    """
    merge = "INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('merge', %s)"
    with connection.cursor() as cursor:
        cursor.execute(merge, [-_PAGES_AT_ONCE])
        changed = 2
        while changed >= 2:
            before = connection.connection.total_changes
            cursor.execute(merge, [_PAGES_AT_ONCE])
            changed = connection.connection.total_changes - before


def _tell_words(settings: dict[str, int]) -> None:
    told = "INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('{}', {})"
    _tell_sqlite([told.format(name, value) for name, value in settings.items()])


def _tell_sqlite(statements: Iterable[str]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


class Table:
    """The new rows of a table, given as the values of some columns; the others have their defaults.

    Days and moments are given as text, moments in UTC.
    """

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self._model = model
        blank = model()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = [name for name, field in fields.items() if name not in names and not field.primary_key]
        self._names = [*names, *rest]
        self._rest = tuple(getattr(blank, name) for name in rest)
        self._moments = [place for place, name in enumerate(rest) if name in _MOMENTS]
        self._rows: list[tuple] = []
        self.add = self._rows.append

    def write(self) -> None:
        """Write what was added."""
        rest = list(self._rest)
        for place in self._moments:
            rest[place] = moment(timezone.now())
        insert_values(self._model, self._names, (row + tuple(rest) for row in self._rows))
        self._rows.clear()


def moment(at: datetime.datetime) -> str:
    """A moment, in UTC, as both databases read it."""
    return str(at.replace(tzinfo=None))


def insert(rows: list[models.Model]) -> None:
    """Write new rows of one model that have their keys, or whose keys nobody needs."""
    if not rows:
        return
    fields = [
        field
        for field in rows[0]._meta.concrete_fields
        if not field.primary_key or getattr(rows[0], field.attname) is not None
    ]
    names = [field.attname for field in fields if field.attname not in _MOMENTS]
    moments = [field.attname for field in fields if field.attname in _MOMENTS]
    now = (moment(timezone.now()),) * len(moments)
    values = (tuple(map(_told, read)) + now for read in map(attrgetter(*names), rows))
    insert_values(type(rows[0]), [*names, *moments], values)


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


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
        marks = ", ".join(["?"] * len(names))
        # The driver's own form of the statement: Django's would be translated row by row.
        cursor.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own models
            rows,
        )
