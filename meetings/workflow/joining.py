"""Two entries of one thing become one: people, organisations, offices, places, occasions, topics, sources.

The entry that goes stays as a row: its address leads to the one that is kept for ever, and editions keep
naming it. Everything that refers to it comes to refer to the one that is kept. A row that would then stand
twice is put aside. All of it is written down in ``Merge``, so that it can be taken back exactly.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import reversion
from django.core import serializers
from django.db import models, transaction
from django.utils.translation import gettext as _

from meetings.models import NAMED, Merge, Office, OtherName, Statement
from meetings.search import upkeep
from meetings.vocabulary import AuditAct, ChangeReason, NameKind
from meetings.workflow import announcing, auditing, touching
from meetings.workflow.moves import Refused, moment
from meetings.workflow.publishing import mark_changes
from meetings.workflow.referring import Reference, references_to

#: Above a person or place there is nothing; of these one may be part of another.
_PARENT = {"topic": "broader", "occasion": "parent"}
PERMISSION = "meetings.merge_meeting"
#: Of the rows that a merge moves so many of a kind are shown before it.
SHOWN = 100


@dataclass
class Plan:
    """What a merge does, before it is done: for the page that asks, and for doing it."""

    going: models.Model
    kept: models.Model
    moved: list[tuple[Reference, list[int]]] = field(default_factory=list)
    doubled: list[tuple[Reference, dict[int, int]]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    new_name: str = ""
    #: The published meetings that name the entry which goes: their pages read differently afterwards.
    public: announcing.Naming = field(default_factory=lambda: announcing.Naming([]))

    def rows(self) -> Iterator[touching.Rows]:
        """The rows that are moved or put aside."""
        yield from ((reference.model, pks) for reference, pks in self.moved)
        yield from ((reference.model, pairs.keys()) for reference, pairs in self.doubled)

    def told(self) -> list["Told"]:
        """The rows that move, by what they are called, in words of their own."""
        return [_told(reference, pks) for reference, pks in self.moved if pks]

    def put_aside(self) -> list["Told"]:
        """The rows that are put aside because the kept entry has their like."""
        return [_told(reference, list(pairs)) for reference, pairs in self.doubled if pairs]


@dataclass(frozen=True)
class Told:
    """Rows for the eye: how they are called, how many they are, and the first of them."""

    name: str
    number: int
    rows: list[models.Model]

    @property
    def further(self) -> int:
        """How many there are besides those that are shown."""
        return self.number - len(self.rows)


def _told(reference: Reference, pks: list[int]) -> Told:
    rows = reference.model._base_manager.filter(pk__in=sorted(pks)[:SHOWN]).order_by("pk")
    if reference.model._meta.auto_created:
        other = next(
            one.name
            for one in reference.model._meta.fields
            if one.is_relation and one.attname != reference.column
        )
        rows = [getattr(row, other) for row in rows.select_related(other)]
    return Told(str(reference.model._meta.verbose_name_plural), len(pks), list(rows))


def plan(going, kept, by=None) -> Plan:
    """What merging ``going`` into ``kept`` would do, with every reason against it."""
    found = Plan(going, kept)
    found.reasons = [*_against(going, kept, by)]
    if going.pk == kept.pk or type(going) is not type(kept):
        return found
    found.public = announcing.naming(going)
    for reference in references_to(type(going)):
        doubles = reference.doubles(going.pk, kept.pk)
        if doubles and reference.is_referred_to:
            for row in reference.model._base_manager.filter(pk__in=doubles).order_by("pk"):
                found.reasons.append(_("Both are in %(where)s.") % {"where": getattr(row, "meeting", row)})
        pks = reference.rows(going.pk).order_by("pk").values_list("pk", flat=True)
        moved = [pk for pk in pks if pk not in doubles]
        found.moved.append((reference, moved))
        found.doubled.append((reference, doubles))
    if going._meta.model_name in NAMED:
        known = {kept.plain_name, *kept.other_names.values_list("name", flat=True)}
        known |= set(going.other_names.values_list("name", flat=True))
        found.new_name = "" if going.plain_name in known else going.plain_name
    return found


def _against(going, kept, by) -> Iterator[str]:
    if by is not None and not by.has_perm(PERMISSION):
        yield _("You do not have the permission to do this.")
    if type(going) is not type(kept):
        yield _("Only two entries of one kind can be merged.")
        return
    if going.pk == kept.pk:
        yield _("An entry cannot be merged into itself.")
    for row in (going, kept):
        if row.merged_into_id is not None:
            said = {"entry": row, "other": row.merged_into}
            yield _("“%(entry)s” was merged into “%(other)s” already.") % said
    if isinstance(going, Office) and (going.country_id, going.organisation_id) != (
        kept.country_id,
        kept.organisation_id,
    ):
        said = {"one": going.country or going.organisation, "other": kept.country or kept.organisation}
        yield _("One is an office of “%(one)s”, the other of “%(other)s”.") % said
    elif isinstance(going, Office) and going.kind != kept.kind:
        said = {"one": going.get_kind_display(), "other": kept.get_kind_display()}
        yield _("The offices are of two kinds: “%(one)s” and “%(other)s”.") % said
    parent = _PARENT.get(going._meta.model_name)
    for below, above in ((going, kept), (kept, going)) if parent else ():
        if above.pk in _ancestors(below, parent) and above.pk != below.pk:
            yield _("“%(below)s” is part of “%(above)s”.") % {"below": below, "above": above}


def _ancestors(row, parent: str) -> set[int]:
    passed: set[int] = set()
    above = getattr(row, f"{parent}_id")
    while above is not None and above not in passed:
        passed.add(above)
        found = type(row)._base_manager.filter(pk=above)
        above = found.values_list(f"{parent}_id", flat=True).first()
    return passed


def join(
    going,
    *,
    into,
    by=None,
    note: str = "",
    reason: ChangeReason = ChangeReason.SAME_ENTRY,
    at: datetime.datetime | None = None,
) -> Merge:
    """Merge ``going`` into ``into``, in one transaction. Raises ``Refused`` with all reasons.

    Where published meetings name ``going``, ``reason`` and ``note`` are public: each such meeting has them in
    its history.
    """
    with transaction.atomic(), reversion.create_revision():
        going, kept = _locked(type(going), going.pk, into.pk)
        made = plan(going, kept, by)
        if reasons := [*made.reasons, *reasons_without_words(made.public, note)]:
            raise Refused(reasons)
        said = announcing.saying(going, reason=reason, note=note, by=by, at=moment(at))
        touched = touching.meetings_of(made.rows())
        unread = touching.published(touched | touching.showing(made.rows())).union(made.public.meetings)
        touching.lock(touched | unread)
        with upkeep.gathered(said | {"unread": sorted(unread)}, beside=unread) as gathering:
            found = _joined(made, note, by)
            touching.tell(touched)
        if gathering.is_later:
            upkeep.take_over(found.kind, going.pk, kept.pk)
        else:
            mark_changes(unread)
            announcing.announce(made.public.meetings, reason=reason, note=note, by=by, at=said["at"])
    return found


def reasons_without_words(public: announcing.Naming, note: str) -> list[str]:
    """Why meetings that are public are not changed without a word."""
    if public.meetings and not note.strip():
        return [_("Published meetings name the entry: a reason is needed that the public may read.")]
    return []


def _joined(made: Plan, note: str, by) -> Merge:
    going, kept = made.going, made.kept
    changes = [*_put_aside(made), *_move(made), *_add_name(made)]
    going.merged_into = kept
    for row in (going, kept):
        row.save()
        reversion.add_to_revision(row)
    if by is not None:
        reversion.set_user(by)
    reversion.set_comment(_("Merged %(going)s into %(kept)s") % {"going": going, "kept": kept})
    found = Merge.objects.create(
        kind=going._meta.model_name,
        merged=going.pk,
        kept=kept.pk,
        merged_name=str(going)[:500],
        kept_name=str(kept)[:500],
        note=note,
        changes=changes,
        by=by,
    )
    auditing.note(AuditAct.MERGED, by=by, about=f"{found.kind}: {found}")
    return found


def _locked(model, going: int, kept: int) -> list:
    found = model._base_manager.select_for_update().filter(pk__in={going, kept}).order_by("pk")
    rows = {row.pk: row for row in found}
    if len(rows) < len({going, kept}):
        raise Refused([_("One of the two was deleted meanwhile.")])
    return [rows[going], rows[kept]]


def _put_aside(made: Plan) -> Iterator[dict]:
    for reference, pairs in made.doubled:
        for row in reference.model._base_manager.filter(pk__in=pairs).order_by("pk"):
            yield {
                "did": "aside",
                "model": reference.model._meta.model_name,
                "like": pairs[row.pk],
                "row": json.loads(serializers.serialize("json", [row]))[0],
            }
        reference.model._base_manager.filter(pk__in=pairs).delete()


def _move(made: Plan) -> Iterator[dict]:
    for reference, pks in made.moved:
        yield from _leave_snapshot(made, reference, pks)
        if pks:
            reference.model._base_manager.filter(pk__in=pks).update(**{reference.column: made.kept.pk})
            yield {
                "did": "moved",
                "model": reference.model._meta.model_name,
                "column": reference.column,
                "pks": pks,
            }


def _leave_snapshot(made: Plan, reference: Reference, pks: list[int]) -> Iterator[dict]:
    """Take the places in the text of a source from statements for which they are no places of the other's."""
    if reference.model is not Statement or made.going.text == made.kept.text:
        return
    for row in Statement.objects.filter(pk__in=pks, start__isnull=False).order_by("pk"):
        if made.kept.text[row.start : row.end] != row.quote:
            yield {"did": "unplaced", "pk": row.pk, "start": row.start, "end": row.end}
            Statement.objects.filter(pk=row.pk).update(start=None, end=None)


def _add_name(made: Plan) -> Iterator[dict]:
    if made.new_name:
        owner = {made.kept._meta.model_name: made.kept}
        row = OtherName.objects.create(name=made.new_name, kind=NameKind.ALTERNATIVE, **owner)
        yield {"did": "named", "pk": row.pk, "name": row.name}
