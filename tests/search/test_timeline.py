"""Figures over time and of pairs: each equals the length of the list that it stands for."""

import datetime

import pytest

from meetings import search
from meetings.search import Criteria
from meetings.vocabulary import Facet
from tests import builders

pytestmark = pytest.mark.django_db
Day = datetime.date
DATES = [
    "2022-09-22", "2022-09-22", "2022-09", "2022", "[2022-09-20..2022-09-26]", "2021-12-30/2022-01-02",
    "2021", "2023-02-28?", "2022-09-XX", "../2021-05", "2022-11/..", "", "2020~", "[2020-12..2021-02]",
]  # fmt: skip


@pytest.fixture
def dated_meetings():
    for date in DATES:
        builders.published_meeting(date=date, date_basis="stated" if date else "")


def figures(bins):
    return {found.first.isoformat(): (found.certain, found.possible) for found in bins}


def listed(bins, **asked):
    """The same figures, each from its list."""
    return {
        found.first.isoformat(): tuple(
            search.count(
                Criteria(start=found.first, end=found.last, certain=certain or asked.get("certain", False))
            )
            for certain in (True, False)
        )
        for found in bins
    }


def test_years_run_from_the_first_known_one_to_the_last(dated_meetings):
    assert search.timeline(Criteria()).years() == [2020, 2021, 2022, 2023]


def test_a_year_has_its_certain_and_its_possible_meetings(dated_meetings):
    found = search.timeline(Criteria())
    assert figures(found.by_year([2021, 2022])) == {"2021-01-01": (3, 4), "2022-01-01": (8, 8)}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"start": Day(2022, 1, 1), "end": Day(2022, 12, 31)},
        {"start": Day(2021, 12, 31), "end": Day(2022, 9, 22)},
        {"start": Day(2022, 9, 21)},
        {"end": Day(2021, 3, 1)},
        {"certain": True},
    ],
)
def test_every_figure_is_the_length_of_its_list(dated_meetings, asked):
    found = search.timeline(Criteria(**asked))
    years = found.years()
    for bins in (found.by_year(years), found.by_month(years), found.by_day(years[-1])[::30]):
        assert len(bins) > 0
        assert figures(bins) == listed(bins, **asked)


def test_stretches_are_cut_to_the_days_asked_for(dated_meetings):
    found = search.timeline(Criteria(start=Day(2022, 9, 15), end=Day(2022, 11, 2)))
    assert [(one.first, one.last) for one in found.by_month([2022])] == [
        (Day(2022, 9, 15), Day(2022, 9, 30)),
        (Day(2022, 10, 1), Day(2022, 10, 31)),
        (Day(2022, 11, 1), Day(2022, 11, 2)),
    ]


def test_undated_meetings_are_counted_apart(dated_meetings):
    assert search.timeline(Criteria()).undated == 1


def test_a_date_of_centuries_makes_no_years_but_counts_in_those_there_are():
    builders.published_meeting(date="1500/2022")
    builders.published_meeting(date="2021")
    found = search.timeline(Criteria())
    assert (found.years()[0], found.years()[-1]) == (1500, 2022)
    assert figures(found.by_year([2020, 2021])) == {"2020-01-01": (1, 1), "2021-01-01": (2, 2)}


def test_nothing_makes_an_empty_timeline():
    found = search.timeline(Criteria())
    assert (found.years(), found.by_year([]), found.undated) == ([], [], 0)


def test_each_topic_has_its_timeline():
    energy, peace = builders.make_topic("Energy"), builders.make_topic("Peace")
    builders.published_meeting(date="2021-05-05", topics=[energy])
    builders.published_meeting(date="2022", topics=[energy, peace])
    found = search.timelines(Criteria(), Facet.TOPIC, [energy.pk, peace.pk])
    assert {pk: figures(one.by_year([2021, 2022])) for pk, one in found.items()} == {
        energy.pk: {"2021-01-01": (1, 1), "2022-01-01": (1, 1)},
        peace.pk: {"2021-01-01": (0, 0), "2022-01-01": (1, 1)},
    }


def test_drafts_are_on_no_timeline_and_in_no_pair():
    builders.make_meeting(date="2022-09-22")
    countries = (Facet.COUNTRY, [builders.make_country("mk").pk, builders.make_country("pl").pk])
    assert len(search.timeline(Criteria())) == 0
    assert search.together(Criteria(), countries, countries) == {}


def meeting_of(*codes, person=None):
    rows = [{"country": builders.make_country(code), "person": builders.make_person()} for code in codes]
    rows[0] |= {"side": "principal"} | ({"person": person} if person else {})
    return builders.published_meeting(people=rows)


def test_a_pair_counts_the_meetings_that_have_both():
    meeting_of("az", "pl")
    meeting_of("az", "pl", "rs")
    meeting_of("az", "az")
    az, pl, rs = (builders.make_country(code).pk for code in ("az", "pl", "rs"))
    every = (Facet.COUNTRY, [az, pl, rs])
    first, second, third = sorted([az, pl, rs])
    assert search.together(Criteria(), every, every) == {
        (first, second): 2,
        (first, third): 1,
        (second, third): 1,
    }
    for (one, other), number in search.together(Criteria(), every, every).items():
        asked = Criteria.of({Facet.COUNTRY: {one}}, {Facet.COUNTRY: {other}})
        assert search.count(asked) == number


def test_pairs_of_two_facets_keep_their_order():
    anna = builders.make_person()
    meeting_of("az", "pl", person=anna)
    meeting_of("az", "rs", person=anna)
    az, rs = builders.make_country("az").pk, builders.make_country("rs").pk
    found = search.together(Criteria(), (Facet.PERSON, [anna.pk]), (Facet.COUNTRY, [az, rs]))
    assert found == {(anna.pk, az): 2, (anna.pk, rs): 1}


def test_figures_cost_one_query_each_of_the_database_and_none_of_the_index(
    dated_meetings, django_assert_num_queries
):
    every = (Facet.COUNTRY, [1, 2])
    for answering, queries in ((search.postings, 3), (search.reading(), 0)):
        with django_assert_num_queries(queries):
            answering.timeline(Criteria())
            answering.timelines(Criteria(), Facet.TOPIC, [1])
            answering.together(Criteria(), every, every)


@pytest.mark.parametrize(
    ("dates", "gap"),
    [
        ([], None),
        (["2020-01-01"], None),
        (["2020-01-01", "2020-01-01"], None),
        (["2020-01-05", "2020-01-01", "2020-01-11"], (Day(2020, 1, 5), Day(2020, 1, 11))),
        (["2020-01-01", "2020", "2021-01-02", "2021-01-03"], (Day(2020, 12, 31), Day(2021, 1, 2))),
        (["2020-01-01", "2020-01-03", "2020-01-05"], (Day(2020, 1, 3), Day(2020, 1, 5))),
        (["2020-01-01", "2020-01-05", "../2021"], None),
    ],
)
def test_the_longest_gap_is_where_no_meeting_can_have_been(dates, gap):
    for date in dates:
        builders.published_meeting(date=date, date_basis="stated")
    assert search.timeline(Criteria()).longest_gap() == gap
