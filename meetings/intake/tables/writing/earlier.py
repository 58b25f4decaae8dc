"""Rows that the archive knows from an earlier table: the same file again, or its corrected form.

A row is the same where another of the publisher's tables said exactly that. In the table from which most rows
are known, a row is also found by its own number, or by its place where no other row says what stood there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction

from meetings.models import Import, ImportRow, Meeting
from meetings.vocabulary import ImportFate, ImportState, PublicationState

from . import forms
from .likeness import note_likeness

_AT_ONCE = 500
_WRITTEN = (ImportState.WRITING, ImportState.DONE)


def link_to_earlier(table: Import) -> None:
    """Link the rows of a table that was just read to drafts of earlier ones; note likenesses of others."""
    if _rows_before(table).exists():
        _link_known(table)
    for rows in _batches(table):
        with transaction.atomic():
            _save(note_likeness(rows))


def _link_known(table: Import) -> None:
    known: Counter[int] = Counter()
    for rows in _batches(table):
        with transaction.atomic():
            known.update(_link_same(table, rows))
    table.follows = _predecessor(table, known)
    if table.follows is None:
        return
    for rows in _batches(table):
        with transaction.atomic():
            _link_corrected(table, table.follows, rows)


def _batches(table: Import) -> Iterator[list[ImportRow]]:
    """The rows that would be created, by batches; a batch may link its rows before the next is read."""
    at = 0
    while rows := list(
        table.lines.filter(fate=ImportFate.CREATED, position__gt=at).order_by("position")[:_AT_ONCE]
    ):
        yield rows
        at = rows[-1].position


def known_digests(publisher: str, digests: Iterable[str]) -> dict[str, str]:
    """The rows of a publisher's earlier tables that say the same, in words, by their digests."""
    rows = _rows_of(publisher).filter(digest__in=set(digests)).select_related("table").order_by("pk")
    return {row.digest: row.table_words for row in rows}


def _rows_before(table: Import):
    return _rows_of(table.publisher).exclude(table=table)


def _rows_of(publisher: str):
    """Rows of the tables of a publisher whose drafts are still there."""
    return ImportRow.objects.filter(
        table__publisher=publisher,
        table__state__in=_WRITTEN,
        table__corrects=False,
        is_done=True,
        meeting__isnull=False,
    )


def _link_same(table: Import, rows: list[ImportRow]) -> Iterator[int]:
    before = _rows_before(table).filter(digest__in={row.digest for row in rows}).order_by("pk")
    by_digest = {row.digest: row for row in before.select_related("meeting", "table")}
    linked = []
    for row in rows:
        former = by_digest.get(row.digest)
        if former is not None:
            _link(row, former)
            linked.append(row)
            yield former.table_id
    _save(linked)


def _predecessor(table: Import, known: Counter[int]) -> Import | None:
    """The table whose corrected form this is: the one from which most rows are known, or its namesake."""
    if known:
        return Import.objects.get(pk=max(known, key=lambda pk: (known[pk], pk)))
    namesakes = Import.objects.filter(
        publisher=table.publisher, file_name=table.file_name, state__in=_WRITTEN, corrects=False
    ).exclude(pk=table.pk)
    return namesakes.order_by("-pk").first()


def _link_corrected(table: Import, former: Import, rows: list[ImportRow]) -> None:
    numbered = {row.key for row in rows if row.key}
    by_key = _alone(former.lines.filter(key__in=numbered, **_THERE).select_related("meeting", "table"), "key")
    at_places = former.lines.filter(number__in={row.number for row in rows}, **_THERE)
    by_place = {(row.sheet, row.number): row for row in at_places.select_related("meeting", "table")}
    said = {row.digest for row in by_place.values()}
    still = set(table.lines.filter(digest__in=said).values_list("digest", flat=True))
    candidates = {row.meeting_id for row in (*by_key.values(), *by_place.values())}
    taken = set(table.lines.filter(meeting__in=candidates).values_list("meeting", flat=True))
    linked = []
    for row in rows:
        found = by_key.get(row.key) if row.key else by_place.get((row.sheet, row.number))
        if found is None or (not row.key and found.digest in still) or found.meeting_id in taken:
            continue
        taken.add(found.meeting_id)
        _link(row, found)
        linked.append(row)
    _save(linked)


_THERE = {"is_done": True, "meeting__isnull": False}


def _alone(rows: Iterable[ImportRow], name: str) -> dict[str, ImportRow]:
    """Rows by a value that only one of them has."""
    rows = list(rows)
    often = Counter(getattr(row, name) for row in rows)
    return {getattr(row, name): row for row in rows if often[getattr(row, name)] == 1}


def _link(row: ImportRow, former: ImportRow) -> None:
    row.fate, row.meeting = ImportFate.LINKED, former.meeting
    row.problems = [*row.problems, judged(row, former, former.meeting)]
    row.weight = forms.weight_of(row.fate, row.problems)


def _save(rows: list[ImportRow]) -> None:
    ImportRow.objects.bulk_update(rows, ["fate", "meeting", "problems", "weight"], batch_size=200)


def judged(row: ImportRow, former: ImportRow, meeting: Meeting) -> dict:
    """What a row changes about the meeting that an earlier row told of, in words."""
    if row.outcome == former.outcome:
        return forms.note("known_row", f"An earlier table told this already: {former.table_words}.")
    said = "; ".join(differences(former.cells, row.cells)) or "decisions differ"
    if is_untouched(meeting):
        return forms.note("updates_draft", f"Corrects the draft of {former.table_words}: {said}.")
    return forms.note(
        "differs",
        f"Differs from {former.table_words}, whose meeting {_state_words(meeting)}; "
        f"it is not changed: {said}.",
        kind="differs",
    )


def is_untouched(meeting: Meeting) -> bool:
    """Whether no editor has saved or moved a meeting since it was imported."""
    return meeting.state == PublicationState.DRAFT and meeting.lock_version == 0


def _state_words(meeting: Meeting) -> str:
    if meeting.state == PublicationState.DRAFT:
        return "an editor worked on"
    return f"is {meeting.get_state_display().lower()}"


def differences(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """What the cells of two rows say differently, column by column."""
    for column in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(column, ""), after.get(column, "")
        if old != new:
            yield f"{column}: “{old[:200]}” became “{new[:200]}”"
