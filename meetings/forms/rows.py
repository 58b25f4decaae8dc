"""Formsets of the rows of one parent: what two rows may not share, and an order in which saving works."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Once:
    """That no two rows of one parent share what ``key`` makes of their values.

    ``key`` reads a mapping from fields to values, rows as primary keys; ``None`` is never shared.
    ``field`` is where ``message`` stands.
    """

    key: Callable[[dict], Hashable | None]
    field: str
    message: str


class RowsFormSet(forms.BaseInlineFormSet):
    """Rows that are checked against each other as they will be, not as the database still holds them.

    Rows that are deleted go first, and a row that takes over a value waits for the row that gives it up:
    the database checks its constraints after each of them.
    """

    once: tuple[Once, ...] = ()
    #: Whether rows have a ``position``; a new one whose editor gave none has that of its place on the page.
    in_order = False
    _order: list | None = None

    def total_form_count(self):
        """As Django's, but what is sent decides: a count without its rows makes no thousand empty ones."""
        total = super().total_form_count()
        return min(total, self._rows_sent) if self.is_bound else total

    @cached_property
    def _rows_sent(self) -> int:
        """How many rows the sent fields reach to, whatever their counter says."""
        field = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,9}})-")
        found = (field.match(name) for name in [*self.data, *self.files])
        return max((int(match[1]) + 1 for match in found if match), default=0)

    def add_fields(self, form, index):
        """As Django's; in a table only the heading of the column would name the box that deletes a row."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete")

    def living(self) -> list:
        """The forms that will be rows after saving, in the order of the page."""
        return [form for form in self.forms if self.will_be_row(form)]

    def will_be_row(self, form) -> bool:
        """Whether a checked form is neither empty nor marked for deletion."""
        if not hasattr(form, "cleaned_data") or (self.can_delete and self._should_delete_form(form)):
            return False
        return form.instance.pk is not None or form.has_changed()

    def clean(self):
        super().clean()
        for rule in self.once:
            self._refuse_shared(rule)
        if self.in_order:
            self._number()
        self._order = self._saving_order()

    def _number(self) -> None:
        for place, form in enumerate(self.living()):
            if form.instance.pk is None and not form.cleaned_data.get("position"):
                form.cleaned_data["position"] = form.instance.position = place

    def _refuse_shared(self, rule: Once) -> None:
        seen = set()
        for form in self.living():
            key = rule.key(_new(form))
            if key is not None and key in seen:
                form.add_error(rule.field, rule.message)
            seen.add(key)

    def _saving_order(self) -> list:
        """Changed rows in an order that breaks no rule on the way; a circle is an error of the form."""
        waiting = [form for form in self.living() if form.instance.pk and form.has_changed()]
        ordered = []
        while waiting:
            ready = [form for form in waiting if not self._taken_over(form, waiting)]
            if not ready:
                raise forms.ValidationError(
                    _(
                        "Two rows exchange what only one may have. Exchange their places in the order "
                        "instead, or save one of them first."
                    ),
                    code="exchange",
                )
            ordered += ready
            waiting = [form for form in waiting if form not in ready]
        return ordered

    def _taken_over(self, form, others) -> bool:
        return any(
            key is not None and key == rule.key(_old(other))
            for rule in self.once
            if (key := rule.key(_new(form))) is not None
            for other in others
            if other is not form
        )

    def save_existing_objects(self, commit=True):
        """As Django's, but deleted rows first and changed ones in the order in which that works."""
        self.changed_objects, self.deleted_objects = [], []
        for form in self.deleted_forms:
            if form.instance.pk is not None and not form.instance._state.adding:
                self.deleted_objects.append(form.instance)
                self.delete_existing(form.instance, commit=commit)
        saved = []
        for form in self._order or []:
            self.changed_objects.append((form.instance, form.changed_data))
            saved.append(self.save_existing(form, form.instance, commit=commit))
            if not commit:
                self.saved_forms.append(form)
        return saved


def _new(form) -> dict:
    return {name: getattr(value, "pk", value) for name, value in form.cleaned_data.items()}


def _old(form) -> dict:
    return form.initial
