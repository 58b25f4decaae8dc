"""One meeting in other forms: the same address with a suffix."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.exports import licence
from meetings.exports.formats import CALENDAR, FORMATS
from meetings.exports.published import why_no_day
from meetings.models import Meeting
from meetings.record import editions
from meetings.record.as_of import NotThen, edition_as_of
from meetings.views.citing import published
from meetings.views.standing import meeting_at
from meetings.vocabulary import PublicationState


@require_safe
def file(request: HttpRequest, number: int, suffix: str) -> HttpResponse:
    """A meeting in one format, also ``as_of`` a day; what is not there is said in a line of plain text."""
    if suffix not in FORMATS:
        raise Http404(_("There is no such format."))
    found = meeting_at(number)
    if found.state == PublicationState.WITHDRAWN:
        if found.merged_into:
            return redirect("meeting-file", found.merged_into.public_id, suffix, permanent=True)
        return _told(410, found.withdrawn_reason)
    try:
        asked = request.GET.getlist("as_of")
        edition = edition_as_of(found, asked) if asked else editions.latest(found)
    except NotThen as refusal:
        return _told(refusal.status, refusal.reason)
    form = editions.form_of(edition) if asked else editions.current_form(found)
    if form is None:
        return _told(410, _("The text of this edition was removed."))
    if suffix == CALENDAR and (reason := why_no_day(form)):
        return _told(404, reason)
    return _answer(request, found, suffix, published(request, edition, form))


def _answer(request: HttpRequest, found: Meeting, suffix: str, record) -> HttpResponse:
    made = FORMATS[suffix]
    way = "attachment" if made.is_saved else "inline"
    return HttpResponse(
        made.build(record),
        headers={
            "Content-Type": made.media_type,
            "Content-Disposition": f'{way}; filename="meeting-{found.public_id}.{suffix}"',
            **licence.headers(record.licence, record.site, f'<{record.permanent}>; rel="canonical"'),
        },
    )


def _told(status: int, reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", status=status, content_type="text/plain; charset=utf-8")
