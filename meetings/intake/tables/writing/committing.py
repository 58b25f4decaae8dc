"""Writing: the rows of a table become drafts, a batch a transaction.

A batch takes the rows that were not written yet, under the lock of their import, and marks them in the same
transaction as it makes their drafts. So a process that is killed leaves whole batches, whoever goes on finds
the first row that is missing, and two that write one table wait for each other.
"""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from meetings.intake.tables.correcting import Corrector
from meetings.models import (
    Import,
    ImportRow,
    Meeting,
    MeetingSource,
    MeetingText,
    Organisation,
    Participation,
    Source,
    Statement,
)
from meetings.vocabulary import ImportFate, ImportState, SourceKind
from meetings.workflow import versions

from . import forms
from .appointments import Appointments
from .drafts import Draft, draft_of, line, named_by
from .earlier import is_untouched, judged
from .entries import Entries
from .reading import count

BATCH = 200
#: Columns of a row that its writing seldom changes. Their values are replaced, never changed in place.
_OUTCOME = ("fate", "problems", "weight", "correction")
#: The appointments of participants.
Held = dict[Participation, list[int]]
_MAY_BE_WRITTEN = (ImportState.READY, ImportState.WRITING)


def write(table: Import, *, progress: Callable[[int, int], None] = lambda done, rows: None) -> None:
    """Write all rows that are not written yet."""
    more = True
    while more:
        more = write_batch(table)
        progress(table.done, table.rows)


def write_batch(table: Import, size: int = BATCH) -> bool:
    """Write some rows; whether more are waiting. ``table`` then tells how far it has come.

    A batch that the database refuses is written row by row, and the row at fault is refused with the reason.
    """
    try:
        return _write(table, size)
    except (DatabaseError, ValueError, OverflowError):
        if size > 1:
            more = True
            for _row in range(size):
                more = more and write_batch(table, 1)
            return more
        _refuse_next(table)
        return write_batch(table, 1)


@transaction.atomic
def _write(table: Import, size: int) -> bool:
    locked = Import.objects.select_for_update().get(pk=table.pk)
    if locked.state not in _MAY_BE_WRITTEN:
        table.refresh_from_db()
        return False
    if locked.source_id is None and not locked.corrects:
        locked.source = _source_of(locked)
    rows = list(locked.lines.waiting()[:size])
    _Batch(locked, rows).write()
    locked.done += len(rows)
    more = len(rows) == size and locked.lines.waiting().exists()
    locked.state = ImportState.WRITING if more else ImportState.DONE
    locked.save()
    table.refresh_from_db()
    return more


@transaction.atomic
def _refuse_next(table: Import) -> None:
    """Refuse the first row that waits, as the database does not take it."""
    locked = Import.objects.select_for_update().get(pk=table.pk)
    row = locked.lines.waiting().first()
    if row is None:
        return
    row.fate, row.is_done, row.weight, row.meeting = ImportFate.REFUSED, True, 0, None
    row.problems = [*row.problems, forms.note("not_taken", "The database does not take what the row says.")]
    row.save()
    count(locked)
    locked.done += 1
    locked.save()


def _source_of(table: Import) -> Source:
    """The file as a source: its name, its hash and its publisher."""
    publisher, entries = None, Entries(table)
    if table.publisher:
        known = Organisation.objects.filter(name=table.publisher).values_list("pk", flat=True).first()
        publisher = known or entries.made("organisation", table.publisher)
    source = Source.objects.create(
        kind=SourceKind.TABLE,
        title=line(table.file_name) or "Table",
        publisher_id=publisher,
        accessed_on=table.created_at.date(),
        sha256=table.sha256,
        language=(table.profile.get("constants", {}).get("language") or "")[:12],
    )
    _keep_entries(table, [source, *entries.created])
    return source


def _keep_entries(table: Import, made: list) -> None:
    """The first versions of entries that were made for a table."""
    comment = _("Made for the table “%(table)s”") % {"table": table.file_name}
    versions.keep(map(versions.Written, made), comment=comment, by=table.made_by)


class _Batch:
    """The drafts of some rows."""

    def __init__(self, table: Import, rows: list[ImportRow]) -> None:
        self._table, self._rows = table, rows
        self._entries = Entries(table)
        self._new: list[tuple[ImportRow, Meeting]] = []
        self._again: list[tuple[ImportRow, Meeting]] = []
        self._meetings: dict[int, Meeting] = {}
        self._by_digest: dict[str, Meeting] = {}
        self._recounted = False

    def write(self) -> None:
        """Make the drafts and mark the rows as done."""
        before = {row.pk: _outcome_of(row) for row in self._rows}
        rows = [row for row in self._rows if row.planned]
        self._entries.prepare(match for row in rows for match in _matches(row.planned))
        told = self._linked()
        self._correct()
        for row in rows:
            if row.fate == ImportFate.LINKED and row.meeting_id in told:
                self._judge(row, *told[row.meeting_id])
            elif row.fate in (ImportFate.LINKED, ImportFate.CREATED) and row.meeting_id is None:
                self._create(row)
        self._draw()
        self._mark(before)
        if self._recounted:
            count(self._table)

    def _draw(self) -> None:
        """Write the drafts, with the entries that they name before them, and the versions of both."""
        drawn = [*self._new, *self._again]
        self._entries.make_all(
            named for row, _meeting in drawn for named in named_by(row.planned, self._entries)
        )
        drafts = [draft_of(self._table, row.planned, self._entries, meeting) for row, meeting in drawn]
        Meeting.objects.bulk_create([meeting for _row, meeting in self._new])
        for _row, meeting in self._again:
            meeting.save()
        _save_rows(drafts)
        appointments = Appointments(self._table)
        held = appointments.link(told for draft in drafts for told in draft.offices)
        _keep_entries(self._table, appointments.written)
        self._keep_versions(drafts[: len(self._new)], drafts[len(self._new) :], held)

    def _mark(self, before: dict[int, tuple]) -> None:
        """Mark the rows as done; what else became of them is written only where it is not what it was."""
        for row in self._rows:
            row.is_done = True
            if row.pk in self._meetings:
                row.meeting_id = self._meetings[row.pk].pk
        changed = [row for row in self._rows if _outcome_of(row) != before[row.pk]]
        if changed:
            ImportRow.objects.bulk_update(changed, _OUTCOME, batch_size=100)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE meetings_importrow SET is_done = %s, made = %s, meeting_id = %s WHERE id = %s",
                [(row.is_done, row.made, row.meeting_id, row.pk) for row in self._rows],
            )

    def _correct(self) -> None:
        """Make the changes of rows that correct meetings of the archive."""
        rows = [row for row in self._rows if row.correction and row.fate == ImportFate.LINKED]
        if rows and Corrector(self._table, self._entries).correct(rows):
            self._recounted = True

    def _create(self, row: ImportRow) -> None:
        """A draft of its own, or that of a row which says the same."""
        if row.fate == ImportFate.LINKED:
            same = self._by_digest.get(row.digest) or self._of_same_words(row)
            if same is not None:
                self._meetings[row.pk] = same
                return
            # What the row was linked to is gone.
            row.fate, self._recounted = ImportFate.CREATED, True
        meeting = Meeting(created_by=self._table.made_by)
        self._new.append((row, meeting))
        self._meetings[row.pk] = self._by_digest[row.digest] = meeting
        row.made = True

    def _keep_versions(self, new: list[Draft], again: list[Draft], held: Held) -> None:
        """The first version of each new draft and entry, and a further one of each that was made anew."""
        said = {"table": self._table.file_name}
        for drafts, comment in (
            (new, _("Imported from the table “%(table)s”")),
            (again, _("Corrected from the table “%(table)s”")),
        ):
            written = [_written(draft, held) for draft in drafts]
            versions.keep(written, comment=comment % said, by=self._table.made_by)
        _keep_entries(self._table, self._entries.created)

    def _linked(self) -> dict[int, tuple[Meeting, ImportRow]]:
        """The meetings that earlier tables told of, locked, each with the row that told of it last."""
        pks = {row.meeting_id for row in self._rows if row.fate == ImportFate.LINKED and row.meeting_id}
        meetings = {
            row.pk: row for row in Meeting.objects.select_for_update().filter(pk__in=pks).order_by("pk")
        }
        rows = ImportRow.objects.filter(meeting__in=pks, is_done=True, table__corrects=False)
        told = rows.select_related("table").order_by("pk")
        return {row.meeting_id: (meetings[row.meeting_id], row) for row in told}

    def _judge(self, row: ImportRow, meeting: Meeting, former: ImportRow) -> None:
        """Make the untouched draft of an earlier row anew where this one says something else."""
        verdict = judged(row, former, meeting)
        others = ("known_row", "updates_draft", "differs")
        row.problems = [*(one for one in row.problems if one["code"] not in others), verdict]
        row.weight = forms.weight_of(row.fate, row.problems)
        if row.outcome == former.outcome or not is_untouched(meeting):
            return
        meeting.participations.all().delete()
        meeting.texts.all().delete()
        meeting.reports.all().delete()
        meeting.statements.all().delete()
        meeting.topics.clear()
        self._again.append((row, meeting))

    def _of_same_words(self, row: ImportRow) -> Meeting | None:
        """The meeting of the row of this table that says the same and came before."""
        before = self._table.lines.filter(
            digest=row.digest, position__lt=row.position, meeting__isnull=False
        ).select_related("meeting")
        found = before.first()
        return found.meeting if found is not None else None


def _outcome_of(row: ImportRow) -> tuple:
    return tuple(getattr(row, name) for name in _OUTCOME)


def _matches(planned: dict[str, Any]):
    for party in (planned["principal"], *planned["parties"]):
        yield "person", party["person"]
        yield "organisation", party["body"]
    yield "place", planned["place_match"]


def _written(draft: Draft, held: Held) -> versions.Written:
    parts = [draft.text, draft.report, *draft.participations, *draft.statements]
    return versions.Written(
        draft.meeting,
        [part for part in parts if part],
        {"topics": draft.topics},
        {row: {"appointments": held[row]} for row in draft.participations if row in held},
    )


def _save_rows(drafts: list[Draft]) -> None:
    """Everything that hangs on the meetings, a query a table."""
    MeetingSource.objects.bulk_create([draft.report for draft in drafts if draft.report])
    MeetingText.objects.bulk_create([draft.text for draft in drafts if draft.text])
    Participation.objects.bulk_create([row for draft in drafts for row in draft.participations])
    Statement.objects.bulk_create([row for draft in drafts for row in draft.statements])
    topic = Meeting.topics.through
    topic.objects.bulk_create(
        [topic(meeting_id=draft.meeting.pk, topic_id=pk) for draft in drafts for pk in draft.topics]
    )
