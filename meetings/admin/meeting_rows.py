"""The rows of a meeting's form: sources, participants, texts, statements; and its public history, to read."""

from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.utils.translation import gettext_lazy as _

from meetings.admin.names import DeskInline
from meetings.forms.meeting import ReportForm, ReportFormSet, TextForm, TextFormSet
from meetings.forms.participation import ParticipationForm, ParticipationFormSet
from meetings.forms.statements import StatementForm, StatementFormSet
from meetings.models import ChangeNote, Edition, Meeting, MeetingSource, MeetingText, Participation, Statement


class AllRows(InlineAdminFormSet):
    """Shows every row that was sent, also one that somebody else has deleted since.

    Django pairs what was sent with what is stored, and a page that comes back with errors would lose the
    last rows where there are fewer of these.
    """

    def __iter__(self):
        stored = len(self.formset.get_queryset()) if self.formset.is_bound else 0
        yield from super().__iter__() if stored >= self.formset.initial_form_count() else self._sent()

    def _sent(self):
        for form in [*self.formset.forms, self.formset.empty_form]:
            original = form.instance if form.instance.pk else None
            yield InlineAdminForm(
                self.formset,
                form,
                self.fieldsets,
                self.prepopulated_fields,
                original,
                self.readonly_fields,
                model_admin=self.opts,
            )


class Reports(DeskInline, admin.TabularInline):
    """The sources of the meeting."""

    model = MeetingSource
    form = ReportForm
    formset = ReportFormSet
    fields = ["source", "position"]
    autocomplete_fields = ["source"]
    extra = 1
    verbose_name = _("source")
    verbose_name_plural = _("sources")
    #: Above the fields of the meeting itself: an editor starts from the source.
    goes_first = True


class Participants(DeskInline, admin.StackedInline):
    """Who took part."""

    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    template = "admin/meetings/participants.html"
    #: After the date, on which depends who held which office.
    goes_second = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "side",
                    "person",
                    ("country", "organisation"),
                    ("name_as_printed", "role_as_printed"),
                    "appointments",
                    ("attendance", "position"),
                ]
            },
        )
    ]
    autocomplete_fields = ["person", "country", "organisation", "appointments"]
    verbose_name = _("participant")
    verbose_name_plural = _("participants")

    def get_extra(self, request, obj=None, **kwargs):
        """Two for a new meeting, whose least it is; one more for another."""
        if obj is not None:
            return 1
        begun = self.admin_site.get_model_admin(Meeting).rows_before(request)
        return 1 + max(1, len(begun["participations"]))


class Texts(DeskInline, admin.StackedInline):
    """Title and summary in languages."""

    model = MeetingText
    form = TextForm
    formset = TextFormSet
    fields = [("language", "is_original"), "title", "summary"]
    extra = 1
    verbose_name = _("text")
    verbose_name_plural = _("texts")


class Statements(DeskInline, admin.StackedInline):
    """What each source says."""

    model = Statement
    form = StatementForm
    formset = StatementFormSet
    fields = [
        ("source", "property", "about"),
        ("value", "value_as_printed"),
        ("quote", "speaker"),
        ("rank", "reason", "at"),
    ]
    autocomplete_fields = ["source"]

    def get_extra(self, request, obj=None, **kwargs):
        """One more than a new meeting begins with."""
        if obj is not None:
            return 1
        return 1 + len(self.admin_site.get_model_admin(Meeting).rows_before(request)["statements"])

    @admin.display(description=_("About"))
    def about(self, statement):
        """The participant, where the page can only be read."""
        return statement.participation or ""

    @admin.display(description=_("Place in the source"))
    def at(self, statement):
        """Where the quotation begins and ends, in characters, where the page can only be read."""
        return "" if statement.start is None else f"{statement.start}–{statement.end}"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Most statements are a few words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in ("value", "value_as_printed", "quote", "reason"):
            field.widget.attrs["rows"] = 2
        return field


class _ToRead:
    """Rows that the public history consists of: nobody changes them."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Editions(_ToRead, admin.TabularInline):
    """What was published."""

    model = Edition
    fields = readonly_fields = ["number", "published_at", "reason", "note", "published_by", "redacted_at"]

    def get_queryset(self, request):
        """Without the stored forms, which can be long."""
        return super().get_queryset(request).defer("form").select_related("published_by")


class ChangeNotes(_ToRead, admin.TabularInline):
    """What happened to the record."""

    model = ChangeNote
    fields = readonly_fields = ["at", "action", "reason", "note", "made_by"]

    def get_queryset(self, request):
        """With who made them."""
        return super().get_queryset(request).select_related("made_by")
