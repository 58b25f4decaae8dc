"""Sources: their index, and everything that one of them supports."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.models import Meeting, Source
from meetings.record import titles
from meetings.search import Criteria
from meetings.search.reported import public_forms
from meetings.views import entries, evidence, naming, reporting
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.views.rows import meeting_address
from meetings.vocabulary import Facet


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """The sources that published meetings rest on, latest first."""
    language = get_language() or "en"
    public = Source.objects.published().order_by("-published", "pk").values_list("pk", flat=True)
    page = entries.page_of(request, public, reporting.SOURCES_SIZE)
    described = reporting.described(list(page.object_list), language)
    return render(request, "meetings/sources.html", {"page": page, "sources": described})


@dataclass(frozen=True)
class Supported:
    """A meeting with all that the source says about it; ``language`` is that of its title."""

    title: str
    language: str
    address: str
    facts: list[tuple[evidence.Note, list[evidence.Said]]]
    quotations: list[evidence.Said]

    @property
    def says_something(self) -> bool:
        return bool(self.facts or self.quotations)


@read_only
@remembered
def source(request: HttpRequest, public_id: str) -> HttpResponse:
    """One source: what it is, where it is, the meetings that rest on it and what it says of each."""
    row = Source.objects.published().filter(public_id=public_id).first()
    if row is None:
        return _moved(request, public_id)
    language = get_language() or "en"
    criteria = Criteria.of({Facet.SOURCE: {row.pk}})
    page = _page(request, criteria)
    forms = _forms(page.rows)
    entry = next((one for form in forms for one in form["sources"] if one["id"] == public_id), None)
    if entry is None:
        raise Http404(_("There is no such source."))
    context = {
        "source": reporting.describe(entry, language),
        "language": naming.language_name(entry["language"]),
        "accessed": naming.said(entry["accessed_on"], language),
        "ledger": entries.ledger(criteria, "", language, cards=page.rows),
        "following": page.following,
        "preceding": page.preceding,
        "supported": [one for form in forms if (one := _supported(form, public_id, language)).says_something],
    }
    return render(request, "meetings/source.html", context)


def _moved(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the source that another was merged into; 404 where there is none that is public.

    For as long as an edition rests on the merged one, its own page says what the edition says.
    """
    row = Source.objects.filter(public_id=public_id).select_related("merged_into").first()
    passed = set()
    while row is not None and row.merged_into_id and row.pk not in passed:
        passed.add(row.pk)
        row = row.merged_into
    if not passed or not Source.objects.published().filter(pk=row.pk).exists():
        raise Http404(_("There is no such source."))
    return entries.moved_to(request, reverse("source", args=[row.public_id]))


def _page(request: HttpRequest, criteria: Criteria) -> search.Page:
    """The meetings that rest on a source after a cursor; 404 for one that no page gave."""
    try:
        return search.find(criteria, after=request.GET.get("after", ""), size=entries.LEDGER_SIZE)
    except search.CursorError as error:
        raise Http404(_("This source has no such page.")) from error


def _forms(cards: list[dict]) -> list[dict]:
    """The public forms of cards, in the order of the cards."""
    numbers = [card["id"] for card in cards]
    forms = public_forms(Meeting.objects.filter(public_id__in=numbers))
    return sorted(forms, key=lambda form: numbers.index(form["id"]))


def _supported(form: dict, public_id: str, language: str) -> Supported:
    notes = evidence.notes(form, language).values()
    title, title_language = titles.heading(titles.titles_of(form), form["participations"], language)
    said = [(note, [one for one in note.said if one.source["id"] == public_id]) for note in notes]
    return Supported(
        title=title,
        language=title_language,
        address=meeting_address(form["id"], titles.slug(form)),
        facts=[(note, statements) for note, statements in said if statements],
        quotations=[one for one in evidence.quotations(form, language) if one.source["id"] == public_id],
    )
