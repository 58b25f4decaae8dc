"""One meeting in other forms: the same address with a suffix."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from meetings.exports import licence
from meetings.exports.formats import CALENDAR, FORMATS
from meetings.exports.published import why_no_day
from meetings.models import Meeting
from meetings.record import editions
from meetings.record.as_of import NotThen, edition_as_of
from meetings.views.citing import open_to_scripts, published
from meetings.views.context import base_address
from meetings.views.methods import read_only
from meetings.views.standing import meeting_at
from meetings.vocabulary import PublicationState


@read_only
@open_to_scripts
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
    return _answer(request, found, suffix, published(base_address(request), edition, form))


def _answer(request: HttpRequest, found: Meeting, suffix: str, record) -> HttpResponse:
    made = FORMATS[suffix]
    body = made.build(record)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    # A copy may be kept anywhere, and whoever has one asks whether it still holds.
    headers = {
        "Cache-Control": "public, no-cache",
        "ETag": etag,
        **licence.headers(record.licence, record.site, f'<{record.permanent}>; rel="canonical"'),
    }
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged
    way = "attachment" if made.is_saved else "inline"
    headers["Content-Disposition"] = f'{way}; filename="meeting-{found.public_id}.{suffix}"'
    return HttpResponse(body, headers=headers | {"Content-Type": made.media_type})


def _told(status: int, reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", status=status, content_type="text/plain; charset=utf-8")
