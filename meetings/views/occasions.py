"""Occasions: the index by year, and everything that was held on the margins of one."""

from urllib.parse import urlencode

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.models import Occasion
from meetings.search import Criteria
from meetings.views import entries, figures, naming
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet, Sort


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """The occasions of published meetings by the year in which they began, newest first."""
    language = get_language() or "en"
    shown = Occasion.objects.published().prefetch_related("other_names")
    page = entries.page_of(
        request,
        shown.order_by(F("date_earliest").desc(nulls_last=True), "sort_key", "pk"),
        entries.INDEX_SIZE,
    )
    counted = search.counts(Criteria(), [Facet.OCCASION])[Facet.OCCASION]
    groups = entries.grouped((_year(row), _item(row, counted, language)) for row in page.object_list)
    return render(request, "meetings/occasions.html", {"page": page, "groups": groups})


def _year(row: Occasion) -> str:
    return str(row.date_earliest.year) if row.date_earliest else _("Undated")


def _item(row: Occasion, counted: dict[int, int], language: str) -> entries.Item:
    return entries.Item(
        name=row.label(language),
        address=reverse("occasion", args=[row.slug]),
        count=counted.get(row.pk, 0),
        list=entries.list_address(("occasion", row.slug)),
        note=naming.said(row.date, language),
    )


@entries.entry(Occasion, "occasion", "parent__other_names", "place__other_names", "organisation__other_names")
def occasion(request: HttpRequest, row: Occasion) -> HttpResponse:
    """One occasion: when and where it was, what it is part of, and its meetings day by day."""
    language = get_language() or "en"
    criteria = Criteria.of({Facet.OCCASION: {row.pk}}, sort=Sort.OLDEST)
    within = (("occasion", row.slug),)
    question = Question.of(criteria, language, urlencode((*within, ("sort", Sort.OLDEST.value))))
    reading = question.asked_of
    counted = reading.counts(criteria, [Facet.COUNTRY, Facet.MINISTER, Facet.TOPIC])
    headings = (
        (Facet.COUNTRY, _("Countries")),
        (Facet.MINISTER, _("Ministers")),
        (Facet.TOPIC, _("Topics")),
    )
    context = _about(row, language) | {
        "ledger": entries.ledger(
            criteria,
            entries.list_address(*within, ("sort", Sort.OLDEST.value)),
            language,
            asked_of=reading,
        ),
        "per_day": figures.per_day(question),
        "tallies": entries.tables(counted, headings, language, within=within),
    }
    return render(request, "meetings/occasion.html", context)


def _about(row: Occasion, language: str) -> dict:
    counted = search.counts(Criteria(), [Facet.OCCASION])[Facet.OCCASION]
    parts = row.parts.published().prefetch_related("other_names").order_by("date_earliest", "pk")
    return {
        "occasion": row,
        "name": row.label(language),
        "kind": row.get_kind_display(),
        "date": naming.said(row.date, language),
        "parent": row.parent.label(language) if row.parent else "",
        "parts": [_item(part, counted, language) for part in parts],
        "place": entries.linked(row.place, "place", language),
        "organisation": entries.linked(row.organisation, "organisation", language),
        "names": naming.name_table(row, language),
    }
