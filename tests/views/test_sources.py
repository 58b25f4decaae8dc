"""The page of a source: what it is and what it says, as published."""

import pytest

from meetings import workflow
from meetings.vocabulary import ChangeReason, Property
from tests import builders
from tests.views.reading import fact, rows_of, text_of

pytestmark = pytest.mark.django_db


def report(**fields):
    """A source with everything."""
    given = {
        "title": "Readout",
        "public_id": "readout",
        "publisher": builders.make_organisation("Gazette"),
        "url": "https://gazette.example/readout",
        "archive_url": "https://archive.example/readout",
        "published": "2022-09-23",
        "language": "az",
        "attribution": "citing the ministry",
        "text": "Snapshotword that only editors read.",
    }
    return builders.make_source(**given | fields)


def test_a_page_describes_the_source_and_never_shows_its_text(client):
    source = report()
    builders.published_meeting(sources=[source])
    page = client.get("/sources/readout/")
    assert {
        term: fact(page, term)
        for term in ("Publisher", "Published", "Address", "Archived copy", "Language", "Snapshot")
    } == {
        "Publisher": "Gazette , citing the ministry",
        "Published": "23 September 2022",
        "Address": "https://gazette.example/readout",
        "Archived copy": "https://archive.example/readout",
        "Language": "Azerbaijani",
        "Snapshot": f"sha256 {source.sha256} "
        "The archive keeps the text as it was read; this is its fingerprint.",
    }
    assert b'href="https://gazette.example/readout" rel="nofollow noopener external"' in page.content
    assert b"Snapshotword" not in page.content


def test_a_page_lists_what_rests_on_the_source_and_what_it_says_of_it(client):
    source = report()
    meeting = builders.make_meeting(sources=[source, builders.make_source()], title="The talks")
    builders.make_statement(meeting, source, quote="on Thursday", value="2022-09-22")
    builders.make_statement(
        meeting, source, property=Property.QUOTATION, quote="We agreed.", speaker="Bo", value=""
    )
    other = meeting.reports.last().source
    builders.make_statement(meeting, other, quote="some other day", value="2022-09-23")
    workflow.publish(meeting, at=builders.NOON)
    page = client.get("/sources/readout/")
    assert rows_of(page) == ["The talks"]
    assert fact(page, "Date") == "“ on Thursday ” 22 September 2022 sources differ"
    assert "“We agreed.” Bo" in text_of(page)
    assert b"some other day" not in page.content


def test_a_source_without_statements_says_so_once(client):
    source = report()
    for _number in range(2):
        builders.published_meeting(sources=[source])
    assert text_of(client.get("/sources/readout/")).count("No single statement has been taken from it") == 1


def test_a_change_of_the_source_is_seen_only_once_it_is_published(client):
    source = report()
    meeting = builders.published_meeting(sources=[source])
    source.title = "Unpublishedword"
    source.publisher = builders.make_organisation("Unpublishedpaper")
    source.save()
    for path in ("/sources/", "/sources/readout/", "/organisations/gazette/"):
        page = client.get(path).content
        assert (b"Readout" in page or "organisations" in path, b"Unpublished" in page) == (True, False)
    workflow.correct(meeting, reason=ChangeReason.SPELLING, note="A better title.", at=builders.NOON)
    assert "Unpublishedword" in text_of(client.get("/sources/readout/"))


def test_a_source_of_more_meetings_than_a_page_holds_goes_on_by_cursor(client, monkeypatch):
    monkeypatch.setattr("meetings.views.entries.LEDGER_SIZE", 2)
    source = report()
    for day in (1, 2, 3):
        builders.published_meeting(sources=[source], date=f"2022-09-0{day}", title=f"Day {day}")
    first = client.get("/sources/readout/")
    assert rows_of(first) == ["Day 3", "Day 2"]
    following = first.context["following"]
    last = client.get(f"/sources/readout/?after={following}")
    assert (rows_of(last), b'href="?"' in last.content) == (["Day 1"], True)


@pytest.mark.parametrize("after", ["x", "9" * 40, "-1", "1.5"])
def test_a_cursor_that_no_page_gave_is_not_found(client, after):
    builders.published_meeting(sources=[report()])
    assert client.get(f"/sources/readout/?after={after}").status_code == 404


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_source_of_no_public_meeting_is_not_found(client, state):
    if state == "draft":
        builders.make_meeting(sources=[report()])
    else:
        meeting = builders.published_meeting(sources=[report()])
        workflow.withdraw(meeting, reason=ChangeReason.LEGAL, note="Ordered.", at=builders.NOON)
    assert client.get("/sources/readout/").status_code == 404
    assert "Readout" not in text_of(client.get("/sources/"))
