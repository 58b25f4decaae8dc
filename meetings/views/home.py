"""The front page: what the archive holds, its latest meetings, and ways in."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.models import Country, Coverage, Organisation, Person, Source
from meetings.search import Criteria
from meetings.views import entries, figures, naming
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet

_LATEST = 10
_CHECKED = 10


@read_only
@remembered
def home(request: HttpRequest) -> HttpResponse:
    """Search, figures, the latest meetings, main countries and topics, and what has been checked."""
    language = get_language() or "en"
    every = Question.of(Criteria(), language)
    reading = every.asked_of
    counted = reading.counts(every.criteria, [Facet.COUNTRY, Facet.TOPIC, Facet.YEAR])
    headings = ((Facet.COUNTRY, _("Countries")), (Facet.TOPIC, _("Topics")))
    cards = reading.find(every.criteria, size=_LATEST).rows
    latest = entries.ledger(every.criteria, every.address(), language, cards=cards, asked_of=reading)
    context = {
        "ledger": latest,
        "figures": _figures(latest.count, counted[Facet.COUNTRY]),
        "period": entries.period(counted[Facet.YEAR]),
        "ways_in": entries.tables(counted, headings, language),
        "map": figures.country_map(every),
        "checked": _checked(language),
    }
    return render(request, "meetings/home.html", context)


@dataclass(frozen=True)
class Figure:
    """A number with its word and the list that it counts."""

    number: int
    word: str
    address: str


def _figures(meetings: int, countries: dict[int, int]) -> list[Figure]:
    own = Country.objects.filter(code=settings.ARCHIVE_COUNTRY).values_list("pk", flat=True).first()
    people = Person.objects.published().filter(merged_into__isnull=True).count()
    met = len(countries.keys() - {own})
    sources = Source.objects.published().count()
    return [
        Figure(meetings, ngettext("meeting", "meetings", meetings), reverse("meetings")),
        Figure(met, ngettext("country met", "countries met", met), reverse("countries")),
        Figure(people, ngettext("person", "people", people), reverse("people")),
        Figure(sources, ngettext("source", "sources", sources), reverse("sources")),
    ]


@dataclass(frozen=True)
class Checked:
    """A period of what a publisher issued that an editor has checked for meetings."""

    publisher: entries.Link
    period: str
    on: str
    note: str


def _checked(language: str) -> list[Checked]:
    """The last checks, each publisher linked where it is public."""
    found = Coverage.objects.select_related("publisher").prefetch_related("publisher__other_names")
    checks = list(found.order_by("-checked_on", "-pk")[:_CHECKED])
    publishers = Organisation.objects.published().filter(pk__in=[one.publisher_id for one in checks])
    public = set(publishers.values_list("pk", flat=True))
    return [
        Checked(
            publisher=entries.Link(
                one.publisher.label(language),
                reverse("organisation", args=[one.publisher.slug]) if one.publisher_id in public else "",
            ),
            period=naming.said(one.period, language),
            on=naming.day(one.checked_on, language),
            note=one.note,
        )
        for one in checks
    ]
