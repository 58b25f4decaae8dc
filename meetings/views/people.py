"""People: the indexes of ministers and of everybody, and the page of one person."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.models import Person
from meetings.search import Criteria
from meetings.views import entries, figures, naming, tenures
from meetings.views.context import base_address
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered
from meetings.vocabulary import MINISTERIAL_OFFICES, Facet

_OFFICES = ("appointments__office__other_names", "appointments__office__country__other_names")


@read_only
@remembered
def ministers(request: HttpRequest) -> HttpResponse:
    """The ministers of published meetings by sort name."""
    shown = Person.objects.published().ministers()
    return _index(request, shown, Facet.MINISTER, "meetings/ministers.html")


@read_only
@remembered
def index(request: HttpRequest) -> HttpResponse:
    """Everybody of published meetings by sort name."""
    return _index(request, Person.objects.published(), Facet.PERSON, "meetings/people.html")


def _index(request: HttpRequest, shown, facet: Facet, template: str) -> HttpResponse:
    language = get_language() or "en"
    shown = shown.filter(merged_into__isnull=True).prefetch_related("other_names", *_OFFICES)
    page = entries.page_of(request, shown, entries.INDEX_SIZE)
    counted = search.counts(Criteria(), [facet])[facet]
    pairs = [
        (entries.initial(person.sort_name), _item(person, facet, counted, language))
        for person in page.object_list
    ]
    return render(request, template, {"page": page, "groups": entries.grouped(pairs)})


def _item(person: Person, facet: Facet, counted: dict[int, int], language: str) -> entries.Item:
    """A person in an index, with the latest office: for a minister the latest ministerial one."""
    held = list(person.appointments.all())
    if facet == Facet.MINISTER:
        held = [one for one in held if one.office.kind in MINISTERIAL_OFFICES]
    office = naming.latest(held).office if held else None
    return entries.Item(
        name=person.label(language),
        address=reverse(entries.PAGES[facet], args=[person.slug]),
        count=counted.get(person.pk, 0),
        list=entries.list_address((facet.value, person.slug)),
        note=office.label(language) if office else "",
        code=office.country.code.upper() if office and office.country else "",
    )


@entries.entry(Person, "person", *naming.PERSON_DETAILS)
def person(request: HttpRequest, row: Person) -> HttpResponse:
    """One person; the page of a minister says that its address is among the ministers."""
    return _page(request, row)


@entries.entry(Person, "minister", *naming.PERSON_DETAILS)
def minister(request: HttpRequest, row: Person) -> HttpResponse:
    """One minister; anybody else is found among the people, for as long as they are no minister."""
    return _page(request, row) if _is_minister(row) else redirect("person", row.slug)


def _is_minister(person: Person) -> bool:
    return any(one.office.kind in MINISTERIAL_OFFICES for one in person.appointments.all())


def _page(request: HttpRequest, row: Person) -> HttpResponse:
    language = get_language() or "en"
    criteria, within = Criteria.of({Facet.PERSON: {row.pk}}), (("person", row.slug),)
    question = Question.of(criteria, language, urlencode(within))
    reading, held = question.asked_of, naming.offices_held(row, language)
    headings = (
        (Facet.COUNTRY, _("Countries met")),
        (Facet.MINISTER, _("Ministers met")),
        (Facet.ORGANISATION, _("Organisations met")),
        (Facet.TOPIC, _("Topics")),
    )
    counted = reading.counts(criteria, [*(facet for facet, _heading in headings), Facet.YEAR])
    cards = reading.find(criteria, size=entries.LEDGER_SIZE).rows
    canonical = reverse("minister" if _is_minister(row) else "person", args=[row.slug])
    context = {
        "canonical": base_address(request) + canonical,
        "name": row.label(language),
        "honorific": row.honorific_prefix,
        "is_minister": _is_minister(row),
        "offices": held,
        "tenures": tenures.offices(question, held),
        "per_year": figures.per_year(question),
        "names": naming.name_table(row, language),
        "identifiers": naming.identifiers(row),
        "ledger": entries.ledger(criteria, question.address(), language, cards=cards, asked_of=reading),
        "period": entries.period(counted[Facet.YEAR]),
        "tallies": entries.tables(
            counted,
            headings,
            language,
            within=within,
            without={Facet.COUNTRY: _own_countries(row, cards), Facet.MINISTER: [row.slug]},
        ),
    }
    return render(request, "meetings/person.html", context)


def _own_countries(person: Person, cards: list[dict]) -> set[str]:
    """The codes of the countries that a person has spoken for: they are not those met."""
    spoken_for = {
        row["country"]["code"]
        for card in cards
        for row in card["participations"]
        if row["country"] and row["person"] and row["person"]["slug"] == person.slug
    }
    offices = [one.office for one in person.appointments.all()]
    return spoken_for | {office.country.code for office in offices if office.country}
