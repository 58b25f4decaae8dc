"""One meeting in other forms, at its number with a suffix."""

import json

import icalendar
import pytest

from meetings import workflow
from meetings.models import Edition, Meeting, MeetingText, Person
from meetings.record import canonical, editions
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = pytest.mark.django_db
SUFFIXES = ["json", "jsonld", "ics", "bib", "ris", "csl.json"]


def corrected_meeting() -> Meeting:
    """Two editions a day apart: the first speaks of gas, the second of grain."""
    meeting = builders.published_meeting(summary="gas", at=builders.NOON)
    MeetingText.objects.filter(meeting=meeting).update(summary="grain")
    later = builders.NOON.replace(day=27)
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="Grain.", at=later)
    return meeting


@pytest.mark.parametrize(
    ("suffix", "media_type", "way"),
    [
        ("json", "application/json", "inline"),
        ("jsonld", "application/ld+json", "inline"),
        ("ics", "text/calendar; charset=utf-8", "attachment"),
        ("bib", "application/x-bibtex; charset=utf-8", "attachment"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "attachment"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "attachment"),
    ],
)
def test_every_form_has_its_type_a_safe_name_and_the_way_to_the_page(
    client, settings, suffix, media_type, way
):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    number = builders.published_meeting(title='../../"x"\n').public_id
    answer = client.get(f"/meetings/{number}.{suffix}")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Disposition"], answer["Link"]) == (
        200,
        media_type,
        f'{way}; filename="meeting-{number}.{suffix}"',
        f'<https://archive.example.org/meetings/{number}/>; rel="canonical"',
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_scripts_of_every_site_may_read_a_form_and_that_it_is_gone_or_elsewhere(client, suffix):
    kept, merged, withdrawn = (builders.published_meeting() for _ in range(3))
    workflow.merge(merged, into=kept, note="The same.")
    workflow.withdraw(withdrawn, reason=ChangeReason.NOT_A_MEETING, note="Never took place.")
    answers = [client.get(f"/meetings/{one.public_id}.{suffix}") for one in (kept, merged, withdrawn)]
    assert [(answer.status_code, answer["Access-Control-Allow-Origin"]) for answer in answers] == [
        (200, "*"),
        (301, "*"),
        (410, "*"),
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_form_that_is_held_already_is_not_sent_again_until_a_name_in_it_changes(client, suffix):
    meeting = builders.published_meeting()
    path = f"/meetings/{meeting.public_id}.{suffix}"
    held = client.get(path)
    asked = {"If-None-Match": held["ETag"]}
    unchanged = client.get(path, headers=asked)
    kept = ("ETag", "Cache-Control", "Link", "Access-Control-Allow-Origin")
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert [unchanged[name] for name in kept] == [held[name] for name in kept]
    person = Person.objects.filter(participations__meeting=meeting).first()
    person.name = "Another Name"
    person.save()
    # The archive's own JSON is the edition as it was published; a name is no part of it.
    assert client.get(path, headers=asked).status_code == (304 if suffix == "json" else 200)
    MeetingText.objects.update_or_create(meeting=meeting, language="en", defaults={"title": "Other talks"})
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A title.")
    assert client.get(path, headers=asked).status_code == 200


def test_the_json_holds_the_form_as_it_was_published_and_proves_it(client):
    meeting = corrected_meeting()
    Person.objects.filter(participations__meeting=meeting).update(name="Another Name")
    data = client.get(f"/meetings/{meeting.public_id}.json").json()
    edition = editions.latest(meeting)
    assert canonical.digest(canonical.dumps(data["form"])) == data["edition"]["form_sha256"]
    assert (data["edition"]["number"], data["edition"]["sha256"], data["url"]) == (
        2,
        edition.sha256,
        f"http://testserver/meetings/{meeting.public_id}/",
    )


def test_a_calendar_of_a_corrected_meeting_has_the_next_sequence(client):
    meeting = corrected_meeting()
    text = client.get(f"/meetings/{meeting.public_id}.ics").content
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (str(event["UID"]), event["SEQUENCE"]) == (f"meeting-{meeting.public_id}@testserver", 1)


@pytest.mark.parametrize("date", ["", "2022-09", "[2022-09-20..2022-09-26]"])
def test_a_calendar_of_no_certain_day_is_not_there_and_says_why(client, date):
    number = builders.published_meeting(date=date).public_id
    answer = client.get(f"/meetings/{number}.ics")
    reason = (
        "The day of the meeting is not known for certain." if date else "No date of the meeting is known."
    )
    assert (answer.status_code, answer["Content-Type"], answer.content.decode()) == (
        404,
        "text/plain; charset=utf-8",
        f"{reason}\n",
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_withdrawn_meeting_is_gone_in_every_form_with_the_public_reason_alone(client, suffix):
    meeting = builders.published_meeting(title="Zyzzyva", summary="Zyzzyva", internal_note="Zyzzyva")
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.")
    answer = client.get(f"/meetings/{meeting.public_id}.{suffix}")
    assert (answer.status_code, answer.content.decode()) == (410, "It was a letter.\n")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_merged_meeting_leads_to_the_same_form_of_the_kept_one(client, suffix):
    kept, merged = builders.published_meeting(), builders.published_meeting()
    workflow.merge(merged, into=kept, note="The same encounter.")
    answer = client.get(f"/meetings/{merged.public_id}.{suffix}")
    assert (answer.status_code, answer["Location"]) == (301, f"/meetings/{kept.public_id}.{suffix}")


@pytest.mark.parametrize("number", ["0", "7", "2147483648", "9" * 30])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_public_meeting_is_in_no_form(client, number, suffix):
    builders.make_meeting(title="Zyzzyva")
    answer = client.get(f"/meetings/{number}.{suffix}")
    assert (answer.status_code, b"Zyzzyva" in answer.content) == (404, False)


@pytest.mark.parametrize(
    "suffix", ["", "xml", "JSON", "json.json", "csl", "ics ", "json%2f", "%D9%A1", "x" * 5000]
)
def test_a_form_that_there_is_not_is_not_found(client, suffix):
    number = builders.published_meeting().public_id
    assert client.get(f"/meetings/{number}.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_form_holds_what_is_for_editors_or_not_yet_public(client, suffix):
    editor = builders.make_user("publish_meeting", first_name="Zyzzyva", email="zyzzyva@example.org")
    source = builders.make_source(text="Zyzzyva is the whole snapshot.")
    meeting = builders.make_meeting(sources=[source], internal_note="Zyzzyva", created_by=editor)
    workflow.publish(meeting, by=editor)
    MeetingText.objects.create(meeting=meeting, language="en", title="Zyzzyva", summary="Zyzzyva")
    text = client.get(f"/meetings/{meeting.public_id}.{suffix}").content.decode()
    assert ("zyzzyva" in text.lower(), editor.username in text) == (False, False)


def test_a_form_as_of_a_day_is_that_of_the_edition_of_then(client):
    meeting = corrected_meeting()
    asked = f"/meetings/{meeting.public_id}.json?as_of=2022-09-"
    found = [client.get(asked + day).json()["form"]["texts"][0]["summary"] for day in ("26", "27")]
    assert found == ["gas", "grain"]
    assert [client.get(asked + day).status_code for day in ("25", "99")] == [404, 400]


def test_a_redacted_edition_is_in_no_form(client):
    meeting = corrected_meeting()
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="A court's order.")
    for suffix in SUFFIXES:
        answer = client.get(f"/meetings/{meeting.public_id}.{suffix}?as_of=2022-09-26")
        assert (answer.status_code, answer.content.decode()) == (
            410,
            "The text of this edition was removed.\n",
        )
    assert Edition.objects.filter(meeting=meeting, form="").count() == 1


@pytest.mark.parametrize("people", [2, 30])
def test_a_form_costs_the_same_queries_whatever_the_participants(client, people, django_assert_num_queries):
    rows = [
        {
            "side": "counterpart" if place else "principal",
            "person": builders.make_person(),
            "country": builders.make_country("pl"),
        }
        for place in range(people)
    ]
    number = builders.published_meeting(people=rows).public_id
    with django_assert_num_queries(7):
        json.loads(client.get(f"/meetings/{number}.jsonld").content)
