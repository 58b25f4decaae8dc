"""The next meeting of the same source: a new form that holds what one press item says of all its meetings."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from meetings.forms.choices import is_id
from meetings.models import Meeting
from meetings.vocabulary import DateBasis, Property, Rank, Side

#: The meeting that a new form follows, in the address of the form.
AFTER = "after"
_BUTTON = "_addanother"
_OF_MEETING = ("date", "date_basis", "place", "occasion")
#: What a date rests on that is true of every meeting of the source: a day that is named is one meeting's.
_OF_ALL = (DateBasis.BOUNDED_BY_OCCASION, DateBasis.PUBLICATION_ONLY)
_OF_PARTICIPANT = (
    "side", "person", "country", "organisation", "name_as_printed", "role_as_printed", "attendance",
    "position",
)  # fmt: skip
_ROWS = ("reports", "participations", "statements")
_OF_STATEMENT = ("source", "property", "value", "value_as_printed", "quote", "reason")


class Following:
    """For the admin class of meetings."""

    def response_add(self, request, obj, post_url_continue=None):
        """As Django's, or to the form of the next meeting."""
        return self._to_next(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        """As Django's, or to the form of the next meeting."""
        return self._to_next(request, obj, super().response_change(request, obj))

    @staticmethod
    def _to_next(request, obj, answer):
        if _BUTTON not in request.POST or answer.status_code != HttpResponseRedirect.status_code:
            return answer
        return HttpResponseRedirect(f"{reverse('admin:meetings_meeting_add')}?{AFTER}={obj.pk}")

    def get_changeform_initial_data(self, request):
        """Where, on what occasion and within which days, from the meeting that is followed."""
        meeting = self.followed(request)
        if meeting is None:
            return super().get_changeform_initial_data(request)
        begun = _values(meeting, _OF_MEETING)
        return begun if meeting.date_basis in _OF_ALL else begun | {"date": "", "date_basis": ""}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """The source, its words on the circumstances and whose meeting it is, likewise."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        # What is sent is compared with empty rows: all of it was typed, as far as saving goes.
        if request.method == "GET" and obj.pk is None and prefix in _ROWS:
            kwargs["initial"] = self.rows_before(request)[prefix]
        return kwargs

    def followed(self, request) -> Meeting | None:
        """The meeting that the page of a new one follows."""
        wanted = request.GET.get(AFTER, "")
        if not is_id(wanted) or not self.has_view_permission(request):
            return None
        return Meeting.objects.filter(pk=wanted).first()

    def rows_before(self, request) -> dict[str, list[dict]]:
        """The rows that a form begins with, by their prefix: the first source, from which one goes on."""
        meeting = self.followed(request)
        if meeting is None:
            return {prefix: [] for prefix in _ROWS}
        ours = meeting.participations.filter(side=Side.PRINCIPAL).prefetch_related("appointments")
        reports = list(meeting.reports.values("source", "position")[:1])
        return {
            "reports": reports,
            "participations": [
                _values(row, _OF_PARTICIPANT) | {"appointments": [held.pk for held in row.appointments.all()]}
                for row in ours
            ],
            "statements": [
                _values(row, _OF_STATEMENT) | {"at": row.start}
                for row in _on_circumstances(meeting)
                if reports and row.source_id == reports[0]["source"]
            ],
        }


def _values(row, fields) -> dict:
    return {name: getattr(row, row._meta.get_field(name).attname) for name in fields}


def _on_circumstances(meeting: Meeting):
    """What is said of the occasion and the place, and of a date that is no more than the occasion's."""
    of_all = [Property.OCCASION, Property.PLACE]
    if meeting.date_basis == DateBasis.BOUNDED_BY_OCCASION:
        of_all.append(Property.DATE)
    return meeting.statements.filter(
        property__in=of_all, participation__isnull=True, rank=Rank.NORMAL, quote__gt=""
    )
