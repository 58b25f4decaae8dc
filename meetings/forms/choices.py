"""Choices of rows that survive what no honest form sends."""

from django import forms
from django.core.exceptions import ValidationError

#: The largest number a primary key can be; SQLite fails on a larger one in a list of keys.
LARGEST_ID = 2**63 - 1


def is_id(value) -> bool:
    """Whether ``value`` can be a primary key."""
    value = str(value)
    return value.isascii() and value.isdecimal() and len(value) <= 19 and int(value) <= LARGEST_ID


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; a forged key is an error of the field on every database."""

    def _check_values(self, value):
        for key in value:
            if not is_id(key):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super()._check_values(value)
