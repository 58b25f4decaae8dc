"""Every figure of a page against the one that SQL gives, in the same run."""

import html
import re

from bench.questions import Question
from meetings.filters import FACETS_SHOWN
from meetings.filters.facets import FOLDED_AT_MOST, SHOWN_AT_MOST, describe
from meetings.search import postings
from meetings.vocabulary import Facet

_SAID = re.compile(r'<p class="said"[^>]*><b>([^<]*)</b>')
_FACET = re.compile(
    r'<details class="facet" data-facet="(\w+)"(.*?)(?=<details class="facet"|</div>\s*</details>)', re.S
)
_OPTION = re.compile(r'<bdi>([^<]*)</bdi></a><span class="num quiet">([\d,]+)</span>')


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
    """The figures by SQL, found once a question."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, dict[Facet, dict[int, int]]]] = {}

    def of(self, question: Question) -> tuple[int, dict[Facet, dict[int, int]]]:
        """The count and the facets of a list's question."""
        if question.name not in self._known:
            criteria = question.criteria()
            self._known[question.name] = postings.count(criteria), postings.counts(criteria, FACETS_SHOWN)
        return self._known[question.name]

    def compare(self, question: Question, page: str) -> int:
        """How many figures of a page were compared. Raises ``WrongFigureError`` for one that is wrong."""
        count, facets = self.of(question)
        shown_count, shown = figures_of_page(page)
        if shown_count != count:
            raise WrongFigureError(f"{question.name}: {shown_count} meetings instead of {count}")
        compared = 1
        for facet, numbers in facets.items():
            wanted = _labelled(facet, numbers)
            found = shown.get(facet.value, [])
            # A page shows so many; those it shows have to be right, and as many as there are.
            most = len(wanted) if facet == Facet.TOPIC else min(len(wanted), SHOWN_AT_MOST + FOLDED_AT_MOST)
            rest = list(wanted)
            for pair in found:
                if pair[1] and pair not in rest:
                    raise WrongFigureError(f"{question.name}, {facet.value}: {pair} is not what SQL gives")
                if pair in rest:
                    rest.remove(pair)
            if len(wanted) - len(rest) < most:
                raise WrongFigureError(
                    f"{question.name}, {facet.value}: {len(found)} of {most} values are shown"
                )
            compared += len(found)
        return compared


def _labelled(facet: Facet, numbers: dict[int, int]) -> list[tuple[str, int]]:
    if facet == Facet.YEAR:
        return [(str(year), count) for year, count in numbers.items()]
    names = describe(facet, list(numbers), "en")
    return [(names[number][1], count) for number, count in numbers.items() if number in names]
