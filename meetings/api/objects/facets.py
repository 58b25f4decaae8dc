"""How many meetings of a question have each value of each facet."""

from meetings.filters import FACETS_SHOWN
from meetings.filters.facets import describe
from meetings.search import Criteria
from meetings.vocabulary import Facet

#: The most frequent values of a facet; how many there are besides is said.
VALUES_AT_MOST = 100


def facet_counts(reading, criteria: Criteria) -> dict[str, dict]:
    """The values of every facet with their counts, most frequent first, each facet's own filter left out."""
    counted = reading.counts(criteria, FACETS_SHOWN)
    return {facet.value: _facet(reading, facet, numbers) for facet, numbers in counted.items()}


def _facet(reading, facet: Facet, numbers: dict[int, int]) -> dict:
    shown = list(numbers)[:VALUES_AT_MOST]
    if facet == Facet.YEAR:
        said = {number: (f"{number:04d}", f"{number:04d}") for number in shown}
    else:
        said = reading.labels(facet, "en", set(shown), lambda found: describe(facet, sorted(found), "en"))
    return {
        "values": [
            {"value": said[number][0], "label": said[number][1], "count": numbers[number]}
            for number in shown
            if number in said
        ],
        "more": len(numbers) - len(shown),
    }
