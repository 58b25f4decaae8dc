"""The audit list, to be read only."""

from django.contrib import admin

from meetings.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Sign-ins and privileged acts, the latest first. Nobody adds to it by hand, changes or deletes."""

    list_display = ["at", "name", "act", "about", "network"]
    list_display_links = None
    list_filter = ["act"]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["name", "about"]

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False
