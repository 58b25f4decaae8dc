"""Names of tables that match nobody: the entries that imports made of them, to be confirmed or merged."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html

from meetings.models import ImportedEntry


@admin.register(ImportedEntry)
class ImportedEntryAdmin(admin.ModelAdmin):
    """Entries that imports made of words. Until they are confirmed, their meetings are not published."""

    list_display = ["words", "kind", "entry_link", "made_by", "is_confirmed"]
    list_display_links = None
    list_filter = ["is_confirmed", "kind"]
    list_select_related = [
        "person",
        "organisation",
        "place",
        "appointment__person",
        "appointment__office",
        "made_by",
    ]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["words"]
    actions = ["confirm_selected"]

    @admin.display(description="entry")
    def entry_link(self, row):
        """The entry, leading to its form."""
        address = reverse(f"admin:meetings_{row.kind}_change", args=[row.entry.pk])
        return format_html('<a href="{}">{}</a>', address, row.entry)

    @admin.action(description="Confirm the selected names as entries of the archive", permissions=["view"])
    def confirm_selected(self, request, queryset):
        """From now on tables are matched with them, and their meetings can be published."""
        number = queryset.unconfirmed().update(is_confirmed=True)
        messages.success(request, f"{number} names were confirmed.")

    def has_view_permission(self, request, obj=None):
        """For whoever imports tables."""
        return request.user.has_perm("meetings.add_meeting")

    def has_module_permission(self, request):
        """Likewise."""
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        """Imports add them."""
        return False

    def has_change_permission(self, request, obj=None):
        """What is changed is the entry itself."""
        return False

    def has_delete_permission(self, request, obj=None):
        """They go with their entries."""
        return False
