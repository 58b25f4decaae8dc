"""The meeting: one form for all that is known of it, and the ways it can go from there."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from meetings import dates
from meetings.admin import meeting_list
from meetings.admin.base import Desk
from meetings.admin.choosing import is_list
from meetings.admin.disagreements import Disagreements
from meetings.admin.exporting import Exporting
from meetings.admin.following import Following
from meetings.admin.marking import Marking
from meetings.admin.meeting_rows import (
    AllRows,
    ChangeNotes,
    Editions,
    Participants,
    Reports,
    Statements,
    Texts,
)
from meetings.admin.moves import Moves
from meetings.admin.presence import Present
from meetings.admin.suggesting import Suggesting
from meetings.admin.two_editors import TwoEditors
from meetings.forms.edtf import in_words
from meetings.forms.meeting import MeetingForm
from meetings.models import Meeting, MeetingSource, Participation, Statement
from meetings.workflow.publishing import note_author


@admin.register(Meeting)
class MeetingAdmin(
    Marking,
    Suggesting,
    Following,
    TwoEditors,
    Present,
    Disagreements,
    Moves,
    Exporting,
    meeting_list.Columns,
    Desk,
):
    """Meetings: the editors' working copies."""

    form = MeetingForm
    fieldsets = [
        (_("When"), {"fields": [("date", "date_basis"), ("start_time", "timezone"), "seen_version"]}),
        (_("Where and on what occasion"), {"fields": ["place", "occasion"]}),
        (_("About what"), {"fields": ["topics", ("kind", "event_status")]}),
        (_("For editors only"), {"fields": ["internal_note"], "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["place", "occasion", "topics"]
    change_form_template = "admin/meetings/meeting_form.html"
    date_hierarchy = None

    # --- List --------------------------------------------------------------------------------------------

    def get_queryset(self, request):
        """With what the list shows, for the list."""
        found = super().get_queryset(request)
        return meeting_list.listed(found) if is_list(request) else found

    def found(self, queryset, term):
        """By parties, countries and occasions in any spelling, by title, and as printed."""
        return meeting_list.found(queryset, term)

    # --- Form --------------------------------------------------------------------------------------------

    def get_inlines(self, request, obj):
        """The rows of the form; the public history where there is one."""
        history = [Editions, ChangeNotes] if obj is not None and obj.public_id else []
        return [Reports, Participants, Texts, Statements, *history]

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """As Django's, with every row that was sent."""
        found = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in found:
            if inline.has_change_permission:
                inline.__class__ = AllRows
        return found

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_model = {formset.model: formset for formset in formsets}
        if Statement in by_model:
            by_model[Statement].beside(by_model.get(Participation), by_model.get(MeetingSource))
        return formsets, inlines

    def get_object(self, request, object_id, from_field=None):
        """The meeting; locked where it is about to be saved, so that versions are compared for good."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            Meeting.objects.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def save_model(self, request, obj, form, change):
        """Save as the next version, and remember who made it."""
        obj.lock_version += 1
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and remember who changed what a reviewer may have planned to publish."""
        super().save_related(request, form, formsets, change)
        if not (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            return
        if note_author(form.instance, request.user):
            said = _("The publication that was planned is off: a reviewer has to look at the change first.")
            messages.warning(request, said)

    def meetings_resting_on(self, row):
        """The meeting itself."""
        return Meeting.objects.filter(pk=row.pk)

    def has_change_permission(self, request, obj=None):
        """A meeting that was merged into another stays as it was."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.merged_into_id is None)

    def has_to_stay(self, row):
        """What was public once is withdrawn, never deleted; a merge can be taken back as long as both are."""
        return row.public_id is not None or row.merged_into_id is not None

    # --- Addresses ---------------------------------------------------------------------------------------

    def get_urls(self):
        """Django's, the moves, and the words of a date."""
        words = self.admin_site.admin_view(self.date_words)
        return [path("date-words/", words, name="meetings_meeting_date_words"), *super().get_urls()]

    def date_words(self, request):
        """What a date that is being typed would be understood as; for all who may see meetings."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = dates.read(request.GET.get("text", ""))
        except dates.DateError as error:
            return JsonResponse({"reason": error.reason})
        return JsonResponse({"edtf": found.text, "words": in_words(found.text)})
