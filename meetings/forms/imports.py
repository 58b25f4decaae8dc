"""What editors tell about a table: the file, how it is read, and what its words mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.intake.tables import ProfileError, profile_of
from meetings.intake.tables.mapping import Field
from meetings.models import Country, ImportProfile
from meetings.vocabulary import MeetingKind

_KINDS = [("", "as the rows say"), *MeetingKind.choices]
_FIELDS = [("", "kept for editors only"), *((field.value, field.value.replace("_", " ")) for field in Field)]
_ORDERS = [("", "as the column shows"), ("day", "day first"), ("month", "month first")]
_CONSTANTS = ("principal", "principal_role", "principal_country", "publisher", "place", "kind", "language")
_DAY_FIRST = {"day": True, "month": False, "": None}


class UploadForm(forms.Form):
    """A file, and whose it is."""

    file = forms.FileField(label="Table", help_text="CSV, XLSX or JSON Lines. Nothing is written yet.")
    profile = forms.ModelChoiceField(
        ImportProfile.objects.all(),
        required=False,
        label="Read like",
        help_text="How earlier tables of the same publisher were read.",
    )
    publisher = forms.CharField(
        max_length=300,
        required=False,
        help_text="Who publishes the table. Rows are compared with earlier tables of the same publisher.",
    )

    def form_of_profile(self) -> dict[str, Any]:
        """The JSON form of the profile that was chosen, for this publisher."""
        chosen = self.cleaned_data["profile"]
        form = dict(chosen.form) if chosen else {}
        publisher = " ".join(self.cleaned_data["publisher"].split())
        if publisher:
            form["constants"] = {**form.get("constants", {}), "publisher": publisher}
        return form


class MappingForm(forms.Form):
    """What the columns of a table mean, and what its rows do not say."""

    principal = forms.CharField(max_length=300, required=False, label="Whose meetings")
    principal_role = forms.CharField(max_length=300, required=False, label="In which role")
    principal_country = forms.CharField(max_length=4, required=False, label="For which country (code)")
    publisher = forms.CharField(max_length=300, required=False)
    place = forms.CharField(max_length=300, required=False)
    kind = forms.ChoiceField(choices=_KINDS, required=False)
    language = forms.CharField(max_length=12, required=False, label="Language of the table (code)")
    order = forms.ChoiceField(choices=_ORDERS, required=False, label="Dates such as 03/04/2014")
    year = forms.IntegerField(min_value=1, max_value=9999, required=False, label="Year of dates without one")
    remember = forms.CharField(
        max_length=100, required=False, label="Remember as", help_text="A name for tables like this one."
    )

    def __init__(self, *args, columns: list[dict[str, Any]], profile: dict[str, Any], **kwargs) -> None:
        constants = profile.get("constants", {})
        order = {True: "day", False: "month"}.get(profile.get("day_first"), "")
        known = {"order": order, "year": profile.get("year"), **constants}
        super().__init__(*args, initial=known, **kwargs)
        self._profile, self._columns = profile, {}
        headers = {column["header"]: column for column in columns if column["header"]}
        for number, (header, column) in enumerate(headers.items()):
            name = f"column{number}"
            self._columns[name] = header
            self.fields[name] = forms.ChoiceField(
                choices=_FIELDS, required=False, label=header, initial=column["field"]
            )

    @property
    def of_columns(self) -> list[forms.BoundField]:
        """The fields that tell what columns mean."""
        return [self[name] for name in self._columns]

    @property
    def of_table(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in self.fields if name not in self._columns]

    def clean(self):
        """Refuse what no profile can hold."""
        found = super().clean()
        if not self.errors:
            try:
                profile_of(self.form_of_profile())
            except ProfileError as error:
                raise ValidationError(str(error)) from None
            code = found["principal_country"].lower()
            if code and not Country.objects.filter(code=code).exists():
                self.add_error("principal_country", "There is no such country.")
        return found

    def form_of_profile(self) -> dict[str, Any]:
        """The JSON form of the profile as it was filled in; what the form does not show stays."""
        told = self.cleaned_data
        constants = {name: " ".join(told[name].split()) for name in _CONSTANTS if told[name].strip()}
        changed = {
            header: told[name]
            for name, header in self._columns.items()
            if name in self.changed_data or header in self._profile.get("columns", {})
        }
        form = {**self._profile, "constants": constants}
        form["columns"] = {**self._profile.get("columns", {}), **changed}
        form["day_first"], form["year"] = _DAY_FIRST[told["order"]], told["year"]
        return {name: value for name, value in form.items() if value not in (None, {}, "")}


class DecisionForm(forms.Form):
    """What some words of a table mean."""

    kind = forms.CharField(max_length=16, widget=forms.HiddenInput)
    words = forms.CharField(max_length=500, strip=False, widget=forms.HiddenInput)
    value = forms.CharField(max_length=300)
    for_all = forms.BooleanField(required=False)


class CorrectionForm(forms.Form):
    """What an editor writes in the cells of one row; ``back`` is the fate whose rows were shown."""

    sheet = forms.CharField(max_length=100, required=False, strip=False)
    row = forms.IntegerField(min_value=1)
    back = forms.CharField(max_length=16, required=False)

    def changed(self) -> dict[str, str]:
        """The cells that were changed, by the names of their columns."""
        lists = [self.data.getlist(name) for name in ("column", "was", "value")]
        found = zip(*lists, strict=False)
        return {column: value for column, was, value in found if _plain(value) != _plain(was)}


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()
