"""The evidence on the page of a meeting: marks, notes and whose account a source is."""

import re

import pytest

from meetings import workflow
from meetings.models import Meeting
from meetings.vocabulary import Property
from tests import builders

pytestmark = pytest.mark.django_db


def page_of(client, meeting: Meeting) -> str:
    return client.get(f"/meetings/{meeting.public_id}/", follow=True).content.decode()


def test_what_any_source_says_has_a_mark_even_where_the_record_settles_nothing(client):
    meeting = builders.make_meeting()
    told = [Property.KIND, Property.PLACE, Property.OCCASION, Property.TOPIC, Property.PARTICIPANT]
    for which in told:
        builders.make_statement(meeting, property=which, value="x", quote=f"words on the {which}")
    workflow.publish(meeting, at=builders.NOON)
    page = page_of(client, meeting)
    marked = re.findall(r'class="mark" id="[^"]*" href="#([^"]*)"', page)
    noted = re.findall(r'<div class="note" id="([^"]*)"', page)
    assert sorted(marked) == sorted(noted) == ["n1", "n2", "n3", "n4", "n5"]


def test_our_account_stands_before_theirs_and_before_that_of_others(client, settings):
    settings.ARCHIVE_COUNTRY = "az"
    publishers = [
        builders.make_organisation("A Paper", classification="media", country=builders.make_country("az")),
        builders.make_organisation(
            "Their Ministry", classification="ministry", country=builders.make_country("pl")
        ),
        builders.make_organisation(
            "A Ministry Elsewhere", classification="ministry", country=builders.make_country("rs")
        ),
        builders.make_organisation(
            "Our Ministry", classification="ministry", country=builders.make_country("az")
        ),
    ]
    sources = [builders.make_source(publisher=publisher) for publisher in publishers]
    meeting = builders.make_meeting(sources=sources)
    builders.make_statement(meeting, sources[1])
    workflow.publish(meeting, at=builders.NOON)
    page = page_of(client, meeting)
    head = re.search(r'<table class="both"><thead>.*?</thead>', page, re.S)[0]
    columns = [
        " ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(r"<th.*?</th>", head, re.S)
    ]
    assert columns == [
        "Fact",
        "Our account Our Ministry",
        "Their account Their Ministry",
        "Account of others A Paper",
        "Account of others A Ministry Elsewhere",
    ]
    assert page.count("not stated") == 3


def test_accounts_are_not_told_apart_where_all_are_of_others(client):
    meeting = builders.published_meeting(sources=[builders.make_source(), builders.make_source()])
    assert "Account of others" not in page_of(client, meeting)


def test_a_role_stands_beside_its_participant_where_it_is_preferred_or_no_office_is_known(client):
    sources = [builders.make_source("One"), builders.make_source("Two")]
    meeting = builders.make_meeting(sources=sources)
    row = meeting.participations.last()
    row.role_as_printed = "Chairman-in-Office"
    row.save()
    office = builders.make_appointment(row.person)
    for source, value in zip(sources, ("Chairman-in-Office", "Envoy"), strict=True):
        builders.make_statement(meeting, source, property="role", participation=row, value=value, quote="")
    workflow.publish(meeting, at=builders.NOON)

    def beside() -> bool:
        page = client.get(f"/meetings/{meeting.public_id}/", follow=True).text
        return "Chairman-in-Office" in page.split("<dl", 1)[1].split("</dl>", 1)[0]

    assert beside() is True
    row.appointments.add(office)
    workflow.correct(meeting, reason="added_detail", note="He held an office.")
    assert beside() is False
    meeting.statements.filter(value="Chairman-in-Office").update(rank="preferred", reason="His own words.")
    workflow.correct(meeting, reason="added_detail", note="A role is preferred.")
    assert beside() is True
