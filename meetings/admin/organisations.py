"""Parties that are no states."""

from django.contrib import admin
from django.db.models import Case, When

from meetings.admin.base import Desk
from meetings.admin.choosing import LONGEST_TERM
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

    def offered(self, queryset, term):
        """First what is abbreviated just as it was typed."""
        found = super().offered(queryset, term)
        if not term.strip():
            return found
        exact = Case(When(abbreviation__iexact=term.strip()[:LONGEST_TERM], then=0), default=1)
        return found.order_by(exact, *found.query.order_by)

    def choice_label(self, row):
        """The name and the abbreviation."""
        return f"{row.name} ({row.abbreviation})" if row.abbreviation else row.name

    def has_to_stay(self, row):
        """What is public stays."""
        return Organisation.objects.published().filter(pk=row.pk).exists()
