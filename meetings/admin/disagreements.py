"""All that the sources say of one meeting, side by side, and the choice of what the archive holds to."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.moves import may
from meetings.admin.waiting import WAITING
from meetings.forms.choices import is_id
from meetings.forms.edtf import in_words
from meetings.forms.moves import PreferForm
from meetings.models import Meeting, Statement
from meetings.vocabulary import SINGLE_VALUED, Property, Rank
from meetings.workflow import Refused, Verb, prefer
from meetings.workflow.following import Readings, Unreadable
from meetings.workflow.preferring import Preference

#: The queue in whose list each meeting has a way here.
QUEUE = "disagreeing"
#: In which order statements stand side by side.
_ORDER_OF_RANKS = (Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED)


class Disagreements:
    """For the admin class of meetings."""

    def get_urls(self):
        """The page of a meeting's statements."""
        view = self.admin_site.admin_view(self.statements_view)
        return [
            path("<path:object_id>/statements/", view, name="meetings_meeting_statements"),
            *super().get_urls(),
        ]

    def get_list_display(self, request):
        """With a way to the statements where they are what waits."""
        columns = super().get_list_display(request)
        return [*columns, "statements_page"] if request.GET.get(WAITING) == QUEUE else columns

    @staticmethod
    def address_of_statements(meeting: Meeting) -> str:
        """Where the statements of a meeting stand side by side."""
        return reverse("admin:meetings_meeting_statements", args=[meeting.pk])

    @admin.display(description=gettext_lazy("statements"))
    def statements_page(self, meeting):
        """A link to the statements."""
        return format_html('<a href="{}">{}</a>', self.address_of_statements(meeting), _("Compare"))

    def statements_view(self, request, object_id):
        """Show what each source says (GET), for all who may see meetings; prefer one (POST), for editors."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = Meeting.objects.select_related("place", "occasion")
        meeting = listed.filter(pk=object_id).first() if is_id(object_id) else None
        if meeting is None:
            raise Http404
        may_choose = self.has_change_permission(request, meeting) and request.user.has_perm(
            "meetings.change_statement"
        )
        form = None
        if request.method == "POST":
            if not may_choose:
                raise PermissionDenied
            form = PreferForm(request.POST, meeting=meeting)
            if form.is_valid() and self._prefer(request, meeting, form):
                return HttpResponseRedirect(self.address_of_statements(meeting))
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the sources say"),
            "subtitle": str(meeting),
            "opts": self.opts,
            "original": meeting,
            "groups": grouped(meeting),
            "form": form,
            "may_choose": may_choose,
            "may_publish": may_choose and may_publish(meeting, request.user),
            "corrections": PreferForm(meeting=meeting).fields["correction"].choices,
            "address_of_meeting": reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/meetings/statements.html", context)

    def _prefer(self, request, meeting, form) -> bool:
        """Do it and say so; or put the reasons against on the form."""
        statement = form.cleaned_data["statement"]
        try:
            done = prefer(statement, by=request.user, **form.arguments())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
            return False
        self.log_change(request, meeting, f"Preferred: {statement}")
        messages.success(request, _("“%(statement)s” is preferred now.") % {"statement": statement})
        _tell(request, meeting, statement, done)
        return True


def _tell(request, meeting, statement, done: Preference) -> None:
    """What else came of a preference."""
    about = statement.get_property_display()
    if done.unreadable:
        said = _("The meeting itself was not changed, for the statement could not be read: %(reason)s")
        messages.warning(request, said % {"reason": done.unreadable})
    elif done.followed:
        messages.info(request, _("%(property)s: the meeting itself follows it.") % {"property": about})
    if done.edition is not None:
        messages.success(request, _("Published as edition %(number)d.") % {"number": done.edition.number})
    elif meeting.is_public:
        messages.info(request, _("The public reads it with the next correction."))
    if done.planned:
        said = _("The publication that was planned is off: a reviewer has to look at the change first.")
        messages.warning(request, said)


def may_publish(meeting: Meeting, user) -> bool:
    """Whether the preference may reach the public in the same act: nothing else of others goes with it."""
    alone = meeting.is_public and not meeting.has_unpublished_changes
    return alone and settings.ARCHIVE_SELF_REVIEW and may(user, Verb.CORRECT)


def grouped(meeting: Meeting) -> list[dict]:
    """The statements of a meeting by what they are about: what is undecided first."""
    found: dict[tuple, list[Statement]] = {}
    rows = list(
        meeting.statements.select_related(
            "source__publisher",
            "participation__person",
            "participation__country",
            "participation__organisation",
        )
    )
    for row in rows:
        found.setdefault((row.property, row.participation_id), []).append(row)
    readings = Readings(rows)
    groups = [_group(statements, meeting, readings) for statements in found.values()]
    return sorted(groups, key=lambda group: (not group["undecided"], not group["differ"], group["order"]))


def _group(statements: list[Statement], meeting: Meeting, readings: Readings) -> dict:
    first = statements[0]
    single = first.property in SINGLE_VALUED
    differ = single and len({row.reading_key for row in statements if row.reading_key}) > 1
    can_choose = single and len(statements) > 1
    statements = sorted(statements, key=lambda row: _ORDER_OF_RANKS.index(row.rank))
    return {
        "title": first.get_property_display(),
        "about": first.participation,
        "order": Property.values.index(first.property),
        "differ": differ,
        "undecided": differ and not any(row.rank == Rank.PREFERRED for row in statements),
        "can_choose": can_choose,
        "now": _now(meeting, first) if can_choose else "",
        "statements": [
            {"row": row, "says": row.says(), **(_read(row, readings) if can_choose else {})}
            for row in statements
        ],
    }


def _now(meeting: Meeting, about: Statement) -> str:
    """The property as the meeting itself has it."""
    if about.property == Property.ROLE:
        return about.participation.role_as_printed if about.participation else ""
    if about.property == Property.DATE:
        return in_words(meeting.date) if meeting.date else ""
    if about.property == Property.KIND:
        return str(meeting.get_kind_display())
    return str(getattr(meeting, about.property) or "")


def _read(row: Statement, readings: Readings) -> dict:
    """The entry of another name that a statement means, where it does; or why none can be read."""
    try:
        value = readings.of(row)
    except Unreadable as why:
        return {"means": "", "unreadable": why.reason}
    means = str(value) if row.property in (Property.PLACE, Property.OCCASION) else ""
    return {"means": means if means != row.says() else "", "unreadable": ""}
