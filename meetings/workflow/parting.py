"""Taking a merge back: every row that moved goes back where it was, and what was put aside is there again."""

import datetime
import itertools

import reversion
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Merge, OtherName, Statement
from meetings.search import upkeep
from meetings.vocabulary import AuditAct, ChangeReason
from meetings.workflow import announcing, auditing, touching
from meetings.workflow.joining import PERMISSION, reasons_without_words
from meetings.workflow.merging import unmerge, why_not_unmerge
from meetings.workflow.moves import Refused, moment
from meetings.workflow.publishing import mark_changes
from meetings.workflow.referring import KINDS, Reference, unique_columns


def why_not_part(merge: Merge, by=None) -> list[str]:
    """Every reason against taking a merge back now; empty where nothing is against it."""
    if merge.kind == "meeting":
        return why_not_unmerge(merge, by)
    reasons = []
    if by is not None and not by.has_perm(PERMISSION):
        reasons.append(_("You do not have the permission to do this."))
    if merge.undone_at is not None:
        return [*reasons, _("This merge was taken back already.")]
    kept = KINDS[merge.kind]._base_manager.filter(pk=merge.kept).select_related("merged_into").first()
    if kept is None or kept.merged_into_id is not None:
        said = {"entry": merge.kept_name, "other": kept.merged_into if kept else "-"}
        reasons.append(_("“%(entry)s” was merged into “%(other)s” since: take that merge back first.") % said)
    reasons += [
        _("The merge of “%(entry)s” rests on this one: take that merge back first.")
        % {"entry": later.merged_name}
        for later in _resting_on(merge)
    ]
    return reasons + _collisions(merge)


def _resting_on(merge: Merge) -> list[Merge]:
    """Later merges that put a row aside because its like had come with this one."""
    came = {
        (change["model"], pk) for change in merge.changes if change["did"] == "moved" for pk in change["pks"]
    }
    later = Merge.objects.filter(
        kind=merge.kind, kept=merge.kept, pk__gt=merge.pk, undone_at__isnull=True
    ).order_by("-pk")
    return [
        other
        for other in later
        if any(
            change["did"] == "aside" and (change["model"], change["like"]) in came for change in other.changes
        )
    ]


def _collisions(merge: Merge) -> list[str]:
    """Rows that cannot go back, because an editor has given the old entry their like meanwhile."""
    reasons = []
    for change in merge.changes:
        if change["did"] != "moved":
            continue
        reference = Reference(apps.get_model("meetings", change["model"]), change["column"])
        for columns in reference.beside():
            has = set(reference.rows(merge.merged).values_list(*columns))
            back = reference.rows(merge.kept).filter(pk__in=change["pks"]).values_list(*columns)
            if has and any(values in has and None not in values for values in back):
                reasons.append(
                    _("“%(entry)s” has been used again since, where it would come back.")
                    % {"entry": merge.merged_name}
                )
    return reasons


def part(
    merge: Merge,
    *,
    by=None,
    note: str = "",
    reason: ChangeReason = ChangeReason.FACTUAL_ERROR,
    at: datetime.datetime | None = None,
) -> None:
    """Take a merge back, in one transaction. Raises ``Refused`` with all reasons.

    What an editor gave to another entry since, or deleted, stays so. Where published meetings come to name
    the entry again, ``reason`` and ``note`` are public: each such meeting has them in its history.
    """
    if merge.kind == "meeting":
        unmerge(merge, by=by, at=at)
        return
    with transaction.atomic(), reversion.create_revision():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        model = KINDS[merge.kind]
        pks = {merge.merged, merge.kept}
        found = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
        entries = {row.pk: row for row in found}
        reasons = why_not_part(merge, by)
        if reasons:
            raise Refused(reasons)
        back, kept = entries[merge.merged], entries[merge.kept]
        public = announcing.naming(back)
        if reasons := reasons_without_words(public, note):
            raise Refused(reasons)
        said = announcing.saying(back, reason=reason, note=note, by=by, at=moment(at))
        rows = [*touching.rows_of(merge.changes)]
        touched = touching.meetings_of(rows) | touching.put_aside_of(merge.changes)
        # An edition that was published in between names the other.
        unread = touching.published(touched | touching.showing(rows)).union(public.meetings)
        touching.lock(touched | unread)
        with upkeep.gathered(said | {"unread": sorted(unread)}, beside=unread) as gathering:
            _parted(merge, back, kept, by)
            touching.tell(touched)
        if not gathering.is_later:
            mark_changes(unread)
            announcing.announce(public.meetings, reason=reason, note=note, by=by, at=said["at"])


def _parted(merge: Merge, back, kept, by) -> None:
    for did, changes in itertools.groupby(reversed(merge.changes), key=lambda change: change["did"]):
        if did == "aside":
            _put_back([*changes])
        else:
            for change in changes:
                _TAKEN_BACK[did](change, merge)
    back.merged_into = None
    for row in (back, kept):
        row.save()
        reversion.add_to_revision(row)
    if by is not None:
        reversion.set_user(by)
    reversion.set_comment(_("Took back the merge of %(entry)s") % {"entry": back})
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    auditing.note(AuditAct.UNMERGED, by=by, about=f"{merge.kind}: {merge}")


def named_in_public(merge: Merge) -> announcing.Naming:
    """The published meetings that name the merged entry, and would come to show it again."""
    back = (
        None if merge.kind == "meeting" else KINDS[merge.kind]._base_manager.filter(pk=merge.merged).first()
    )
    return announcing.naming(back) if back is not None else announcing.Naming([])


def _move_back(change: dict, merge: Merge) -> None:
    reference = Reference(apps.get_model("meetings", change["model"]), change["column"])
    rows = reference.rows(merge.kept).filter(pk__in=change["pks"])
    rows.update(**{change["column"]: merge.merged})


def _put_back(changes: list[dict]) -> None:
    """Give rows that were put aside their places again, unless what one hangs on is gone or has its like."""
    rows = [found.object for found in serializers.deserialize("python", [one["row"] for one in changes])]
    for model in dict.fromkeys(map(type, rows)):
        _put_back_rows(model, [row for row in rows if type(row) is model])


def _put_back_rows(model, rows: list) -> None:
    there = set(model._base_manager.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    hangs_on = {
        column: set(
            column.related_model._base_manager.values_list("pk", flat=True).filter(
                pk__in={getattr(row, column.attname) for row in rows} - {None}
            )
        )
        for column in model._meta.fields
        if column.is_relation
    }
    taken = {columns: _taken(model, columns, rows) for columns in unique_columns(model)}
    for row in rows:
        found = {column: getattr(row, column.attname) for column in hangs_on}
        is_whole = all(pk is None or pk in hangs_on[column] for column, pk in found.items())
        values = {columns: tuple(getattr(row, name) for name in columns) for columns in taken}
        has_like = any(None not in one and one in taken[columns] for columns, one in values.items())
        if row.pk not in there and is_whole and not has_like:
            row.save_base(raw=True, force_insert=True)
            for columns, one in values.items():
                taken[columns].add(one)


def _taken(model, columns: tuple[str, ...], rows: list) -> set[tuple]:
    """What stands in columns that no two rows share, where it may be the like of one of the rows."""
    first, *_others = columns
    near = model._base_manager.filter(**{f"{first}__in": {getattr(row, first) for row in rows}})
    return set(near.values_list(*columns))


def _place_again(change: dict, merge: Merge) -> None:
    """Give a statement its place in the text again, unless an editor has given it another since."""
    again = Statement.objects.filter(pk=change["pk"], source=merge.merged, start=None)
    again.update(start=change["start"], end=change["end"])


def _take_name(change: dict, merge: Merge) -> None:
    for row in OtherName.objects.filter(pk=change["pk"], name=change["name"], **{merge.kind: merge.kept}):
        row.delete()


_TAKEN_BACK = {
    "moved": _move_back,
    "unplaced": _place_again,
    "named": _take_name,
}
