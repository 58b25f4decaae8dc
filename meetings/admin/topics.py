"""The vocabulary of what meetings are about."""

from django.contrib import admin

from meetings.admin.base import Desk
from meetings.admin.names import OtherNames
from meetings.forms.named import TopicForm
from meetings.models import Topic


@admin.register(Topic)
class TopicAdmin(Desk):
    """Topics."""

    form = TopicForm
    inlines = [OtherNames]
    fields = ["name", "broader", "description", "exact_match", "slug"]
    autocomplete_fields = ["broader"]
    list_display = ["name", "broader"]
    list_select_related = ["broader"]

    def choices(self, queryset):
        """With the broader topic."""
        return queryset.select_related("broader")

    def choice_label(self, row):
        """The name and what it belongs to."""
        return f"{row.name} ({row.broader})" if row.broader else row.name

    def has_to_stay(self, row):
        """A topic that a meeting is about stays: deleting it would silently take it off the meeting."""
        return row.meetings.exists()
