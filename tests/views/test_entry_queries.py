"""The pages of entries and their indexes cost a fixed number of queries, whatever the rows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import CountrySuccession, Coverage, Identifier
from meetings.search import index
from meetings.vocabulary import Side
from tests import builders

pytestmark = pytest.mark.django_db

#: The queries of each page; most of them fetch names, and what the index in memory does not hold.
QUERIES = {
    "/": 14,
    "/countries/": 5,
    "/countries/pl/": 21,
    "/ministers/": 9,
    "/ministers/anna-host/": 18,
    "/people/": 9,
    "/organisations/": 4,
    "/organisations/league/": 12,
    "/organisations/gazette/": 23,
    "/occasions/": 4,
    "/occasions/assembly/": 18,
    "/topics/": 3,
    "/topics/peace/": 10,
    "/places/hall/": 10,
    "/sources/": 20,
    "/sources/report/": 20,
    "/sitemap-meetings.xml": 2,
    "/sitemap-people.xml": 2,
}


def code(number: int) -> str:
    """A country code that nobody has."""
    return f"q{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}q"


def minister(name: str, country) -> dict:
    """Who speaks for a country as its foreign minister, with another name and an identifier."""
    person = builders.make_person(name)
    office = builders.make_office(f"Minister of {country}", country=country)
    held = builders.make_appointment(person, office, start="2020")
    builders.make_appointment(person, builders.make_office(f"Envoy of {name}", country=country, kind="other"))
    builders.make_other_name(person, f"{name} the Second", language="en")
    Identifier.objects.create(person=person, scheme="wikidata", value="Q1")
    return {"person": person, "country": country, "appointments": [held]}


def archive_of(number: int) -> None:
    """So many meetings with one host, country, body, occasion, topic, place and report in common."""
    host = minister("Anna Host", builders.make_country("az")) | {"side": Side.PRINCIPAL}
    body = builders.make_organisation("League")
    gazette = builders.make_organisation("Gazette", classification="media")
    report = builders.make_source("Report", public_id="report", publisher=gazette)
    peace, hall = (
        builders.make_topic("Peace"),
        builders.make_place("Hall", country=builders.make_country("us")),
    )
    assembly = builders.make_occasion("Assembly", date="2022-09", place=hall, organisation=body)
    for place in range(number):
        country = builders.make_country(code(place))
        CountrySuccession.objects.create(
            predecessor=country, successor=builders.make_country("pl"), kind="united"
        )
        part = builders.make_occasion(f"Part {place}", date="2022-09-22", parent=assembly)
        source = builders.make_source(f"Source {place}", publisher=gazette, published="2022")
        meeting = builders.published_meeting(
            people=[
                host,
                minister(f"Guest {place}", country),
                {"person": builders.make_person(f"Pole {place}"), "country": builders.make_country("pl")},
                {"person": builders.make_person(f"Envoy {place}"), "organisation": body},
            ],
            date=f"2022-09-{place % 30 + 1:02d}",
            sources=[report, source],
            topics=[builders.make_topic(f"Narrower {place}", broader=peace)],
            place=hall,
            occasion=part,
        )
        builders.make_statement(meeting, report, value="2022-09")
        Coverage.objects.create(
            publisher=builders.make_organisation(f"Paper {place}"),
            period="2022",
            checked_on=datetime.date(2022, 10, 1),
        )


@pytest.mark.parametrize("number", [1, 50])
def test_a_page_costs_the_same_queries_whatever_the_rows(client, number):
    archive_of(number)
    found = {}
    for path in QUERIES:
        # What an entry is called is asked once a process: nobody asked before.
        index.load()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found[path] = len(queries)
    # What one meeting leads to has been named by the time that its ways in are listed.
    assert found == QUERIES | ({"/": 12} if number == 1 else {})
