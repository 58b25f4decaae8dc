"""Every figure of an answer against the one that SQL gives, in the same run."""

import html
import json
import re
from dataclasses import replace

from django.db.models import Count

from bench.questions import Question
from meetings.api.objects.facets import VALUES_AT_MOST
from meetings.filters import FACETS_SHOWN
from meetings.filters.facets import FOLDED_AT_MOST, SHOWN_AT_MOST, describe
from meetings.models import CardValue
from meetings.search import Criteria, postings
from meetings.vocabulary import Facet, Sort, number_of

_SAID = re.compile(r'<p class="said"[^>]*><b>([^<]*)</b>')
_FACET = re.compile(
    r'<details class="facet" data-facet="(\w+)"(.*?)(?=<details class="facet"|</div>\s*</details>)', re.S
)
_OPTION = re.compile(r'<bdi>([^<]*)</bdi></a><span class="num quiet">([\d,]+)</span>')
_FACETS = {number_of(facet): facet for facet in FACETS_SHOWN}

#: By facet the values with their counts, most frequent first.
Counts = dict[Facet, dict[int, int]]


class WrongFigureError(AssertionError):
    """A figure that is not the one that SQL gives."""


def figures_of_page(page: str) -> tuple[int, dict[str, list[tuple[str, int]]]]:
    """The number of meetings that a list tells, and by facet the labels with their counts."""
    said = _SAID.search(page)
    if said is None:
        raise WrongFigureError("the page tells no number of meetings")
    count = int(re.sub(r"\D", "", said[1]) or 0)
    facets = {
        name: [
            (html.unescape(label), int(number.replace(",", ""))) for label, number in _OPTION.findall(part)
        ]
        for name, part in _FACET.findall(page)
    }
    return count, facets


class Truth:
    """The figures by SQL, found once for what is asked."""

    def __init__(self) -> None:
        self._known: dict[Criteria, tuple[int, Counts]] = {}

    def of(self, question: Question) -> tuple[int, Counts]:
        """The count and the facets of a list's question."""
        criteria = replace(question.criteria(), sort=Sort.NEWEST)
        if criteria not in self._known:
            self._known[criteria] = postings.count(criteria), _counts(criteria)
        return self._known[criteria]

    def compare(self, question: Question, page: str) -> int:
        """How many figures of a page were compared. Raises ``WrongFigureError`` for one that is wrong."""
        count, facets = self.of(question)
        shown_count, shown = figures_of_page(page)
        if shown_count != count:
            raise WrongFigureError(f"{question.name}: {shown_count} meetings instead of {count}")
        asked = question.criteria()
        compared = 1
        for facet, numbers in facets.items():
            # A page shows so many, the latest years and otherwise the most frequent, and what is asked for.
            first = list(numbers) if facet == Facet.TOPIC else _first(facet, numbers)
            wanted = _labelled(facet, {number: numbers[number] for number in first})
            besides = asked.values(facet) - set(first)
            allowed = _labelled(facet, {number: numbers.get(number, 0) for number in besides})
            found = shown.get(facet.value, [])
            left = [pair for pair in found if pair not in wanted or wanted.remove(pair)]
            if wanted or [pair for pair in left if pair not in allowed and pair[1]]:
                raise WrongFigureError(f"{question.name}, {facet.value}: {left} instead of {wanted}")
            compared += len(found)
        return compared

    def compare_interface(self, question: Question, body: bytes) -> int:
        """As ``compare``, for the same list as JSON."""
        count, facets = self.of(question)
        answer = json.loads(body)
        if answer["count"] != count:
            raise WrongFigureError(f"{question.name}: {answer['count']} meetings instead of {count} in JSON")
        compared = 1
        for facet, numbers in facets.items():
            first = dict(list(numbers.items())[:VALUES_AT_MOST])
            found = answer["facets"][facet.value]
            pairs = [(value["label"].lstrip("0"), value["count"]) for value in found["values"]]
            wanted = _labelled(facet, first)
            if sorted(pairs) != sorted(wanted) or found["more"] != len(numbers) - len(first):
                raise WrongFigureError(f"{question.name}, {facet.value}: {pairs} instead of {wanted} in JSON")
            compared += len(pairs) + 1
        return compared


def _counts(criteria: Criteria) -> Counts:
    """All facets by SQL: those that nothing is asked of in one statement, the others each in its own."""
    free = [facet for facet in FACETS_SHOWN if criteria.without(facet) == criteria]
    own = [facet for facet in FACETS_SHOWN if facet not in free]
    rows = CardValue.objects.filter(card__in=postings.selected(criteria).values("pk"))
    found: Counts = {facet: {} for facet in FACETS_SHOWN}
    for facet, value, number in rows.values_list("facet", "value").annotate(found=Count("pk")):
        if _FACETS.get(facet) in free:
            found[_FACETS[facet]][value] = number
    ordered = {
        facet: dict(sorted(found[facet].items(), key=lambda pair: (-pair[1], pair[0]))) for facet in free
    }
    return ordered | postings.counts(criteria, own)


def _first(facet: Facet, numbers: dict[int, int]) -> list[int]:
    ordered = sorted(numbers, reverse=True) if facet == Facet.YEAR else list(numbers)
    return ordered[: SHOWN_AT_MOST + FOLDED_AT_MOST]


def _labelled(facet: Facet, numbers: dict[int, int]) -> list[tuple[str, int]]:
    if facet == Facet.YEAR:
        return [(str(year), count) for year, count in numbers.items()]
    names = describe(facet, list(numbers), "en")
    return [(names[number][1], count) for number, count in numbers.items() if number in names]
