"""The page of one meeting, today and as it stood before, and its editions as published."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import dates, search
from meetings.exports.formats import FORMATS
from meetings.exports.negotiation import preferred
from meetings.models import Country, Edition, Meeting
from meetings.record import editions, titles
from meetings.record.as_of import NotThen, edition_as_of
from meetings.record.titles import name_in
from meetings.views import citing
from meetings.views.methods import read_only
from meetings.views.record_page import page
from meetings.views.remembering import remembered
from meetings.views.rows import meeting_address
from meetings.views.standing import GREATEST_NUMBER, gone, meeting_at, redacted
from meetings.vocabulary import Facet, PublicationState, Side

#: The suffixes of a meeting's other forms by media type, the page first: whoever takes anything gets it.
_PAGE = "text/html"
_FORMS = {made.media_type.partition(";")[0]: suffix for suffix, made in FORMATS.items()}


def in_the_form_asked_for(view):
    """Decorate the view of a meeting: whoever asks for another form than a page is led to it (303)."""

    @wraps(view)
    def answer(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
        asked = preferred(request.headers.get("Accept", ""), [_PAGE, *_FORMS])
        if asked in _FORMS:
            query = request.META.get("QUERY_STRING", "")
            address = reverse("meeting-file", args=[number, _FORMS[asked]])
            response = HttpResponseRedirect(f"{address}?{query}" if query else address)
            response.status_code = 303
            # A script is led on only where each step lets it read.
            response["Access-Control-Allow-Origin"] = "*"
        else:
            response = view(request, number, slug)
        patch_vary_headers(response, ["Accept"])
        return response

    return answer


@read_only
@in_the_form_asked_for
@remembered
def meeting(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """A published meeting; 410 with the public reason for a withdrawn one, a redirect for a merged one.

    ``as_of`` in the query asks for the record as it stood then.
    """
    found = meeting_at(number)
    if found.state == PublicationState.WITHDRAWN:
        return gone(request, found)
    newest = editions.latest(found)
    form = editions.current_form(found)
    if slug != titles.slug(form):
        query = request.META.get("QUERY_STRING", "")
        address = meeting_address(number, titles.slug(form))
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    if "as_of" in request.GET:
        return _as_it_stood(request, found, newest)
    language = get_language() or "en"
    context = (
        page(form, language)
        | citing.context(request, newest, form)
        | {"edition": newest, "between": _between(form, language), "number": number}
    )
    return render(request, "meetings/meeting.html", context)


@read_only
@remembered
def edition(request: HttpRequest, number: int, edition_number: int) -> HttpResponse:
    """One edition exactly as it was published, marked as such; its notice where it was redacted."""
    found = meeting_at(number)
    if found.state == PublicationState.WITHDRAWN:
        return gone(request, found)
    shown = found.editions.filter(number=min(edition_number, GREATEST_NUMBER)).first()
    if shown is None:
        raise Http404(_("This meeting has no such edition."))
    return _as_published(request, found, shown, editions.latest(found))


def _as_it_stood(request: HttpRequest, found: Meeting, newest: Edition) -> HttpResponse:
    try:
        shown = edition_as_of(found, request.GET.getlist("as_of"))
    except NotThen as refusal:
        context = {"reason": refusal.reason, "status": refusal.status, "number": found.public_id}
        return render(request, "meetings/not_then.html", context, status=refusal.status)
    return _as_published(request, found, shown, newest, as_of=_said(request.GET["as_of"]))


def _said(asked: str) -> str:
    """The moment asked for in words; a time of day as it was written."""
    try:
        return dates.words(dates.parse(asked), get_language() or "en")
    except dates.DateError:
        return asked


def _as_published(
    request: HttpRequest, found: Meeting, shown: Edition, newest: Edition, as_of: str = ""
) -> HttpResponse:
    form = editions.form_of(shown)
    if form is None:
        return redacted(request, found, shown)
    context = page(form, get_language() or "en") | citing.context(request, shown, form)
    context |= {
        "edition": shown,
        "newest": newest,
        "number": found.public_id,
        "as_published": True,
        "as_of": as_of,
    }
    return render(request, "meetings/meeting.html", context)


def _between(form: dict, language: str) -> dict | None:
    """How many meetings there are with the first country that is not the principal's, and the list of them.

    ``None`` where no other country took part.
    """
    rows = [row for row in form["participations"] if row["country"]]
    own = {row["country"]["code"] for row in rows if row["side"] == Side.PRINCIPAL}
    other = next((row["country"] for row in rows if row["country"]["code"] not in own), None)
    pk = other and Country.objects.filter(code=other["code"]).values_list("pk", flat=True).first()
    if pk is None:
        return None
    count = search.count(search.Criteria.of({Facet.COUNTRY: {pk}}))
    return {"count": count, "name": name_in(other, language), "query": f"?country={other['code']}"}
