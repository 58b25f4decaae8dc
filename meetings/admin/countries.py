"""Countries, their names and their successors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Desk
from meetings.admin.names import DeskInline, Identifiers, OtherNames
from meetings.forms.named import SuccessionFormSet
from meetings.models import Country, CountrySuccession


class Successors(DeskInline, admin.TabularInline):
    """The countries that followed this one."""

    model = CountrySuccession
    fk_name = "predecessor"
    formset = SuccessionFormSet
    fields = ["successor", "kind", "on"]
    autocomplete_fields = ["successor"]
    verbose_name = _("successor")
    verbose_name_plural = _("successors")


@admin.register(Country)
class CountryAdmin(Desk):
    """Countries. The code is a public address for ever: it is given once."""

    inlines = [OtherNames, Successors, Identifiers]
    fieldsets = [
        (None, {"fields": ["code", "name", "official_name"]}),
        (_("ISO 3166"), {"fields": [("alpha_2", "alpha_3"), ("numeric", "alpha_4")]}),
        (_("Where and when"), {"fields": [("region", "subregion"), ("exists_from", "exists_until")]}),
    ]
    list_display = ["name", "code", "region", "exists_from", "exists_until"]
    list_filter = [("exists_until", admin.EmptyFieldListFilter)]

    def get_readonly_fields(self, request, obj=None):
        """The code of a country that is there cannot be changed."""
        return ["code"] if obj else []

    def found(self, queryset, term):
        """By any spelling or by code."""
        return queryset.by_spelling(term) | queryset.filter(code=term.lower())

    def choice_label(self, row):
        """The name and the code."""
        return f"{row.name} ({row.code.upper()})"

    def has_delete_permission(self, request, obj=None):
        """A country ends, but its entry and its code stay."""
        return False
