"""The form of a meeting and its rows: as a sheet of plain values, in words, and as a browser sends it.

A sheet is what ``forms.threeway`` compares. Stored rows are named by their table and key, new ones by their
table and place on the page.
"""

import contextlib
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.forms.choices import is_id
from meetings.forms.edtf import EdtfFormField, in_words
from meetings.forms.threeway import RECORD, Row, Sheet, Value
from meetings.models import Meeting, MeetingSource, MeetingText, Participation, Statement

#: The tables whose rows are edited with a meeting.
EDITED = (MeetingSource, Participation, MeetingText, Statement)
#: By which two editors who add a row have added the same.
IDENTITIES = {"reports": "source", "participations": "person", "texts": "language"}
#: What tells a row from the others of its kind.
_TELLING = {
    "reports": ("source",),
    "participations": ("person", "name_as_printed", "country", "organisation"),
    "texts": ("language",),
    "statements": ("property", "value_as_printed", "value"),
}
#: The field that names a participant by the number of its row.
ABOUT = "about"
SEVERAL = ("topics", "appointments")
#: The position of a row to which its editor gave none.
_NO_PLACE = ((), ("0",))
_NO_VALUES = ("id", "meeting", "DELETE", "seen_version")


class Sheets:
    """The forms of one meeting, from which sheets are read and into which they are written."""

    def __init__(self, desk, request, meeting: Meeting):
        self.desk, self.request, self.meeting = desk, request, meeting
        self.kinds = [
            (kind, inline)
            for kind, inline in desk.get_formsets_with_inlines(request, meeting)
            if kind.model in EDITED and inline.has_change_permission(request, meeting)
        ]
        self.form_class = desk.get_form(request, meeting, change=True)
        self.form = self.form_class(instance=meeting)
        self.formsets = self._formsets(None)
        self.verbose = {
            formset.prefix: str(inline.verbose_name or formset.model._meta.verbose_name)
            for formset, (_kind, inline) in zip(self.formsets.values(), self.kinds, strict=True)
        }

    def _formsets(self, data) -> dict[str, forms.BaseInlineFormSet]:
        found = {}
        for kind, inline in self.kinds:
            prefix = kind.get_default_prefix()
            found[prefix] = kind(
                data, instance=self.meeting, prefix=prefix, queryset=inline.get_queryset(self.request)
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
        return self._sheet(self.form_class(data, instance=self.meeting), self._formsets(data))

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
        for kind, _inline in self.desk.get_formsets_with_inlines(self.request, self.meeting):
            if kind.get_default_prefix() not in self.formsets:
                _write_counts(data, kind(instance=self.meeting, prefix=kind.get_default_prefix()))
        data["seen_version"] = str(self.meeting.lock_version)
        return data

    def _all_prefixes(self) -> Iterator[str]:
        for kind, _inline in self.desk.get_formsets_with_inlines(self.request, self.meeting):
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
            data[f"{prefix}-{place}-meeting"] = str(self.meeting.pk)
            if place < initial:
                data[f"{prefix}-{place}-id"] = name.removeprefix(f"{prefix}-")
                if name not in sheet:
                    data[f"{prefix}-{place}-DELETE"] = "on"
        data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(names)), str(initial)
        data[f"{prefix}-MIN_NUM_FORMS"], data[f"{prefix}-MAX_NUM_FORMS"] = "0", "1000"

    # --- Saying ------------------------------------------------------------------------------------------

    def field(self, name: str, field: str) -> forms.Field:
        """The form field behind a field of a row."""
        if name == RECORD:
            return self.form.fields[field]
        return self.formsets[name.partition("-")[0]].empty_form.fields[field]

    def label(self, name: str, field: str) -> str:
        """What a field is called."""
        found = self.field(name, field).label
        return str(found)[:1].upper() + str(found)[1:]

    def value(self, name: str, field: str, value: Value, *sheets: Sheet) -> str:
        """A value as one says it; ``sheets`` are where participants are looked up."""
        shown = self.field(name, field)
        if not value:
            return ""
        if field == ABOUT:
            return self.title(value[0], *sheets) if not is_id(value[0]) else value[0]
        if isinstance(shown, forms.ModelChoiceField):
            return "; ".join(self._rows(shown, value))
        if isinstance(shown, forms.ChoiceField):
            return str(dict(shown.choices).get(value[0], value[0]))
        if isinstance(shown, forms.BooleanField):
            return str(_("yes"))
        if isinstance(shown, EdtfFormField):
            return _date(value[0])
        return value[0]

    def _rows(self, field, keys: Value) -> list[str]:
        rows = self.desk.admin_site.get_model_admin(field.queryset.model)
        found = rows.choices(field.queryset.filter(pk__in=[key for key in keys if is_id(key)]))
        return [rows.choice_label(row) for row in found]

    def title(self, name: str, *sheets: Sheet) -> str:
        """What a row is called, by the first of ``sheets`` that has it."""
        row = next((sheet[name] for sheet in sheets if sheet and name in sheet), {})
        kind = name.partition("-")[0]
        if kind not in self.formsets:
            return ""
        said = [self.value(name, field, row.get(field, ())) for field in _TELLING[kind]]
        said = " · ".join(part[:80] for part in said if part)
        verbose = self.verbose[kind]
        return f"{verbose[:1].upper()}{verbose[1:]}: {said}"

    def whole(self, name: str, row: Row | None, *sheets: Sheet) -> list[tuple[str, str]]:
        """All that a row says, as pairs of label and value."""
        pairs = [
            (self.label(name, field), self.value(name, field, row[field], *sheets)) for field in row or ()
        ]
        return [(label, value) for label, value in pairs if value]


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
    return {name: _value(form[name]) for name in form.fields if name not in _NO_VALUES}


def _value(bound) -> Value:
    field, raw = bound.field, bound.data if bound.form.is_bound else bound.value()
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


def _date(text: str) -> str:
    try:
        return in_words(text)
    except ValueError:
        return text
