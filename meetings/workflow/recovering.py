"""Recovering what was deleted: the same entry again, with its parts, its key and its history.

What it refers to may have been merged or deleted meanwhile. What was merged is followed; what was deleted is
left out and named, before anything is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import reversion
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Deletion, Meeting, MeetingSource, Participation, Statement
from meetings.search import upkeep
from meetings.workflow import versions
from meetings.workflow.moves import Refused

#: Of which column no two rows of a meeting share the value: two entries may be one since.
_ONCE = {Participation: "person_id", MeetingSource: "source_id"}
_PARTY = ("person_id", "country_id", "organisation_id")


def recoverable(user, model):
    """The deletions of a table that ``user`` may take back, the latest first; none where that is none.

    Of meetings an editor has their own, which they entered, submitted or deleted; who publishes has all.
    """
    found = Deletion.objects.filter(table=model._meta.label_lower, recovered_at__isnull=True)
    if not _may_enter(user, model):
        return found.none()
    if model is Meeting and not user.has_perm("meetings.publish_meeting"):
        found = found.filter(Q(entered_by=user) | Q(submitted_by=user) | Q(deleted_by=user))
    return found


def _may_enter(user, model) -> bool:
    name = model._meta.model_name
    return user.has_perms([f"meetings.add_{name}", f"meetings.change_{name}"])


def may_recover(deletion: Deletion, user) -> bool:
    """Whether this deletion is, or was before it was taken back, among those a user may take back."""
    model = apps.get_model(deletion.table)
    if not _may_enter(user, model):
        return False
    own = user.pk in (deletion.entered_by_id, deletion.submitted_by_id, deletion.deleted_by_id)
    return own or model is not Meeting or user.has_perm("meetings.publish_meeting")


@dataclass
class Plan:
    """What recovering makes: the row, its parts, what each is linked to by many; and what has to be said.

    ``notes`` name what is followed or left out, ``reasons`` are those for which nothing can be recovered.
    """

    row: models.Model
    parts: list[models.Model] = field(default_factory=list)
    many: dict[models.Model, dict[str, list[int]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def plan(deletion: Deletion) -> Plan:
    """What recovering would do, before it is done."""
    return _Planner(deletion).plan()


class _Planner:
    """Makes the rows of one version again, of entries as they are now."""

    def __init__(self, deletion: Deletion):
        self._model = apps.get_model(deletion.table)
        self._key = deletion.object_id
        (self._snapshot,) = versions.read(self._model, [deletion.version])
        self._kept: dict[tuple[type, int], models.Model] = {}
        self._now: dict[type, dict[int, int | None]] = {}
        self._names: dict[tuple[type, int], str] = {}
        self._notes: dict[str, None] = {}

    def plan(self) -> Plan:
        self._look_up()
        found = Plan(self._new(self._model, self._key, self._snapshot.fields))
        found.reasons += self._missing(found.row)
        self._keep(found, found.row, self._snapshot.fields)
        taken: set[tuple] = set()
        for name, rows in self._snapshot.parts.items():
            model, _column = versions.part_of(self._model, name)
            for pk, said in rows.items():
                part = self._new(model, pk, said)
                reason = self._against(part, taken)
                if reason:
                    self._notes[_("Left out – %(row)s: %(why)s") % {"row": _called(part), "why": reason}] = (
                        None
                    )
                else:
                    self._keep(found, part, said)
                    found.parts.append(part)
        found.reasons += self._standing(found.row)
        found.notes = list(self._notes)
        return found

    # --- What it refers to -------------------------------------------------------------------------------

    def _said(self) -> Iterator[tuple[type, dict[str, Any]]]:
        yield self._model, self._snapshot.fields
        for name, rows in self._snapshot.parts.items():
            for said in rows.values():
                yield versions.part_of(self._model, name)[0], said

    def _look_up(self) -> None:
        """Ask, once a table, where everything that is referred to is now."""
        own = {self._model, *(versions.part_of(self._model, name)[0] for name in self._snapshot.parts)}
        wanted: dict[type, set[int]] = {}
        for model, said in self._said():
            for column in _relations(model):
                keys = said.get(column.name)
                keys = keys if isinstance(keys, list) else [keys]
                if column.related_model not in own - {self._model} and not _hangs(column, self._model):
                    wanted.setdefault(column.related_model, set()).update(
                        key for key in keys if key is not None
                    )
        for model, pks in wanted.items():
            self._now[model] = versions.where_now(model, pks)
            gone = {pk for pk, now in self._now[model].items() if now is None}
            merged = {pk: now for pk, now in self._now[model].items() if now not in (None, pk)}
            names = versions.last_names(model, gone)
            rows = model._base_manager.in_bulk({*merged, *merged.values()})
            self._names |= {(model, pk): names.get(pk, f"#{pk}") for pk in gone}
            for pk, now in merged.items():
                said = {"entry": rows[pk], "other": rows[now]}
                self._notes[_("“%(entry)s” was merged into “%(other)s” meanwhile.") % said] = None

    def _follow(self, model, pk: int) -> int | None:
        now = self._now.get(model, {}).get(pk)
        if now is None:
            said = {"entry": self._names.get((model, pk), f"#{pk}"), "kind": model._meta.verbose_name}
            self._notes[_("“%(entry)s” (%(kind)s) was deleted meanwhile.") % said] = None
        return now

    # --- Rows --------------------------------------------------------------------------------------------

    def _new(self, model, pk: int, said: dict[str, Any]) -> models.Model:
        row = model(pk=pk)
        for column in model._meta.concrete_fields:
            if column.name not in said or column.primary_key:
                continue
            value = said[column.name]
            if not column.is_relation:
                setattr(row, column.attname, column.to_python(value))
            elif value is None or _hangs(column, self._model):
                setattr(row, column.attname, value)
            elif column.related_model is Participation:
                kept = (Participation, value) in self._kept
                setattr(row, column.attname, value if kept else -1)
            else:
                setattr(row, column.attname, self._follow(column.related_model, value))
        return row

    def _keep(self, found: Plan, row, said: dict[str, Any]) -> None:
        self._kept[type(row), row.pk] = row
        found.many[row] = {
            column.name: sorted(
                {
                    now
                    for pk in said.get(column.name, ())
                    if (now := self._follow(column.related_model, pk)) is not None
                }
            )
            for column in row._meta.local_many_to_many
            if column.remote_field.through._meta.auto_created
        }

    @staticmethod
    def _missing(row) -> Iterator[str]:
        """The columns that have to refer to something, where that is gone."""
        for column in row._meta.concrete_fields:
            if column.is_relation and not column.null and getattr(row, column.attname) is None:
                yield _("What it needs was deleted: %(what)s.") % {"what": column.verbose_name}

    def _against(self, part, taken: set[tuple]) -> str:
        """Why a part cannot be there again; empty where it can."""
        for reason in self._missing(part):
            return reason
        if isinstance(part, Statement) and part.participation_id == -1:
            return _("the participant it is about is left out")
        if isinstance(part, Participation) and not any(getattr(part, name) for name in _PARTY):
            return _("nobody is left who took part")
        column = _ONCE.get(type(part))
        value = getattr(part, column) if column else None
        if value is not None and (column, value) in taken:
            return _("it is there already, as two entries are one by now")
        taken.add((column, value))
        return ""

    @staticmethod
    def _standing(row) -> list[str]:
        """What stands where the row would be: an address or a number that another entry has by now."""
        if getattr(row, "slug", "") and row._slug_is_taken(row.slug):
            row.slug = ""
        try:
            row.validate_unique()
            row.validate_constraints()
        except ValidationError as error:
            return list(error.messages)
        return []


def _relations(model):
    auto = [one for one in model._meta.local_many_to_many if one.remote_field.through._meta.auto_created]
    return [*(one for one in model._meta.concrete_fields if one.is_relation), *auto]


def _hangs(column, model) -> bool:
    """Whether a column is the one by which a part hangs on the record."""
    return any(versions.part_of(model, name) == (column.model, column.name) for name in versions.PARTS[model])


def _called(part) -> str:
    said = part.value or part.value_as_printed or part.quote if isinstance(part, Statement) else ""
    printed = getattr(part, "name_as_printed", "") or getattr(part, "role_as_printed", "")
    return f"{part._meta.verbose_name} {said or printed}".strip()[:200]


def why_not_recover(deletion: Deletion, by=None) -> list[str]:
    """Every reason against recovering, beside those of what the entry refers to."""
    reasons = []
    if by is not None and not may_recover(deletion, by):
        reasons.append(_("You do not have the permission to do this."))
    if deletion.recovered_at is not None:
        who = deletion.recovered_by or _("somebody")
        said = {"who": who, "when": deletion.recovered_at.strftime("%-d %B %Y, %H:%M UTC")}
        reasons.append(_("It was recovered already, by %(who)s on %(when)s.") % said)
    elif apps.get_model(deletion.table)._base_manager.filter(pk=deletion.object_id).exists():
        reasons.append(_("It is there again already."))
    return reasons


def recover(deletion: Deletion, *, by=None, why: str = "") -> Plan:
    """Make a deleted entry again: the same key, parts, statements and history. Raises ``Refused``.

    A meeting comes back as a draft of whoever entered it.
    """
    try:
        with transaction.atomic(), reversion.create_revision(), upkeep.gathered():
            return _recover(deletion, by, why)
    except IntegrityError:
        raise Refused([_("Something else has come to stand where it stood: look again.")]) from None


def _recover(deletion: Deletion, by, why: str) -> Plan:
    locked = Deletion.objects.select_for_update().get(pk=deletion.pk)
    if reasons := why_not_recover(locked, by):
        raise Refused(reasons)
    found = plan(locked)
    if found.reasons:
        raise Refused(found.reasons)
    reversion.set_user(by)
    reversion.set_comment(_("Recovered: %(why)s") % {"why": why} if why else _("Recovered"))
    if isinstance(found.row, Meeting):
        found.row.created_by_id, found.row.submitted_by_id = locked.entered_by_id, locked.submitted_by_id
        found.row.changed_by = by
        # Who has the page of before open must not save over what is there now.
        found.row.lock_version = locked.lock_version + 1
    for row in (found.row, *found.parts):
        made = row.created_at
        row.save(force_insert=True)
        type(row)._base_manager.filter(pk=row.pk).update(created_at=made)
        for name, pks in found.many[row].items():
            getattr(row, name).set(pks)
    reversion.add_to_revision(found.row)
    locked.recovered_at, locked.recovered_by = timezone.now(), by
    locked.save(update_fields=["recovered_at", "recovered_by"])
    return found
