"""The audit list, to be read only."""

import datetime

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Sign-ins and privileged acts, the latest first. Nobody adds to it by hand, changes or deletes."""

    list_display = ["when", "name", "act", "about", "network"]
    list_display_links = None
    list_filter = ["act"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["name", "about"]

    @admin.display(description=_("when"), ordering="at")
    def when(self, entry):
        """The minute, in UTC."""
        return entry.at.astimezone(datetime.UTC).strftime("%-d %B %Y, %H:%M")

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False
