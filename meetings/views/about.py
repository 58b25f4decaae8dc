"""About the archive: what it records and how to read it, and the words of its query language."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings import dates
from meetings.filters import MeetingFilterSet
from meetings.filters import meetings as parts
from meetings.filters.querystring import ORDER, PAGE_SIZES
from meetings.views.context import base_address
from meetings.views.methods import read_only
from meetings.vocabulary import ChangeReason, DateBasis

#: What the values of a parameter are, by the class of its filter.
_VALUES = {
    parts.AddressesFilter: gettext_lazy("a code, or the last part of the address of a page"),
    parts.TextFilter: gettext_lazy("words in any spelling, “words in quotes”, -word, begin*"),
    parts.DayFilter: gettext_lazy("a date: 2022, 2022-09, 2022-09-22, or any other in EDTF"),
    parts.YesFilter: gettext_lazy("1 or 0"),
    parts.SizeFilter: ", ".join(map(str, PAGE_SIZES)),
    parts.CursorFilter: gettext_lazy("where a page starts, as the page before gives it"),
}
#: The index in which the codes and addresses of a parameter's values are found.
_INDEXES = {
    "country": "countries",
    "partner": "countries",
    "minister": "ministers",
    "person": "people",
    "met": "people",
    "organisation": "organisations",
    "topic": "topics",
    "occasion": "occasions",
    "publisher": "organisations",
}
#: Dates that show what can be said of one.
_DATES = (
    "2022-09-22",
    "2022-09",
    "2022-09-22?",
    "2022-09~",
    "2022-09-20/2022-09-26",
    "[2022-09-20..2022-09-26]",
    "2022-09-XX",
    "2022-09-22/..",
)
#: How long what security.txt says stands; RFC 9116 asks for less than a year.
_SECURITY_DAYS = 180


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query language: what it asks for and what its values are.

    ``choices`` are the words of a closed list with their meaning, ``index`` the page that lists the codes.
    """

    name: str
    label: str
    values: str
    choices: list[tuple[str, str]]
    index: str


@read_only
def about(request: HttpRequest) -> HttpResponse:
    """What the archive is, how it is read, and its query language."""
    language = get_language() or "en"
    context = {
        "parameters": list(_parameters()),
        "dates": [(written, dates.words(dates.parse(written), language)) for written in _DATES],
        "bases": DateBasis.labels,
        "reasons": ChangeReason.labels,
        "contact": settings.ARCHIVE_CONTACT,
        "security_contact": settings.ARCHIVE_SECURITY_CONTACT,
        "licence": settings.ARCHIVE_LICENCE,
    }
    return render(request, "meetings/about.html", context)


def _parameters() -> Iterator[Parameter]:
    """The parameters as the FilterSet reads them, in the order of addresses."""
    filters = MeetingFilterSet.get_filters()
    for name in sorted(filters, key=ORDER.index):
        found = filters[name]
        choices = found.extra.get("choices")
        yield Parameter(
            name=name,
            label=str(found.label),
            values=str(_VALUES.get(type(found), "")),
            choices=[(value, str(label)) for value, label in choices.choices] if choices else [],
            index=reverse(_INDEXES[name]) if name in _INDEXES else "",
        )


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read, which is all that is public, and where it is listed."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {base_address(request)}/sitemap.xml", ""]
    return _plain("\n".join(lines))


@read_only
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where no contact is configured."""
    if not settings.ARCHIVE_SECURITY_CONTACT:
        raise Http404(_("No contact for reports about security is configured."))
    address = base_address(request) + reverse("security")
    lines = [
        f"Contact: {settings.ARCHIVE_SECURITY_CONTACT}",
        f"Expires: {_expiry(timezone.now())}",
        f"Canonical: {address}",
        "",
    ]
    return _plain("\n".join(lines))


def _expiry(now: datetime.datetime) -> str:
    """The end of what security.txt says, the same all day so that answers can be compared."""
    day = now.astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return (day + datetime.timedelta(days=_SECURITY_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
