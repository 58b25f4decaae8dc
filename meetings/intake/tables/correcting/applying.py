"""Making the changes of a sheet: one meeting at a time, each with its own history, and taking them back."""

from collections.abc import Iterable
from typing import Any

import reversion

from meetings.models import Import, ImportRow, Meeting, MeetingText, Participation
from meetings.vocabulary import ImportFate
from meetings.workflow.publishing import note_author, note_changes

from . import seals, sheet

_KEYS = ("person", "country", "organisation")


class Corrector:
    """Makes the changes of some rows, inside the caller's transaction."""

    def __init__(self, table: Import, entries) -> None:
        self._table, self._entries = table, entries

    def correct(self, rows: Iterable[ImportRow]) -> bool:
        """Make them; whether some row was refused instead, as its meeting was changed here meanwhile."""
        rows = list(rows)
        pks = {row.meeting_id for row in rows}
        list(Meeting.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
        meetings = sheet.loaded(Meeting.objects.filter(pk__in=pks)).in_bulk()
        refused = False
        for row in rows:
            meeting = meetings.get(row.meeting_id)
            told = row.correction
            if meeting is None or (meeting.lock_version, seals.digest(sheet.cells_of(meeting))) != (
                told["lock_version"], told["digest"],
            ):  # fmt: skip
                row.fate, row.weight, refused = ImportFate.REFUSED, 0, True
                row.problems = [*row.problems, _meanwhile()]
                continue
            self._one(row, meeting, told)
        return refused

    def _one(self, row: ImportRow, meeting: Meeting, told: dict[str, Any]) -> None:
        steps = [self._with_entries(step) for step in told["steps"]]
        reason = told["reason"] or "no reason given"
        if meeting.is_public:
            note = f"Proposed by {self._table}, {row}: {reason}"
            steps.append(
                _set("internal_note", meeting.internal_note, f"{meeting.internal_note}\n\n{note}".strip())
            )
        _saved(meeting, steps, by=self._table.made_by, comment=f"Corrected by {self._table}, {row}: {reason}")
        row.correction = {**told, "steps": steps, "left": meeting.lock_version}

    def _with_entries(self, step: dict[str, Any]) -> dict[str, Any]:
        """The step with the keys of the entries that it makes."""
        after = step["after"]
        if step["on"] == "participation" and after is not None:
            return {**step, "after": {name: self._made(value) for name, value in after.items()}}
        return {**step, "after": self._made(after)}

    def _made(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        kind, words, country = value["make"]
        return self._entries.made(kind, words, country)


def taken_back(rows: Iterable[ImportRow], table: Import) -> tuple[int, list[str]]:
    """Take back the changes of some rows, inside the caller's transaction.

    Returns how many, and in sentences what was changed since and so is kept.
    """
    rows = [row for row in rows if row.correction and "left" in row.correction]
    pks = {row.meeting_id for row in rows if row.meeting_id}
    meetings = Meeting.objects.select_for_update().filter(pk__in=pks).in_bulk()
    number, kept = 0, []
    for row in rows:
        meeting = meetings.get(row.meeting_id)
        if meeting is not None and meeting.lock_version == row.correction["left"]:
            backwards = [_turned(step) for step in reversed(row.correction["steps"])]
            _saved(meeting, backwards, by=table.made_by, comment=f"{table} was undone")
            number += 1
        elif meeting is not None:
            kept.append(f"{row}: {meeting} was changed since.")
        row.correction = {name: value for name, value in row.correction.items() if name != "left"}
    ImportRow.objects.bulk_update(rows, ["correction"])
    return number, kept


def _saved(meeting: Meeting, steps: Iterable[dict[str, Any]], *, by, comment: str) -> None:
    """Go the steps and save, as the next version of the meeting with its own history."""
    with reversion.create_revision():
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(comment)
        for step in steps:
            _GOING[step["on"]](meeting, step)
        meeting.lock_version += 1
        meeting.save()
    note_author(meeting, by)
    note_changes(meeting)


def _go_meeting(meeting: Meeting, step: dict[str, Any]) -> None:
    setattr(meeting, step["field"], step["after"])


def _go_topics(meeting: Meeting, step: dict[str, Any]) -> None:
    meeting.topics.set(step["after"])


def _go_text(meeting: Meeting, step: dict[str, Any]) -> None:
    row = meeting.texts.filter(is_original=True).first() or MeetingText(meeting=meeting)
    setattr(row, step["field"], step["after"])
    if row.title or row.summary:
        row.save()
    elif row.pk:
        row.delete()


def _go_participation(meeting: Meeting, step: dict[str, Any]) -> None:
    """Change, add or take out a participant; an added one has its key in the step from then on."""
    values = step["after"]
    if values is None:
        Participation.objects.filter(pk=step["key"], meeting=meeting).delete()
        return
    named = {f"{name}_id" if name in _KEYS else name: value for name, value in values.items()}
    row = Participation.objects.filter(pk=step["key"], meeting=meeting).first() if step["key"] else None
    row = row or Participation(pk=step["key"], meeting=meeting, position=step["position"])
    for name, value in named.items():
        setattr(row, name, value)
    row.save()
    step["key"] = row.pk


_GOING = {
    "meeting": _go_meeting,
    "topics": _go_topics,
    "text": _go_text,
    "participation": _go_participation,
}


def _turned(step: dict[str, Any]) -> dict[str, Any]:
    return {**step, "before": step["after"], "after": step["before"]}


def _set(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {"on": "meeting", "field": name, "before": before, "after": after}


def _meanwhile() -> dict[str, Any]:
    return {
        "column": "", "value": "", "code": "conflict", "kind": "conflict", "candidates": [],
        "message": "The meeting was changed here after the preview; nothing is overwritten. Export it again.",
    }  # fmt: skip
