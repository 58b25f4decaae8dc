"""The meetings that a merge of entries touches: locked before it, told and marked after it."""

from collections.abc import Collection, Iterable, Iterator

from django.apps import apps
from django.db import models
from django.db.models import F

from meetings.models import Appointment, Meeting, MeetingSource, Occasion, Participation, Source

#: Rows of a model, by primary key.
Rows = tuple[type[models.Model], Collection[int]]


def rows_of(changes: list[dict]) -> Iterator[Rows]:
    """The rows that a ``Merge`` says it moved."""
    for change in changes:
        if change["did"] == "moved":
            yield apps.get_model("meetings", change["model"]), change["pks"]


def put_aside_of(changes: list[dict]) -> set[int]:
    """The meetings of rows that a ``Merge`` put aside."""
    rows = (change["row"]["fields"] for change in changes if change["did"] == "aside")
    return {fields["meeting"] for fields in rows if "meeting" in fields}


def meetings_of(rows: Iterable[Rows]) -> set[int]:
    """The meetings that are among rows, or that rows belong to."""
    found: set[int] = set()
    for model, pks in rows:
        if model is Meeting:
            found.update(pks)
        elif pks and "meeting" in {one.name for one in model._meta.fields}:
            found.update(model._base_manager.filter(pk__in=pks).values_list("meeting_id", flat=True))
    return found


def showing(rows: Iterable[Rows]) -> set[int]:
    """The meetings whose public form says what rows beside them hold: offices, publishers, occasions."""
    found: set[int] = set()
    for model, pks in rows:
        if model is Appointment:
            shown = Participation.objects.filter(appointments__in=pks)
        elif model is Source:
            shown = MeetingSource.objects.filter(source__in=pks)
        elif model is Occasion:
            shown = Meeting.objects.filter(occasion__in=_with_parts(pks))
        else:
            continue
        found.update(shown.values_list("pk" if shown.model is Meeting else "meeting", flat=True))
    return found


def _with_parts(occasions: Collection[int]) -> set[int]:
    found, latest = set(occasions), set(occasions)
    while latest:
        parts = Occasion.objects.filter(parent__in=latest).values_list("pk", flat=True)
        latest = set(parts) - found
        found |= latest
    return found


def lock(meetings: Collection[int]) -> None:
    """Lock meetings until the transaction ends: before the archive's version, as all who publish do."""
    list(Meeting.objects.select_for_update().filter(pk__in=meetings).order_by("pk").values_list("pk"))


def tell(meetings: Collection[int]) -> None:
    """Let whoever has a meeting open learn that its rows changed."""
    Meeting.objects.filter(pk__in=meetings).update(lock_version=F("lock_version") + 1)


def published(meetings: Collection[int]) -> set[int]:
    """Those of the meetings that are published: what they say and no edition does may become more or less."""
    return set(Meeting.objects.published().filter(pk__in=meetings).values_list("pk", flat=True))
