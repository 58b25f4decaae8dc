"""Offices, and who held them when."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Desk
from meetings.admin.names import OtherNames
from meetings.forms.named import SluggedForm
from meetings.models import Appointment, Country, Meeting, Office, Organisation, Person

#: More words than this name no appointment.
MOST_WORDS = 8


@admin.register(Office)
class OfficeAdmin(Desk):
    """Offices."""

    form = SluggedForm
    inlines = [OtherNames]
    fields = ["title", "kind", "country", "organisation", "slug"]
    autocomplete_fields = ["country", "organisation"]
    list_display = ["title", "kind", "country", "organisation"]
    list_filter = ["kind"]
    list_select_related = ["country", "organisation"]

    def found(self, queryset, term):
        """By any spelling of the title, the country or the organisation."""
        for word in term.split()[:MOST_WORDS]:
            queryset = queryset.filter(
                Q(pk__in=Office.objects.by_spelling(word).values("pk"))
                | Q(country__in=Country.objects.by_spelling(word).values("pk"))
                | Q(organisation__in=Organisation.objects.by_spelling(word).values("pk"))
            )
        return queryset

    def choices(self, queryset):
        """With whom they belong to."""
        return queryset.select_related("country", "organisation")

    def choice_label(self, row):
        """The title, and whose office it is where the title does not say."""
        owner = str(row.country or row.organisation)
        return row.title if owner in row.title else f"{row.title}, {owner}"

    def meetings_resting_on(self, row):
        """The kind of an office is part of the public form."""
        return Meeting.objects.published().filter(participations__appointments__office=row).distinct()


@admin.register(Appointment)
class AppointmentAdmin(Desk):
    """Who held which office when."""

    fields = ["person", "office", ("start", "end"), "acting", "source"]
    autocomplete_fields = ["person", "office", "source"]
    list_display = ["person", "office", "period", "acting"]
    list_filter = ["office__kind", "acting"]
    list_select_related = ["person", "office"]

    def found(self, queryset, term):
        """By any spelling of the person, the office or whom it belongs to; every word has to fit."""
        for word in term.split()[:MOST_WORDS]:
            countries = Country.objects.by_spelling(word).values("pk")
            organisations = Organisation.objects.by_spelling(word).values("pk")
            queryset = queryset.filter(
                Q(person__in=Person.objects.by_spelling(word).values("pk"))
                | Q(office__in=Office.objects.by_spelling(word).values("pk"))
                | Q(office__country__in=countries)
                | Q(office__organisation__in=organisations)
            )
        return queryset

    def choices(self, queryset):
        """With person and office."""
        return queryset.select_related("person", "office__country", "office__organisation")

    @admin.display(description=_("period"), ordering="start_earliest")
    def period(self, row):
        """From and until, in words."""
        return row.period

    def meetings_resting_on(self, row):
        """Dates of offices are part of the public form."""
        return Meeting.objects.published().filter(participations__appointments=row).distinct()

    def has_to_stay(self, row):
        """An office that somebody spoke for at a meeting stays."""
        return row.participations.exists()
