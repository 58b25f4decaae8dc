"""The ledger of what has been checked."""

import datetime
import re

import pytest

from meetings.models import Coverage
from meetings.vocabulary import OrganisationKind
from tests import builders

pytestmark = pytest.mark.django_db


def make_publisher(name: str = "The Gazette"):
    return builders.make_organisation(name, classification=OrganisationKind.MEDIA)


def check(publisher, period: str, note: str = "") -> None:
    Coverage.objects.create(
        publisher=publisher, period=period, checked_on=datetime.date(2023, 1, 5), note=note
    )


def months(response) -> dict[str, list[str]]:
    """The words of the twelve months by year."""
    page = response.content.decode()
    return {
        year: re.findall(r'aria-label="([^"]*)"|<span class="unseen">([^<]*)</span>', row)
        and [
            "".join(pair)
            for pair in re.findall(r'aria-label="([^"]*)"|<span class="unseen">([^<]*)</span>', row)
        ]
        for year, row in re.findall(r'<th scope="row" class="num">(\d+)</th>(.*?)</tr>', page)
    }


def test_a_month_says_whether_it_was_checked_and_what_was_found(client):
    publisher = make_publisher()
    check(publisher, "2022-01-01/2022-03-15")
    builders.published_meeting(date="2022-02-03", sources=[builders.make_source(publisher=publisher)])
    builders.published_meeting(date="2022-05-03", sources=[builders.make_source(publisher=publisher)])
    builders.published_meeting(
        date="2022-05-31/2022-06-01", sources=[builders.make_source(publisher=publisher)]
    )
    assert months(client.get("/coverage/")) == {
        "2022": [
            "checked, none",
            "checked, 1 found",
            "checked in part, 0 found",
            "not checked",
            "not checked, 1 found",
        ]
        + ["not checked"] * 7
    }


def test_what_only_drafts_report_is_neither_counted_nor_named(client):
    publisher = make_publisher("Zyzzyva Gazette")
    builders.make_meeting(date="2022-02-03", sources=[builders.make_source(publisher=publisher)])
    page = client.get("/coverage/")
    assert (months(page), "Zyzzyva" in page.content.decode()) == ({}, False)


def test_a_checked_publisher_without_any_meeting_is_shown_without_a_dead_link(client):
    check(make_publisher(), "2022", note="All twelve issues.")
    page = client.get("/coverage/").content.decode()
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["<bdi>The Gazette</bdi>"]
    assert "All twelve issues." in page


@pytest.mark.parametrize("number", [1, 50])
def test_the_page_costs_the_same_queries_whatever_the_rows(client, number, django_assert_num_queries):
    for place in range(number):
        publisher = make_publisher(f"Gazette {place}")
        check(publisher, f"{2022 - place}")
        builders.published_meeting(sources=[builders.make_source(publisher=publisher)])
    with django_assert_num_queries(5):
        client.get("/coverage/")


def test_a_period_without_end_does_not_fill_the_page(client):
    check(make_publisher(), "1900/..")
    assert len(months(client.get("/coverage/"))) == 60


def test_years_that_are_left_out_are_said(client):
    publisher = make_publisher()
    check(publisher, "1950/2022")
    assert "Years before 1963 are not drawn." in client.get("/coverage/").content.decode()


def test_where_all_years_are_drawn_nothing_is_said_of_others(client):
    check(make_publisher(), "1963/2022")
    page = client.get("/coverage/").content.decode()
    assert 'class="num">1963</th>' in page
    assert "are not drawn" not in page
