"""The change log, and that who follows it has what a fresh download has."""

import random

import pytest

from meetings import workflow
from meetings.models import Person
from meetings.search import exposure
from meetings.vocabulary import ChangeReason, Side
from meetings.workflow import Refused
from tests import builders
from tests.api.asking import ask, errors, everything

pytestmark = pytest.mark.django_db


def test_everything_that_happens_to_the_record_is_told_once_and_in_order(client):
    first, second = builders.published_meeting(), builders.published_meeting()
    first.topics.add(builders.make_topic())
    workflow.correct(first, reason=ChangeReason.ADDED_DETAIL, note="A topic.")
    workflow.redact(first, numbers=[1], reason=ChangeReason.LEGAL, note="By order.")
    workflow.merge(second, into=first, note="The same.")
    workflow.withdraw(first, reason=ChangeReason.PRIVACY, note="On request.")
    workflow.restore(first, note="Back.")
    found = everything(client, "changes/?size=2")
    assert [(one["version"], one["action"], one["meeting"]["id"], one["note"]) for one in found] == [
        (1, "published", 1, ""),
        (2, "published", 2, ""),
        (3, "corrected", 1, "A topic."),
        (4, "redacted", 1, "By order."),
        (5, "merged", 2, "The same."),
        (6, "withdrawn", 1, "On request."),
        (7, "restored", 1, "Back."),
    ]
    assert found[4]["merged_into"]["id"] == 1
    assert [one["edition"] for one in found] == [1, 1, 2, 1, 1, 2, 3]


def test_a_follower_goes_on_where_it_was(client):
    builders.published_meeting()
    seen = ask(client, "changes/")
    assert (seen["next"], seen["since"]) == (None, "1")
    assert ask(client, f"changes/?since={seen['since']}")["results"] == []
    builders.published_meeting()
    assert [one["version"] for one in ask(client, f"changes/?since={seen['since']}")["results"]] == [2]


def test_a_name_that_changed_is_told_of_every_meeting_that_shows_it(client):
    person = builders.make_person("Old Name")
    for _ in range(3):
        host = {"side": Side.PRINCIPAL, "country": builders.make_country("az")}
        builders.published_meeting(people=[host, {"person": person, "country": builders.make_country()}])
    person.name = "New Name"
    person.save()
    found = everything(client, "changes/?size=2&since=3")
    assert [(one["id"], one["action"]) for one in found] == [
        ("4-1", "renewed"),
        ("4-2", "renewed"),
        ("4-3", "renewed"),
    ]


@pytest.mark.parametrize(
    ("since", "code"),
    [("1", "ahead"), ("9" * 18, "ahead"), ("-1", "invalid"), ("1-", "invalid"), ("9" * 19, "invalid")],
)
def test_a_cursor_that_the_log_never_gave_is_refused(client, since, code):
    assert errors(client, f"changes/?since={since}") == [("since", code)]


def follow(client, known: dict, since: str) -> str:
    """Bring a follower's copy up to date, a few changes at a time."""
    while True:
        page = ask(client, f"changes/?since={since}&size=3")
        for change in page["results"]:
            answer = client.get(change["meeting"]["url"])
            if answer.status_code == 200:
                known[change["meeting"]["id"]] = answer.json()
            else:
                assert answer.status_code in (301, 410)
                known.pop(change["meeting"]["id"], None)
        since = page["since"]
        if page["next"] is None:
            return since


def do_something(chance: random.Random, meetings: list) -> None:
    """One act of an editor on some meeting, which may be refused."""
    meeting, other = chance.choice(meetings), chance.choice(meetings)
    meeting.refresh_from_db()
    try:
        match chance.randrange(7):
            case 0 | 1:
                meetings.append(builders.published_meeting())
            case 2 | 3:
                meeting.topics.add(builders.make_topic())
                workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="More.")
            case 4:
                workflow.withdraw(meeting, reason=ChangeReason.OTHER, note="Not ours.")
            case 5:
                workflow.restore(meeting, note="Ours.")
            case 6:
                other.refresh_from_db()
                workflow.merge(meeting, into=other, note="The same.")
    except Refused:
        person = chance.choice(list(Person.objects.order_by("pk")))
        person.name += "x"
        person.save()


@pytest.mark.parametrize("seed", range(4))
def test_a_follower_has_what_a_fresh_download_has(client, seed):
    chance = random.Random(seed)
    meetings, known, since = [builders.published_meeting()], {}, "0"
    for act in range(24):
        do_something(chance, meetings)
        if act == 15:
            exposure.rebuild()
        if chance.randrange(4) == 0:
            since = follow(client, known, since)
    follow(client, known, since)
    fresh = {one["id"]: one for one in everything(client, "meetings/?expand=record&size=5")}
    assert known == fresh
