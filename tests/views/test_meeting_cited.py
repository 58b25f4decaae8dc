"""How a meeting is cited on its page, and what machines read in the page's head."""

import html
import json
import re

import pytest

from meetings import workflow
from meetings.models import Meeting, MeetingText
from meetings.record import editions
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db


def meeting_of_two(**fields) -> Meeting:
    people = [
        {
            "side": Side.PRINCIPAL,
            "person": builders.make_person("Anna Host"),
            "country": builders.make_country("az"),
        },
        {"person": builders.make_person("Bo Guest"), "country": builders.make_country("pl")},
    ]
    return builders.published_meeting(people=people, **fields)


def page_of(client, meeting: Meeting, query: str = "") -> str:
    return client.get(f"/meetings/{meeting.public_id}/{query}", follow=True).content.decode()


def head_of(page: str) -> str:
    return page.split("</head>")[0]


def test_a_page_is_cited_with_permanent_link_edition_and_hash(client, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    meeting = meeting_of_two()
    page = page_of(client, meeting)
    edition = editions.latest(meeting)
    cited = [re.sub(r"<[^>]*>", "", one) for one in re.findall(r'class="citation"[^>]*>(.*?)</p>', page)]
    work = "Anna Host and Bo Guest: Bilateral meeting, 22 September 2022"
    link = f"https://archive.example.org/meetings/{meeting.public_id}/"
    number, ministry = f"sha256 {edition.sha256[:16]}…", "Ministry of Foreign Affairs."
    assert cited == [
        f"{ministry} (2022, September 26). {work} (Edition 1, {number}). Meetings Archive. {link}",
        f"{ministry} “{work}.” Meetings Archive. Edition 1, September 26, 2022, {number}. {link}.",
    ]
    assert [part in page for part in (f'<a href="{link}">', f'href="{link}history/1/"', edition.sha256)] == [
        True
    ] * 3


def test_the_sources_of_citations_on_the_page_are_the_files(client):
    meeting = meeting_of_two()
    shown = [
        html.unescape(text) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", page_of(client, meeting), re.S)
    ]
    files = [
        client.get(f"/meetings/{meeting.public_id}.{suffix}").content.decode().replace("\r\n", "\n")
        for suffix in ("bib", "ris", "csl.json")
    ]
    assert shown == files


def test_the_head_links_every_file_and_each_is_there(client):
    meeting = meeting_of_two()
    links = re.findall(
        r'<link rel="alternate" type="([^"]*)" href="([^"]*)"', head_of(page_of(client, meeting))
    )
    number = meeting.public_id
    assert [address for _, address in links] == [
        f"/meetings/{number}.{suffix}" for suffix in ("json", "jsonld", "ics", "bib", "ris", "csl.json")
    ]
    for media_type, address in links:
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, media_type)


def test_a_meeting_without_a_certain_day_says_why_there_is_no_calendar_file(client):
    page = page_of(client, meeting_of_two(date="2022-09", date_basis="stated"))
    assert (".ics" in page, "The day of the meeting is not known for certain." in page) == (False, True)


def test_the_data_block_is_the_jsonld_file(client):
    meeting = meeting_of_two(title="</script><b>x</b>", summary="& <i>y</i>")
    page = page_of(client, meeting)
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert json.loads(block) == client.get(f"/meetings/{meeting.public_id}.jsonld").json()


def test_the_head_has_what_a_shared_link_shows(client, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    meeting = meeting_of_two()
    found = dict(
        re.findall(r'<meta property="([^"]*)" content="([^"]*)">', head_of(page_of(client, meeting)))
    )
    assert found == {
        "og:type": "article",
        "og:site_name": "Meetings Archive, Ministry of Foreign Affairs",
        "og:title": "Anna Host and Bo Guest",
        "og:description": "Bilateral meeting, 22 September 2022",
        "og:url": f"https://archive.example.org/meetings/{meeting.public_id}/anna-host-and-bo-guest/",
        "article:modified_time": "2022-09-26T12:00:00+00:00",
    }


def test_an_earlier_edition_is_cited_as_itself_and_linked_by_no_machine(client):
    meeting = meeting_of_two(summary="gas")
    MeetingText.objects.filter(meeting=meeting).update(summary="grain")
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="Grain.", at=builders.NOON)
    page = page_of(client, meeting, "history/1/")
    assert ("(Edition 1, " in page, "(Edition 2, " in page) == (True, False)
    assert [part in page for part in ('rel="alternate"', "ld+json", "og:")] == [False] * 3
