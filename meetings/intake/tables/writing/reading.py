"""The preview: what becomes of each row is stored, to be looked at and then written."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Count

from meetings.intake.tables.correcting import Corrections, make_plan
from meetings.intake.tables.planning import Plan, PlannedRow, profile_of
from meetings.intake.tables.reading import Limits, Refusal
from meetings.intake.tables.resolving import decision_key
from meetings.models import Import, ImportDecision, ImportRow
from meetings.vocabulary import ImportFate, ImportState

from . import forms
from .asking import ask_about
from .earlier import link_to_earlier
from .keeping import file_of

_STORED_AT_ONCE = 500


def read(
    table: Import,
    *,
    limits: Limits,
    most: int | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> bool:
    """Read the file of an import again from its beginning and store what becomes of each row.

    What an earlier reading stored is replaced, and one that still goes on elsewhere is refused. Returns
    whether the file was read to its end: a reading of ``most`` rows stops there, and the table stays one that
    is being read. Raises ``Refusal`` where the whole file is refused, and ``ProfileError`` where the profile
    cannot be used; the import then has no rows.
    """
    reading = _begin(table)
    with file_of(table) as path:
        plan = make_plan(
            path,
            profile=profile_of(table.profile),
            decisions=_decisions(table),
            limits=limits,
            by=table.made_by,
        )
        position = 0
        for rows in _batches(plan.rows()):
            with transaction.atomic():
                _hold(table, reading)
                _store(table, position, rows)
            position += len(rows)
            progress(position)
            if most is not None and position >= most:
                return False
    if not plan.corrects:
        for asked in plan.surnames.asked():
            ask_about(table, asked)
        link_to_earlier(table)
    _finish(table, plan, reading)
    return True


def _batches(rows: Iterable[PlannedRow]) -> Iterator[list[PlannedRow]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _STORED_AT_ONCE)):
        yield batch


@transaction.atomic
def _begin(table: Import) -> str:
    """Make room for a reading and give its name."""
    locked = Import.objects.select_for_update().get(pk=table.pk)
    if locked.state not in (ImportState.READING, ImportState.READY):
        raise Refusal("written", "A table that is being written is not read anew.")
    locked.reading = secrets.token_hex(8)
    locked.lines.all().delete()
    locked.state, locked.done = ImportState.READING, 0
    locked.rows = locked.created = locked.linked = locked.skipped = locked.refused = 0
    locked.save()
    table.refresh_from_db()
    return locked.reading


def _hold(table: Import, reading: str) -> None:
    """Hold the table against other readings. Raises ``Refusal`` where one began after this."""
    if Import.objects.select_for_update().filter(pk=table.pk, reading=reading).first() is None:
        raise Refusal("read_anew", "Somebody else reads the table anew; look at it again in a moment.")


def _store(table: Import, position: int, rows: list[PlannedRow]) -> None:
    ImportRow.objects.bulk_create(
        [forms.row_of(table, position + place, row) for place, row in enumerate(rows, 1)]
    )


@transaction.atomic
def _finish(table: Import, plan: Plan | Corrections, reading: str) -> None:
    _hold(table, reading)
    table.notes = [{"code": note.code, "message": note.message} for note in plan.notes]
    table.columns, table.corrects = plan.columns, plan.corrects
    table.notes, table.columns = forms.storable(table.notes), forms.storable(table.columns)
    count(table)
    table.state = ImportState.READY
    table.save()


def count(table: Import) -> None:
    """Count the stored rows by fate."""
    found = dict(table.lines.order_by().values_list("fate").annotate(number=Count("pk")))
    table.rows = sum(found.values())
    for fate in ImportFate.values:
        setattr(table, fate, found.get(fate, 0))


def _decisions(table: Import) -> dict[tuple[str, str], str]:
    """What was decided for all tables, and then for those of the publisher, which goes before it."""
    found = ImportDecision.objects.filter(publisher__in={"", table.publisher}).order_by("publisher")
    return {(row.kind, decision_key(row.words)): row.value for row in found}
