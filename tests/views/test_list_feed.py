"""The list of meetings as a feed, read by a reader of feeds and, for tombstones, as XML."""

from xml.etree import ElementTree

import feedparser
import pytest

from meetings import workflow
from meetings.models import MeetingText
from meetings.record import editions
from meetings.search import latest
from meetings.views import feed
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = pytest.mark.django_db
HOST = "https://archive.example.org"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
COMMENT = "{http://purl.org/atompub/tombstones/1.0}comment"


@pytest.fixture(autouse=True)
def _address_of_the_archive(settings):
    settings.ARCHIVE_BASE_URL = HOST


def read(client, address: str):
    """A page of the feed, as a reader of feeds understands it; it has nothing to complain of."""
    found = feedparser.parse(client.get(address).getvalue())
    assert not found.bozo
    return found


def titles(client, address: str = "/meetings.atom") -> list[str]:
    return [entry.title for entry in read(client, address).entries]


def links(thing) -> dict[str, str]:
    return {link.rel: link.href.removeprefix(HOST) for link in thing.links}


def tombstones(client, address: str = "/meetings.atom") -> list[tuple[str, str, str]]:
    """The address, the moment and the reason of what the feed says is gone."""
    root = ElementTree.fromstring(client.get(address).getvalue())
    return [
        (gone.get("ref").removeprefix(HOST), gone.get("when"), gone.findtext(COMMENT))
        for gone in root.iter(GONE)
    ]


def walked(client, address: str = "/meetings.atom") -> list[list[str]]:
    """The titles of each page, from the first to the last."""
    pages = []
    while address:
        found = read(client, address)
        pages.append([entry.title for entry in found.entries])
        address = links(found.feed).get("next", "")
    return pages


def later(day: int):
    return builders.NOON.replace(day=day)


def test_an_entry_says_who_met_when_and_which_edition_it_is(client):
    meeting = builders.published_meeting(
        title="Talks <b>& more</b>", topics=[builders.make_topic("Trade")], at=later(1)
    )
    edition = editions.latest(meeting)
    found = read(client, "/meetings.atom")
    [entry] = found.entries
    number = meeting.public_id
    assert (found.version, found.feed.id, found.feed.title, found.feed.author, found.feed.updated) == (
        "atom10",
        f"{HOST}/meetings.atom",
        "Ministry of Foreign Affairs: meetings",
        "Ministry of Foreign Affairs",
        "2022-09-01T12:00:00.000000Z",
    )
    assert links(found.feed) == {
        "self": "/meetings.atom",
        "first": "/meetings.atom",
        "alternate": "/meetings/",
    }
    assert (entry.id, entry.title_detail.type, entry.title, entry.published, entry.updated) == (
        f"{HOST}/meetings/{number}/",
        "text/plain",
        "Talks <b>& more</b>",
        "2022-09-01T12:00:00.000000Z",
        "2022-09-01T12:00:00.000000Z",
    )
    assert [(tag.term, tag.label) for tag in entry.tags] == [("trade", "Trade")]
    assert [(link.rel, link.type, link.href.removeprefix(HOST)) for link in entry.links] == [
        ("alternate", "text/html", f"/meetings/{number}/"),
        ("alternate", "application/json", f"/meetings/{number}.json"),
        ("version-history", "text/html", f"/meetings/{number}/history/"),
    ]
    first, *_people, last = entry.summary.splitlines()
    assert (first, last) == (
        "Bilateral meeting, 22 September 2022",
        f"Edition 1, sha256 {edition.sha256}. First publication.",
    )


def test_what_changed_last_stands_first_and_a_correction_updates_its_entry(client):
    first = builders.published_meeting(title="Ada", date="2022-09-22", at=later(1))
    builders.published_meeting(title="Bea", date="1999", at=later(2))
    assert titles(client) == ["Bea", "Ada"]
    before = read(client, "/meetings.atom").entries[1]
    MeetingText.objects.filter(meeting=first).update(title="Ada again")
    workflow.correct(first, reason=ChangeReason.SPELLING, note="A name.", at=later(3))
    assert titles(client) == ["Ada again", "Bea"]
    after = read(client, "/meetings.atom").entries[0]
    assert (after.id, after.published, after.updated) == (
        before.id,
        before.published,
        "2022-09-03T12:00:00.000000Z",
    )
    assert after.summary.endswith("Spelling or wording: A name.")


def test_a_withdrawn_meeting_leaves_a_tombstone_with_its_reason_until_it_is_restored(client):
    meeting = builders.published_meeting(title="Zyzzyva", at=later(1))
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="A letter.", at=later(2))
    assert (titles(client), tombstones(client)) == (
        [],
        [
            (
                f"/meetings/{meeting.public_id}/",
                "2022-09-02T12:00:00.000000Z",
                "No meeting took place: A letter.",
            )
        ],
    )
    workflow.restore(meeting, note="It was one.", at=later(3))
    assert (titles(client), tombstones(client)) == (["Zyzzyva"], [])


def test_the_tombstone_of_a_merged_meeting_leads_to_the_kept_one(client):
    kept, merged = builders.published_meeting(title="Kept"), builders.published_meeting(title="Merged")
    workflow.merge(merged, into=kept, note="The same.", at=later(2))
    root = ElementTree.fromstring(client.get("/meetings.atom").getvalue())
    [gone] = root.iter(GONE)
    [way] = gone.iter("{http://www.w3.org/2005/Atom}link")
    assert (way.get("rel"), way.get("href")) == ("related", f"{HOST}/meetings/{kept.public_id}/")


def test_a_redaction_of_an_earlier_edition_changes_no_entry(client):
    meeting = builders.published_meeting(title="Ada", summary="Zyzzyva", at=later(1))
    MeetingText.objects.filter(meeting=meeting).update(summary="grain")
    workflow.correct(meeting, reason=ChangeReason.LEGAL, note="Ordered.", at=later(2))
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="Ordered.", at=later(3))
    assert [entry.updated for entry in read(client, "/meetings.atom").entries] == [
        "2022-09-02T12:00:00.000000Z"
    ]


def test_a_feed_of_a_filter_has_what_fits_and_no_tombstones_of_others(client):
    builders.published_meeting(title="Ada", kind="reception")
    gone = builders.published_meeting(title="Bea")
    builders.published_meeting(title="Cleo")
    workflow.withdraw(gone, reason=ChangeReason.LEGAL, note="Ordered.")
    assert titles(client, "/meetings.atom?kind=reception") == ["Ada"]
    assert tombstones(client, "/meetings.atom?kind=reception") == []
    assert read(client, "/meetings.atom?kind=reception").feed.id == f"{HOST}/meetings.atom?kind=reception"


@pytest.mark.parametrize("asked_by_number", [2_000, 0])
@pytest.mark.parametrize("query", ["", "?country=pl"])
def test_pages_lead_over_every_entry_once(client, monkeypatch, query, asked_by_number):
    monkeypatch.setattr(feed, "PAGE_SIZE", 2)
    monkeypatch.setattr(latest, "ASKED_BY_NUMBER_AT_MOST", asked_by_number)
    monkeypatch.setattr(latest, "_BATCH", 2)
    for name in ("Ada", "Bea", "Cleo", "Dora", "Eve"):
        builders.published_meeting(title=name)
    pages = walked(client, f"/meetings.atom{query}")
    assert [page for page in pages if page] == [["Eve", "Dora"], ["Cleo", "Bea"], ["Ada"]]


def test_a_page_whose_entries_lie_far_apart_ends_before_it_is_full_and_another_follows(client, monkeypatch):
    monkeypatch.setattr(latest, "ASKED_BY_NUMBER_AT_MOST", 0)
    monkeypatch.setattr(latest, "LOOKED_THROUGH_AT_MOST", 2)
    monkeypatch.setattr(latest, "_BATCH", 2)
    builders.published_meeting(title="Ada", kind="reception")
    for name in ("Bea", "Cleo", "Dora", "Eve"):
        builders.published_meeting(title=name)
    assert [title for page in walked(client, "/meetings.atom?kind=reception") for title in page] == ["Ada"]


def test_a_feed_takes_no_order(client):
    answer = client.get("/meetings.atom?sort=oldest")
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "sort: A feed has what changed last first. Leave the order out.\n",
    )


def test_a_feed_of_nothing_is_a_feed(client):
    assert (titles(client), read(client, "/meetings.atom").feed.updated) == (
        [],
        "1970-01-01T00:00:00.000000Z",
    )
