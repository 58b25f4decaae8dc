"""What is asked: the questions of the table, with values chosen by how often they occur in the archive."""

import json
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count

from meetings.filters import MeetingFilterSet
from meetings.models import Card, CardText, CardValue, Country, Person, Topic
from meetings.record.cards import number_in
from meetings.search import Criteria, engines
from meetings.search.query import read_query
from meetings.vocabulary import Facet, number_of

#: So many cards are read to find words of the frequencies wanted.
SAMPLED = 3_000
#: The list of meetings for programs.
INTERFACE = "/api/v1/meetings/"


@dataclass(frozen=True)
class Question:
    """A question with the address that answers it here, and the one of Datasette where it has one.

    ``query`` is that of a list; ``path`` stands for pages that are no list.
    """

    name: str
    query: tuple[tuple[str, str], ...] = ()
    path: str = "/meetings/"
    datasette: str = ""
    kind: str = "page"

    @property
    def address(self) -> str:
        """The page, or whatever else answers."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    @property
    def interface(self) -> str:
        """The address of a list's answer as JSON, with all facets."""
        return f"{INTERFACE}?{urlencode([*self.query, ('facets', '1')])}"

    @property
    def is_list(self) -> bool:
        """Whether it is a list of meetings, with a count and facets."""
        return self.kind == "page" and self.path == "/meetings/"

    def criteria(self) -> Criteria:
        """The meaning of a list's question."""
        from django.http import QueryDict

        filterset = MeetingFilterSet(QueryDict(urlencode(self.query)))
        if not filterset.is_valid():
            raise ValueError(filterset.form.errors)
        return filterset.criteria


def questions() -> list[Question]:
    """All questions of the table, for the archive of the database in use."""
    chosen = _Chosen()
    facets = [("_facet", "country"), ("_facet", "topic"), ("_facet", "year"), ("_sort_desc", "key")]

    def flat(*pairs: tuple[str, str]) -> str:
        return "/{file}/meetings.json?" + urlencode([*pairs, *facets, ("_size", "25")])

    def country(code: str) -> list[tuple[str, str]]:
        return [("country", code)]

    lists = [
        ("first page", [], flat()),
        ("big country", country(chosen.big), flat(("country", chosen.big))),
        ("medium country", country(chosen.medium), flat(("country", chosen.medium))),
        ("rare country", country(chosen.rare), flat(("country", chosen.rare))),
        (
            "country and topic",
            [*country(chosen.big), ("topic", chosen.topic)],
            flat(("country", chosen.big), ("topic", chosen.topic)),
        ),
        ("minister", [("minister", chosen.minister)], ""),
        ("capacity", [("capacity", "head_of_state")], ""),
        ("common word", [("q", chosen.common)], flat(("_search", chosen.common))),
        ("rare word", [("q", chosen.scarce)], flat(("_search", chosen.scarce))),
        (
            "two words",
            [("q", f"{chosen.common} {chosen.second}")],
            flat(("_search", f"{chosen.common} {chosen.second}")),
        ),
        (
            "prefix",
            [("q", f"{chosen.second[:4]}*")],
            flat(("_search", f"{chosen.second[:4]}*"), ("_searchmode", "raw")),
        ),
        (
            "word and country",
            [("q", chosen.common), *country(chosen.big)],
            flat(("_search", chosen.common), ("country", chosen.big)),
        ),
        (
            "topic and dates",
            [("topic", chosen.topic), ("from", "2010"), ("to", "2015")],
            flat(("topic", chosen.topic), ("latest__gte", "2010-01-01"), ("earliest__lte", "2015-12-31")),
        ),
        (
            "certainly in a period",
            [("from", "2010-03"), ("to", "2010-09"), ("certain", "1")],
            flat(("earliest__gte", "2010-03-01"), ("latest__lte", "2010-09-30")),
        ),
        (
            "page 1,000",
            [("after", str(chosen.deep))],
            flat(("_next", str(chosen.deep))),
        ),
    ]
    found = [Question(name, tuple(query), datasette=other) for name, query, other in lists]
    return found + _others(chosen)


def _others(chosen: "_Chosen") -> list[Question]:
    """What is no list of meetings."""
    one, small = chosen.meeting, (("country", chosen.rare),)
    some = (("country", chosen.medium),)
    own = settings.ARCHIVE_COUNTRY
    table = "/{file}/meetings.csv?" + urlencode([*some, ("_stream", "on"), ("_size", "max")])
    return [
        Question("relation of two countries", path=f"/relations/{own}/{chosen.big}/"),
        Question("meeting", path=f"/meetings/{one['id']}/{one['slug']}/"),
        Question("country page", path=f"/countries/{chosen.big}/"),
        Question("values of a facet", (("find", "an"),), path="/meetings/values/minister/"),
        Question("interface: meeting", path=f"{INTERFACE}{one['id']}/", kind="json"),
        Question("export: CSV", some, "/meetings.csv", table, kind="export"),
        Question("export: XLSX", small, "/meetings.xlsx", kind="export"),
        Question("export: JSON Lines", small, "/meetings.jsonl", kind="export"),
        Question("export: iCalendar", small, "/meetings.ics", kind="export"),
        Question("export: Atom", small, "/meetings.atom", kind="export"),
    ]


class _Chosen:
    """Values that occur often, sometimes and hardly ever."""

    def __init__(self) -> None:
        keys = list(Card.objects.filter(key__isnull=False).order_by("-key").values_list("key", flat=True))
        size = len(keys)
        countries = _frequencies(Facet.COUNTRY)
        codes = dict(Country.objects.values_list("pk", "code"))
        ranked = [
            (codes[value], found) for value, found in countries if codes[value] != settings.ARCHIVE_COUNTRY
        ]
        self.big = ranked[0][0]
        self.medium = _nearest(ranked, size // 100)
        self.rare = _nearest(ranked, min(25, size // 1000))
        topics = dict(Topic.objects.values_list("pk", "slug"))
        self.topic = topics[_frequencies(Facet.TOPIC)[5][0]]
        minister = _frequencies(Facet.MINISTER)[0][0]
        self.minister = Person.objects.values_list("slug", flat=True).get(pk=minister)
        words = _words(keys)
        self.common = _nearest(words, SAMPLED // 3)
        self.second = _nearest([pair for pair in words if pair[0] != self.common], SAMPLED // 10)
        self.scarce = _scarce([word for word, found in reversed(words) if found <= 2])
        self.deep = keys[min(999 * 25, size // 2) - 1]
        self.meeting = json.loads(Card.objects.values_list("data", flat=True).get(key=keys[size // 3]))


def _frequencies(facet: Facet) -> list[tuple[int, int]]:
    postings = CardValue.objects.filter(facet=number_of(facet)).values_list("value")
    return list(postings.annotate(found=Count("card")).order_by("-found", "value"))


def _nearest(pairs: list[tuple[str, int]], wanted: int) -> str:
    """What occurs as often as wanted, as nearly as can be had."""
    return min(pairs, key=lambda pair: (abs(pair[1] - wanted), pair[0]))[0]


def _words(keys: list[int]) -> list[tuple[str, int]]:
    """Words of a part of the cards, by the number of its cards that hold them."""
    counted: Counter[str] = Counter()
    chosen = keys[:: max(1, len(keys) // SAMPLED)]
    for start in range(0, len(chosen), 500):
        texts = CardText.objects.filter(pk__in=map(number_in, chosen[start : start + 500])).values_list(
            "words", flat=True
        )
        for words in texts:
            counted.update(
                {word for word in words.split() if word.isascii() and word.isalpha() and len(word) > 4}
            )
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _scarce(words: list[str]) -> str:
    """A word that some meetings have, but few."""
    for word in words:
        if 5 <= sum(1 for _ in engines.current().numbers_with(read_query(word).wanted[0])) <= 60:
            return word
    return words[0]
