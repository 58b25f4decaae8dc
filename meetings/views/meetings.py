"""The list of meetings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.filters import FACETS_SHOWN, MeetingFilterSet, chips, facet_lists, facet_values, sentence
from meetings.filters.fields import CursorField, shown
from meetings.filters.querystring import PAGE_SIZES, canonical, encode, pairs
from meetings.templatetags import listing
from meetings.views.context import base_address
from meetings.views.listing import links
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.views.rows import by_year, rows
from meetings.views.snippets import with_snippets
from meetings.vocabulary import Facet, Sort

#: So much text takes about the memory of a counted value.
HTML_A_VALUE = 100
#: So many parts of a question that is refused are shown, each to be removed.
ASKED_AT_MOST = 60
#: The parameters that the form above the list edits itself.
_TYPED = ("q", "from", "to", "certain", "sort", "after")


@read_only
@remembered
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings that fit the query string; 400 with the reason beside the part that cannot be read."""
    filterset = MeetingFilterSet(request.GET)
    if not filterset.is_valid():
        return render(request, "meetings/list.html", refusal(request, filterset), status=400)
    try:
        return render(request, "meetings/list.html", _results(request, filterset))
    except search.CursorError:
        filterset.form.add_error("after", CursorField.REFUSAL)
        return render(request, "meetings/list.html", refusal(request, filterset), status=400)


@read_only
@remembered
def facet_page(request: HttpRequest, facet: str) -> HttpResponse:
    """All values of one facet with their counts, for the question of a list; ``find`` narrows them."""
    if facet not in FACETS_SHOWN:
        raise Http404(_("There is no such filter."))
    filterset = MeetingFilterSet(request.GET)
    if not filterset.is_valid():
        return render(request, "meetings/list.html", refusal(request, filterset), status=400)
    language = get_language() or "en"
    find = shown(request.GET.get("find", ""))
    options, left_out = facet_values(filterset.criteria, request.GET, Facet(facet), language, find)
    context = {
        "facet": Facet(facet),
        "label": Facet(facet).label,
        "find": find,
        "options": options,
        "left_out": left_out,
        "kept": [pair for pair in pairs(request.GET) if pair[0] != "after"],
        "back": encode(request.GET),
    }
    return render(request, "meetings/facet.html", context)


def refusal(request: HttpRequest, filterset: MeetingFilterSet) -> dict:
    errors = filterset.form.errors
    return {
        "typed": _typed(request),
        "errors": dict(errors),
        "kept": [pair for pair in pairs(request.GET) if pair[0] not in _TYPED and pair[0] not in errors],
        "asked": [
            {
                "name": name,
                "value": shown(value),
                "reasons": errors.get(name, []),
                "query": encode(request.GET, drop=[(name, value)]),
            }
            for name, value in pairs(request.GET)[:ASKED_AT_MOST]
        ],
    }


def _results(request: HttpRequest, filterset: MeetingFilterSet) -> dict:
    criteria, data = filterset.criteria, request.GET
    language = get_language() or "en"
    reading = search.reading()
    asked = filterset.form.cleaned_data
    page = reading.find(criteria, after=asked["after"], size=asked["size"])
    count = reading.count(criteria)
    active = chips(filterset, language)
    number, said = sentence(filterset, active, count, language)
    found = with_snippets(rows(page.rows, language), criteria.text, language)
    return {
        "canonical": base_address(request) + request.path + canonical(data),
        "typed": _typed(request),
        "kept": [pair for pair in pairs(data) if pair[0] not in _TYPED],
        "count": count,
        "certain_count": _certain_count(reading, criteria, count),
        "certain_query": encode(data, drop=["certain"], add=[("certain", "1")]),
        "here": encode(data),
        "number": number,
        "said": said,
        "chips": active,
        "facets": _facets(reading, criteria, data, language),
        "years": by_year(found),
        "query": criteria.text,
        "suggestions": search.suggestions(criteria.text) if criteria.text and not count else [],
        "sorts": _sorts(criteria, data, page.sort),
        "sizes": _sizes(data, asked["size"], count),
        "is_unranked": criteria.sort == Sort.RELEVANCE and page.sort != Sort.RELEVANCE,
        "following": _page_query(data, page.following),
        "preceding": _page_query(data, page.preceding),
        "is_filtered": bool(active),
        "forms": links(data),
    }


def _facets(reading, criteria, data, language: str) -> str:
    """The filters as HTML, remembered for a question: most of a page, and the same until a publication."""
    here = encode(data)

    def made() -> str:
        facets = facet_lists(criteria, data, FACETS_SHOWN, language, asked_of=reading)
        return listing.facets(facets, here)

    return reading.remembered(("facets", language, here), made, weigh=lambda html: len(html) // HTML_A_VALUE)


def _typed(request: HttpRequest) -> dict:
    """What the reader typed, to stand in the form again."""
    return {name: request.GET.get(name, "")[:400] for name in _TYPED} | {
        "first": request.GET.get("from", "")[:60]
    }


def _certain_count(reading, criteria, count: int) -> int | None:
    """How many of the meetings certainly fit the days asked for, where that is another number."""
    if not criteria.is_dated or criteria.certain:
        return None
    certain = reading.count(criteria.certainly())
    return certain if certain != count else None


def _page_query(data, cursor: str | None) -> str | None:
    """The query string of another page of the same list; ``None`` where there is none."""
    if cursor is None:
        return None
    return encode(data, add=[("after", cursor)] if cursor else []) or "?"


def _sizes(data, used: int, count: int) -> list[dict]:
    """The page sizes a reader can choose where it makes a difference; the page goes on where it begins."""
    if count <= PAGE_SIZES[0]:
        return []
    return [
        {
            "number": size,
            "query": encode(data, drop=["size"], add=[("size", str(size))], keep_cursor=True) or "?",
            "current": size == used,
        }
        for size in PAGE_SIZES
    ]


def _sorts(criteria, data, used: Sort) -> list[dict]:
    """The orders a reader can choose; relevance only where words are asked for."""
    offered = [sort for sort in Sort if sort != Sort.RELEVANCE or criteria.text]
    return [
        {
            "label": sort.label,
            "query": encode(data, drop=["sort"], add=[("sort", sort.value)]) or "?",
            "current": sort == used,
        }
        for sort in offered
    ]
