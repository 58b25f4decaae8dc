"""What can be told of the meetings between two countries, each number with the list that it counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from statistics import median_low

from django.urls import reverse

from meetings import dates
from meetings.charts import Mark
from meetings.charts.marks import number
from meetings.models import Edition
from meetings.record.titles import name_in
from meetings.views.question import Question
from meetings.views.rows import Row, rows
from meetings.vocabulary import Attendance, EventStatus, Facet, Sort

#: Who met whom and how long publication took is read from so many of the latest meetings.
READ_AT_MOST = 3000
#: So much is shown of each.
PAIRS_AT_MOST = 30
PLACES_AT_MOST, PEOPLE_AT_MOST = 12, 6
Codes = Iterable[str]


def cards(question: Question) -> list[dict]:
    """The cards that the page reads people and publications from, newest first."""
    return question.asked_of.find(question.criteria, size=READ_AT_MOST).rows


def statuses(question: Question) -> list[Mark]:
    """The meetings that were not held, by what became of them."""
    counted = question.counts(Facet.STATUS)
    named = question.names(Facet.STATUS, counted)
    return [
        question.valued("status", value, label, counted[pk])
        for pk, (value, label) in named.items()
        if value != EventStatus.HELD
    ]


def ends(question: Question) -> list[Row]:
    """The first and the last meeting of known date; one where there is only one, none where none is dated."""
    orders = [replace(question.criteria, sort=sort) for sort in (Sort.OLDEST, Sort.NEWEST)]
    found = [question.asked_of.find(order, size=1).rows for order in orders]
    shown = rows((card for page in found for card in page if card["date"]), question.language)
    return shown[:1] if len({row.address for row in shown}) == 1 else shown


@dataclass(frozen=True)
class Gap:
    """The longest time in which no meeting can have been, and the list of those around it."""

    days: int
    first: str
    last: str
    address: str


def longest_gap(question: Question) -> Gap | None:
    """The gap between the last possible day of all before and the first possible day of the next."""
    found = question.timeline.longest_gap()
    if found is None:
        return None
    first, last = found
    return Gap(
        days=(last - first).days,
        first=dates.words(dates.parse(first.isoformat()), question.language),
        last=dates.words(dates.parse(last.isoformat()), question.language),
        address=question.address(("from", first.isoformat()), ("to", last.isoformat())),
    )


#: Meetings that are published later than this are the archive's past, entered when it began.
_SOON = 366


@dataclass(frozen=True)
class Publication:
    """How many days went by from the last possible day of a meeting to its first publication here."""

    half: int
    quickest: int
    quickest_address: str
    slowest: int
    slowest_address: str

    @property
    def is_soon(self) -> bool:
        """Whether half were published so soon that the days tell of the ministry, not of the archive."""
        return self.half <= _SOON


def publication(read: list[dict]) -> Publication | None:
    """The days to the first publication; none went by where it came before the last possible day.

    ``read`` are the cards.
    """
    latest = {card["id"]: dates.parse(card["date"]).latest for card in read if card["date"]}
    first = Edition.objects.filter(number=1, meeting__public_id__in=latest)
    found = sorted(
        (max((at.date() - latest[public_id]).days, 0), public_id)
        for at, public_id in first.values_list("published_at", "meeting__public_id")
    )
    if not found:
        return None
    (quickest, quick), (slowest, slow) = found[0], found[-1]
    return Publication(
        half=median_low(days for days, _public_id in found),
        quickest=quickest,
        quickest_address=reverse("meeting-number", args=[quick]),
        slowest=slowest,
        slowest_address=reverse("meeting-number", args=[slow]),
    )


@dataclass(frozen=True)
class Person:
    """Somebody who took part, with the page about them."""

    name: str
    slug: str

    @property
    def address(self) -> str:
        return reverse("person", args=[self.slug])


@dataclass(frozen=True)
class Pair:
    """Two people of the two countries, and the meetings in which both took part."""

    one: Person
    other: Person
    count: str
    list: str


@dataclass(frozen=True)
class People:
    """Who met whom, most often first; ``more`` pairs are not shown."""

    pairs: list[Pair]
    more: int


def people(question: Question, read: list[dict], codes: Codes) -> People:
    """The pairs of people who met, one of either country; ``read`` are the cards."""
    met = {
        pair
        for card in read
        for pair in product(*(_present(card, code) for code in codes))
        if pair[0] != pair[1]
    }
    counted: Counter[tuple[str, str]] = Counter()
    named: dict[str, str] = {}
    firsts: dict[str, set[str]] = {}
    for one, other in met:
        firsts.setdefault(one, set()).add(other)
    for card in read:
        here = {row["person"]["slug"]: row["person"] for row in card["participations"] if row["person"]}
        named |= {
            slug: name_in(person, question.language) for slug, person in here.items() if slug not in named
        }
        counted.update((one, other) for one in here.keys() & firsts for other in firsts[one] & here.keys())
    ordered = sorted(counted, key=lambda pair: (-counted[pair], named[pair[0]], named[pair[1]]))
    shown = [
        Pair(
            Person(named[one], one),
            Person(named[other], other),
            number(counted[one, other]),
            question.address(("person", one), ("met", other)),
        )
        for one, other in ordered[:PAIRS_AT_MOST]
    ]
    return People(shown, len(ordered) - len(shown))


def _present(card: dict, code: str) -> set[str]:
    """Who was there for a country, as far as people are named."""
    return {row["person"]["slug"] for row in _of(card, code) if row["person"]}


def _of(card: dict, code: str) -> list[dict]:
    return [
        row
        for row in card["participations"]
        if row["country"] and row["country"]["code"] == code and row["attendance"] != Attendance.ABSENT
    ]


@dataclass(frozen=True)
class Capacity:
    """A kind of office with its meetings, and who spoke so for either country."""

    mark: Mark
    speakers: list[list[Person]]


def capacities(question: Question, read: list[dict], codes: Codes) -> list[Capacity]:
    """In which capacities the two sides spoke, most frequent first."""
    counted = question.counts(Facet.CAPACITY)
    named = question.names(Facet.CAPACITY, counted)
    spoke: dict[tuple[str, str], Counter[Person]] = {}
    for card, code in product(read, codes):
        for row in _of(card, code):
            if row["person"]:
                person = Person(name_in(row["person"], question.language), row["person"]["slug"])
                for kind in row.get("capacities", []):
                    spoke.setdefault((kind, code), Counter())[person] += 1
    return [
        Capacity(
            question.valued("capacity", kind, label, counted[pk]),
            [
                [person for person, _times in spoke.get((kind, code), Counter()).most_common(PEOPLE_AT_MOST)]
                for code in codes
            ],
        )
        for pk, (kind, label) in named.items()
    ]


def places(question: Question) -> list[Mark]:
    """Where the meetings were held, most often first."""
    counted = question.counts(Facet.PLACE)
    chosen = list(counted)[:PLACES_AT_MOST]
    named = question.names(Facet.PLACE, chosen)
    return [question.valued("place", *named[pk], counted[pk]) for pk in chosen]
