"""Where a public record stands: published, withdrawn, merged, or as it was at an earlier time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import dates
from meetings.models import Edition, Meeting
from meetings.record import as_of, editions
from meetings.views import naming
from meetings.vocabulary import ChangeAction

#: No meeting has a greater number; greater ones would be too great for the databases.
GREATEST_NUMBER = 2**31


def meeting_at(number: int) -> Meeting:
    """The published or withdrawn meeting of a public number; ``Http404`` for any other, drafts included."""
    if not 0 < number < GREATEST_NUMBER:
        raise Http404(_("There is no such meeting."))
    once_public = Meeting.objects.published() | Meeting.objects.withdrawn()
    found = once_public.select_related("merged_into").filter(public_id=number).first()
    if found is None:
        raise Http404(_("There is no such meeting."))
    return found


def gone(request: HttpRequest, found: Meeting) -> HttpResponse:
    """What a withdrawn meeting answers: the way to the kept one, else 410 with the public reason."""
    if found.merged_into:
        return redirect("meeting-number", number=found.merged_into.public_id, permanent=True)
    note = found.change_notes.order_by("-version").first()
    return render(request, "meetings/withdrawn.html", {"meeting": found, "note": note}, status=410)


def redacted(request: HttpRequest, found: Meeting, edition: Edition) -> HttpResponse:
    """410 for an edition whose text had to be removed, with the public reason."""
    notice = found.change_notes.filter(action=ChangeAction.REDACTED).order_by("-version").first()
    context = {"edition": edition, "number": found.public_id, "notice": notice}
    return render(request, "meetings/redacted.html", context, status=410)


class NotThen(Exception):
    """There is no record at the moment asked for; ``status`` is what to answer, the text the reason."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status
        self.reason = reason


def edition_as_of(found: Meeting, asked: list[str]) -> Edition:
    """The edition that stood at the moment asked for in an address.

    Raises ``NotThen``: 400 where the moment cannot be read, 404 before the first publication, 410 where the
    record was withdrawn then.
    """
    if len(asked) != 1:
        raise NotThen(400, _("Ask for one moment only."))
    try:
        moment = as_of.moment(asked[0])
    except dates.DateError as error:
        reason = dates.refusal_words(error, get_language() or "en", _)
        raise NotThen(400, reason) from error
    edition = as_of.edition_at(found, moment)
    if edition is None:
        first = editions.first(found).published_at
        raise NotThen(
            404,
            _("The record exists since %(day)s, %(time)s UTC.")
            % {
                "day": naming.day(first.date(), get_language() or "en"),
                "time": first.strftime("%H:%M"),
            },
        )
    if withdrawal := as_of.withdrawal_at(found, moment):
        raise NotThen(410, _("The record was withdrawn then: %(note)s") % {"note": withdrawal.note})
    return edition
