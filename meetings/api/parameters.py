"""Parameters of the interface beside the query language, read as strictly as that.

A parameter that is not known, that is empty, or that is given twice where once is meant, is an error: a
question is answered as it was asked or not at all.
"""

import re
from collections.abc import Collection, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.http import QueryDict

from meetings.api.problems import BadParameters
from meetings.filters.fields import VALUES_AT_MOST, OneField, Several, shown

SIZE = 25
SIZE_AT_MOST = 100
#: The change log is read by programs only, and its objects are small.
CHANGES_AT_MOST = 1000
#: No name that anybody looks for is longer.
NAME_LENGTH = 300
#: What an identifier of an entry looks like; a cursor is the one that the page before ended with.
IDENTIFIER = r"[a-z0-9_-]{1,100}"
NO_CURSOR = "This is no cursor that a page of the archive gave."
#: What ``expand`` replaces: references by whole entries, by the name of their list, and in lists short
#: meetings by whole ones.
LINKED = {
    "person": "people",
    "country": "countries",
    "organisation": "organisations",
    "place": "places",
    "occasion": "occasions",
    "topic": "topics",
}
RECORD = "record"


class SizeField(OneField):
    """How many objects a page has."""

    def __init__(self, most: int = SIZE_AT_MOST):
        super().__init__()
        self.most = most

    def clean(self, value):
        given = super().clean(value)
        if not given:
            return SIZE
        if re.fullmatch(r"[0-9]{1,9}", given) and 1 <= int(given) <= self.most:
            return int(given)
        raise ValidationError(f"A page has from 1 to {self.most} objects.", code="invalid")


class NamesField(forms.Field):
    """Some names of a closed list, separated by commas or given one by one."""

    widget = Several

    def __init__(self, known: Collection[str]):
        super().__init__(required=False)
        self.known = known

    def clean(self, value):
        given = [name.strip() for one in value or [] for name in one.split(",", len(self.known) + 1)]
        for name in given:
            if name not in self.known:
                raise ValidationError(f"“{shown(name)}” is none of: {', '.join(self.known)}.", code="unknown")
        return list(dict.fromkeys(given))


class PatternField(OneField):
    """One value of a certain shape."""

    def __init__(self, pattern: str, refusal: str):
        super().__init__()
        self.pattern, self.refusal = pattern, refusal

    def clean(self, value):
        given = super().clean(value)
        if given and not re.fullmatch(self.pattern, given, re.ASCII):
            raise ValidationError(self.refusal, code="invalid")
        return given


class NameField(OneField):
    """Words of a name; the space around them counts as it was sent."""

    def __init__(self):
        super().__init__(max_length=NAME_LENGTH, strip=False)

    def clean(self, value):
        return super().clean(value).strip()


class FreeField(OneField):
    """One value that whoever asks for it reads itself."""


def read(data: QueryDict, fields: dict[str, forms.Field], *others: str) -> dict:
    """The values of ``fields`` in a query string. ``others`` are names that somebody else reads.

    Raises ``BadParameters`` with everything that is wrong.
    """
    errors = list(_strange(data, {*fields, *others}))
    given = {}
    for name, field in fields.items():
        try:
            given[name] = field.clean(field.widget.value_from_datadict(data, {}, name))
        except ValidationError as error:
            errors += _said(name, ErrorList(error.error_list))
    if errors:
        raise BadParameters(errors)
    return given


def errors_of(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    """The errors of a form as (parameter, code, reason)."""
    for name, found in form.errors.items():
        yield from _said(name, found)


def _said(name: str, found: ErrorList) -> Iterator[tuple[str, str, str]]:
    for error in found.get_json_data():
        yield name, error["code"] or "invalid", error["message"]


def _strange(data: QueryDict, known: set[str]) -> Iterator[tuple[str, str, str]]:
    """What no parameter is, and parameters without a value or with too many."""
    for name in data:
        if name not in known:
            reason = f"There is no such parameter here; there are {', '.join(sorted(known)) or 'none'}."
            yield shown(name), "unknown_parameter", reason
        elif not all(value.strip() for value in data.getlist(name)):
            yield name, "empty", "This parameter has no value; leave it out."
        elif len(data.getlist(name)) > VALUES_AT_MOST:
            yield name, "too_many", f"At most {VALUES_AT_MOST} values can be given at once."
