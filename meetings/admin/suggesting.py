"""Helps for entering a meeting: what most probably comes next, what is probably a mistake, and copies."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meetings.forms.choices import is_id
from meetings.forms.suggested import filled
from meetings.forms.suggestions import suggestions
from meetings.forms.summarising import summarised
from meetings.models import Meeting
from meetings.workflow import copy
from meetings.workflow.doubts import doubts

#: What each button fills in.
HELPS = {"_suggest": suggestions, "_summarise": summarised}


class Suggesting:
    """For the admin class of meetings."""

    def get_urls(self):
        """Where the script of the form asks for suggestions, and where a copy is made."""
        of_form, of_text = (
            self.admin_site.admin_view(partial(self.suggestions_view, help_with=one))
            for one in (suggestions, summarised)
        )
        of_meeting = self.admin_site.admin_view(self.copy_view)
        return [
            path("suggestions/", of_form, name="meetings_meeting_suggestions"),
            path("summary/", of_text, name="meetings_meeting_summary"),
            path("<path:object_id>/copy/", of_meeting, name="meetings_meeting_copy"),
            *super().get_urls(),
        ]

    def suggestions_view(self, request, help_with):
        """What a form that is being filled in goes on with (POST); for whoever may save one."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found, told = help_with(request.POST)
        return JsonResponse({"fields": {one.field: one.values for one in found}, "told": told})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As everywhere; with a button that helps, the form with what it fills in, not saved."""
        pressed = next((name for name in HELPS if name in request.POST), None)
        if request.method == "POST" and pressed:
            self._fill_in(request, HELPS[pressed])
        return super().changeform_view(request, object_id, form_url, extra_context)

    @staticmethod
    def _fill_in(request, help_with) -> None:
        found, told = help_with(request.POST)
        request.POST = filled(request.POST, found)
        labels = "; ".join(label for one in found for _value, label in one.values)
        request.refusal = (
            _("Filled in: %(labels)s. Nothing is saved yet: look at it, and save.") % {"labels": labels}
            if found
            else _("There is nothing to fill in. Nothing is saved yet.")
        )
        for sentence in told:
            messages.info(request, sentence)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with the way to a copy."""
        context["may_copy"] = obj is not None and self.has_add_permission(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and tell what should be looked at again."""
        super().save_related(request, form, formsets, change)
        for doubt in doubts(form.instance):
            messages.warning(request, doubt)

    def copy_view(self, request, object_id):
        """Make a new draft after the pattern of a meeting (POST); for whoever may see it and add meetings."""
        if not (self.has_view_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        meeting = Meeting.objects.filter(pk=object_id).first() if is_id(object_id) else None
        if meeting is None:
            raise Http404
        made = copy(meeting, by=request.user)
        self.log_addition(request, made, f"Copied from {meeting}.")
        messages.success(
            request, _("This is a new draft with the participants, topics and sources of the other meeting.")
        )
        return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[made.pk]))
