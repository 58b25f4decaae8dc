"""The front page."""

import datetime
import re

import pytest

from meetings.models import Coverage
from meetings.vocabulary import Side
from tests import builders
from tests.views.reading import counts_of, rows_of, text_of

pytestmark = pytest.mark.django_db


def figures(page) -> list[tuple[str, str, str]]:
    """The figures with their words and the lists that they lead to."""
    return re.findall(r'<a href="([^"]*)"><b>(\d+)</b> ([^<]*)</a>', page.content.decode())


def meeting_of(code: str, **fields):
    host = {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "The Host"}
    guest = {"person": builders.make_person(f"Bo of {code}"), "country": builders.make_country(code)}
    return builders.published_meeting(people=[host, guest], **fields)


def test_an_empty_archive_says_so_and_offers_the_search(client):
    page = client.get("/")
    assert "No meeting has been published yet." in text_of(page)
    assert b'<form class="search" role="search" action="/meetings/"' in page.content


def test_figures_lead_to_what_they_count_and_the_own_country_is_not_one_of_those_met(client):
    topic = builders.make_topic("Energy")
    meeting_of("pl", date="2020-05", topics=[topic])
    meeting_of("pl", date="2022-09-22")
    meeting_of("rs", date="")
    builders.make_meeting()
    page = client.get("/")
    assert figures(page) == [
        ("/meetings/", "3", "meetings"),
        ("/countries/", "2", "countries met"),
        ("/people/", "3", "people"),
        ("/sources/", "3", "sources"),
    ]
    assert "2020–2022 period covered" in text_of(page)
    assert counts_of(page) == {
        "Poland": ("/meetings/?country=pl", 2),
        "Serbia": ("/meetings/?country=rs", 1),
        "Energy": ("/meetings/?topic=energy", 1),
    }


def test_the_years_of_an_open_date_are_not_the_period_covered(client):
    meeting_of("pl", date="2020/..")
    assert "2020 period covered" in text_of(client.get("/"))


def test_the_latest_ten_meetings_are_listed(client):
    for day in range(1, 13):
        meeting_of("pl", date=f"2022-09-{day:02d}", title=f"Day {day}")
    assert rows_of(client.get("/")) == [f"Day {day}" for day in range(12, 2, -1)]


def test_what_was_checked_is_said_and_a_publisher_without_public_sources_is_not_linked(client):
    Coverage.objects.create(
        publisher=builders.make_organisation("Gazette"),
        period="2022-09",
        checked_on=datetime.date(2022, 10, 2),
        note="Nothing found.",
    )
    page = client.get("/")
    assert "Gazette September 2022 2 October 2022 Nothing found." in text_of(page)
    assert b"/organisations/gazette/" not in page.content
