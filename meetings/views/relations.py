"""Relations: choosing two countries, and everything between them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import names
from meetings.charts import Mark
from meetings.models import Country
from meetings.search import Criteria
from meetings.views import between, entries, figures
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered_compressed
from meetings.vocabulary import EventStatus, Facet, number_of

#: Pairs are looked for among so many countries, and so many are shown.
_COUNTRIES_PAIRED, _PAIRS_SHOWN = 40, 20


@dataclass(frozen=True)
class Party:
    """A country that meetings are between."""

    code: str
    name: str

    @property
    def address(self) -> str:
        return reverse("country", args=[self.code])


def relation_address(one: str, other: str) -> str:
    """The address of what is between two countries, whichever is named first."""
    return reverse("relation", args=sorted([one, other]))


@read_only
def pick(request: HttpRequest) -> HttpResponse:
    """A form to choose two countries with meetings, and the pairs that met most."""
    language = get_language() or "en"
    every = Question.of(Criteria(), language)
    counted = every.counts(Facet.COUNTRY)
    described = every.names(Facet.COUNTRY, counted)
    known = dict(described.values())
    one, other = (request.GET.get(name, "").strip().lower() for name in ("country", "partner"))
    if one in known and other in known and one != other:
        return redirect(relation_address(one, other))
    context = {
        "options": sorted(known.items(), key=lambda pair: names.fold(pair[1])),
        "one": one,
        "other": other,
        "reason": _reason(one, other) if "partner" in request.GET else "",
        "pairs": _pairs(every, list(counted)[:_COUNTRIES_PAIRED]),
    }
    return render(request, "meetings/relations.html", context, status=400 if context["reason"] else 200)


def _reason(one: str, other: str) -> str:
    """Why what was chosen leads nowhere."""
    if one == other:
        return _("Choose two different countries.")
    return _("Choose two countries from the lists: those of which a meeting has been published.")


def _pairs(every: Question, countries: list[int]) -> list[Mark]:
    described = every.names(Facet.COUNTRY, countries)
    found = every.asked_of.together(every.criteria, (Facet.COUNTRY, countries), (Facet.COUNTRY, countries))
    shown = []
    for (one, other), number in list(found.items())[:_PAIRS_SHOWN]:
        (first, first_name), (second, second_name) = sorted([described[one], described[other]])
        label = _("%(first)s and %(second)s") % {"first": first_name, "second": second_name}
        listed = entries.list_address(("country", first), ("partner", second))
        shown.append(Mark(label, number, number, relation_address(first, second), listed))
    return shown


@read_only
@remembered_compressed
def relation(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Everything between two countries; the other order and capitals lead to the one address."""
    codes = sorted([first.lower(), second.lower()])
    rows = Country.objects.filter(code__in=codes).prefetch_related("other_names")
    countries = {row.code: row for row in rows}
    if len(countries) < 2:
        raise Http404(_("There are no two such countries."))
    if [first, second] != codes:
        return entries.moved_to(request, relation_address(*codes))
    language = get_language() or "en"
    parties = [Party(code, countries[code].label(language)) for code in codes]
    one, other = ({countries[code].pk} for code in codes)
    whole = Question.of(
        Criteria.of({Facet.COUNTRY: one}, {Facet.COUNTRY: other}),
        language,
        f"country={codes[0]}&partner={codes[1]}",
    )
    held = Question.of(
        Criteria.of(
            {Facet.COUNTRY: one, Facet.STATUS: {number_of(EventStatus.HELD)}}, {Facet.COUNTRY: other}
        ),
        language,
        f"country={codes[0]}&partner={codes[1]}&status={EventStatus.HELD}",
        asked_of=whole.asked_of,
    )
    context = {
        "parties": parties,
        "ledger": entries.ledger(whole.criteria, whole.address(), language, asked_of=whole.asked_of),
        "statuses": between.statuses(whole),
    }
    if context["ledger"].count:
        context |= _seen(held, parties)
    return render(request, "meetings/relation.html", context)


def _seen(held: Question, parties: list[Party]) -> dict:
    """What the page tells of the meetings that were held."""
    count = held.count()
    if not count:
        return {"count": 0}
    cards = between.cards(held)
    codes = [party.code for party in parties]
    return {
        "count": count,
        "address": held.address(),
        "read": len(cards) if len(cards) < count else None,
        "ends": between.ends(held),
        "gap": between.longest_gap(held),
        "publication": between.publication(cards),
        "people": between.people(held, cards, codes),
        "capacities": between.capacities(held, cards, codes),
        "places": between.places(held),
        "per_year": figures.per_year(held),
        "topics": figures.topics(held),
    }
