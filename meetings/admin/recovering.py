"""What was deleted: the list, a preview of each, and the way back."""

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin

from meetings import workflow
from meetings.admin.differing import differing
from meetings.admin.sheets import Sheets
from meetings.forms import threeway
from meetings.forms.restoring import RecoverForm
from meetings.models import Deletion, Meeting
from meetings.workflow import Refused, recovering, versions

PER_PAGE = 50


class Recovering(VersionAdmin):
    """For admin classes: deleted entries, for whoever may enter such entries anew."""

    def recoverlist_view(self, request, extra_context=None):
        """What can be recovered by who asks, the latest first."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        found = recovering.recoverable(request.user, self.model).select_related("deleted_by", "entered_by")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Deleted drafts") if self.model is Meeting else self._deleted_title(),
            "deleted": [{"one": one, "address": self._address_of_recovery(one)} for one in page],
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
        }
        return self._recovery_page(request, "deleted", context | (extra_context or {}))

    def _deleted_title(self) -> str:
        return _("Deleted %(entries)s") % {"entries": self.opts.verbose_name_plural}

    def _address_of_recovery(self, deletion: Deletion) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_recover"
        return reverse(name, args=[deletion.version_id])

    def _address_of_deleted(self, request) -> str:
        """Where the deleted entries are listed, for whoever may go there; empty for everybody else."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            return ""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_recoverlist")

    def recover_view(self, request, version_id, extra_context=None):
        """Show what was deleted and what is left of it (GET), and recover it (POST)."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        table = self.model._meta.label_lower
        deletion = (
            Deletion.objects.select_related("version__revision__user", "recovered_by")
            .filter(table=table, version=version_id)
            .first()
        )
        if deletion is None:
            raise Http404
        if not recovering.may_recover(deletion, request.user):
            raise PermissionDenied
        form = RecoverForm(request.POST if request.method == "POST" else None)
        reasons = recovering.why_not_recover(deletion, request.user)
        if request.method == "POST" and form.is_valid() and not reasons:
            reasons = self._recover(request, deletion, form.cleaned_data["why"])
            if not reasons:
                address = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
                return HttpResponseRedirect(reverse(address, args=[quote(deletion.object_id)]))
        return self._preview(request, deletion, form, reasons)

    def _recover(self, request, deletion: Deletion, why: str) -> list[str]:
        """Do it and say so; or return the reasons against."""
        try:
            made = workflow.recover(deletion, by=request.user, why=why)
        except Refused as refusal:
            return refusal.reasons
        self.log_addition(request, made.row, _("Recovered"))
        messages.success(request, _("“%(entry)s” was recovered.") % {"entry": made.row})
        for note in made.notes:
            messages.warning(request, note)
        return []

    def _preview(self, request, deletion: Deletion, form, reasons: list[str]):
        (snapshot,) = versions.read(self.model, [deletion.version])
        sheets = Sheets(self, request, self.model(pk=deletion.object_id), to_read=True)
        held = sheets.held(snapshot)
        sheets.load(held)
        planned = recovering.plan(deletion) if not reasons else None
        context = {
            "title": capfirst(_("recover “%(entry)s”") % {"entry": deletion}),
            "deletion": deletion,
            "groups": differing(sheets, threeway.compare(None, {}, held), (held,), "", set()),
            "notes": planned.notes if planned else [],
            "reasons": reasons or planned.reasons,
            "form": form,
        }
        return self._recovery_page(request, "recover", context)

    def _recovery_page(self, request, template: str, context: dict):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/history/{template}.html", context)


def deleted_drafts(user) -> dict | None:
    """For the front page: how many deleted drafts a user may recover, and where they are."""
    if not user.has_perms(["meetings.add_meeting", "meetings.change_meeting"]):
        return None
    count = recovering.recoverable(user, apps.get_model("meetings.meeting")).count()
    return {
        "title": _("Deleted drafts"),
        "count": count,
        "address": reverse("admin:meetings_meeting_recoverlist"),
    }
