"""Relations: choosing two countries, and what is told of the meetings between them."""

import datetime
import html
import re

import pytest

from meetings import workflow
from meetings.search import index
from meetings.vocabulary import ChangeReason, OfficeKind
from tests import builders
from tests.views.reading import fact, headings_of, rows_of, text_of
from tests.views.test_entry_secrets import SECRET, everything_secret
from tests.views.test_statistics import drawn, listed, tabled

pytestmark = pytest.mark.django_db

#: Queries of the page of two countries, and of the choice.
QUERIES, QUERIES_TO_CHOOSE = 12, 3


def side(code, name, kind=OfficeKind.FOREIGN_MINISTER, **fields):
    """Somebody who takes part for a country, in an office of some kind."""
    country, person = builders.make_country(code), builders.make_person(name)
    office = builders.make_office(f"Office of {name}", country=country, kind=kind)
    held = builders.make_appointment(person, office)
    return {"country": country, "person": person, "appointments": [held]} | fields


@pytest.fixture
def two_countries():
    """Four meetings of Azerbaijan and Poland, one of them only planned, and one with Serbia alone."""
    anna = side("az", "Anna Host", side="principal")
    bo, cy = side("pl", "Bo Pole"), side("pl", "Cy Pole", OfficeKind.HEAD_OF_GOVERNMENT)
    baku = builders.make_place("Baku")
    energy = builders.make_topic("Energy")
    builders.published_meeting(people=[anna, bo], date="2020-01-10", place=baku, topics=[energy])
    soon = datetime.datetime(2020, 4, 10, tzinfo=datetime.UTC)
    builders.published_meeting(people=[anna, bo, cy], date="2020-03", at=soon)
    builders.published_meeting(people=[anna, cy], date="2022-09-22", place=baku)
    builders.published_meeting(people=[anna, bo], date="2023-01-01", event_status="scheduled")
    builders.published_meeting(people=[anna, side("rs", "Di Serb")], date="2021-05-05")


def test_the_page_tells_the_first_and_the_last_meeting_and_the_longest_gap(client, two_countries):
    page = client.get("/relations/az/pl/")
    assert fact(page, "First meeting") == "10 January 2020 Anna Host and Bo Pole"
    assert fact(page, "Last meeting") == "22 September 2022 Anna Host and Cy Pole"
    assert fact(page, "Longest gap") == "from 31 March 2020 to 22 September 2022"
    said = "3 meetings held 905 days, the longest gap 10 days until publication, for half of them"
    assert said in text_of(page)


def test_how_long_publication_took_is_no_figure_of_meetings_of_the_past(client):
    people = [side("az", "Anna Host", side="principal"), side("pl", "Bo Pole")]
    builders.published_meeting(people=people, date="1949-05-20")
    page = client.get("/relations/az/pl/")
    assert "days until publication" not in text_of(page)
    assert fact(page, "Published after").startswith("between ")


def test_a_planned_meeting_is_listed_and_not_counted_as_held(client, two_countries):
    page = client.get("/relations/az/pl/")
    assert fact(page, "Not held") == "Scheduled (1)"
    assert len(rows_of(page)) == 4


def test_who_met_whom_is_counted_in_pairs(client, two_countries):
    page = client.get("/relations/az/pl/").content.decode()
    rows = re.findall(
        r"<tr><td><a[^>]*><bdi>([^<]*)</bdi></a></td><td><a[^>]*><bdi>([^<]*)</bdi></a></td>"
        r'<td class="figure"><a href="([^"]*)">(\d+)</a></td></tr>',
        page,
    )
    assert [(one, other, int(number)) for one, other, _list, number in rows] == [
        ("Anna Host", "Bo Pole", 2),
        ("Anna Host", "Cy Pole", 2),
    ]
    assert [listed(address) for _one, _other, address, _number in rows] == [2, 2]


def test_the_capacities_of_both_sides_stand_side_by_side(client, two_countries):
    page = text_of(client.get("/relations/az/pl/"))
    assert "Foreign minister Anna Host Bo Pole 3 Head of government nobody Cy Pole 2" in page


def test_every_figure_is_the_length_of_the_list_it_leads_to(client, two_countries):
    response = client.get("/relations/az/pl/")
    page = response.content.decode()
    numbers = re.findall(r'<a href="(/meetings/[^"]*)">(?:(?!</a>).)*?<span class="num">\((\d+)\)', page)
    numbers += re.findall(r'<td class="figure"><a href="([^"]*)">(\d+)</a>', page)
    numbers += re.findall(r'<li><a href="([^"]*)"><b>(\d+)</b> meetings held', page)
    found = [(address, int(number)) for address, number in numbers]
    found += [(address, number) for address, _name, number in drawn(response)] + tabled(response)
    assert len(found) == 17
    assert [pair for pair in found if listed(pair[0]) != pair[1]] == []


def test_the_gap_leads_to_the_meetings_around_it(client, two_countries):
    page = client.get("/relations/az/pl/").content.decode()
    address = re.search(r'<a href="([^"]*)"><b>905</b>', page)[1]
    assert rows_of(client.get(html.unescape(address))) == [
        "Anna Host and Cy Pole",
        "Anna Host, Bo Pole and Cy Pole",
    ]


def test_days_that_are_not_known_make_no_gap(client):
    for date in ("2020", "2021", "../2019", "2021-06-01"):
        builders.published_meeting(people=[side("az", "A", side="principal"), side("pl", "B")], date=date)
    page = client.get("/relations/az/pl/")
    assert fact(page, "Longest gap") == "from 31 December 2020 to 1 January 2021"


@pytest.mark.parametrize("path", ["/relations/pl/az/", "/relations/AZ/pl/", "/relations/PL/Az/"])
def test_the_other_order_and_capitals_lead_to_the_one_address(client, path):
    builders.make_country("az")
    builders.make_country("pl")
    response = client.get(f"{path}?x=1")
    assert (response.status_code, response["Location"]) == (301, "/relations/az/pl/?x=1")


@pytest.mark.parametrize("path", ["/relations/az/zz/", "/relations/az/az/", "/relations/x/y/"])
def test_what_are_not_two_countries_is_not_there(client, path):
    builders.make_country("az")
    assert client.get(path).status_code == 404


def test_two_countries_that_never_met_are_told_plainly(client):
    builders.make_country("az")
    builders.make_country("pl")
    page = client.get("/relations/az/pl/")
    assert page.status_code == 200
    assert "No published meeting of Azerbaijan with Poland." in text_of(page)
    assert headings_of(page) == []


def test_two_who_only_planned_to_meet_have_no_figures(client):
    people = [side("az", "A", side="principal"), side("pl", "B")]
    builders.published_meeting(people=people, event_status="cancelled")
    page = client.get("/relations/az/pl/")
    assert fact(page, "Not held") == "Cancelled (1)"
    assert (headings_of(page), drawn(page)) == (["Meetings"], [])


def test_choosing_two_leads_to_their_page_whichever_comes_first(client, two_countries):
    for query in ("country=az&partner=pl", "country=pl&partner=az", "country=PL&partner=AZ"):
        response = client.get(f"/relations/?{query}")
        assert (response.status_code, response["Location"]) == (302, "/relations/az/pl/")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("country=az&partner=az", "Choose two different countries."),
        ("country=az&partner=", "Choose two countries from the lists"),
        ("country=az&partner=zz", "Choose two countries from the lists"),
    ],
)
def test_a_choice_that_leads_nowhere_is_answered_with_the_reason(client, two_countries, query, reason):
    response = client.get(f"/relations/?{query}")
    assert (response.status_code, reason in text_of(response)) == (400, True)
    assert '<option value="az" selected>' in response.content.decode()


def test_a_country_can_be_chosen_beforehand(client, two_countries):
    response = client.get("/relations/?country=pl")
    assert response.status_code == 200
    assert '<option value="pl" selected>' in response.content.decode()


def test_the_pairs_that_met_most_stand_beneath_the_choice(client, two_countries):
    page = client.get("/relations/").content.decode()
    found = re.findall(
        r'<li><a href="(/relations/[^"]*)"><bdi>([^<]*)</bdi></a><a class="count num" href="([^"]*)"', page
    )
    assert [(address, name, listed(numbers)) for address, name, numbers in found] == [
        ("/relations/az/pl/", "Azerbaijan and Poland", 4),
        ("/relations/az/rs/", "Azerbaijan and Serbia", 1),
    ]


def test_an_empty_archive_has_nothing_to_choose(client):
    page = client.get("/relations/")
    assert (page.status_code, "No meeting between two countries" in text_of(page)) == (200, True)


def test_drafts_and_withdrawn_meetings_are_nowhere(client, two_countries):
    paths = ("/relations/", "/relations/az/pl/")
    before = [client.get(path).content for path in paths]
    builders.make_meeting(people=[side("az", SECRET, side="principal"), side("pl", f"{SECRET} guest")])
    everything_secret()
    gone = builders.published_meeting(people=[side("az", SECRET, side="principal"), side("pl", "Gone")])
    workflow.withdraw(gone, reason=ChangeReason.LEGAL, note="A reason.")
    assert [client.get(path).content for path in paths] == before
    assert SECRET.encode() not in b"".join(before)


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_the_same_queries_whatever_the_rows(client, number, django_assert_num_queries):
    for day in range(1, number + 1):
        people = [side("az", f"Host {day}", side="principal"), side("pl", f"Guest {day}")]
        builders.published_meeting(
            people=people,
            date=f"20{day:02}-09-22",
            topics=[builders.make_topic()],
            place=builders.make_place(),
        )
    builders.published_meeting(people=people, date="1999-01-01", event_status="postponed")
    index.load()
    with django_assert_num_queries(QUERIES):
        client.get("/relations/az/pl/")
    with django_assert_num_queries(QUERIES_TO_CHOOSE):
        client.get("/relations/")
