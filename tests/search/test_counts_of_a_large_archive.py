"""Every figure over a large archive equals the one counted form by form, on either way of answering."""

import json
import random
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from django.core.management import call_command

from meetings import dates
from meetings.management.generation import generate
from meetings.models import (
    CardText,
    Country,
    Edition,
    Meeting,
    Occasion,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
)
from meetings.search import Criteria, index, postings
from meetings.search.query import Term
from meetings.vocabulary import Facet, PublicationState
from tests.search import world
from tests.search.questions import Questions

pytestmark = pytest.mark.django_db
MEETINGS, QUESTIONS, ASKED_OF_SQL = 5_000, 200, 25


@dataclass(frozen=True)
class Known:
    """What is known of one public meeting by its newest form alone, and the words it is found by."""

    number: int
    when: dates.Edtf | None
    values: dict[Facet, frozenset[int]]
    words: str

    def lacks(self, criteria: Criteria) -> set[str]:
        """The parts of a question that the meeting does not fit.

        Facets (days are the year), ``text``, and ``also`` where a second party is asked for.
        """
        missed = {facet for facet, wanted in criteria.any_of if self.values[facet].isdisjoint(wanted)}
        if any(self.values[facet].isdisjoint(wanted) for facet, wanted in criteria.also):
            missed.add("also")
        if criteria.is_dated and not self._is_within(criteria):
            missed.add(Facet.YEAR)
        text = criteria.text
        if text and not (all(map(self._has, text.wanted)) and not any(map(self._has, text.unwanted))):
            missed.add("text")
        return missed

    def _is_within(self, criteria: Criteria) -> bool:
        within = dates.certainly_within if criteria.certain else dates.possibly_within
        return self.when is not None and within(self.when, criteria.start, criteria.end)

    def _has(self, term: Term) -> bool:
        end = "" if term.prefix else " "
        return any(f" {' '.join(spelling)}{end}" in self.words for spelling in term.spellings)


def rows_by_address():
    """What gives a linked row by the kind and the reference of a form, read at once."""
    models = (Country, Person, Organisation, Topic, Occasion, Place, Source)
    found = {}
    for model in models:
        rows = model._base_manager.all()
        if model is Person:
            rows = rows.prefetch_related("appointments__office")
        for row in rows:
            address = getattr(row, {Country: "code", Source: "public_id"}.get(model, "slug"))
            found[model._meta.model_name, address] = row
    topics = {row.pk: row for (kind, _), row in found.items() if kind == "topic"}
    for row in topics.values():
        row.broader = topics.get(row.broader_id)
    return lambda kind, reference: found[
        kind, reference.get("code") or reference.get("slug") or reference["id"]
    ]


def known_meetings() -> list[Known]:
    """Every meeting that is public, as its newest edition has it."""
    public = Meeting.objects.filter(state=PublicationState.PUBLISHED, merged_into=None).values("pk")
    newest = dict(
        Edition.objects.filter(meeting__in=public).order_by("number").values_list("meeting", "form")
    )
    words = dict(CardText.objects.values_list("pk", "words"))
    rows = rows_by_address()
    found = []
    for text in newest.values():
        form = json.loads(text)
        values: dict[Facet, set[int]] = {facet: set() for facet in Facet}
        for facet, value in world.values(form, rows):
            values[facet].add(value)
        when = dates.parse(form["date"]["edtf"]) if form["date"] else None
        found.append(
            Known(
                form["id"],
                when,
                {facet: frozenset(numbers) for facet, numbers in values.items()},
                f" {words[form['id']]} ",
            )
        )
    return found


def asked_by_days(criteria: Criteria) -> Criteria:
    """A question as a reader can ask it: for years by their days."""
    return replace(criteria, any_of=tuple(pair for pair in criteria.any_of if pair[0] != Facet.YEAR))


def counted_by_hand(known: list[Known], criteria: Criteria) -> tuple[int, dict[Facet, Counter]]:
    """How many meetings fit, and for each facet how many with each value, its own filter left out."""
    fitting, figures = 0, {facet: Counter() for facet in Facet}
    for meeting in known:
        missed = meeting.lacks(criteria)
        fitting += not missed
        if len(missed) < 2:
            for facet in missed & {*Facet} if missed else Facet:
                figures[facet].update(meeting.values[facet])
    return fitting, figures


def drawn_questions(known: list[Known], former: set[int]) -> list[Criteria]:
    """Random questions, every tenth of them about a state that exists no more."""
    chance = random.Random(77)
    questions = Questions(chance)
    gone = sorted(former & {country for meeting in known for country in meeting.values[Facet.COUNTRY]})
    drawn = []
    for place in range(QUESTIONS):
        criteria = asked_by_days(questions.draw())
        if place % 10 == 0:
            among = dict(criteria.without(Facet.COUNTRY).any_of[:1])
            criteria = Criteria.of({**among, Facet.COUNTRY: {*chance.choices(gone, k=2)}}, text=criteria.text)
        drawn.append(criteria)
    return drawn


def test_two_hundred_questions_to_the_collection_and_five_thousand_meetings_are_counted_rightly():
    call_command("load_reference", verbosity=0)
    call_command("load_unga77", verbosity=0)
    generate(MEETINGS, seed=20, add=True)
    known = known_meetings()
    former = {*Country.objects.exclude(exists_until=None).values_list("pk", flat=True)}
    broader = {*Topic.objects.exclude(broader=None).values_list("broader", flat=True)}
    kinds = Counter()
    for place, criteria in enumerate(drawn_questions(known, former)):
        fitting, figures = counted_by_hand(known, criteria)
        for reading in (index.reading(), postings)[: 2 if place < ASKED_OF_SQL else 1]:
            assert reading.count(criteria) == fitting, criteria
            assert reading.counts(criteria, Facet) == figures, criteria
        kinds.update(
            found=fitting > 0,
            text=criteria.text is not None,
            certain=criteria.is_dated and criteria.certain,
            possible=criteria.is_dated and not criteria.certain,
            former=fitting > 0 and not former.isdisjoint(criteria.values(Facet.COUNTRY)),
            broader=not broader.isdisjoint(criteria.values(Facet.TOPIC)),
        )
    undated = sum(meeting.when is None for meeting in known)
    assert (len(known) > 4_500, undated > 20, min(kinds.values()) > 3) == (True, True, True), kinds
