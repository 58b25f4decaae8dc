"""Sources, and what of them was checked."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Desk
from meetings.admin.choosing import is_list
from meetings.admin.waiting import ByWaiting
from meetings.forms.edtf import in_words
from meetings.forms.sources import SourceForm
from meetings.models import Coverage, Meeting, Organisation, Source

#: More words than this name no source.
MOST_WORDS = 8


@admin.register(Source)
class SourceAdmin(Desk):
    """Documents that report meetings. The snapshot is for editors; the public sees its hash."""

    form = SourceForm
    fieldsets = [
        (None, {"fields": ["title", "url", "kind", "publisher", "published", ("language", "accessed_on")]}),
        (_("Further"), {"fields": ["attribution", "archive_url", "text", "sha256"]}),
    ]
    readonly_fields = ["sha256"]
    autocomplete_fields = ["publisher"]
    list_display = ["title", "publisher", "when", "kind"]
    list_filter = [ByWaiting, "kind"]
    list_select_related = ["publisher"]

    def get_queryset(self, request):
        """Lists do without the snapshots."""
        found = super().get_queryset(request)
        return found.defer("text") if is_list(request) else found

    def found(self, queryset, term):
        """By words of title, address or publisher; every word has to fit."""
        for word in term.split()[:MOST_WORDS]:
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(url__icontains=word)
                | Q(public_id=word)
                | Q(publisher__in=Organisation.objects.by_spelling(word).values("pk"))
            )
        return queryset

    def choices(self, queryset):
        """With the publisher, without the snapshot."""
        return queryset.select_related("publisher").defer("text")

    def choice_label(self, row):
        """Title, publisher and date."""
        parts = (row.title, row.publisher, in_words(row.published) if row.published else "")
        return ", ".join(str(part) for part in parts if part)

    @admin.display(description=_("published"), ordering="published")
    def when(self, row):
        """The date in words."""
        return in_words(row.published) if row.published else ""

    def meetings_resting_on(self, row):
        """Sources are part of the public form."""
        return Meeting.objects.published().filter(reports__source=row)

    def has_to_stay(self, row):
        """What is public stays."""
        return Source.objects.published().filter(pk=row.pk).exists()


@admin.register(Coverage)
class CoverageAdmin(Desk):
    """Which period of whose publications was checked for meetings."""

    fields = ["publisher", "period", "checked_on", "note"]
    autocomplete_fields = ["publisher"]
    list_display = ["publisher", "when", "checked_on"]
    list_select_related = ["publisher"]

    def found(self, queryset, term):
        """By any spelling of the publisher."""
        return queryset.filter(publisher__in=Organisation.objects.by_spelling(term).values("pk"))

    @admin.display(description=_("period"), ordering="period_earliest")
    def when(self, row):
        """The period in words."""
        return in_words(row.period)
