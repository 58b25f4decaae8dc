"""The record as it stood at an earlier time."""

import datetime
import re

import pytest

from meetings import workflow
from meetings.models import Meeting, MeetingText
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime.datetime:
    return builders.NOON.replace(day=number)


def corrected_meeting() -> Meeting:
    """Published on the 26th with gas, corrected on the 28th to grain."""
    meeting = builders.published_meeting(title="A meeting", summary="They spoke of gas.", at=day(26))
    MeetingText.objects.filter(meeting=meeting).update(summary="They spoke of grain.")
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="It was grain.", at=day(28))
    return meeting


def as_of(client, meeting: Meeting, asked: str):
    return client.get(f"/meetings/{meeting.public_id}/", {"as_of": asked}, follow=True)


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("2022-09-26", "gas"),
        ("2022-09-27", "gas"),
        ("2022-09-28T11:59", "gas"),
        ("2022-09-28T12:00", "grain"),
        ("2022-09-28T16:00+04:00", "grain"),
        ("2022-09-28", "grain"),
        ("2022-09", "grain"),
        ("2022", "grain"),
        ("9999", "grain"),
    ],
)
def test_the_newest_edition_of_then_is_shown(client, asked, word):
    answer = as_of(client, corrected_meeting(), asked)
    assert (answer.status_code, re.findall("They spoke of (gas|grain)", text_of(answer))) == (200, [word])


def test_it_is_marked_as_such_with_the_way_to_today_and_is_no_page_for_search_engines(client):
    meeting = corrected_meeting()
    answer = as_of(client, meeting, "2022-09-27")
    page = answer.content.decode()
    assert (
        "The record as it stood on 27 September 2022. Edition 1, as it was published on 26 September 2022. "
        "The record has been corrected since. The record as it stands today · What changed"
    ) in text_of(answer)
    assert f'<a href="/meetings/{meeting.public_id}/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert re.findall('rel="canonical" href="([^"]*)"', page) == [
        f"http://testserver/meetings/{meeting.public_id}/a-meeting/"
    ]


def test_a_day_since_the_last_correction_says_that_nothing_changed_since(client):
    said = text_of(as_of(client, corrected_meeting(), "2022-10"))
    assert ("It has not been corrected since." in said, "The record has been corrected" in said) == (
        True,
        False,
    )


@pytest.mark.parametrize("asked", ["2022-09-25", "0001", "2022-09-26T11:59:59"])
def test_before_the_first_publication_there_was_no_record_and_since_when_there_is_is_said(client, asked):
    answer = as_of(client, corrected_meeting(), asked)
    assert answer.status_code == 404
    assert "The record exists since 26 September 2022, 12:00 UTC." in text_of(answer)
    assert "gas" not in text_of(answer)


@pytest.mark.parametrize(
    "asked",
    ["", "yesterday", "2022-13", "2022-02-30", "2022-09-26?", "2022-09-20/2022-09-26", "٢٠٢٢-٩٩", "T",
     "9" * 10_000, "2022-09-26T99:00", "'; DROP TABLE", "<script>alert(1)</script>", "\u202e2022", "{{7*7}}"],
)  # fmt: skip
def test_a_moment_that_cannot_be_read_is_refused_with_the_reason(client, asked):
    answer = as_of(client, corrected_meeting(), asked)
    notice = re.search(r'<div class="notice"><p[^>]*>(.+?)</p>', answer.content.decode(), re.S)
    assert (answer.status_code, bool(notice[1].strip())) == (400, True)
    assert "<script>" not in answer.content.decode()


def test_two_moments_at_once_are_refused(client):
    meeting = corrected_meeting()
    answer = client.get(f"/meetings/{meeting.public_id}/a-meeting/?as_of=2022&as_of=2023")
    assert (answer.status_code, "Ask for one moment only." in text_of(answer)) == (400, True)


def test_a_nul_is_refused(client):
    meeting = corrected_meeting()
    assert client.get(f"/meetings/{meeting.public_id}/a-meeting/?as_of=%00").status_code == 400


def test_the_number_alone_keeps_the_question_on_the_way_to_the_page(client):
    meeting = corrected_meeting()
    answer = client.get(f"/meetings/{meeting.public_id}/?as_of=2022-09-27")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/meetings/{meeting.public_id}/a-meeting/?as_of=2022-09-27",
    )


def test_a_redacted_edition_is_shown_as_its_notice(client):
    meeting = corrected_meeting()
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="A court decided.")
    answer = as_of(client, meeting, "2022-09-27")
    assert answer.status_code == 410
    assert "Required by law. A court decided." in text_of(answer)
    assert "gas" not in text_of(answer)


def test_of_a_withdrawn_meeting_nothing_is_shown_of_any_day(client):
    meeting = corrected_meeting()
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.", at=day(30))
    answer = as_of(client, meeting, "2022-09-27")
    assert (answer.status_code, "It was a letter." in text_of(answer)) == (410, True)
    assert "gas" not in answer.content.decode()


def test_on_a_day_on_which_it_was_withdrawn_there_is_only_the_reason(client):
    meeting = corrected_meeting()
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.", at=day(29))
    workflow.restore(meeting, note="It was a meeting.", at=day(30))
    found = [as_of(client, meeting, f"2022-09-{number}") for number in (28, 29, 30)]
    assert [answer.status_code for answer in found] == [200, 410, 200]
    assert "The record was withdrawn then: It was a letter." in text_of(found[1])
    assert "grain" not in text_of(found[1])
