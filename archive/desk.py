"""The site of the editors' desk, in the place of Django's own: its names, and what a choice looks like.

It stands outside ``meetings.admin``, whose classes register with it while they are imported.
"""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import gettext_lazy as _

#: The tables in the order in which editors need them; others follow.
_ORDER = (
    "Meeting", "Person", "Organisation", "Source", "Occasion", "Place", "Topic", "Office", "Appointment",
    "Minister", "Country", "Coverage", "Import", "ImportedEntry", "Merge", "AuditEntry",
)  # fmt: skip


class DeskConfig(AdminConfig):
    """Django's admin with the archive's site."""

    default_site = "archive.desk.DeskSite"


class Choices(AutocompleteJsonView):
    """Django's view, with labels that tell like from like (``meetings.admin.choosing.Findable``).

    Who may not see the rows of a table gets none of its names, as everywhere in Django's admin.
    """

    def get_queryset(self):
        """With what labels read, in a fixed number of queries."""
        return self.model_admin.offered(super().get_queryset(), self.term)

    def serialize_result(self, obj, to_field_name):
        """One choice."""
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}


class DeskSite(AdminSite):
    """The editors' desk."""

    site_header = _("Meetings Archive")
    site_title = _("Meetings Archive")
    index_title = _("Desk")
    _front_page = staticmethod(lambda request: {})

    def set_front_page(self, tells):
        """Have the front page tell what ``tells`` makes of a request: a mapping for its template."""
        self._front_page = tells

    def index(self, request, extra_context=None):
        """The front page: what waits, and the tables."""
        return super().index(request, {**self._front_page(request), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """The tables of the archive first, in the order in which they are needed; then the accounts."""
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=lambda model: (_place(model["object_name"]), str(model["name"])))
            if app["app_label"] == "auth":
                app["name"] = _("Accounts")
        return sorted(found, key=lambda app: app["app_label"] == "auth")

    def has_permission(self, request):
        """For active members; where the archive asks for a second factor, only with one.

        Signing in asks for it before (``meetings.admin.accounts``); this ends the sessions of those whose
        factor was taken away, and of those who came in while none was asked for.
        """
        if not super().has_permission(request):
            return False
        return not settings.ARCHIVE_SECOND_FACTOR or getattr(request.user, "otp_device", None) is not None

    def autocomplete_view(self, request):
        """The choices for a field, by any spelling."""
        return Choices.as_view(admin_site=self)(request)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
