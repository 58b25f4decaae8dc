"""Two editors, one meeting: the second save is compared with the first, and saves what its editor chooses."""

import contextlib
import json

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.utils.translation import gettext as _
from reversion.models import Version

from meetings.admin.sheet_words import ABOUT
from meetings.admin.sheets import IDENTITIES, SEVERAL, Sheets
from meetings.forms import threeway, unfinished
from meetings.forms.threeway import RECORD, WHOLE, Difference, Sheet
from meetings.models import Meeting
from meetings.vocabulary import PublicationState

#: The fields of the page: what it was opened with, what was typed, which version that was compared with.
SEEN, TYPED, COMPARED = "_seen", "_typed", "_compared"
#: Buttons of the comparison: save what was chosen, or go on typing with it.
SAVE, GO_ON = "_save_chosen", "_go_on"
_CHOICE = "choose:"
#: What a meeting is moved with or the page left by; a choice between two versions is looked at first.
_BUTTONS = ("_save", "_addanother", "_saveasnew", "_submit", "_publish")
_SALT = "meetings.two_editors"
MOST_TOLD = 10


class TwoEditors:
    """For the admin class of meetings."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As everywhere; where somebody else has saved since, the comparison instead of a refusal."""
        if request.method != "POST" or object_id is None or _is_of_another_kind(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            answer = self._compare(request, object_id)
            return answer or super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form, which carries what it was opened with."""
        if obj is not None and self.has_change_permission(request, obj):
            context["seen"] = (
                request.POST.get(SEEN, "") if request.method == "POST" else self._seal(request, obj)
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _seal(self, request, meeting: Meeting, sheet: Sheet | None = None) -> str:
        sheet = Sheets(self, request, meeting).stored() if sheet is None else sheet
        seen = {"sheet": sheet, "state": meeting.state, "at": now().isoformat(), "meeting": meeting.pk}
        return signing.dumps(seen, salt=_SALT, compress=True)

    def _compare(self, request, object_id):
        """The page that compares; ``None`` where nobody else saved, or where all is chosen."""
        meeting = self.get_object(request, unquote(object_id))
        if meeting is None or not self.has_change_permission(request, meeting):
            return None
        typed = _typed(request.POST)
        if typed.get("seen_version") == str(meeting.lock_version):
            request.POST = typed
            return None
        answers = request.POST
        sheets, before = Sheets(self, request, meeting), _unseal(typed.get(SEEN, ""), meeting)
        was, theirs = before.get("sheet"), sheets.stored()
        yours = threeway.align(was, theirs, sheets.sent(typed), IDENTITIES, ABOUT)
        found = threeway.compare(was, theirs, yours, SEVERAL)
        still = answers.get(COMPARED) == str(meeting.lock_version)
        choices = _choices(found, answers) if still else {}
        open_ones = threeway.unchosen(found, choices)
        if still and not open_ones and (SAVE in answers or GO_ON in answers):
            chosen = threeway.settle(theirs, found, choices)
            request.POST = sheets.written(chosen, typed)
            request.POST[SEEN] = self._seal(request, meeting, theirs)
            request.POST["_continue"] = "1"
            for button in _BUTTONS:
                request.POST.pop(button, None)
            if GO_ON in answers:
                request.refusal = _(
                    "This is what you chose. Nothing of it is saved yet: look at it, and save."
                )
            return None
        self._keep(request, object_id, typed)
        if still and open_ones:
            messages.error(request, _("Both of you changed the same: choose what is to stay, below."))
        elif COMPARED in answers:
            messages.warning(request, _("The meeting was changed once more meanwhile: compare again."))
        return self._page(
            request,
            meeting,
            typed,
            before,
            [_told(sheets, one, choices, (yours, theirs, was)) for one in found],
        )

    def _keep(self, request, object_id, typed: QueryDict) -> None:
        """Keep what was typed, as the script of the form does where there are scripts."""
        # Where it is refused, the page itself still holds it all.
        with contextlib.suppress(unfinished.NotKept):
            unfinished.keep(request.user, self.opts.label_lower, unquote(object_id), typed)

    def _page(self, request, meeting, typed, before, told):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Somebody else changed this meeting while you had it open"),
            "subtitle": str(meeting),
            "opts": self.opts,
            "original": meeting,
            "typed": json.dumps(dict(typed.lists()), ensure_ascii=False),
            "differences": told,
            "known": "sheet" in before,
            "happened": _happened(meeting, before),
            "states": _states(meeting, before),
            "address_of_meeting": reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/meetings/comparison.html", context)


def _is_of_another_kind(request) -> bool:
    """Whether no form is saved, but an unfinished one given back or discarded."""
    return bool(request.POST.keys() & {"_restore", "_discard"})


def _typed(data: QueryDict) -> QueryDict:
    """What was typed into the form: carried by the comparison, or sent itself."""
    if TYPED not in data:
        return data
    found = QueryDict(mutable=True)
    try:
        fields = json.loads(data[TYPED])
        for name, values in fields.items():
            if isinstance(values, list):
                found.setlist(name, [str(value) for value in values])
    except (ValueError, AttributeError, RecursionError):
        pass  # No page of ours sent this: it is a form in which nothing was typed, and saves nothing.
    found["csrfmiddlewaretoken"] = data.get("csrfmiddlewaretoken", "")
    return found


def _unseal(text: str, meeting: Meeting) -> dict:
    """What the page was opened with; nothing where that is not known."""
    try:
        seen = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return {}
    if seen["meeting"] != meeting.pk:
        return {}
    seen["sheet"] = {
        name: {field: tuple(value) for field, value in row.items()} for name, row in seen["sheet"].items()
    }
    return seen


def _choices(found: list[Difference], data: QueryDict) -> dict[tuple[str, str], str]:
    return {one.key: data.get(_name_of(one), "") for one in found}


def _name_of(one: Difference) -> str:
    return f"{_CHOICE}{one.row}:{one.field}"


def _told(sheets: Sheets, one: Difference, choices: dict, known: tuple) -> dict:
    """A difference as the page shows it."""
    if one.field == WHOLE:
        said = {
            side: sheets.whole(one.row, getattr(one, side), *known) for side in ("before", "theirs", "yours")
        }
    else:
        said = {
            side: sheets.value(one.row, one.field, value, *known)
            for side in ("before", "theirs", "yours", "both")
            if (value := getattr(one, side)) is not None
        }
    chosen = choices.get(one.key) or one.default
    return {
        "name": _name_of(one),
        "row": sheets.title(one.row, *known) if one.row != RECORD else "",
        "label": sheets.label(one.row, one.field) if one.field != WHOLE else "",
        "whole": one.field == WHOLE,
        "said": said,
        "conflict": not one.default,
        "both": one.both is not None,
        "chosen": chosen,
    }


def _happened(meeting: Meeting, before: dict) -> list[dict]:
    """Who did what to the meeting since the page was opened, the newest first."""
    found = Version.objects.get_for_object(meeting).select_related("revision__user")
    since = parse_datetime(before["at"]) if before else None
    if since is not None:
        found = found.filter(revision__date_created__gt=since)
    return [
        {"user": version.revision.user, "at": version.revision.date_created}
        for version in (found[:MOST_TOLD] if before else found[:1])
    ]


def _states(meeting: Meeting, before: dict) -> dict | None:
    """The state then and now, where it is another one."""
    if not before or before["state"] == meeting.state:
        return None
    return {"was": PublicationState(before["state"]).label, "now": meeting.get_state_display()}
