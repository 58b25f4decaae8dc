"""Where a public record stands: published, withdrawn, merged or redacted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.models import Edition, Meeting
from meetings.vocabulary import ChangeAction

#: No meeting has a greater number; greater ones would be too great for the databases.
GREATEST_NUMBER = 2**31


def meeting_at(number: int) -> Meeting:
    """The published or withdrawn meeting of a public number; ``Http404`` for any other, drafts included."""
    if not 0 < number < GREATEST_NUMBER:
        raise Http404(_("There is no such meeting."))
    found = Meeting.objects.once_public().select_related("merged_into").filter(public_id=number).first()
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
