"""The public change log."""

import re

import pytest

from meetings import workflow
from meetings.models import MeetingText
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = pytest.mark.django_db


def corrected(title: str, note: str, reason=ChangeReason.FACTUAL_ERROR):
    meeting = builders.published_meeting(title=title, summary="Old.")
    MeetingText.objects.filter(meeting=meeting).update(summary="New.")
    workflow.correct(meeting, reason=reason, note=note, at=builders.NOON)
    return meeting


def listed(response) -> list[tuple[str, str]]:
    page = response.content.decode()
    return list(
        zip(
            re.findall(r'<div class="who"><a href="[^"]*">([^<]*)</a>', page),
            re.findall(r'<p class="about">[^—]*— <span dir="auto">([^<]*)</span>', page),
            strict=True,
        )
    )


def test_corrections_withdrawals_and_merges_stand_newest_first_with_their_reasons(client):
    corrected("Alpha", "It was grain.")
    gone = builders.published_meeting(title="Zyzzyva")
    workflow.withdraw(gone, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.")
    assert listed(client.get("/corrections/")) == [
        (f"Meeting {gone.public_id}", "It was a letter."),
        ("Alpha", "It was grain."),
    ]


def test_the_log_is_filtered_by_what_happened_and_why(client):
    corrected("Alpha", "It was grain.")
    corrected("Beta", "A comma.", ChangeReason.SPELLING)
    assert listed(client.get("/corrections/?reason=spelling")) == [("Beta", "A comma.")]
    assert listed(client.get("/corrections/?action=withdrawn")) == []
    assert listed(client.get("/corrections/?action=corrected&reason=factual_error")) == [
        ("Alpha", "It was grain.")
    ]


def test_pages_of_the_log_lead_on_without_gap_or_repetition(client, monkeypatch):
    monkeypatch.setattr("meetings.views.corrections.PAGE_SIZE", 2)
    for name in ("Alpha", "Beta", "Gamma"):
        corrected(name, "Changed.")
    first = client.get("/corrections/")
    second = client.get(re.search(r'<a href="([^"]*)" rel="next"', first.content.decode())[1])
    assert [title for title, _ in listed(first) + listed(second)] == ["Gamma", "Beta", "Alpha"]


@pytest.mark.parametrize(
    "query", ["action=nonsense", "reason=%F0%9F%91%8D", "after=x", "after=-1", "action=" + "x" * 9999]
)
def test_a_word_that_the_log_does_not_know_is_refused(client, query):
    assert client.get(f"/corrections/?{query}").status_code == 400


@pytest.mark.parametrize("number", [1, 50])
def test_the_log_costs_the_same_queries_whatever_the_rows(client, number, django_assert_num_queries):
    for place in range(number):
        corrected(f"Alpha {place}", "Changed.")
    with django_assert_num_queries(2):
        client.get("/corrections/")


def test_the_log_never_names_an_editor_or_a_withdrawn_title(client):
    editor = builders.make_user("publish_meeting", "withdraw_meeting")
    gone = builders.make_meeting(title="Zyzzyva")
    workflow.publish(gone, by=editor)
    workflow.withdraw(gone, reason=ChangeReason.LEGAL, note="A reason.", by=editor)
    page = client.get("/corrections/?action=withdrawn&action=published").content.decode()
    assert (editor.username in page, "Zyzzyva" in page) == (False, False)
