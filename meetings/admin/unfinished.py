"""For admin classes: forms that are kept while they are typed, and offered again on their pages."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.translation import gettext as _

from meetings.forms import unfinished
from meetings.forms.choices import is_id
from meetings.models import UnfinishedForm


class Unfinished:
    """Keeps, offers, gives back and discards an editor's own unfinished forms, and nobody else's."""

    @property
    def _table(self) -> str:
        return self.opts.label_lower

    def get_urls(self):
        """Where the page of a form sends what is being typed."""
        view = self.admin_site.admin_view(self.unfinished_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_unfinished"
        return [path("unfinished/", view, name=name), *super().get_urls()]

    def unfinished_view(self, request):
        """Keep what is being typed (POST), for whoever may save it.

        Who signs in again has another token against forged requests than the page that is still open: GET
        gives it.
        """
        object_id = request.GET.get("object", "")
        if not self._may_type(request, object_id):
            raise PermissionDenied
        if request.method == "GET":
            return JsonResponse({"token": get_token(request)})
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "POST"])
        try:
            kept = unfinished.keep(request.user, self._table, object_id, request.POST)
        except unfinished.NotKept as refusal:
            return JsonResponse({"reason": str(refusal)}, status=409)
        return JsonResponse({"kept": kept.saved_at.isoformat()})

    def _may_type(self, request, object_id: str) -> bool:
        if not object_id:
            return self.has_add_permission(request)
        # A row that is gone may still be finished, as a new one.
        row = self.model._base_manager.filter(pk=object_id).first() if is_id(object_id) else None
        if row is None:
            return is_id(object_id) and self.has_add_permission(request)
        return self.has_change_permission(request, row)

    def offered_forms(self, request, obj) -> list[UnfinishedForm]:
        """What the editor has left unfinished for a row, or for new rows and rows that are gone."""
        found = UnfinishedForm.objects.filter(user=request.user, table=self._table).defer("data")
        if obj is not None:
            return list(found.filter(object_id=obj.pk))
        wanted = [form.object_id for form in found if form.object_id]
        there = set(map(str, self.model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True)))
        return [form for form in found if form.object_id not in there]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As everywhere, after an unfinished form was given back or discarded where that was asked for."""
        if request.method == "POST" and ("_restore" in request.POST or "_discard" in request.POST):
            answer = self._give_back(request, object_id)
            if answer is not None:
                return answer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _give_back(self, request, object_id):
        """Put the unfinished form in the place of what was sent; or answer, where nothing is to be shown."""
        wanted = request.POST.get("_restore") or request.POST.get("_discard")
        own = UnfinishedForm.objects.filter(user=request.user, table=self._table)
        kept = own.filter(pk=wanted).first() if is_id(wanted) else None
        if kept is None:
            messages.warning(request, _("There is nothing unfinished any more."))
            return HttpResponseRedirect(request.get_full_path())
        if "_discard" in request.POST:
            kept.delete()
            messages.info(request, _("The unfinished form was discarded."))
            return HttpResponseRedirect(request.get_full_path())
        request.POST = unfinished.sent(kept, as_new=object_id is None and bool(kept.object_id))
        request.refusal = _(
            "This is what you had typed until %(moment)s. Nothing of it is saved yet: look at it, and save."
        ) % {"moment": unfinished.moment_of(kept)}
        return None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with a key of its own, and what was left unfinished."""
        key = unfinished.key_of(request.POST)
        context["form_key"] = key or uuid.uuid4()
        context["unfinished"] = [form for form in self.offered_forms(request, obj) if form.key != key]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """Once it is saved nothing of it is unfinished."""
        super().save_related(request, form, formsets, change)
        unfinished.finish(request.user, request.POST)
