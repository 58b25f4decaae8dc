"""One setting says under which licence the data are given, and every form of them says the same."""

import datetime
import json
import re
import sys
from xml.etree import ElementTree

import feedparser
import pytest

from meetings.dumps.publishing import publish
from tests import builders

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)
NAMED = ("Ours & <theirs>", "")
CC_BY = ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")
#: Each form that has headers of its own, by one address.
FORMS = [
    "/meetings.csv", "/meetings.xlsx", "/meetings.jsonl", "/meetings.ics", "/meetings.atom",
    "/meetings/1.json", "/meetings/1.jsonld", "/meetings/1.ics", "/meetings/1.bib", "/meetings/1.ris",
    "/meetings/1.csl.json", "/oai?verb=Identify", "/reconcile",
]  # fmt: skip
INTERFACE = [
    "/api/v1/", "/api/v1/meetings/", "/api/v1/meetings/1/", "/api/v1/people/", "/api/v1/changes/",
    "/api/v1/schema/",
]  # fmt: skip


@pytest.fixture(params=[CC_BY, NAMED], ids=["with an address", "by its name"])
def licence(request, settings):
    """What the ministry states, and where that can be read."""
    settings.ARCHIVE_LICENCE = request.param
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    _forget_description()
    yield request.param, request.param[1] or "https://archive.example.org/about/#use"
    _forget_description()


def _forget_description() -> None:
    """The interface describes itself once a process."""
    if "meetings.api.views.description" in sys.modules:
        sys.modules["meetings.api.views.description"].description.cache_clear()


def linked(answer) -> list[str]:
    return re.findall(r'<([^>]+)>; rel="license"', answer.headers.get("Link", ""))


@pytest.mark.parametrize("path", [*FORMS, *(pytest.param(path, marks=pytest.mark.api) for path in INTERFACE)])
def test_the_header_of_every_form_leads_to_the_licence(client, licence, path):
    builders.published_meeting()
    answer = client.get(path)
    assert (answer.status_code, linked(answer)) == (200, [licence[1]])
    unchanged = client.get(path, headers={"If-None-Match": answer.headers.get("ETag", '"none"')})
    assert linked(unchanged) == [licence[1]]


def test_linked_data_and_feeds_say_it_in_their_own_words(client, licence):
    builders.published_meeting()
    (written, _), where = licence
    record = json.loads(client.get("/meetings/1.jsonld").content)["subjectOf"][0]
    assert record["license"] == where
    assert json.dumps(where).encode() in client.get("/meetings/1/", follow=True).content
    feed = feedparser.parse(client.get("/meetings.atom").getvalue())
    assert (feed.bozo, feed.feed.rights_detail.value) == (
        False,
        " ".join(part for part in licence[0] if part),
    )
    of_each = [
        [link.href for link in part.links if link.rel == "license"] for part in (feed.feed, feed.entries[0])
    ]
    assert of_each == [[where], [where]]
    assert f"- Licence of the data: {written}" in client.get("/llms.txt").content.decode()


@pytest.mark.api
def test_the_interface_and_its_description_say_it_too(client, licence):
    (written, address), where = licence
    assert client.get("/api/v1/").json()["licence"] == {"name": written, "url": where}
    described = {"name": written} | ({"url": address} if address else {})
    assert client.get("/api/v1/schema/").json()["info"]["license"] == described


@pytest.mark.parametrize("prefix", ["oai_dc", "meeting"])
def test_a_harvested_record_carries_it_in_either_format(client, licence, prefix):
    builders.published_meeting()
    identifier = "oai:archive.example.org:1"
    arguments = {"verb": "GetRecord", "metadataPrefix": prefix, "identifier": identifier}
    root = ElementTree.fromstring(client.get("/oai", arguments).content)
    rights = "{http://www.openarchives.org/OAI/2.0/rights/}"
    found = root.findall(f".//{{*}}record/{{*}}about/{rights}rights/{rights}rightsReference")
    assert [one.get("ref") for one in found] == [licence[1]]


def test_a_dump_carries_that_of_its_time_and_another_is_published_for_another(
    client, settings, tmp_path, licence
):
    settings.ARCHIVE_DATA_DIR = tmp_path
    builders.published_meeting()
    first = publish(tmp_path, on=DAY)
    assert publish(tmp_path, on=DAY) is None
    settings.ARCHIVE_LICENCE = ("", "")
    second = publish(tmp_path, on=DAY)
    assert (first.licence, second.licence) == (licence[0], ("", ""))
    headers = [linked(client.get(f"/data/{dump.name}/people.csv.gz")) for dump in (first, second)]
    assert headers == [[licence[1]], []]


def test_where_none_is_stated_no_form_names_one_and_people_are_told_so(client):
    builders.published_meeting()
    answers = [client.get(path) for path in FORMS]
    assert [linked(answer) for answer in answers] == [[]] * len(FORMS)
    bodies = [answer.getvalue() if answer.streaming else answer.content for answer in answers]
    said = re.compile(rb'"license"|<rights|rel="license"|"licence":(?!null)')
    assert [path for path, body in zip(FORMS, bodies, strict=True) if said.search(body)] == []
    told = "No licence is stated: ask whoever keeps the archive how the data may be used."
    assert [told in client.get(path).content.decode() for path in ("/about/", "/data/", "/llms.txt")] == [
        True
    ] * 3


@pytest.mark.api
def test_where_none_is_stated_the_interface_names_none_either(client):
    builders.published_meeting()
    answers = {path: client.get(path) for path in INTERFACE}
    assert [linked(answer) for answer in answers.values()] == [[]] * len(INTERFACE)
    said = re.compile(rb'"license"|"licence":(?!null)')
    # The description of the interface has the word for the member itself.
    assert [path for path, answer in answers.items() if said.search(answer.content)] == ["/api/v1/schema/"]
    assert "license" not in answers["/api/v1/schema/"].json()["info"]
    assert answers["/api/v1/"].json()["licence"] is None
