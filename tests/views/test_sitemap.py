"""The sitemap lists what is public, and nothing else."""

from xml.etree import ElementTree

import pytest

from meetings import workflow
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, path: str) -> list[str]:
    """The addresses of a file of the sitemap, without the host, as a reader of XML finds them."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(answer.content)
    kinds = {f"{SITEMAP}sitemapindex": f"{SITEMAP}sitemap", f"{SITEMAP}urlset": f"{SITEMAP}url"}
    assert {entry.tag for entry in root} <= {kinds[root.tag]}
    found = [entry.findtext(f"{SITEMAP}loc") for entry in root]
    assert all(address.startswith("http://testserver/") for address in found)
    return [address.removeprefix("http://testserver") for address in found]


def test_the_index_leads_to_every_section_and_each_lists_its_public_pages(client):
    office = builders.make_office("Minister", country=builders.make_country("pl"))
    minister = builders.make_appointment(builders.make_person("Ann Minister"), office).person
    people = [
        {"side": Side.PRINCIPAL, "person": minister, "country": builders.make_country("pl")},
        {"person": builders.make_person("Bo Other"), "organisation": builders.make_organisation("League")},
    ]
    builders.published_meeting(
        people=people,
        topics=[builders.make_topic("Peace")],
        place=builders.make_place("Hall"),
        occasion=builders.make_occasion("Assembly"),
        sources=[builders.make_source(public_id="report")],
    )
    builders.make_meeting()
    sections = addresses(client, "/sitemap.xml")
    found = {path: addresses(client, path) for path in sections}
    number = found["/sitemap-meetings.xml"][0].split("/")[2]
    assert found == {
        "/sitemap-pages.xml": [
            "/", "/meetings/", "/countries/", "/ministers/", "/people/", "/organisations/", "/topics/",
            "/occasions/", "/sources/", "/coverage/", "/corrections/", "/data/", "/about/",
        ],
        "/sitemap-meetings.xml": [f"/meetings/{number}/ann-minister-and-bo-other/"],
        "/sitemap-countries.xml": ["/countries/pl/"],
        "/sitemap-ministers.xml": ["/ministers/ann-minister/"],
        "/sitemap-people.xml": ["/people/bo-other/"],
        "/sitemap-organisations.xml": ["/organisations/league/"],
        "/sitemap-occasions.xml": ["/occasions/assembly/"],
        "/sitemap-topics.xml": ["/topics/peace/"],
        "/sitemap-places.xml": ["/places/hall/"],
        "/sitemap-sources.xml": ["/sources/report/"],
    }  # fmt: skip
    assert {client.get(path).status_code for paths in found.values() for path in paths} == {200}


def test_a_meeting_has_the_day_of_its_newest_edition(client):
    meeting = builders.published_meeting()
    meeting.kind = "visit"
    meeting.save()
    workflow.correct(
        meeting,
        reason=ChangeReason.FACTUAL_ERROR,
        note="It was a visit.",
        at=builders.NOON.replace(month=11),
    )
    for path in ("/sitemap-meetings.xml", "/sitemap.xml"):
        assert b"<lastmod>2022-11-26" in client.get(path).content


def test_a_withdrawn_meeting_is_not_listed(client):
    meeting = builders.published_meeting()
    workflow.withdraw(meeting, reason=ChangeReason.LEGAL, note="Ordered.", at=builders.NOON)
    assert addresses(client, "/sitemap-meetings.xml") == []
    assert addresses(client, "/sitemap-people.xml") == []


def test_many_meetings_are_divided_into_files(client, monkeypatch):
    monkeypatch.setattr("meetings.views.sitemaps.Meetings.limit", 2)
    for _number in range(3):
        builders.published_meeting()
    index = addresses(client, "/sitemap.xml")
    assert [path for path in index if "meetings" in path] == [
        "/sitemap-meetings.xml",
        "/sitemap-meetings.xml?p=2",
    ]
    assert len(addresses(client, "/sitemap-meetings.xml?p=2")) == 1


@pytest.mark.parametrize(
    "path", ["/sitemap-x.xml", "/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x", "/sitemap-pages.xml?p=-1"]
)
def test_a_file_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404
