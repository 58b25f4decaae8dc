"""What all tables of the desk share: history, one transaction a save, refusals that are no error pages."""

import contextlib

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin

from meetings import workflow
from meetings.admin.choosing import DeskFields, Findable
from meetings.admin.history import History
from meetings.admin.recovering import Recovering
from meetings.admin.unfinished import Unfinished
from meetings.forms.base import RowForm
from meetings.forms.edtf import EdtfFormField, in_words
from meetings.models import Meeting
from meetings.search import upkeep
from meetings.workflow import Refused
from meetings.workflow.publishing import note_changes


class Desk(Unfinished, History, Recovering, DeskFields, Findable, VersionAdmin):
    """A table of the desk with history."""

    form = RowForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    # --- Saving ------------------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """As Django's; where the database refuses, the form says so and keeps what was typed."""
        return self._without_collision(super().add_view, request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """As Django's; where the database refuses, the form says so and keeps what was typed."""
        return self._without_collision(super().change_view, request, object_id, form_url, extra_context)

    @staticmethod
    def _without_collision(view, request, *arguments):
        try:
            return view(request, *arguments)
        except IntegrityError:
            if request.method != "POST":
                raise
            request.refusal = _(
                "Nothing was saved: somebody else has just saved something that this collides with. "
                "What you typed is still here; look again and save once more."
            )
            return view(request, *arguments)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, which refuses itself where the request already has a reason for it."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Renew each card that linked names appear on once, however many rows are saved."""
        # Names and the cards that repeat them change together or not at all. A page that is only looked at
        # takes no lock.
        together = transaction.atomic() if request.method == "POST" else contextlib.nullcontext()
        with together, upkeep.gathered():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Save, and answer in words how dates were understood."""
        super().save_model(request, obj, form, change)
        for name, field in form.fields.items():
            if isinstance(field, EdtfFormField) and name in form.changed_data and form.cleaned_data.get(name):
                said = {"field": field.label, "words": in_words(form.cleaned_data[name])}
                messages.info(request, _("%(field)s was understood as: %(words)s.") % said)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and keep in step which public meetings have changes that no edition holds."""
        super().save_related(request, form, formsets, change)
        for meeting in self.meetings_resting_on(form.instance):
            note_changes(meeting)

    def meetings_resting_on(self, row):
        """Public meetings whose public form copies something from ``row`` that is no linked name."""
        return Meeting.objects.none()

    # --- Deleting ----------------------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        """What the public can see, and what cannot be deleted without loss, stays."""
        return super().has_delete_permission(request, obj) and not (obj is not None and self.has_to_stay(obj))

    def has_to_stay(self, row) -> bool:
        """Whether nobody may delete this row."""
        return False

    def delete_model(self, request, obj):
        """Delete, and keep the last version, so that it can be recovered."""
        try:
            workflow.delete(obj, by=request.user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.reasons))

    def delete_queryset(self, request, queryset):
        """One by one, so that each can be recovered."""
        for row in queryset:
            self.delete_model(request, row)

    # --- History -----------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def create_revision(self, request):
        """A revision where something is written. A reader takes no lock and leaves none."""
        if request.method in ("GET", "HEAD"):
            yield
            return
        with super().create_revision(request):
            yield

    def changelist_view(self, request, extra_context=None):
        """As Django's. Bulk actions are no one revision: undoing one meeting would undo them all."""
        context = {"has_change_permission": self.has_change_permission(request), **(extra_context or {})}
        return admin.ModelAdmin.changelist_view(self, request, context)
