"""What only drafts know appears nowhere, and an address that nothing has is answered, not failed."""

import datetime

import pytest

from meetings.models import Coverage
from meetings.vocabulary import OfficeKind, Side
from tests import builders

pytestmark = pytest.mark.django_db

SECRET = "xylospongium"
PREFIXES = ("countries", "ministers", "people", "organisations", "occasions", "topics", "places", "sources")
ALWAYS = (
    "/", "/meetings/", "/countries/", "/ministers/", "/people/", "/organisations/", "/occasions/", "/topics/",
    "/sources/", "/about/", "/sitemap.xml", "/robots.txt",
)  # fmt: skip
SECTIONS = (
    "pages",
    "meetings",
    "countries",
    "ministers",
    "people",
    "organisations",
    "occasions",
    "topics",
    "places",
    "sources",
)


def everything_secret(**fields):
    """A draft each of whose rows is named by the secret, beside a published meeting that shares none."""
    host = builders.make_country("az")
    office = builders.make_office(f"{SECRET} office", country=host, kind=OfficeKind.FOREIGN_MINISTER)
    person = builders.make_person(f"{SECRET} person")
    held = builders.make_appointment(person, office)
    body = builders.make_organisation(f"{SECRET} body")
    builders.make_other_name(person, f"{SECRET} other name")
    source = builders.make_source(
        f"{SECRET} source", publisher=body, text=f"{SECRET} text", public_id=SECRET[:10]
    )
    meeting = builders.make_meeting(
        people=[
            {"side": Side.PRINCIPAL, "person": person, "country": host, "appointments": [held]},
            {"organisation": body, "role_as_printed": f"{SECRET} role"},
        ],
        sources=[source],
        topics=[builders.make_topic(f"{SECRET} topic", broader=builders.make_topic(f"{SECRET} above"))],
        place=builders.make_place(f"{SECRET} place"),
        occasion=builders.make_occasion(f"{SECRET} occasion", organisation=body),
        title=f"{SECRET} title",
        summary=f"{SECRET} summary",
        internal_note=f"{SECRET} note",
        **fields,
    )
    builders.make_statement(meeting, source, quote=f"{SECRET} quote")
    return meeting


def test_the_word_of_a_draft_is_on_no_page_and_in_no_count(client):
    host, guest = builders.make_country("az"), builders.make_person("Bo Guest")
    published = builders.published_meeting(
        people=[
            {"side": Side.PRINCIPAL, "country": host, "name_as_printed": "The Host"},
            {"person": guest, "country": builders.make_country("pl")},
        ],
        sources=[builders.make_source("Report", public_id="report", text=f"{SECRET} snapshot")],
    )
    before = {path: client.get(path).content for path in (*ALWAYS, "/countries/az/", "/sources/report/")}
    everything_secret()
    after = {path: client.get(path).content for path in before}
    assert after == before
    # The published record itself, changed on the desk and not published.
    builders.make_participation(published, person=builders.make_person(f"{SECRET} late"), country=host)
    published.topics.add(builders.make_topic(f"{SECRET} late topic"))
    assert {path: client.get(path).content for path in before} == before
    for section in SECTIONS:
        assert SECRET.encode() not in client.get(f"/sitemap-{section}.xml").content


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(
    "kind", ["person", "body", "occasion", "topic", "above", "place", "source", "late", "office"]
)
def test_what_a_draft_names_is_not_found_like_what_is_not_there(client, prefix, kind):
    everything_secret()
    answers = [client.get(f"/{prefix}/{slug}/") for slug in (f"{SECRET}-{kind}", "nothing-at-all")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(f"{SECRET}-{kind}".encode(), b"nothing-at-all") == answers[1].content


def test_the_identifier_of_a_drafts_source_is_not_found(client):
    everything_secret()
    assert client.get(f"/sources/{SECRET[:10]}/").status_code == 404


def test_a_publisher_that_was_checked_is_named_without_a_page(client):
    body = builders.make_organisation("Checked Paper")
    Coverage.objects.create(publisher=body, period="2022", checked_on=datetime.date(2022, 1, 1))
    assert client.get("/organisations/checked-paper/").status_code == 404


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("a%00b", 400),
        ("%00", 400),
        ("x" * 300, 404),
        ("x" * 5000, 404),
        ("9" * 40, 404),
        ("-1", 404),
        ("Kovačevski", 404),
        ("%E2%80%AEabc", 404),
        ("%F0%9F%92%A9", 404),
        ("%ff%fe", 404),
        ("..%2f..%2fetc", 404),
        ("%3Cscript%3E", 404),
        ("' OR 1=1 --", 404),
    ],
)
def test_an_ugly_address_is_answered_and_never_fails(client, prefix, slug, status):
    assert client.get(f"/{prefix}/{slug}/").status_code == status


@pytest.mark.parametrize("path", ALWAYS)
def test_a_page_takes_ugly_parameters_without_failing(client, path):
    for query in (
        "page=%F0%9F%92%A9",
        "page=" + "9" * 400,
        "after=" + "9" * 400,
        "q=%3Cb%3E",
        "page=1&page=x",
    ):
        assert client.get(f"{path}?{query}").status_code in (200, 400, 404)
    assert client.get(f"{path}?page=%00").status_code == 400


@pytest.mark.parametrize("path", [*ALWAYS, "/countries/az/"])
def test_pages_are_only_read(client, path):
    builders.make_country("az")
    assert client.head(path).status_code == 200
    if path != "/sitemap.xml":
        assert client.post(path).status_code == 405
