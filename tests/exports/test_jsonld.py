"""Meetings as linked data, expanded by a JSON-LD processor."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as processor

from meetings.exports import jsonld
from meetings.views.citing import data_block
from tests.exports import sample

SCHEMA = sample.SCHEMA


def expanded(published) -> dict:
    """The event as a processor understands it, with the words of schema.org for a context."""
    found = processor.expand(json.loads(jsonld.jsonld(published)), {"documentLoader": sample.schema_org})
    assert len(found) == 1
    return found[0]


def values(node: dict, name: str) -> list:
    return [one.get("@value", one.get("@id")) for one in node.get(SCHEMA + name, [])]


def test_an_event_is_an_event_of_schema_org():
    event = expanded(sample.published())
    assert (event["@id"], event["@type"]) == (
        "https://archive.example.org/meetings/12/",
        [SCHEMA + "Event"],
    )
    assert {name: values(event, name) for name in ("name", "startDate", "endDate", "eventStatus")} == {
        "name": ["Anna Host, Ursula von der Leyen and the Foreign Minister (Poland)"],
        "startDate": ["2022-09-22"],
        "endDate": ["2022-09-22"],
        "eventStatus": ["https://schema.org/EventScheduled"],
    }
    place = event[SCHEMA + "location"][0]
    assert (values(place, "name"), place["@type"]) == (["New York"], [SCHEMA + "Place"])
    assert [values(one, "name") for one in event[SCHEMA + "about"]] == [["Energy"], ["Grain, wheat & rye"]]


def test_people_come_with_offices_and_parties_and_a_role_without_a_name_is_no_name():
    people = expanded(sample.published())[SCHEMA + "attendee"]
    found = [
        (
            values(one, "name"),
            values(one, "jobTitle"),
            [name for party in one[SCHEMA + "affiliation"] for name in values(party, "name")],
        )
        for one in people
    ]
    assert found == [
        (["Anna Host"], ["Minister of Foreign Affairs of Azerbaijan"], ["Azerbaijan"]),
        (["Ursula von der Leyen"], ["President"], ["European Union"]),
        (["the Foreign Minister (Poland)"], ["the Foreign Minister"], ["Poland"]),
    ]


def test_an_occasion_stands_within_what_it_is_part_of():
    occasion = expanded(sample.published())[SCHEMA + "superEvent"][0]
    assert (values(occasion, "name"), values(occasion[SCHEMA + "superEvent"][0], "name")) == (
        ["High-level week"],
        ["77th session of the UN General Assembly"],
    )


@pytest.mark.parametrize(
    "date",
    [
        sample.day("2022-09"),
        sample.day("[2022-09-20..2022-09-26]"),
        sample.day("2022-09-22", "publication_only"),
    ],
)
def test_only_a_certain_day_is_a_start_and_edtf_always_says_what_is_known(date):
    event = expanded(sample.published(date=date))
    known = event[SCHEMA + "additionalProperty"][0]
    assert (values(event, "startDate"), values(event, "endDate"), values(known, "value")) == (
        [],
        [],
        [date["edtf"]],
    )


def test_an_undated_meeting_has_no_date_in_any_form():
    event = expanded(sample.published(date=None))
    assert event.keys() & {SCHEMA + name for name in ("startDate", "endDate", "additionalProperty")} == set()


def test_a_time_carries_the_offset_of_its_zone():
    event = expanded(sample.published(start_time="21:50", timezone="America/New_York"))
    assert values(event, "startDate") == ["2022-09-22T21:50:00-04:00"]


@pytest.mark.parametrize(("status", "names"), [("held", []), ("scheduled", [["Bo Guest"]])])
def test_who_is_only_expected_did_not_attend_what_was_held_and_the_absent_never(status, names):
    expected, absent = sample.form()["participations"][:2]
    expected |= {"attendance": "expected", "person": sample.reference("bo-guest", "Bo Guest")}
    absent |= {"attendance": "absent"}
    event = expanded(sample.published(status=status, participations=[expected, absent]))
    assert [values(one, "name") for one in event.get(SCHEMA + "attendee", [])] == names


def test_the_record_names_edition_and_hash():
    record = expanded(sample.published())[SCHEMA + "subjectOf"][0]
    assert (values(record, "version"), values(record[SCHEMA + "identifier"][0], "value")) == (
        ["2"],
        ["4b1d90aa72c3" + "0" * 52],
    )


@settings(deadline=None)
@given(st.text())
def test_a_data_block_holds_any_text_and_cannot_be_ended_by_it(text):
    block = data_block({"name": f"</script><!--<script>{text}"})
    assert json.loads(block) == {"name": f"</script><!--<script>{text}"}
    assert [character for character in "<>&" if character in block] == []
