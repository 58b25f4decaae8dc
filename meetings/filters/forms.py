"""Forms of parameters: made for every question that is asked, so they share what never changes."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property


class Shared(dict):
    """Fields that all forms of a class have in common: reading does not change them."""

    def __deepcopy__(self, memo: dict) -> "Shared":
        return self


class ParametersForm(forms.Form):
    """Reads fields whose widget is ``Several``; a parameter that is not given costs next to nothing."""

    @classmethod
    def of(cls, fields: dict[str, forms.Field]) -> type["ParametersForm"]:
        """The class of forms with these fields, to be made once and used again."""
        made = type("Parameters", (cls,), {})
        made.base_fields = Shared(fields)
        made.absent = {name: field.clean([]) for name, field in fields.items()}
        return made

    def _clean_fields(self) -> None:
        for name, field in self.fields.items():
            if name not in self.data:
                self.cleaned_data[name] = self.absent[name]
                continue
            given = field.widget.value_from_datadict(self.data, self.files, name)
            try:
                self.cleaned_data[name] = field.clean(given)
            except ValidationError as error:
                self.add_error(name, error)


class ParametersFilterSet(django_filters.FilterSet):
    """A FilterSet that only reads: its filters belong to the class, and so do the fields of its form.

    ``form_base`` is a ``ParametersForm``.
    """

    form_base: type[ParametersForm] = ParametersForm

    def __init__(self, data) -> None:
        # As the FilterSet of the library does, without a copy of every filter and a queryset.
        self.is_bound = True
        self.data = data
        self.filters = self.base_filters
        self.form_prefix = None

    @classmethod
    def _form_class(cls) -> type[ParametersForm]:
        found = cls.__dict__.get("_made")
        if found is None:
            found = cls._made = cls.form_base.of({name: one.field for name, one in cls.base_filters.items()})
        return found

    @cached_property
    def form(self) -> ParametersForm:
        """The form bound to the question, its fields cleaned when errors are first looked at."""
        return self._form_class()(self.data)
