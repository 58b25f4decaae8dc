"""Occasions and places."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Desk
from meetings.admin.names import OtherNames
from meetings.forms.edtf import in_words
from meetings.forms.named import OccasionForm, SluggedForm
from meetings.models import Meeting, Occasion, Place


@admin.register(Place)
class PlaceAdmin(Desk):
    """Venues and cities."""

    form = SluggedForm
    inlines = [OtherNames]
    fields = ["name", "country", ("latitude", "longitude"), "slug"]
    autocomplete_fields = ["country"]
    list_display = ["name", "country", "latitude", "longitude"]
    list_select_related = ["country"]

    def choices(self, queryset):
        """With the country."""
        return queryset.select_related("country")

    def choice_label(self, row):
        """The name and the country."""
        return f"{row.name}, {row.country}" if row.country else row.name

    def meetings_resting_on(self, row):
        """Coordinates are part of the public form."""
        return Meeting.objects.published().filter(place=row)

    def has_to_stay(self, row):
        """What is public stays."""
        return Place.objects.published().filter(pk=row.pk).exists()


@admin.register(Occasion)
class OccasionAdmin(Desk):
    """What meetings are held on the margins of."""

    form = OccasionForm
    inlines = [OtherNames]
    fields = [("name", "short_name"), "kind", "date", "place", "organisation", "parent", "slug"]
    autocomplete_fields = ["organisation", "parent", "place"]
    list_display = ["name", "kind", "when", "organisation", "place"]
    list_filter = ["kind"]
    list_select_related = ["organisation", "place"]

    @admin.display(description=_("date"), ordering="date_latest")
    def when(self, row):
        """The date in words."""
        return in_words(row.date) if row.date else ""

    def choice_label(self, row):
        """The name and the date."""
        return f"{row.name} ({in_words(row.date)})" if row.date else row.name

    def meetings_resting_on(self, row):
        """What an occasion is part of is part of the public form."""
        return Meeting.objects.published().filter(occasion__in=[row, *row.parts.all()])

    def has_to_stay(self, row):
        """What is public stays."""
        return Occasion.objects.published().filter(pk=row.pk).exists()
