"""Every figure equals the one that a count by hand over the published forms gives."""

from collections import Counter
from functools import cache

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import dates, search, workflow
from meetings.models import Card, Meeting
from meetings.search import Criteria, postings, read_query
from meetings.vocabulary import Facet, Sort
from tests import builders as make
from tests.search import world

EVERY = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
days = st.dates(min_value=dates.parse("2021-06").earliest, max_value=dates.parse("2023-06").latest)
bounds = st.none() | days | st.dates()
FILTERED = [facet for facet in Facet if facet != Facet.YEAR]
WORDS = {"": None, "gas": "gas", "-gas": "gas", "bord*": "border", '"border gas"': "border gas"}


class TestCounts(TestCase):
    """Random questions to one archive."""

    @classmethod
    def setUpTestData(cls):
        world.build()
        make.make_meeting(summary="gas")

        @cache
        def row(kind, address):
            model = apps.get_model("meetings", kind)
            field = {"country": "code", "source": "public_id"}.get(kind, "slug")
            return model.objects.get(**{field: address})

        def rows(kind, reference):
            return row(kind, reference.get("code") or reference.get("slug") or reference["id"])

        cls.known = [(form, world.values(form, rows)) for form in world.forms()]
        cls.choices = {
            facet: sorted({value for _, found in cls.known for one, value in found if one == facet})
            for facet in FILTERED
        }

    def fits(self, form, found, criteria, words, free=None) -> bool:
        """Whether a form answers a question, one facet left free."""
        for facet, wanted in criteria.any_of:
            if facet != free and not any((facet, value) in found for value in wanted):
                return False
        if free != Facet.YEAR and criteria.is_dated:
            when = dates.parse(form["date"]["edtf"]) if form["date"] else None
            within = dates.certainly_within if criteria.certain else dates.possibly_within
            if when is None or not within(when, criteria.start, criteria.end):
                return False
        if words:
            text = " ".join(text["summary"] for text in form["texts"])
            return (WORDS[words] in text) != words.startswith("-")
        return True

    @EVERY
    @given(
        data=st.data(), start=bounds, end=bounds, certain=st.booleans(), words=st.sampled_from(list(WORDS))
    )
    def test_counts_are_those_made_by_hand(self, data, start, end, certain, words) -> None:
        facets = data.draw(st.sets(st.sampled_from(FILTERED), max_size=3))
        any_of = {
            facet: data.draw(
                st.sets(st.sampled_from([*self.choices[facet], 999_999]), min_size=1, max_size=3)
            )
            for facet in facets
        }
        criteria = Criteria.of(any_of, start=start, end=end, certain=certain, text=read_query(words))
        fitting = [form["id"] for form, found in self.known if self.fits(form, found, criteria, words)]
        assert search.count(criteria) == len(fitting)
        page = search.find(criteria, size=100)
        assert sorted(row["id"] for row in page.rows) == fitting
        by_hand = {
            facet: Counter(
                value
                for form, found in self.known
                if self.fits(form, found, criteria, words, free=facet)
                for one, value in found
                if one == facet
            )
            for facet in Facet
        }
        assert search.counts(criteria, Facet) == by_hand

    def test_sql_counts_pages_and_facets_at_the_same_cost_whatever_is_asked(self) -> None:
        narrow = Criteria.of(
            {facet: set(self.choices[facet][:2]) for facet in FILTERED}, text=read_query("gas"), certain=True
        )
        for criteria in (Criteria(), narrow):
            with self.assertNumQueries(1):
                postings.count(criteria)
            # The cards themselves are fetched where there are any.
            found = postings.count(criteria) > 0
            with self.assertNumQueries(1 + found):
                postings.find(criteria)
            with self.assertNumQueries(2):
                postings.find(criteria, after="1")
            with self.assertNumQueries(len(Facet)):
                postings.counts(criteria, Facet)

    def test_the_index_counts_pages_and_facets_at_the_same_cost_whatever_is_asked(self) -> None:
        search.count(Criteria())
        for criteria in (Criteria(), Criteria.of({Facet.COUNTRY: set(self.choices[Facet.COUNTRY][:2])})):
            with self.assertNumQueries(1):
                search.count(criteria)
            with self.assertNumQueries(2):
                search.find(criteria)
            with self.assertNumQueries(1):
                search.counts(criteria, [facet for facet in FILTERED if facet != Facet.SOURCE])

    def test_counts_come_with_the_most_frequent_first(self) -> None:
        for found in search.counts(Criteria(), Facet).values():
            assert list(found.items()) == sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def test_criteria_of_one_meaning_are_equal(self) -> None:
        one = Criteria.of({Facet.TOPIC: {1, 2}, Facet.KIND: {3}, Facet.PLACE: set()})
        other = Criteria.of({Facet.KIND: {3}, Facet.TOPIC: {2, 1}})
        assert one == other
        assert hash(one) == hash(other)
        assert one.without(Facet.KIND) == Criteria.of({Facet.TOPIC: {1, 2}})


class TestPages(TestCase):
    """Walking a list visits every row once, both ways."""

    @classmethod
    def setUpTestData(cls):
        world.build(meetings=19, seed=3)
        keys = dict(Card.objects.values_list("public_id", "key"))
        dated = {form["id"]: world.listed_day(form) for form in world.forms()}
        known = sorted(
            (number for number in keys if dated[number]), key=lambda number: (dated[number], number)
        )
        undated = sorted(number for number in keys if not dated[number])
        cls.orders = {
            Sort.OLDEST: [*known, *undated],
            Sort.NEWEST: [*reversed(known), *reversed(undated)],
        }

    def walk(self, criteria: Criteria, size: int) -> list[list[int]]:
        """The pages forward; on the way each is reached again from the one after it."""
        pages, after = [], ""
        while after is not None:
            page = search.find(criteria, after=after, size=size)
            pages.append([row["id"] for row in page.rows])
            if len(pages) > 1:
                back = search.find(criteria, after=page.preceding, size=size)
                assert [row["id"] for row in back.rows] == pages[-2]
                assert back.following == after
            else:
                assert page.preceding is None
            after = page.following
        return pages

    @EVERY
    @given(size=st.integers(1, 25), sort=st.sampled_from([Sort.NEWEST, Sort.OLDEST]))
    def test_every_row_is_visited_once_in_either_order(self, size: int, sort: Sort) -> None:
        pages = self.walk(Criteria(sort=sort), size)
        order = self.orders[sort]
        assert pages == [order[first : first + size] for first in range(0, len(order), size)]

    @EVERY
    @given(
        size=st.integers(1, 25),
        words=st.sampled_from(["border", "gas", "bord* -visa", '"border gas"', "-gas"]),
    )
    def test_every_row_is_visited_once_by_relevance(self, size: int, words: str) -> None:
        criteria = Criteria(text=read_query(words), sort=Sort.RELEVANCE)
        rows = [number for page in self.walk(criteria, size) for number in page]
        assert len(rows) == len(set(rows)) == search.count(criteria)

    def test_relevance_puts_what_mentions_more_of_it_first(self) -> None:
        often = make.published_meeting(title="Gas", summary="gas gas")
        criteria = Criteria(text=read_query("gas"), sort=Sort.RELEVANCE)
        assert search.find(criteria).rows[0]["id"] == often.public_id

    def test_relevance_of_nothing_asked_is_newest_first_and_said_to_be(self) -> None:
        page = search.find(Criteria(sort=Sort.RELEVANCE), size=100)
        assert page.sort == Sort.NEWEST
        assert [row["id"] for row in page.rows] == self.orders[Sort.NEWEST]

    def test_a_cursor_outlives_the_row_it_stands_on(self) -> None:
        page = search.find(Criteria(), size=5)
        last = Meeting.objects.get(public_id=page.rows[-1]["id"])
        workflow.withdraw(last, reason="other", note="Not ours.")
        following = search.find(Criteria(), after=page.following, size=5)
        assert [row["id"] for row in following.rows] == self.orders[Sort.NEWEST][5:10]

    def test_a_cursor_that_no_page_gave_is_refused_or_leads_somewhere(self) -> None:
        for sort in (Sort.NEWEST, Sort.OLDEST):
            for after in ("0", "9" * 16):
                search.find(Criteria(sort=sort), after=after)
            for after in ("-1", "1.0", "x", "9" * 17, "٣", "\x00", " "):
                with pytest.raises(search.CursorError):
                    search.find(Criteria(sort=sort), after=after)
        with pytest.raises(search.CursorError):
            search.find(Criteria(sort=Sort.RELEVANCE, text=read_query("gas")), after="9" * 16)
