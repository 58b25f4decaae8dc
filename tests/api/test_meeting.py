"""One meeting, its editions, and what becomes of it."""

import datetime
import json

import pytest

from meetings import workflow
from meetings.models import Edition
from meetings.record import canonical
from meetings.vocabulary import ChangeReason
from tests import builders
from tests.api.asking import ask, everything

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def corrected(meeting, *, at=builders.NOON + DAY, note="A topic."):
    meeting.topics.add(builders.make_topic())
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note=note, at=at)
    return meeting


def test_a_correction_is_the_next_edition_and_the_earlier_one_stays(client):
    corrected(builders.published_meeting())
    found = ask(client, "meetings/1/")
    assert (found["edition"], len(found["topics"]), found["published_at"]) == (
        2,
        1,
        "2022-09-27T12:00:00.000000Z",
    )
    listed = everything(client, "meetings/1/editions/?size=1")
    assert [(one["id"], one["reason"], one["note"]) for one in listed] == [
        (1, "first_publication", ""),
        (2, "added_detail", "A topic."),
    ]


def test_an_edition_proves_itself(client):
    corrected(builders.published_meeting())
    first, second = (ask(client, f"meetings/1/editions/{number}/") for number in (1, 2))
    for found in (first, second):
        assert canonical.digest(canonical.dumps(found["form"])) == found["form_sha256"]
    at = datetime.datetime.fromisoformat(second["published_at"])
    assert canonical.chain(first["sha256"], 2, at, second["form_sha256"]) == second["sha256"]


def test_the_record_is_given_as_it_stood(client):
    corrected(builders.published_meeting())
    assert len(ask(client, "meetings/1/?as_of=2022-09-26")["topics"]) == 0
    assert len(ask(client, "meetings/1/?as_of=2022-09-27")["topics"]) == 1
    assert len(ask(client, "meetings/1/?as_of=2022-09-27T11:59:59Z")["topics"]) == 0
    assert ask(client, "meetings/1/?as_of=2022-09-25", 404)["detail"] == (
        "The record exists since 26 September 2022, 12:00 UTC."
    )
    assert ask(client, "meetings/1/?as_of=2022-13", 400)["errors"][0]["parameter"] == "as_of"


def test_a_withdrawn_meeting_is_gone_with_the_public_reason(client):
    meeting = builders.published_meeting()
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="None took place.", at=builders.NOON)
    for path in ("meetings/1/", "meetings/1/editions/", "meetings/1/editions/1/", "statements/1-1-1/"):
        assert ask(client, path, 410) == {
            "type": "about:blank",
            "title": "Gone",
            "status": 410,
            "detail": "None took place.",
            "reason": "not_a_meeting",
            "withdrawn_at": "2022-09-26T12:00:00.000000Z",
        }
    assert ask(client, "meetings/")["results"] == []


def test_a_merged_meeting_leads_to_the_other_and_keeps_the_question(client):
    kept, double = builders.published_meeting(), builders.published_meeting()
    workflow.merge(double, into=kept, note="The same.")
    answer = client.get("/api/v1/meetings/2/?fields=id")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "http://testserver/api/v1/meetings/1/?fields=id",
    )
    answer = client.get("/api/v1/meetings/2/editions/")
    assert answer.headers["Location"] == "http://testserver/api/v1/meetings/1/editions/"


def test_a_redacted_edition_is_gone_and_keeps_its_place_in_the_chain(client):
    meeting = corrected(builders.published_meeting())
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="By order.", at=builders.NOON + DAY)
    gone = ask(client, "meetings/1/editions/1/", 410)
    assert (gone["detail"], gone["reason"], gone["redacted_at"]) == (
        "By order.",
        "legal",
        "2022-09-27T12:00:00.000000Z",
    )
    assert ask(client, "meetings/1/?as_of=2022-09-26", 410)["detail"] == "By order."
    listed = ask(client, "meetings/1/editions/")["results"]
    assert [(one["id"], one["redacted_at"]) for one in listed] == [
        (1, "2022-09-27T12:00:00.000000Z"),
        (2, None),
    ]


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999", "2147483648"])
def test_a_number_that_nothing_public_has_is_not_found(client, number):
    builders.make_meeting()
    assert ask(client, f"meetings/{number}/", 404)["status"] == 404
    assert ask(client, f"meetings/{number}/editions/", 404)["status"] == 404


def test_the_whole_record_says_what_the_edition_says(client):
    source = builders.make_source("Report", url="https://news.example.org/1", published="2022-09")
    meeting = builders.make_meeting(
        sources=[source],
        occasion=builders.make_occasion("Part", parent=builders.make_occasion("Whole")),
        place=builders.make_place("Hall", country=builders.make_country("us")),
    )
    builders.make_statement(meeting, source, participation=meeting.participations.first(), property="role")
    workflow.publish(meeting)
    found, form = ask(client, "meetings/1/"), json.loads(Edition.objects.get().form)
    assert [one["name"] for one in found["occasions"]] == ["Part", "Whole"]
    assert found["occasion"] == found["occasions"][0]
    assert found["place"]["country"]["id"] == "us"
    said, stated = found["statements"][0], form["statements"][0]
    assert {name: said[name] for name in stated if name != "source"} == {
        name: stated[name] for name in stated if name != "source"
    }
    assert said["source"] == found["sources"][0]["url"]
    assert found["sources"][0]["published"] == {
        "edtf": "2022-09",
        "earliest": "2022-09-01",
        "latest": "2022-09-30",
    }
    assert ask(client, "statements/1-1-1/") == said
    assert ask(client, "statements/?property=role&source=" + source.public_id)["results"] == [said]
    assert ask(client, "statements/?property=date")["results"] == []
