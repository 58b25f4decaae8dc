"""Organisations: the index by kind, and the page of one as a party and as a publisher."""

from urllib.parse import urlencode

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.models import Organisation, Source
from meetings.search import Criteria
from meetings.views import entries, figures, naming, reporting
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet, OrganisationKind

#: The order of the vocabulary.
_BY_KIND = Case(
    *(When(classification=kind, then=place) for place, kind in enumerate(OrganisationKind.values))
)


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """The organisations of published meetings, as parties or as publishers, by kind."""
    language = get_language() or "en"
    shown = Organisation.objects.published().prefetch_related("other_names")
    page = entries.page_of(request, shown.order_by(_BY_KIND, "sort_key", "pk"), entries.INDEX_SIZE)
    counted = search.counts(Criteria(), [Facet.ORGANISATION, Facet.PUBLISHER])
    groups = entries.grouped(
        (row.get_classification_display(), _item(row, counted, language)) for row in page.object_list
    )
    return render(request, "meetings/organisations.html", {"page": page, "groups": groups})


def _item(row: Organisation, counted: dict[Facet, dict[int, int]], language: str) -> entries.Item:
    """A party with its meetings; what only publishes, with the meetings it reported."""
    facet = Facet.ORGANISATION if row.pk in counted[Facet.ORGANISATION] else Facet.PUBLISHER
    return entries.Item(
        name=row.label(language),
        address=reverse("organisation", args=[row.slug]),
        count=counted[facet].get(row.pk, 0),
        list=entries.list_address((facet.value, row.slug)),
        note=_("as a source") if facet == Facet.PUBLISHER else row.abbreviation,
    )


@entries.entry(Organisation, "organisation", "identifiers", "country__other_names")
def organisation(request: HttpRequest, row: Organisation) -> HttpResponse:
    """One organisation: what it is, the meetings it took part in, and what it published about meetings."""
    language = get_language() or "en"
    context = {
        "organisation": row,
        "name": row.label(language),
        "kind": row.get_classification_display(),
        "country": row.country.label(language) if row.country else "",
        "founded": naming.day(row.founded, language),
        "dissolved": naming.day(row.dissolved, language),
        "names": naming.name_table(row, language),
        "identifiers": naming.identifiers(row),
    }
    context |= _as_party(row, language) | _as_publisher(request, row, language)
    return render(request, "meetings/organisation.html", context)


def _as_party(row: Organisation, language: str) -> dict:
    criteria, within = Criteria.of({Facet.ORGANISATION: {row.pk}}), (("organisation", row.slug),)
    question = Question.of(criteria, language, urlencode(within))
    reading = question.asked_of
    counted = reading.counts(criteria, [Facet.COUNTRY, Facet.PERSON, Facet.TOPIC, Facet.YEAR])
    headings = (
        (Facet.PERSON, _("Who took part in these meetings")),
        (Facet.COUNTRY, _("Countries")),
        (Facet.TOPIC, _("Topics")),
    )
    return {
        "ledger": entries.ledger(criteria, question.address(), language, asked_of=reading),
        "per_year": figures.per_year(question),
        "period": entries.period(counted[Facet.YEAR]),
        "tallies": entries.tables(counted, headings, language, within=within),
    }


def _as_publisher(request: HttpRequest, row: Organisation, language: str) -> dict:
    """The meetings that it reported and a page of its sources, each as the editions describe it."""
    page = entries.page_of(
        request,
        Source.objects.published().filter(publisher=row).values_list("pk", flat=True),
        reporting.SOURCES_SIZE,
    )
    described = reporting.described(list(page.object_list), language)
    return {
        "reported": search.count(Criteria.of({Facet.PUBLISHER: {row.pk}})),
        "reported_list": entries.list_address(("publisher", row.slug)),
        "sources": [source for source in described if source.publisher_slug == row.slug],
        "page": page,
    }
