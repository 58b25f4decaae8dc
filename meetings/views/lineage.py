"""Counting the meetings of former states along with those of the states before or after them.

It is said in the query language: a parameter given twice means any of its values, so that ``country=rs`` with
``country=yucs`` are the meetings of both. The page of a country takes the further ones as ``?country=yucs``.
"""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict

from meetings.filters.sentence import listed
from meetings.models import Country, CountrySuccession
from meetings.search import Criteria
from meetings.vocabulary import Facet


@dataclass(frozen=True)
class Together:
    """The states whose meetings may be counted along with those of a country.

    ``names`` says which; ``count`` is the number of their own meetings; ``is_on`` whether they are counted;
    ``query`` leads to the page on which it is the other way round.
    """

    names: str
    count: int
    is_on: bool
    query: str


def kin(country: Country) -> list[Country]:
    """The former states before a country, and theirs; for a former state those after it. Two queries."""
    pairs = CountrySuccession.objects.values_list("predecessor", "successor", "predecessor__exists_until")
    steps: dict[int, set[int]] = {}
    for before, after, gone in pairs:
        # A state that goes on beside the one that left it is none that the other was before.
        if gone is not None:
            one, other = (before, after) if country.exists_until else (after, before)
            steps.setdefault(one, set()).add(other)
    found, fresh = set(), {country.pk}
    while fresh:
        fresh = {pk for one in fresh for pk in steps.get(one, ())} - found - {country.pk}
        found |= fresh
    return list(Country.objects.filter(pk__in=found).prefetch_related("other_names"))


def chosen(asked: QueryDict, relatives: list[Country]) -> list[Country]:
    """Those of the relatives that the address asks to count along. Raises ``BadRequest`` for any other."""
    codes = {value.strip().lower() for value in asked.getlist("country") if value.strip()}
    if codes - {one.code for one in relatives}:
        raise BadRequest("Only former states before or after a country are counted along with it.")
    return [one for one in relatives if one.code in codes]


def together(relatives: list[Country], along: list[Country], language: str, asked_of) -> Together | None:
    """What can be counted along, or left out again; nothing where the relatives have no meeting."""
    shown = along or relatives
    count = asked_of.count(Criteria.of({Facet.COUNTRY: {one.pk for one in shown}})) if shown else 0
    if not count and not along:
        return None
    query = QueryDict(mutable=True)
    query.setlist("country", [] if along else sorted(one.code for one in relatives))
    return Together(
        names=listed(sorted(one.label(language) for one in shown)),
        count=count,
        is_on=bool(along),
        query=f"?{query.urlencode()}" if query else "",
    )
