"""The form of an entry and its rows: as a sheet of plain values, and as a browser sends it.

A sheet is what ``forms.threeway`` compares. Stored rows are named by their table and key, new ones by their
table and place on the page. A sheet is read from what is stored, from what was sent, or from a version.
"""

import contextlib
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.admin.sheet_words import ABOUT, Words
from meetings.forms.choices import is_id
from meetings.forms.threeway import RECORD, Row, Sheet, Value
from meetings.workflow import versions

#: By which two editors who add a row have added the same.
IDENTITIES = {"reports": "source", "participations": "person", "texts": "language"}
SEVERAL = ("topics", "appointments")
#: The position of a row to which its editor gave none.
_NO_PLACE = ((), ("0",))
_NO_VALUES = ("id", "DELETE", "seen_version", "at")


class Sheets(Words):
    """The forms of one entry, from which sheets are read and into which they are written.

    Those ``to_read`` hold what versions keep, whoever looks; the others what who asks may change.
    """

    def __init__(self, desk, request, row, *, to_read: bool = False):
        self.desk, self.request, self.row = desk, request, row
        self.parts = versions.PARTS[type(row)]
        self.kinds = [
            (kind, inline)
            for kind, inline in desk.get_formsets_with_inlines(request, row)
            if (
                kind.get_default_prefix() in self.parts
                if to_read
                else inline.has_change_permission(request, row)
            )
        ]
        self.form_class = desk.get_form(request, row, change=not to_read)
        self.form = self.form_class(instance=row)
        self.formsets = self._formsets(None)
        self.empty = {prefix: formset.empty_form for prefix, formset in self.formsets.items()}
        self.names: dict[type, dict[str, str]] = {}
        self.ends: dict[type, dict[str, str]] = {}
        self.verbose = {
            formset.prefix: str(inline.verbose_name or formset.model._meta.verbose_name)
            for formset, (_kind, inline) in zip(self.formsets.values(), self.kinds, strict=True)
        }

    def _formsets(self, data) -> dict[str, forms.BaseInlineFormSet]:
        found = {}
        for kind, inline in self.kinds:
            prefix = kind.get_default_prefix()
            found[prefix] = kind(
                data, instance=self.row, prefix=prefix, queryset=inline.get_queryset(self.request)
            )
        if "statements" in found:
            found["statements"].beside(found.get("participations"), found.get("reports"))
        return found

    # --- Reading -----------------------------------------------------------------------------------------

    def stored(self) -> Sheet:
        """What the desk holds now."""
        return self._sheet(self.form, self.formsets)

    def sent(self, data: QueryDict) -> Sheet:
        """What a browser sent, in the shape of what is stored; what cannot be read stays as it was typed."""
        # Reading a form of a model writes nothing into the row: it is never validated.
        return self._sheet(self.form_class(data, instance=self.row), self._formsets(data))

    def _sheet(self, form, formsets) -> Sheet:
        sheet: Sheet = {RECORD: _row(form)}
        numbered = _names(formsets.get("participations"))
        for formset in formsets.values():
            rows = zip(_names(formset), formset.forms, strict=True)
            living = [(name, row_form) for name, row_form in rows if _is_row(row_form)]
            for place, (name, row_form) in enumerate(living):
                sheet[name] = _row(row_form)
                _name_about(sheet[name], numbered)
                if formset.in_order and row_form.instance.pk is None and sheet[name]["position"] in _NO_PLACE:
                    # As saving will do.
                    sheet[name]["position"] = (str(place),)
        return sheet

    def held(self, snapshot: versions.Snapshot) -> Sheet:
        """What a version holds, in the shape of what is stored."""
        sheet: Sheet = {RECORD: _row_held(self.form, snapshot.fields)}
        for prefix in self.formsets:
            for pk, said in snapshot.parts.get(prefix, {}).items():
                sheet[f"{prefix}-{pk}"] = row = _row_held(self.empty[prefix], said)
                if said.get("participation") and ABOUT in self.empty[prefix].fields:
                    row[ABOUT] = (f"participations-{said['participation']}",)
        return sheet

    def of_parts(self, sheet: Sheet) -> Sheet:
        """A sheet without the rows that no version holds."""
        return {
            name: row for name, row in sheet.items() if name == RECORD or name.partition("-")[0] in self.parts
        }

    def followed(self, *sheets: Sheet) -> list[Sheet]:
        """Sheets in which entries that were merged since are those they were merged into.

        One query a table, or a few where merges rest on each other. ``notes`` then tells of them.
        """
        wanted: dict[type, set[str]] = {}
        for sheet in sheets:
            for name, field, value in _choices(self, sheet):
                wanted.setdefault(self.field(name, field).queryset.model, set()).update(value)
        for model, keys in wanted.items():
            now = versions.where_now(model, [int(key) for key in keys if is_id(key)])
            self.ends[model] = {str(pk): str(end or "") for pk, end in now.items()}
        found = []
        for sheet in sheets:
            followed = {name: dict(row) for name, row in sheet.items()}
            for name, field, value in _choices(self, sheet):
                ends = self.ends[self.field(name, field).queryset.model]
                followed[name][field] = tuple(sorted({ends.get(key) or key for key in value}))
            found.append(followed)
        return found

    def standing(self, sheet: Sheet) -> Sheet:
        """A followed sheet without the entries that were deleted since."""
        found = {name: dict(row) for name, row in sheet.items()}
        for name, field, value in _choices(self, sheet):
            ends = self.ends.get(self.field(name, field).queryset.model, {})
            found[name][field] = tuple(key for key in value if ends.get(key) != "")
        return found

    def notes(self) -> list[str]:
        """What became of the entries that followed sheets named, where it is not what they were."""
        found = []
        for model, ends in self.ends.items():
            other = {key: end for key, end in ends.items() if end != key}
            self.load_names(model, {*other, *filter(None, other.values())})
            for key, end in sorted(other.items()):
                said = {"entry": self.names[model][key], "other": self.names[model].get(end, "")}
                if end:
                    found.append(_("“%(entry)s” is “%(other)s” by now: they were merged.") % said)
                else:
                    found.append(_("“%(entry)s” meanwhile: it is left out of what is restored.") % said)
        return found

    # --- Writing -----------------------------------------------------------------------------------------

    def written(self, sheet: Sheet, sent: QueryDict) -> QueryDict:
        """The sheet as a browser sends it, on a page that shows what is stored now.

        What else ``sent`` holds, buttons and the key of the page among it, goes along.
        """
        data = sent.copy()
        prefixes = tuple(f"{prefix}-" for prefix in self._all_prefixes())
        for name in [name for name in data if name.startswith(prefixes)]:
            del data[name]
        _write(data, "", sheet[RECORD])
        stored = self.stored()
        numbers = self._numbers(sheet, stored)
        for prefix in self.formsets:
            self._write_rows(data, prefix, sheet, stored, numbers)
        for kind, _inline in self.desk.get_formsets_with_inlines(self.request, self.row):
            if kind.get_default_prefix() not in self.formsets:
                _write_counts(data, kind(instance=self.row, prefix=kind.get_default_prefix()))
        if hasattr(self.row, "lock_version"):
            data["seen_version"] = str(self.row.lock_version)
        return data

    def _all_prefixes(self) -> Iterator[str]:
        for kind, _inline in self.desk.get_formsets_with_inlines(self.request, self.row):
            yield kind.get_default_prefix()

    @staticmethod
    def _numbers(sheet: Sheet, stored: Sheet) -> dict[str, str]:
        """The number on the page of each participant who stays."""
        shown = [name for name in {**stored, **sheet} if name.startswith("participations-")]
        return {name: str(number) for number, name in enumerate(shown, start=1) if name in sheet}

    def _write_rows(self, data, prefix, sheet, stored, numbers) -> None:
        names = [name for name in stored if name.startswith(f"{prefix}-")]
        initial = len(names)
        names += [name for name in sheet if name.startswith(f"{prefix}-") and name not in stored]
        for place, name in enumerate(names):
            row = dict(sheet.get(name, stored.get(name)))
            if row.get(ABOUT):
                # A participant who is gone has a number that no row has, so that the form asks.
                row[ABOUT] = (numbers.get(row[ABOUT][0], "999"),)
            _write(data, f"{prefix}-{place}-", row)
            data[f"{prefix}-{place}-{self.formsets[prefix].fk.name}"] = str(self.row.pk)
            if place < initial:
                data[f"{prefix}-{place}-id"] = name.removeprefix(f"{prefix}-")
                if name not in sheet:
                    data[f"{prefix}-{place}-DELETE"] = "on"
        data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(names)), str(initial)
        data[f"{prefix}-MIN_NUM_FORMS"], data[f"{prefix}-MAX_NUM_FORMS"] = "0", "1000"


def _names(formset) -> list[str]:
    """The names of the rows of a formset, in the order of the page."""
    if formset is None:
        return []
    names = []
    for place, form in enumerate(formset.forms):
        key = str((form["id"].data if form.is_bound else form.instance.pk) or "")
        names.append(f"{formset.prefix}-{key if is_id(key) else f'new-{place}'}")
    return names


def _is_row(form) -> bool:
    if not form.is_bound:
        return form.instance.pk is not None
    if form["DELETE"].data if "DELETE" in form.fields else False:
        return False
    return bool(form["id"].data) or form.has_changed()


def _row(form) -> Row:
    return {name: _value(form[name]) for name in _valued(form)}


def _valued(form) -> Iterator[str]:
    return (
        name
        for name, field in form.fields.items()
        if name not in _NO_VALUES and not isinstance(field, InlineForeignKeyField)
    )


def _row_held(form, said: dict) -> Row:
    """The fields of a form with the values that a version has for them."""
    return {name: _value_of(form.fields[name], said.get(name)) for name in _valued(form)}


def _choices(sheets: "Sheets", sheet: Sheet) -> Iterator[tuple[str, str, Value]]:
    for name, row in sheet.items():
        for field, value in row.items():
            if value and isinstance(sheets.field(name, field), forms.ModelChoiceField):
                yield name, field, value


def _value(bound) -> Value:
    return _value_of(bound.field, bound.data if bound.form.is_bound else bound.value())


def _value_of(field: forms.Field, raw) -> Value:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return tuple(sorted(str(key) for key in raw or ()))
    if not isinstance(field, forms.ModelChoiceField):
        # What cannot be read is shown as it was typed, and refused by the form in the end.
        with contextlib.suppress(ValidationError):
            raw = field.clean(raw)
    if raw is None or raw is False or raw == "":
        return ()
    return (str(raw).replace("\r\n", "\n"),)


def _name_about(row: Row, numbered: list[str]) -> None:
    """Name the participant whom a statement is about, in place of the number, which others shift."""
    number = row.get(ABOUT, ("",))[:1]
    if number and is_id(number[0]) and 1 <= int(number[0]) <= len(numbered):
        row[ABOUT] = (numbered[int(number[0]) - 1],)


def _write(data: QueryDict, prefix: str, row: Row) -> None:
    for field, value in row.items():
        if value:
            data.setlist(prefix + field, list(value))
        elif prefix + field in data:
            del data[prefix + field]


def _write_counts(data: QueryDict, formset) -> None:
    for name, value in formset.management_form.initial.items():
        data[f"{formset.prefix}-{name}"] = str(value)
