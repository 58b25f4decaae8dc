"""Countries: the index of those met, with all the others and their codes, and the page of one."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings import names
from meetings.models import Country, Person
from meetings.search import Criteria
from meetings.views import entries, figures, lineage, naming
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet, SuccessionKind

#: The regions of the United Nations (M49), by the name under which they are stored.
_REGIONS = {
    "Africa": gettext_lazy("Africa"),
    "Americas": gettext_lazy("Americas"),
    "Asia": gettext_lazy("Asia"),
    "Europe": gettext_lazy("Europe"),
    "Oceania": gettext_lazy("Oceania"),
}
#: How a successor followed, said after its name on the page of its predecessor.
_AS_SUCCESSOR = {
    SuccessionKind.RENAMED: gettext_lazy("under which name it went on"),
    SuccessionKind.DISSOLVED: gettext_lazy("into which it dissolved"),
    SuccessionKind.UNITED: gettext_lazy("into which it united"),
    SuccessionKind.SEPARATED: gettext_lazy("which separated from it"),
    SuccessionKind.ABSORBED: gettext_lazy("which absorbed it"),
}
#: How a predecessor went before, said after its name on the page of its successor.
_AS_PREDECESSOR = {
    SuccessionKind.RENAMED: gettext_lazy("its name before"),
    SuccessionKind.DISSOLVED: gettext_lazy("which dissolved"),
    SuccessionKind.UNITED: gettext_lazy("which united into it"),
    SuccessionKind.SEPARATED: gettext_lazy("from which it separated"),
    SuccessionKind.ABSORBED: gettext_lazy("which it absorbed"),
}
#: Who took part for a country is read from so many of its latest meetings.
_READ_FOR_PEOPLE = 300


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """All countries by region: those with meetings first, the others folded away."""
    language = get_language() or "en"
    every = Question.of(Criteria(), language)
    counted = every.counts(Facet.COUNTRY)
    listed = [_listed(country, counted, language) for country in _countries()]
    listed.sort(key=lambda pair: (pair[0] == _elsewhere(), pair[0], names.fold(pair[1].name)))
    context = {
        "met": entries.grouped(pair for pair in listed if pair[1].count),
        "met_count": sum(bool(item.count) for _region, item in listed),
        "others": entries.grouped(pair for pair in listed if not pair[1].count),
        "map": figures.country_map(every),
    }
    return render(request, "meetings/countries.html", context)


@read_only
@remembered
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country: its names and codes, what came before and after it, its people and its meetings.

    ``country`` in the query string names former states whose meetings are counted along.
    """
    found = _countries("identifiers").filter(code=code.lower()).first()
    if found is None:
        raise Http404(_("There is no such country."))
    if found.code != code:
        return entries.moved_to(request, reverse("country", args=[found.code]))
    language = get_language() or "en"
    relatives = lineage.kin(found)
    along = lineage.chosen(request.GET, relatives)
    question = _question([found, *along], language)
    context = _about(found, language) | _meetings(question, [found, *along], language)
    context["together"] = lineage.together(relatives, along, language, question.asked_of)
    return render(request, "meetings/country.html", context)


def _countries(*related: str):
    return Country.objects.prefetch_related("other_names", *related)


def _elsewhere() -> str:
    return _("Other places")


def _listed(country: Country, counted: dict[int, int], language: str) -> tuple[str, entries.Item]:
    region = str(_REGIONS[country.region]) if country.region in _REGIONS else _elsewhere()
    item = entries.Item(
        name=country.label(language),
        address=reverse("country", args=[country.code]),
        count=counted.get(country.pk, 0),
        list=entries.list_address(("country", country.code)),
        note=_lifetime(country),
        code=country.code.upper(),
    )
    return region, item


def _lifetime(country: Country) -> str:
    """The years of a former state; empty for one that exists."""
    if country.exists_until is None:
        return ""
    if country.exists_from is None:
        return _("until %(year)s") % {"year": country.exists_until.year}
    return f"{country.exists_from.year}–{country.exists_until.year}"


@dataclass(frozen=True)
class Relative:
    """A predecessor or successor: its name and page, how it is related, and since which day."""

    name: str
    address: str
    how: str
    on: str


def _about(country: Country, language: str) -> dict:
    return {
        "country": country,
        "name": country.label(language),
        "official_name": country.official_name if country.official_name != country.label(language) else "",
        "former_names": naming.former_names(country, language),
        "names": naming.name_table(country, language),
        "identifiers": naming.identifiers(country),
        "region": str(_REGIONS.get(country.region, "")),
        "exists_from": naming.day(country.exists_from, language),
        "exists_until": naming.day(country.exists_until, language),
        "predecessors": [
            _relative(row.predecessor, row, _AS_PREDECESSOR, language)
            for row in country.precedences.prefetch_related("predecessor__other_names")
        ],
        "successors": [
            _relative(row.successor, row, _AS_SUCCESSOR, language)
            for row in country.successions.prefetch_related("successor__other_names")
        ],
    }


def _relative(other: Country, row, said: dict, language: str) -> Relative:
    return Relative(
        name=other.label(language),
        address=reverse("country", args=[other.code]),
        how=str(said[SuccessionKind(row.kind)]),
        on=naming.day(row.on, language),
    )


def _question(countries: list[Country], language: str) -> Question:
    """The meetings of any of some countries, which count as one."""
    query = "&".join(f"country={one.code}" for one in countries)
    family = frozenset(one.pk for one in countries)
    return Question.of(Criteria.of({Facet.COUNTRY: family}), language, query, family=family)


def _meetings(question: Question, countries: list[Country], language: str) -> dict:
    criteria, reading = question.criteria, question.asked_of
    within = tuple(("country", one.code) for one in countries)
    cards = reading.find(criteria, size=_READ_FOR_PEOPLE).rows
    headings = (
        (Facet.PERSON, _("Who took part for it")),
        (Facet.ORGANISATION, _("Organisations met")),
        (Facet.TOPIC, _("Topics")),
        (Facet.OCCASION, _("Occasions")),
    )
    counted = reading.counts(criteria, [*(facet for facet, _heading in headings), Facet.YEAR])
    counted[Facet.PERSON] = _those_of({one.code for one in countries}, cards, counted[Facet.PERSON])
    return {
        "ledger": entries.ledger(criteria, question.address(), language, cards=cards, asked_of=reading),
        "period": entries.period(counted[Facet.YEAR]),
        "tallies": entries.tables(counted, headings, language, within=within),
        "per_year": figures.per_year(question),
        "partners": figures.partners(question),
    }


def _those_of(codes: set[str], cards: list[dict], counted: dict[int, int]) -> dict[int, int]:
    """Of the people counted those who took part for one of some countries, as the latest meetings tell."""
    slugs = {
        row["person"]["slug"]
        for card in cards
        for row in card["participations"]
        if row["person"] and row["country"] and row["country"]["code"] in codes
    }
    took_part = set(Person.objects.published().filter(slug__in=slugs).values_list("pk", flat=True))
    return {pk: number for pk, number in counted.items() if pk in took_part}
