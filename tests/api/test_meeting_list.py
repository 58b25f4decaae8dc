"""The list of meetings as a program gets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import workflow
from meetings.search import index
from meetings.vocabulary import ChangeReason, Side
from tests import builders
from tests.api.asking import ask, everything

pytestmark = pytest.mark.django_db

#: The version, when it came to be, and the cards; what facets are called; editions and names; entries.
QUERIES = {"": 3, "?facets=1": 6, "?expand=record": 9, "?expand=person&expand=country&expand=topic": 14}


def meeting_of(code: str, name: str, **fields):
    principal = {
        "side": Side.PRINCIPAL,
        "person": builders.make_person("Anna Host"),
        "country": builders.make_country("az"),
    }
    guest = {"person": builders.make_person(name), "country": builders.make_country(code)}
    return builders.published_meeting(people=[principal, guest], **fields)


def ids(page: dict) -> list[int]:
    return [one["id"] for one in page["results"]]


def test_a_list_is_answered_in_one_envelope_and_the_order_of_the_pages(client):
    meeting_of("pl", "Bo Older", date="2020-01-05")
    meeting_of("pl", "Bo Newer", date="2021")
    meeting_of("pl", "Bo Undated", date="", date_basis="")
    page = ask(client, "meetings/")
    assert list(page) == ["next", "previous", "count", "results"]
    assert (page["next"], page["previous"], page["count"], ids(page)) == (None, None, 3, [2, 1, 3])


def test_a_meeting_says_where_it_is_and_when_it_was(client):
    meeting_of("pl", "Bo Pole", date="2022-09-20/..")
    found = ask(client, "meetings/")["results"][0]
    assert (found["id"], found["url"], found["page"], found["edition_url"], found["date"]) == (
        1,
        "http://testserver/api/v1/meetings/1/",
        "http://testserver/meetings/1/anna-host-and-bo-pole/",
        "http://testserver/api/v1/meetings/1/editions/1/",
        {"edtf": "2022-09-20/..", "earliest": "2022-09-20", "latest": None, "basis": "stated"},
    )
    assert found["participations"][1]["country"] == {
        "id": "pl",
        "url": "http://testserver/api/v1/countries/pl/",
        "page": "http://testserver/countries/pl/",
        "name": "Poland",
        "names": {},
        "present_name": "Poland",
    }


def test_the_query_language_is_that_of_the_pages(client):
    meeting_of("pl", "Bo Pole", date="2022-09-22")
    meeting_of("rs", "Bo Serb", date="[2022-09-20..2022-09-26]", kind="reception")
    meeting_of("tr", "Bo Turk", date="2022-10")
    for query, expected in {
        "country=PL&country=rs": [2, 1],
        "country=pl&kind=reception": [],
        "from=2022-09-22&to=2022-09-22": [2, 1],
        "from=2022-09-22&to=2022-09-22&certain=1": [1],
        "q=turk": [3],
        "sort=oldest&size=2": [1, 2],
    }.items():
        assert (query, ids(ask(client, f"meetings/?{query}"))) == (query, expected)


def test_a_period_is_counted_possibly_and_certainly(client):
    meeting_of("pl", "Bo Pole", date="2022-09-22")
    meeting_of("rs", "Bo Serb", date="[2022-09-20..2022-09-26]")
    page = ask(client, "meetings/?from=2022-09-22&to=2022-09-22")
    assert (page["count"], page["count_certain"]) == (2, 1)


def test_facets_count_with_their_own_filter_left_out(client):
    meeting_of("pl", "Bo Pole")
    meeting_of("rs", "Bo Serb")
    facets = ask(client, "meetings/?country=pl&facets=1")["facets"]
    assert facets["country"] == {
        "values": [
            {"value": "az", "label": "Azerbaijan", "count": 2},
            {"value": "pl", "label": "Poland", "count": 1},
            {"value": "rs", "label": "Serbia", "count": 1},
        ],
        "more": 0,
    }
    assert facets["kind"]["values"] == [{"value": "bilateral", "label": "Bilateral meeting", "count": 1}]
    assert facets["year"]["values"] == [{"value": "2022", "label": "2022", "count": 1}]


def test_pages_lead_forth_and_back_over_every_row(client):
    for day in range(1, 8):
        meeting_of("pl", f"Bo {day}", date=f"2022-09-{day:02}")
    assert [one["id"] for one in everything(client, "meetings/?size=3")] == [7, 6, 5, 4, 3, 2, 1]
    second = client.get(ask(client, "meetings/?size=3&kind=bilateral")["next"]).json()
    assert ids(second) == [4, 3, 2]
    assert second["previous"] == "http://testserver/api/v1/meetings/?size=3&kind=bilateral"
    assert ids(client.get(second["previous"]).json()) == [7, 6, 5]


def test_a_cursor_holds_when_meetings_come_and_go(client):
    made = [meeting_of("pl", f"Bo {day}", date=f"2022-09-{day:02}") for day in range(1, 7)]
    following = ask(client, "meetings/?size=2")["next"]
    for gone in (made[4], made[2]):
        workflow.withdraw(gone, reason=ChangeReason.NOT_A_MEETING, note="None took place.")
    meeting_of("pl", "Bo New", date="2023")
    assert ids(client.get(following).json()) == [4, 2]


def test_fields_narrow_what_is_given(client):
    meeting_of("pl", "Bo Pole", summary="They **met**.")
    assert ask(client, "meetings/?fields=id,kind")["results"] == [{"id": 1, "kind": "bilateral"}]
    assert ask(client, "meetings/?fields=id&fields=texts")["results"] == [
        {
            "id": 1,
            "texts": [{"language": "en", "original": True, "title": "", "summary": "They **met**."}],
        }
    ]


def test_expanding_the_record_gives_what_the_meeting_itself_gives(client):
    meeting = meeting_of("pl", "Bo Pole")
    builders.make_statement(meeting)
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A statement.")
    assert ask(client, "meetings/?expand=record")["results"] == [ask(client, "meetings/1/")]


def test_expanding_a_kind_gives_its_entries_in_place_of_references(client):
    meeting_of("pl", "Bo Pole")
    found = ask(client, "meetings/?expand=country,person")["results"][0]["participations"]
    assert found[1]["country"] == ask(client, "countries/pl/")
    assert found[0]["person"] == ask(client, "people/anna-host/")


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_costs_the_same_queries_whatever_the_rows(client, number):
    for day in range(1, number + 1):
        meeting_of("pl", f"Bo {day:02}", date=f"2022-09-{day:02}", topics=[builders.make_topic()])
    index.load()
    found = {}
    for query in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            ask(client, f"meetings/{query}")
        found[query] = len(queries)
    assert found == QUERIES


def test_an_answer_given_before_costs_the_look_at_the_version_alone(client, django_assert_num_queries):
    meeting_of("pl", "Bo Pole")
    first = ask(client, "meetings/?country=pl&facets=1")
    with django_assert_num_queries(1):
        assert ask(client, "meetings/?country=pl&facets=1") == first
