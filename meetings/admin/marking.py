"""The words of a source beside the form of a meeting, where an editor marks them as evidence."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from meetings.forms import marking
from meetings.forms.choices import is_id
from meetings.forms.marking import asked
from meetings.forms.suggested import filled, rows_of
from meetings.models import Source
from meetings.vocabulary import Property

#: Shows the text of another source, without a script.
SHOW = "_mark_show"
#: The letter that marks selected words, for each property.
LETTERS = {
    Property.DATE: "d", Property.PLACE: "p", Property.OCCASION: "o", Property.PARTICIPANT: "n",
    Property.ROLE: "r", Property.TOPIC: "t", Property.KIND: "k", Property.QUOTATION: "q",
}  # fmt: skip


class Marking:
    """For the admin class of meetings."""

    def get_urls(self):
        """Where the script of the form marks words, and gets the text of a source."""
        mark, words = map(self.admin_site.admin_view, (self.marking_view, self.source_words_view))
        return [
            path("marking/", mark, name="meetings_meeting_marking"),
            path("source-words/", words, name="meetings_meeting_source_words"),
            *super().get_urls(),
        ]

    def _refuse_readers(self, request) -> None:
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied

    def marking_view(self, request):
        """What a form that is being filled in becomes when words are marked (POST); nothing is saved."""
        self._refuse_readers(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            marked = marking.mark(request.POST)
        except marking.NotMarked as refusal:
            return JsonResponse({"reason": str(refusal)})
        return JsonResponse(
            {
                "fields": {one.field: one.values for one in marked.fields},
                "rows": marked.rows,
                "told": marked.told,
                "offered": marked.offered,
                "new": marked.new,
            }
        )

    def source_words_view(self, request):
        """The text of a source, for whoever may save meetings."""
        self._refuse_readers(request)
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        key = request.GET.get("source", "")
        source = Source.objects.filter(pk=key).first() if is_id(key) else None
        if source is None:
            raise Http404
        return JsonResponse({"title": str(source), "text": source.text})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As everywhere; with the button of the pane, the form with what was marked, not saved."""
        if request.method == "POST" and {asked.BUTTON, asked.CHOSEN, SHOW} & request.POST.keys():
            request.marking = {}
            if SHOW not in request.POST:
                self._mark(request)
            request.refusal = getattr(request, "refusal", "") or _("Nothing is saved yet.")
        return super().changeform_view(request, object_id, form_url, extra_context)

    @staticmethod
    def _mark(request) -> None:
        """Put what is marked into what was sent, with an empty row behind; or say why nothing is."""
        try:
            marked = marking.mark(request.POST)
        except marking.NotMarked as refusal:
            request.marking = {"places": refusal.places}
            request.refusal = str(refusal)
            return
        data = filled(request.POST, marked.fields)
        for prefix, needed in marked.rows.items():
            count = max(
                needed, len(rows_of(data, prefix, "side" if prefix == "participations" else "property"))
            )
            data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
            blank = "side" if prefix == "participations" else "property"
            data.setdefault(f"{prefix}-{count}-{blank}", "counterpart" if blank == "side" else "")
        request.POST = data
        request.marking = {"offered": marked.offered}
        request.refusal = (
            _("Marked: “%(words)s”. Nothing is saved yet: look at it, and save.")
            if marked.fields
            else _("Nothing is marked yet: say what “%(words)s” may mean.")
        ) % {"words": marked.asked.words}
        for sentence in marked.told:
            messages.info(request, sentence)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with the pane of the sources' words."""
        if (add and self.has_add_permission(request)) or (
            change and self.has_change_permission(request, obj)
        ):
            context["marking"] = self._pane(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _pane(self, request, obj) -> dict:
        sources = self._sources(request, obj)
        wanted = request.POST.get(asked.SOURCE, "")
        shown = next((one for one in sources if str(one.pk) == wanted), sources[0] if sources else None)
        return {
            "sources": sources,
            "shown": shown,
            "letters": [(one.value, str(one.label), letter) for one, letter in LETTERS.items()],
            "sent": [request.POST.get(name, "") for name in _SENT],
            **getattr(request, "marking", {}),
        }

    def _sources(self, request, obj) -> list[Source]:
        """The sources of the form as it stands, in its order; the text of all of them is read."""
        if request.method == "POST":
            given = [request.POST[f"{row}source"] for row in rows_of(request.POST, "reports", "source")]
            keys = [int(key) for key in given if is_id(key)]
        elif obj is not None:
            keys = list(obj.reports.values_list("source_id", flat=True))
        else:
            keys = [row["source"] for row in self.rows_before(request)["reports"]]
        found = Source.objects.in_bulk(keys)
        return [found[key] for key in dict.fromkeys(keys) if key in found]


#: What of the pane is shown again, in the order of its fields.
_SENT = (asked.WORDS, asked.PROPERTY, asked.ABOUT)
