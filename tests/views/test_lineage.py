"""The meetings of former states counted along with those of the states before or after them."""

import re

import pytest

from meetings import search
from meetings.models import CountrySuccession
from tests import builders
from tests.views.reading import counts_of, fact, rows_of, text_of
from tests.views.test_statistics import drawn, listed

pytestmark = pytest.mark.django_db


def state(code: str, name: str, until: str | None = None):
    return builders.make_country(code, name=name, exists_until=until)


@pytest.fixture
def lineage():
    """A federation that was a union before and left two states, one of which another state left later."""
    union = state("unhh", "Union", "1950-01-01")
    federation = state("fehh", "Federation", "1992-01-01")
    north, south, isle = state("qn", "North"), state("qs", "South"), state("qi", "Isle")
    for before, after, kind in (
        (union, federation, "renamed"),
        (federation, north, "dissolved"),
        (federation, south, "dissolved"),
        (north, isle, "separated"),
    ):
        CountrySuccession.objects.create(predecessor=before, successor=after, kind=kind)
    host = builders.make_country("az")
    for country, date in ((union, "1949-05-05"), (federation, "1980"), (north, "2001-01-01"), (isle, "2020")):
        people = [
            {"person": builders.make_person(f"Envoy of {country.name}"), "country": country},
            {"country": host, "side": "principal", "name_as_printed": "Host"},
        ]
        builders.published_meeting(people=people, date=date)


def test_a_state_offers_to_count_the_former_ones_before_it_and_theirs(client, lineage):
    page = client.get("/countries/qn/")
    assert fact(page, "Counted together") == "Count their meetings along (2) Federation, Union"
    assert 'href="/countries/qn/?country=fehh&amp;country=unhh"' in page.content.decode()
    assert rows_of(page) == ["Host and Envoy of North"]


def test_counted_along_they_are_in_the_list_the_years_and_every_link(client, lineage):
    page = client.get("/countries/qn/?country=fehh&country=unhh")
    assert rows_of(page) == [
        "Host and Envoy of North",
        "Host and Envoy of Federation",
        "Host and Envoy of Union",
    ]
    said = "The meetings of these states are counted along on this page: Federation, Union. Leave them out"
    assert fact(page, "Counted together") == said
    assert [(name, number) for _address, name, number in drawn(page) if number] == [
        ("1949", 1),
        ("1980", 1),
        ("2001", 1),
        ("Azerbaijan", 3),
    ]
    links = [address for address, _name, _number in drawn(page) if address]
    assert {re.findall(r"country=(\w+)", address)[:3] == ["qn", "fehh", "unhh"] for address in links} == {
        True
    }
    assert counts_of(page)["Envoy of Union"][1] == 1


def test_each_figure_with_former_states_is_the_length_of_the_list_it_leads_to(client, lineage):
    page = client.get("/countries/qn/?country=fehh&country=unhh")
    figures = [(address, number) for address, _name, number in drawn(page) if address]
    figures += list(counts_of(page).values())
    assert [found for found in figures if listed(found[0]) != found[1]] == []


def test_a_former_state_offers_to_count_those_after_it_and_none_that_left_them_later(client, lineage):
    page = client.get("/countries/fehh/")
    assert fact(page, "Counted together") == "Count their meetings along (1) North, South"


@pytest.mark.parametrize("code", ["qi", "az"])
def test_a_state_that_left_one_that_goes_on_has_no_former_one_to_count(client, lineage, code):
    assert "Counted together" not in text_of(client.get(f"/countries/{code}/"))


def test_a_state_without_meetings_shows_those_of_the_former_ones_on_demand(client, lineage):
    page = client.get("/countries/qs/")
    assert "No published meeting with South." in text_of(page)
    assert fact(page, "Counted together") == "Count their meetings along (2) Federation, Union"
    assert len(rows_of(client.get("/countries/qs/?country=fehh"))) == 1


def test_former_states_without_meetings_are_not_offered(client):
    former = state("fehh", "Federation", "1992-01-01")
    CountrySuccession.objects.create(predecessor=former, successor=state("qn", "North"), kind="dissolved")
    assert "Counted together" not in text_of(client.get("/countries/qn/"))


@pytest.mark.parametrize("query", ["country=pl", "country=zz", "country=fehh&country=qi", "country=%00"])
def test_any_other_country_is_refused(client, lineage, query):
    builders.make_country("pl")
    assert client.get(f"/countries/qn/?{query}").status_code == 400


def test_states_that_followed_one_another_in_a_circle_end_where_they_began(client, lineage):
    union, federation = state("unhh", "Union", "1950-01-01"), state("fehh", "Federation", "1992-01-01")
    CountrySuccession.objects.create(predecessor=federation, successor=union, kind="renamed")
    assert fact(client.get("/countries/fehh/"), "Counted together") == (
        "Count their meetings along (2) North, South, Union"
    )


def test_the_same_is_asked_of_the_list_in_the_same_words(lineage):
    assert search.count(search.Criteria()) == 4
    assert listed("/meetings/?country=qn&amp;country=fehh&amp;country=unhh") == 3
