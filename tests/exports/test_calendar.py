"""Meetings in calendars, read back by a parser of RFC 5545."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exports.calendar import calendar
from tests.exports import sample


def events(published) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(calendar(published)).walk("VEVENT")


def days(**given) -> tuple:
    event = events(sample.published(**given))[0]
    return event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None


def test_an_event_says_who_what_where_and_which_edition():
    event = events(sample.published())[0]
    assert {
        name: event.decoded(name)
        for name in ("uid", "sequence", "summary", "location", "url", "status", "dtstamp", "last-modified")
    } == {
        "uid": "meeting-12@archive.example.org",
        "sequence": 1,
        "summary": "Anna Host, Ursula von der Leyen and the Foreign Minister (Poland)",
        "location": "New York, United States",
        "url": "https://archive.example.org/meetings/12/",
        "status": "CONFIRMED",
        "dtstamp": sample.PUBLISHED_AT,
        "last-modified": sample.PUBLISHED_AT,
    }
    assert [str(one) for one in event["CATEGORIES"].cats] == ["Energy", "Grain, wheat & rye"]
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Bilateral meeting, 22 September 2022",
        "Anna Host, Minister of Foreign Affairs of Azerbaijan",
        "Ursula von der Leyen, President, European Union",
        "the Foreign Minister (Poland)",
        "High-level week",
        "Edition 2: https://archive.example.org/meetings/12/",
    ]


def test_the_identifier_stays_and_the_sequence_rises_with_editions():
    found = [events(sample.published(edition=edition))[0] for edition in (1, 2, 7)]
    assert [(str(event["UID"]), event["SEQUENCE"]) for event in found] == [
        ("meeting-12@archive.example.org", 0),
        ("meeting-12@archive.example.org", 1),
        ("meeting-12@archive.example.org", 6),
    ]


def test_a_day_and_several_days_are_whole_days_and_the_end_is_the_day_after():
    assert days() == (datetime.date(2022, 9, 22), datetime.date(2022, 9, 23))
    assert days(date=sample.day("2022-12-30/2023-01-02"), start_time="10:30", timezone="Asia/Baku") == (
        datetime.date(2022, 12, 30),
        datetime.date(2023, 1, 3),
    )


def test_a_time_stays_in_the_zone_of_the_source_and_no_end_is_made_up():
    begin = datetime.datetime(2022, 9, 22, 21, 50, tzinfo=ZoneInfo("America/New_York"))
    assert days(start_time="21:50", timezone="America/New_York") == (begin, None)
    text = calendar(sample.published(start_time="21:50", timezone="America/New_York")).decode()
    assert ("BEGIN:VTIMEZONE" in text, len(text) < 2500) == (True, True)


@pytest.mark.parametrize("zone", ["Not/AZone", "", "../../etc/passwd"])
def test_a_zone_that_nobody_knows_leaves_the_day(zone):
    assert days(start_time="21:50", timezone=zone) == (
        datetime.date(2022, 9, 22),
        datetime.date(2022, 9, 23),
    )


@pytest.mark.parametrize("edtf", ["0001-01-01", "1582-10-10", "1969-12-31"])
def test_old_days_are_whole_days_even_with_a_time(edtf):
    day = datetime.date.fromisoformat(edtf)
    assert days(date=sample.day(edtf), start_time="10:00", timezone="Europe/Warsaw") == (
        day,
        day + datetime.timedelta(days=1),
    )


@pytest.mark.parametrize(
    "date",
    [
        None,
        sample.day("2022-09"),
        sample.day("2022-09-XX"),
        sample.day("2022-09-22?"),
        sample.day("2022-09-22~"),
        sample.day("2022-09-22/.."),
        sample.day("../2022-09-22"),
        sample.day("[2022-09-20..2022-09-26]"),
        sample.day("2022-09-20/2022-09"),
        sample.day("9999-12-31"),
        sample.day("2022-09-22", "publication_only"),
        sample.day("2022-09-20/2022-09-26", "bounded_by_occasion"),
    ],
)
def test_what_has_no_certain_day_has_no_event(date):
    assert events(sample.published(date=date)) == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("held", "CONFIRMED"),
        ("scheduled", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_the_status_is_the_meeting_s(status, expected):
    assert str(events(sample.published(status=status))[0]["STATUS"]) == expected


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200))
def test_any_title_is_read_back_as_it_was(title):
    texts = [{"language": "en", "original": True, "title": title, "summary": ""}]
    assert str(events(sample.published(texts=texts))[0]["SUMMARY"]) == title
