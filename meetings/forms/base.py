"""What all forms of rows share: every refusal of the database becomes a sentence beside a field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.utils.translation import gettext_lazy as _

from meetings.forms.sentences import check_constraints, said

#: What PostgreSQL holds in the integer fields that editors fill; SQLite would take more.
_LARGEST = {models.PositiveSmallIntegerField: 32_767, models.PositiveIntegerField: 2_147_483_647}


class RowForm(forms.ModelForm):
    """A form of one row that the database then takes.

    ``refusal`` is set where nothing may be saved before an editor has looked: the database refused after all,
    because somebody else saved in between, or the form was left unfinished before.
    """

    refusal = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and name in _names(self._meta.model):
                largest = _LARGEST.get(type(self._meta.model._meta.get_field(name)))
                if largest is not None:
                    field.validators.append(_at_most(largest))

    def clean(self):
        found = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="refusal")
        return found

    def _get_validation_exclusions(self):
        # Rows of one parent are compared by their formset, which knows all of them as they will be; the
        # database still holds them as they were.
        return super()._get_validation_exclusions() | self._parents()

    def _parents(self) -> set[str]:
        return {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}

    def _update_errors(self, errors):
        if not hasattr(errors, "error_dict"):
            super()._update_errors(errors)
            return
        for field, error in said(self._meta.model, errors.error_dict):
            self.add_error(field if field in self.fields else None, error)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self._check_derived_columns()

    def _check_derived_columns(self):
        """Check what the row will be once it has derived its other columns: the days of its dates, say."""
        self.instance.normalise()
        for constraint in check_constraints(self._meta.model):
            try:
                constraint.validate(type(self.instance), self.instance, exclude=self._parents())
            except ValidationError as error:
                self._update_errors(ValidationError({forms.forms.NON_FIELD_ERRORS: [error]}))


def _names(model) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def _at_most(largest: int):
    def check(value):
        if value > largest:
            raise ValidationError(
                _("Ensure this value is less than or equal to %(limit_value)s."),
                code="max_value",
                params={"limit_value": largest},
            )

    return check
