"""The list of merges, with the ways to the pairs that may be one, to merging and back."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.joining import MOST_AT_ONCE, Joining
from meetings.admin.pairs import PER_PAGE, Pairs, address_of, join_address
from meetings.admin.renewing import Renewals
from meetings.models import Meeting, Merge
from meetings.workflow.joining import PERMISSION
from meetings.workflow.referring import KINDS


@admin.register(Merge)
class MergeAdmin(Joining, Pairs, Renewals, admin.ModelAdmin):
    """The list of merges; beside it the pairs that may be one."""

    list_display = ["when", "of_kind", "entries", "by", "note", "way_back"]
    list_display_links = None
    list_filter = ["kind"]
    list_per_page = PER_PAGE
    list_select_related = ["by", "undone_by"]
    show_full_result_count = False
    change_list_template = "admin/merging/merges.html"

    @admin.display(description=gettext_lazy("when"), ordering="created_at")
    def when(self, merge):
        """The minute."""
        return merge.created_at

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def of_kind(self, merge):
        """What the two are, in words."""
        return KINDS.get(merge.kind, Meeting)._meta.verbose_name

    @admin.display(description=gettext_lazy("what"))
    def entries(self, merge):
        """The two entries by the names they had, each leading to its page."""
        return format_html(
            '<a href="{}">{}</a> → <a href="{}">{}</a>',
            address_of(merge.kind, merge.merged),
            merge.merged_name,
            address_of(merge.kind, merge.kept),
            merge.kept_name,
        )

    @admin.display(description=gettext_lazy("way back"))
    def way_back(self, merge):
        """The page that takes it back, or by whom it was."""
        if merge.undone_at is not None:
            said = {"user": merge.undone_by or _("the archive itself"), "time": localize(merge.undone_at)}
            return _("taken back by %(user)s, %(time)s") % said
        address = reverse("admin:meetings_merge_part", args=[merge.pk])
        return format_html('<a href="{}">{}</a>', address, _("Take back"))

    def has_add_permission(self, request):
        """Merges come from the page of two entries."""
        return False

    def has_change_permission(self, request, obj=None):
        """A merge is taken back, not changed."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nor forgotten."""
        return False

    def get_queryset(self, request):
        """Without what was moved, which may be thousands of rows."""
        return super().get_queryset(request).defer("changes")

    def get_urls(self):
        """Django's list, and the pages of this module."""
        views = (
            ("duplicates/", self.duplicates_view, "duplicates"),
            ("not-the-same/", self.dismiss_view, "dismiss"),
            ("renewals/", self.renewals_view, "renewals"),
            ("join/<slug:kind>/", self.join_view, "join"),
            ("<int:pk>/take-back/", self.part_view, "part"),
        )
        own = [
            path(route, self.admin_site.admin_view(view), name=f"meetings_merge_{name}")
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]


@admin.action(description=gettext_lazy("Merge selected entries into one"), permissions=["join"])
def merge_selected(model_admin, request, queryset):
    """To the page that shows what would move."""
    pks = sorted(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not 2 <= len(pks) <= MOST_AT_ONCE:
        said = _("Choose from two to %(number)d entries to merge.") % {"number": MOST_AT_ONCE}
        messages.error(request, said)
        return None
    return HttpResponseRedirect(join_address(model_admin.opts.model_name, pks))


def _has_join_permission(self, request):
    """For the action."""
    return request.user.has_perm(PERMISSION)


for _model in KINDS.values():
    _class = type(admin.site.get_model_admin(_model))
    _class.actions = [*(_class.actions or ()), merge_selected]
    _class.has_join_permission = _has_join_permission
