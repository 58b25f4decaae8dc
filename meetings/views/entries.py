"""What the pages of entries share: the public row at an address, its meetings, its figures, its index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby

from django.conf import settings
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import names, search
from meetings.filters.facets import describe
from meetings.filters.querystring import encode
from meetings.record.references import rows_at
from meetings.search import Criteria
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.views.rows import Row, by_year, rows
from meetings.vocabulary import Facet, Sort

LEDGER_SIZE = 25
TALLIES_AT_MOST = 12
INDEX_SIZE = 200
#: A person merged into one who was merged again, and so on: so many steps are followed.
_MERGES_FOLLOWED = 10
#: The page of an entry that is a value of a facet.
PAGES = {
    Facet.COUNTRY: "country",
    Facet.MINISTER: "minister",
    Facet.PERSON: "person",
    Facet.ORGANISATION: "organisation",
    Facet.TOPIC: "topic",
    Facet.OCCASION: "occasion",
    Facet.PLACE: "place",
    Facet.PUBLISHER: "organisation",
}
#: Years that open intervals end in; no meeting was held then.
_NO_YEARS = {1, 9999}


def entry(model, page: str, *related: str) -> Callable:
    """Decorate the view of one entry: it is given the public row at the ``slug`` of its address.

    ``page`` is the name of the address, ``related`` what to prefetch besides other names. An address that
    leads to another row (former, of a merged person, in capitals) redirects for ever; what is not public
    is 404 like what is not there.
    """

    def decorate(view: Callable) -> Callable:
        @read_only
        @remembered
        @wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            shown = model.objects.published().prefetch_related("other_names", *related)
            row = shown.filter(slug=slug).first()
            if row is not None and not getattr(row, "merged_into_id", None):
                return view(request, row)
            moved = _row_that_moved(model, slug.lower())
            if moved is None or moved.slug == slug:
                raise Http404(_("There is no such entry."))
            return moved_to(request, reverse(page, args=[moved.slug]))

        return answer

    return decorate


def _row_that_moved(model, slug: str):
    row = rows_at(model._meta.model_name, {slug}).get(slug)
    for _step in range(_MERGES_FOLLOWED):
        if row is None or not getattr(row, "merged_into_id", None):
            break
        row = row.merged_into
    return row if row is not None and model.objects.published().filter(pk=row.pk).exists() else None


def moved_to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect for ever that keeps the query string."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


@dataclass(frozen=True)
class Ledger:
    """The first meetings of an entry in groups, how many there are, and the list of all of them."""

    groups: list[tuple[str, list[Row]]]
    count: int
    address: str
    is_whole: bool


def ledger(
    criteria: Criteria, address: str, language: str, *, cards: list[dict] | None = None, asked_of=None
) -> Ledger:
    """The ledger of an entry; ``cards`` are the first ones where they have been read already.

    ``asked_of`` is the reading that the page asks.
    """
    asked_of = asked_of or search.reading()
    if cards is None:
        cards = asked_of.find(criteria, size=LEDGER_SIZE).rows
    count = asked_of.count(criteria)
    shown = rows(cards[:LEDGER_SIZE], language)
    groups = by_day(shown) if criteria.sort == Sort.OLDEST else by_year(shown)
    return Ledger(groups, count, address, len(shown) == count)


def by_day(found: list[Row]) -> list[tuple[str, list[Row]]]:
    """Rows in groups of one date in words, in the order given."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda row: row.when.full)]


def list_address(*pairs: tuple[str, str]) -> str:
    """The address of the list of meetings with these parameters."""
    return reverse("meetings") + encode(QueryDict(), add=pairs)


@dataclass(frozen=True)
class Tally:
    """One value of a facet with how many of the meetings have it; ``list`` is the list of these."""

    name: str
    code: str
    address: str
    count: int
    list: str


@dataclass(frozen=True)
class Tallies:
    """The most frequent values of a facet under a heading."""

    heading: str
    values: list[Tally]


def tables(
    counted: dict[Facet, dict[int, int]],
    headings: Iterable[tuple[Facet, str]],
    language: str,
    *,
    within: tuple[tuple[str, str], ...] = (),
    without: dict[Facet, Iterable[str]] | None = None,
) -> list[Tallies]:
    """The most frequent values of several facets as the search counted them, each facet under its heading.

    ``within`` are the parameters of the list that was counted, ``without`` the codes or slugs of values
    that say nothing here. The ministry's own country, which nearly every meeting has, is left out, and so
    is a facet that nothing is left of.
    """
    left_out = {Facet.COUNTRY: {settings.ARCHIVE_COUNTRY}}
    for facet, values in (without or {}).items():
        left_out[facet] = left_out.get(facet, set()) | set(values)
    found = [
        Tallies(heading, _tallies(facet, counted[facet], language, within, left_out.get(facet, set())))
        for facet, heading in headings
    ]
    return [one for one in found if one.values]


def _tallies(facet: Facet, counted: dict[int, int], language: str, within, left_out: set[str]) -> list[Tally]:
    wanted = list(counted)[: TALLIES_AT_MOST + len(left_out)]
    described = search.reading().labels(
        facet, language, set(wanted), lambda new: describe(facet, sorted(new), language)
    )
    return [
        Tally(
            name=label,
            code=value.upper() if facet == Facet.COUNTRY else "",
            address=reverse(PAGES[facet], args=[value]),
            count=counted[number],
            list=list_address(*within, (facet.value, value)),
        )
        for number in wanted
        for value, label in [described.get(number, ("", ""))]
        if value and value not in left_out
    ][:TALLIES_AT_MOST]


def period(counted: dict[int, int]) -> str:
    """The years that meetings counted by year span, in words; empty where none is dated."""
    years = sorted(counted.keys() - _NO_YEARS)
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


@dataclass(frozen=True)
class Item:
    """One line of an index: a name with its page, a word about it, and how many meetings it has."""

    name: str
    address: str
    count: int
    list: str
    note: str = ""
    code: str = ""


def grouped(pairs: Iterable[tuple[str, Item]]) -> list[tuple[str, list[Item]]]:
    """Items under headings, in the order given."""
    return [
        (heading, [item for _heading, item in group])
        for heading, group in groupby(pairs, key=lambda pair: pair[0])
    ]


def initial(name: str) -> str:
    """The letter under which a name stands in an index; a sign for names that begin with none."""
    first = names.fold(name)[:1]
    return first.upper() if first.isalpha() else "#"


def page_of(request: HttpRequest, items, size: int) -> Page:
    """The page of a long index that the ``page`` of the address asks for; 404 where there is none."""
    try:
        return Paginator(items, size).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(_("This index has no such page.")) from error


@dataclass(frozen=True)
class Link:
    """The name of another entry, with its page where it has a public one."""

    name: str
    address: str


def linked(row, page: str, language: str) -> Link | None:
    """A row that an entry names; it is linked where it is public itself. One query."""
    if row is None:
        return None
    is_public = type(row).objects.published().filter(pk=row.pk).exists()
    return Link(row.label(language), reverse(page, args=[row.slug]) if is_public else "")
