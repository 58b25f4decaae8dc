"""The report of an import: one line a row of the file, none left out."""

from collections.abc import Iterator

from django.urls import reverse

from meetings.models import Import

COLUMNS = ("sheet", "row", "fate", "meeting", "problems", "words")


def report_rows(table: Import) -> Iterator[tuple]:
    """Every row in the order of the file: its fate, its draft on the desk, what there is to say of it."""
    rows = table.lines.order_by("position").iterator(chunk_size=500)
    for row in rows:
        meeting = reverse("admin:meetings_meeting_change", args=[row.meeting_id]) if row.meeting_id else ""
        problems = "\n".join(f"{one['message']} [{one['code']}]" for one in row.problems)
        words = "\n".join(f"{column}: {said}" for column, said in row.cells.items())
        yield row.sheet, row.number, row.fate, meeting, problems, words
