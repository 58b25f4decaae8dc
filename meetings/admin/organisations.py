"""Parties that are no states."""

from django.contrib import admin

from meetings.admin.base import Desk
from meetings.admin.names import Identifiers, OtherNames
from meetings.forms.named import SluggedForm
from meetings.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(Desk):
    """Organisations."""

    form = SluggedForm
    inlines = [OtherNames, Identifiers]
    fields = ["name", "abbreviation", "classification", "country", ("founded", "dissolved"), "slug"]
    autocomplete_fields = ["country"]
    list_display = ["name", "abbreviation", "classification", "country"]
    list_filter = ["classification"]
    list_select_related = ["country"]

    def found(self, queryset, term):
        """By any spelling or by abbreviation."""
        return queryset.by_spelling(term) | queryset.filter(abbreviation__iexact=term)

    def choice_label(self, row):
        """The name and the abbreviation."""
        return f"{row.name} ({row.abbreviation})" if row.abbreviation else row.name

    def has_to_stay(self, row):
        """What is public stays."""
        return Organisation.objects.published().filter(pk=row.pk).exists()
