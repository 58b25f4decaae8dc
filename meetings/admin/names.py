"""Other names and outside identifiers, as rows of whatever has them."""

from django.contrib import admin

from meetings.admin.choosing import DeskFields
from meetings.forms.base import RowForm
from meetings.forms.named import IdentifierFormSet, OtherNameForm
from meetings.forms.rows import RowsFormSet
from meetings.models import Identifier, OtherName


class DeskInline(DeskFields):
    """What all rows of the desk share."""

    form = RowForm
    formset = RowsFormSet
    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """In a table the column's heading labels no field, so each field says its name itself."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(self, admin.TabularInline):
            field.widget.attrs["aria-label"] = str(field.label)
        return field


class OtherNames(DeskInline, admin.TabularInline):
    """Other names of one thing."""

    model = OtherName
    form = OtherNameForm
    fields = ["name", "language", "kind", "valid_from", "valid_until"]


class Identifiers(DeskInline, admin.TabularInline):
    """Identifiers of one thing."""

    model = Identifier
    formset = IdentifierFormSet
    fields = ["scheme", "value"]
