"""What changed: every edition against the one before, in words."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import workflow
from meetings.models import Meeting, MeetingText
from meetings.views import changes
from meetings.vocabulary import ChangeReason, Property, Rank, Side
from tests import builders
from tests.exports import sample
from tests.record.test_changes import PATHS, at, other, with_leaf

#: Every leaf of a form but the dates, in which no other text can be published.
SAYABLE = [path for path in PATHS if path[-1] not in ("edtf", "published", "accessed_on")]
PAIR = ("gone", "new")


def history_of(client, meeting: Meeting, query: str = "") -> str:
    return client.get(f"/meetings/{meeting.public_id}/history/{query}").content.decode()


def steps_of(page: str) -> list[list[str]]:
    """The differences of every step, newest first, with what went in [-…-] and what came in {+…+}."""
    found = []
    for step in page.split('<ol class="ledger steps">')[1].split("</ol>")[0].split("<li>")[1:]:
        step = re.sub(r"<del>(.*?)</del>", r"[-\1-]", step, flags=re.S)
        step = re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", step, flags=re.S)
        lines = re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", step, re.S)
        found.append([f"{_plain(label)}: {_plain(words)}" for label, words in lines])
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def correct(meeting: Meeting, note: str = "Better.", hours: int = 1):
    at = builders.NOON + datetime.timedelta(hours=hours)
    return workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note=note, at=at)


def meeting_of_two(**fields) -> Meeting:
    people = [
        {
            "side": Side.PRINCIPAL,
            "person": builders.make_person("Anna Host"),
            "country": builders.make_country("az"),
        },
        {
            "person": builders.make_person("Bo Guest"),
            "country": builders.make_country("pl"),
            "role_as_printed": "Foreign Minister",
        },
    ]
    return builders.published_meeting(people=people, **fields)


@pytest.mark.django_db
def test_a_correction_is_told_field_by_field_in_words(client):
    source = builders.make_source("A first account")
    meeting = meeting_of_two(
        summary="They spoke of gas, at length.",
        date="[2022-09-20..2022-09-26]",
        date_basis="bounded_by_occasion",
        topics=[builders.make_topic("Gas")],
        sources=[source],
    )
    meeting.date, meeting.date_basis, meeting.place = "2022-09-22", "stated", builders.make_place("Warsaw")
    meeting.save()
    MeetingText.objects.filter(meeting=meeting).update(summary="They spoke of grain, at length.")
    guest = meeting.participations.last()
    guest.role_as_printed = "Deputy Minister"
    guest.save()
    builders.make_participation(
        meeting, person=builders.make_person("Cy Aide"), country=builders.make_country("pl")
    )
    meeting.topics.set([builders.make_topic("Grain"), builders.make_topic("Roads")])
    builders.make_report(meeting, builders.make_source("A second account"))
    builders.make_statement(meeting, source, value="2022-09-22", quote="on Thursday")
    correct(meeting)
    assert steps_of(history_of(client, meeting)) == [
        [
            "Date: [-some day from 20 to 26 September 2022-] → {+22 September 2022+}",
            "How the date is known: [-bounded by the dates of the occasion-] → {+stated by a source+}",
            "Place added: {+Warsaw+}",
            "Participant added: {+Cy Aide, Poland+}",
            "Role in print Bo Guest: [-Foreign-]{+Deputy+} Minister",
            "Topic removed: [-Gas-]",
            "Topic added: {+Grain+}; {+Roads+}",
            "Summary English: They spoke of [-gas,-]{+grain,+} at length.",
            "Source added: {+A second account+}",
            "Evidence added: {+Date · A first account: “on Thursday”+}",
        ],
        [],
    ]


@pytest.mark.django_db
def test_a_statement_that_is_weighed_anew_is_told_with_its_source(client):
    meeting = meeting_of_two(sources=[builders.make_source("An account")])
    guest = meeting.participations.last()
    statement = builders.make_statement(
        meeting, property=Property.ROLE, participation=guest, value="Minister", quote="the minister"
    )
    correct(meeting)
    statement.rank, statement.reason = Rank.PREFERRED, "He was."
    statement.save()
    correct(meeting, hours=2)
    assert steps_of(history_of(client, meeting))[0] == [
        "Weight Role · Bo Guest · An account: [-Normal-] → {+Preferred+}",
        "Reason for the weight Role · Bo Guest · An account: {+He was.+}",
    ]


@pytest.mark.django_db
def test_a_long_text_shows_only_what_is_around_the_change(client):
    words = " ".join(f"word{place}" for place in range(2000))
    meeting = meeting_of_two(summary=f"{words} gas {words}")
    MeetingText.objects.filter(meeting=meeting).update(summary=f"{words} grain {words}")
    correct(meeting)
    page = history_of(client, meeting)
    [line] = steps_of(page)[0]
    assert "word1999 [-gas-]{+grain+} word0" in line
    assert len(page) < 10_000


@pytest.mark.django_db
def test_what_was_redacted_is_compared_with_nothing(client):
    meeting = meeting_of_two(summary="Zyzzyva")
    for place, summary in enumerate(("second", "third"), start=1):
        MeetingText.objects.filter(meeting=meeting).update(summary=summary)
        correct(meeting, hours=place)
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="A court's order.")
    page = history_of(client, meeting)
    assert "Zyzzyva" not in page
    assert steps_of(page) == [[], ["Summary English: [-second-]{+third+}"], [], []]
    assert page.count("The text of one of the two editions was removed") == 1


@pytest.mark.django_db
def test_a_withdrawn_record_tells_its_notes_and_none_of_its_content(client):
    meeting = meeting_of_two(summary="Zyzzyva")
    MeetingText.objects.filter(meeting=meeting).update(summary="Xylyl")
    correct(meeting, note="A better word.")
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.")
    answer = client.get(f"/meetings/{meeting.public_id}/history/")
    page = answer.content.decode()
    assert (answer.status_code, "A better word." in page, "It was a letter." in page) == (410, True, True)
    assert [word in page for word in ("Zyzzyva", "Xylyl", "Anna", "Bo Guest", "as_of")] == [False] * 5
    assert steps_of(page) == [[], [], []]


@pytest.mark.django_db
def test_a_long_history_goes_on_on_further_pages(client):
    meeting = meeting_of_two(summary="0")
    for place in range(1, 13):
        MeetingText.objects.filter(meeting=meeting).update(summary=str(place))
        correct(meeting, hours=place)
    page = history_of(client, meeting)
    older = re.search(r'href="(\?before=\d+)"', page)[1]
    first, second = steps_of(page), steps_of(history_of(client, meeting, older))
    assert [*first, *second] == [
        *([f"Summary English: [-{place - 1}-]{{+{place}+}}"] for place in range(12, 0, -1)),
        [],
    ]
    assert (len(first), len(second)) == (10, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["x", "-1", "1.5", "٣", "9" * 19, "9" * 5000, "1 or 1=1"])
def test_a_place_in_the_history_that_no_page_gave_is_refused(client, before):
    meeting = meeting_of_two()
    answer = client.get(f"/meetings/{meeting.public_id}/history/", {"before": before})
    assert answer.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("editions", [2, 9])
def test_a_history_costs_the_same_queries_whatever_its_length(client, editions, django_assert_num_queries):
    meeting = meeting_of_two(summary="0")
    for place in range(1, editions):
        MeetingText.objects.filter(meeting=meeting).update(summary=str(place))
        correct(meeting, hours=place)
    with django_assert_num_queries(8):
        history_of(client, meeting)


@settings(deadline=None)
@given(st.lists(st.sampled_from(SAYABLE), min_size=1, max_size=3, unique=True))
def test_every_difference_is_said_in_words_and_never_as_data(paths):
    old = new = sample.form()
    for path in paths:
        new = with_leaf(new, path, other(path, at(new, path)))
    for one, another in ((old, new), (new, old)):
        said = changes.lines(one, another, "en")
        assert (said == []) == (one == another)
        for line in said:
            assert line.label
            assert line.sign or [sign for sign, text in line.stretches if sign in PAIR and text]
            assert [text for _, text in line.stretches if "{" in text or "'slug'" in text] == []
