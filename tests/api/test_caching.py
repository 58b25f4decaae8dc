"""Answers that caches can keep: 304 after no change, 200 after a change to any part that is shown."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from meetings import workflow
from meetings.models import Identifier, Organisation, Person, Topic
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db

LISTS = (
    "", "meetings/", "meetings/1/", "meetings/1/editions/", "meetings/1/editions/1/", "changes/", "sources/",
    "statements/", "people/", "people/bo-guest/", "ministers/", "countries/", "countries/pl/", "offices/",
    "organisations/", "occasions/", "places/", "topics/", "schema/",
)  # fmt: skip
SHARED = "public, max-age=0, s-maxage=15, stale-while-revalidate=15"


def a_meeting():
    """A meeting that links to something of every kind."""
    guest, poland = builders.make_person("Bo Guest"), builders.make_country("pl")
    held = builders.make_appointment(guest, builders.make_office(country=poland))
    return builders.published_meeting(
        people=[
            {
                "side": Side.PRINCIPAL,
                "person": builders.make_person(),
                "country": builders.make_country("az"),
            },
            {"person": guest, "country": poland, "appointments": [held]},
        ],
        sources=[builders.make_source(publisher=builders.make_organisation("Paper"))],
        occasion=builders.make_occasion("Assembly"),
        place=builders.make_place("Hall"),
        topics=[builders.make_topic("Peace")],
    )


def tag_of(client, path: str) -> str:
    return client.get(f"/api/v1/{path}").headers["ETag"]


@pytest.mark.parametrize("path", LISTS)
def test_an_answer_that_is_held_already_is_not_sent_again(client, path):
    a_meeting()
    first = client.get(f"/api/v1/{path}")
    assert (first.status_code, first.headers["Cache-Control"]) == (200, SHARED)
    for given in (first.headers["ETag"], f'"other", W/{first.headers["ETag"]}', "*"):
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": given})
        assert (given, again.status_code, again.content) == (given, 304, b"")
        assert (again.headers["ETag"], again.headers["Cache-Control"]) == (first.headers["ETag"], SHARED)


def test_a_tag_of_another_question_or_site_is_another(client, settings):
    a_meeting()
    tags = [tag_of(client, path) for path in ("meetings/", "meetings/?size=1", "meetings/1/", "people/")]
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    tags.append(tag_of(client, "meetings/"))
    assert len(set(tags)) == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda meeting: workflow.correct(meeting, reason=ChangeReason.SPELLING, note="Corrected."),
        lambda meeting: Person.objects.filter(name="Bo Guest").first().save(),
        lambda meeting: builders.make_other_name(Person.objects.get(slug="bo-guest"), "B.", language="az"),
        lambda meeting: renamed(Organisation.objects.get(slug="paper")),
        lambda meeting: renamed(meeting.place),
        lambda meeting: renamed(meeting.occasion),
        lambda meeting: renamed(Topic.objects.get(slug="peace")),
        lambda meeting: renamed(meeting.participations.last().country),
    ],
    ids=["correction", "person", "other name", "publisher", "place", "occasion", "topic", "country"],
)
def test_a_change_to_any_part_that_is_shown_is_sent(client, change):
    meeting = a_meeting()
    meeting.topics.add(builders.make_topic())
    before = {path: tag_of(client, path) for path in ("meetings/", "meetings/1/")}
    change(meeting)
    for path, tag in before.items():
        assert client.get(f"/api/v1/{path}", headers={"If-None-Match": tag}).status_code == 200


def renamed(row) -> None:
    row.name += " New"
    row.save()


def test_the_title_of_an_office_is_a_part_of_the_whole_record(client):
    meeting = a_meeting()
    tag = tag_of(client, "meetings/1/")
    office = meeting.participations.last().appointments.get().office
    office.title = "Chancellor"
    office.save()
    answer = client.get("/api/v1/meetings/1/", headers={"If-None-Match": tag})
    assert answer.json()["participations"][1]["appointments"][0]["office"]["name"] == "Chancellor"


def test_a_change_of_an_entry_that_no_meeting_shows_is_sent_too(client):
    a_meeting()
    guest = Person.objects.get(slug="bo-guest")
    tag = tag_of(client, "people/bo-guest/")
    Identifier.objects.create(person=guest, scheme="wikidata", value="Q1")
    answer = client.get("/api/v1/people/bo-guest/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["identifiers"]) == (
        200,
        [{"scheme": "wikidata", "value": "Q1"}],
    )


def test_a_time_is_told_once_it_has_settled_and_only_that_very_time_is_believed(client):
    with time_machine.travel(builders.NOON, tick=False) as clock:
        meeting = a_meeting()
        assert "Last-Modified" not in client.get("/api/v1/meetings/").headers
        clock.shift(62)
        told = client.get("/api/v1/meetings/").headers["Last-Modified"]
        assert told == "Mon, 26 Sep 2022 12:00:01 GMT"
        for since, status in {
            told: 304,
            "Mon, 26 Sep 2022 12:00:02 GMT": 200,
            "Tue, 27 Sep 2022 12:00:01 GMT": 200,
            "yesterday": 200,
        }.items():
            answer = client.get("/api/v1/meetings/", headers={"If-Modified-Since": since})
            assert (since, answer.status_code) == (since, status)
        # A tag decides where both are given.
        both = {"If-Modified-Since": told, "If-None-Match": '"other"'}
        assert client.get("/api/v1/meetings/", headers=both).status_code == 200
        workflow.withdraw(meeting, reason=ChangeReason.OTHER, note="Not ours.", at=timezone.now())
        assert client.get("/api/v1/meetings/", headers={"If-Modified-Since": told}).status_code == 200
        clock.shift(datetime.timedelta(minutes=2))
        told = client.get("/api/v1/meetings/").headers["Last-Modified"]
        assert told == "Mon, 26 Sep 2022 12:01:03 GMT"


@pytest.mark.parametrize("path", ["meetings/?country=zz", "meetings/9/", "nothing/"])
def test_a_failure_is_kept_by_nobody(client, path):
    a_meeting()
    answer = client.get(f"/api/v1/{path}", headers={"If-None-Match": "*"})
    assert (answer.status_code >= 400, answer.headers["Cache-Control"], "ETag" in answer.headers) == (
        True,
        "no-store",
        False,
    )


@pytest.mark.parametrize("path", ["meetings/?facets=1", "meetings/1/"])
def test_an_answer_given_again_says_the_same_and_counts_as_a_request(client, path):
    a_meeting()
    address = f"/api/v1/{path}"
    with time_machine.travel(builders.NOON, tick=False):
        asked = [client.get(address) for _ in range(3)]
    left = [int(one.headers["RateLimit"].partition("r=")[2].partition(";")[0]) for one in asked]
    assert [left[0] - one for one in left] == [0, 1, 2]
    assert [one.content for one in asked] == [asked[0].content] * 3
    own = {"RateLimit", "X-Request-ID"}
    said = [{name: value for name, value in one.items() if name not in own} for one in asked]
    assert said == [said[0]] * 3


def test_too_many_requests_are_refused_of_what_was_answered_before_too(client, settings):
    a_meeting()
    settings.ARCHIVE_API_RATE = 2
    who = {"REMOTE_ADDR": "203.0.113.77"}
    with time_machine.travel(builders.NOON, tick=False):
        found = [client.get("/api/v1/meetings/", **who).status_code for _ in range(4)]
    assert found == [200, 200, 429, 429]


def test_who_does_not_take_json_is_refused_what_was_answered_before_too(client):
    a_meeting()
    kinds = ("application/json", "application/json", "text/html", "image/*;q=1")
    found = [client.get("/api/v1/meetings/", headers={"Accept": kind}).status_code for kind in kinds]
    assert found == [200, 200, 406, 406]
