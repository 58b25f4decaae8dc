"""The values of a sheet in words: labels of fields, names of entries, titles of rows."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from meetings.forms.choices import is_id
from meetings.forms.edtf import EdtfFormField, in_words
from meetings.forms.threeway import RECORD, Row, Sheet, Value
from meetings.workflow import versions

#: The field that names a participant by the number of its row.
ABOUT = "about"
#: What tells a row from the others of its kind.
_TELLING = {
    "reports": ("source",),
    "participations": ("person", "name_as_printed", "country", "organisation"),
    "texts": ("language",),
    "statements": ("property", "value_as_printed", "value"),
    "appointments": ("office",),
    "other_names": ("name",),
    "identifiers": ("scheme", "value"),
    "successions": ("successor",),
}


class Words:
    """For ``Sheets``: says values. The names of entries are asked for once a table where they are loaded."""

    def field(self, name: str, field: str) -> forms.Field:
        """The form field behind a field of a row."""
        if name == RECORD:
            return self.form.fields[field]
        return self.empty[name.partition("-")[0]].fields[field]

    def label(self, name: str, field: str) -> str:
        """What a field is called."""
        found = self.field(name, field).label
        return str(found)[:1].upper() + str(found)[1:]

    def value(self, name: str, field: str, value: Value, *sheets: Sheet) -> str:
        """A value as one says it; ``sheets`` are where participants are looked up."""
        shown = self.field(name, field)
        if not value:
            return ""
        if isinstance(shown, forms.ModelChoiceField) or field == ABOUT:
            return "; ".join(self.values(name, field, value, *sheets))
        if isinstance(shown, forms.ChoiceField):
            return str(dict(shown.choices).get(value[0], value[0]))
        if isinstance(shown, forms.BooleanField):
            return str(_("yes"))
        if isinstance(shown, EdtfFormField):
            return _date(value[0])
        return value[0]

    def values(self, name: str, field: str, value: Value, *sheets: Sheet) -> list[str]:
        """Each of several values as one says it."""
        if field == ABOUT:
            return [one if is_id(one) else self.title(one, *sheets) for one in value]
        shown = self.field(name, field)
        if not isinstance(shown, forms.ModelChoiceField):
            return [self.value(name, field, value, *sheets)] if value else []
        model = shown.queryset.model
        self.load_names(model, value)
        return sorted(self.names[model].get(key, key) for key in value)

    def is_prose(self, name: str, field: str) -> bool:
        """Whether a field holds words, which are compared one by one, and no choice, date or number."""
        shown = self.field(name, field)
        return type(shown) is forms.CharField or isinstance(shown.widget, forms.Textarea)

    def load(self, *sheets: Sheet) -> None:
        """Ask for the names of all entries that sheets mention: one query or two a table."""
        wanted: dict[type, set[str]] = {}
        for sheet in sheets:
            for name, row in sheet.items():
                for field, value in row.items():
                    shown = self.field(name, field)
                    if isinstance(shown, forms.ModelChoiceField):
                        wanted.setdefault(shown.queryset.model, set()).update(value)
        for model, keys in wanted.items():
            self.load_names(model, keys)

    def load_names(self, model, keys: Iterable[str]) -> None:
        """Ask for the names of entries of a table, once."""
        known = self.names.setdefault(model, {})
        asked = {int(key) for key in keys if is_id(key) and key not in known}
        if not asked:
            return
        rows = self.desk.admin_site.get_model_admin(model)
        for row in rows.choices(model._base_manager.filter(pk__in=asked)):
            known[str(row.pk)] = rows.choice_label(row)
            asked.discard(row.pk)
        last = versions.last_names(model, asked) if asked else {}
        for pk in asked:
            known[str(pk)] = _("%(entry)s, deleted") % {"entry": last.get(pk, f"#{pk}")}

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


def _date(text: str) -> str:
    try:
        return in_words(text)
    except ValueError:
        return text
