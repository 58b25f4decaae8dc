"""The page about the archive, robots.txt and security.txt."""

import datetime
import re

import pytest

from meetings.filters import MeetingFilterSet
from meetings.vocabulary import EventStatus, MeetingKind, OfficeKind, Sort
from tests.views.reading import text_of

#: The pages read no record, but every page of the site may.
pytestmark = pytest.mark.django_db


def test_every_parameter_of_the_query_language_is_explained(client):
    page = client.get("/about/").content.decode()
    explained = re.findall(
        r'<tr>\s*<th scope="row"><code>(\w+)</code></th>\s*<td>[^<]+</td>\s*<td>(.*?)</td>', page, re.DOTALL
    )
    assert {name for name, _values in explained} == set(MeetingFilterSet.get_filters())
    assert [name for name, values in explained if not values.strip()] == []


@pytest.mark.parametrize("vocabulary", [OfficeKind, MeetingKind, EventStatus, Sort])
def test_every_word_of_a_closed_list_stands_with_its_meaning(client, vocabulary):
    words = text_of(client.get("/about/"))
    assert [value for value, label in vocabulary.choices if f"{value} {label}" not in words] == []


def test_robots_are_kept_from_the_desk_and_told_of_the_sitemap(client, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example"
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: https://archive.example/sitemap.xml",
    ]


def test_without_a_contact_there_is_no_security_txt(client, settings):
    settings.ARCHIVE_SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_contact_is_given_with_an_end_within_a_year(client, settings):
    settings.ARCHIVE_SECURITY_CONTACT = "mailto:security@archive.example"
    contact, expires, canonical = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert contact == "Contact: mailto:security@archive.example"
    assert canonical == "Canonical: http://testserver/.well-known/security.txt"
    left = datetime.datetime.fromisoformat(expires.removeprefix("Expires: ")) - datetime.datetime.now(
        datetime.UTC
    )
    assert datetime.timedelta(days=100) < left < datetime.timedelta(days=365)
    assert "mailto:security@archive.example" in text_of(client.get("/about/"))


def test_whom_to_write_to_stands_on_the_page_where_it_is_configured(client, settings):
    settings.ARCHIVE_CONTACT = "archive@example.org"
    assert client.get("/about/").content.decode().count('href="mailto:archive@example.org"') == 1
    settings.ARCHIVE_CONTACT = ""
    assert client.get("/about/").content.decode().count("mailto:") == 0
