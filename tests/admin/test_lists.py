"""The lists of the desk: what they show and find, at a price that does not depend on the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import (
    Appointment,
    Meeting,
    MeetingSource,
    MeetingText,
    Occasion,
    Participation,
    Person,
    Place,
    Source,
    Topic,
)
from tests.admin import desk


def make(world, number: int, **fields) -> Meeting:
    meeting = Meeting.objects.create(date=f"2022-09-{number % 28 + 1:02}", **fields)
    person = Person.objects.create(name=f"Somebody {number}")
    Participation.objects.create(meeting=meeting, person=person, country=world.poland)
    Participation.objects.create(meeting=meeting, country=world.azerbaijan, role_as_printed="Əlaqə")
    MeetingSource.objects.create(meeting=meeting, source=world.source)
    MeetingText.objects.create(meeting=meeting, title=f"Talks no. {number}")
    return meeting


def found(client, **asked) -> list[Meeting]:
    return list(client.get(desk.LIST, asked).context["cl"].result_list)


def test_the_list_says_when_who_and_where_it_stands(client, editor, world):
    meeting = make(world, 21)
    page = client.get(desk.LIST)
    row = page.context["cl"].result_list[0]
    admin = page.context["cl"].model_admin
    assert (admin.when(row), admin.who(row), admin.sources_count(row)) == (
        "22 September 2022",
        "Somebody 21, Poland · Əlaqə, Azerbaijan",
        1,
    )
    assert admin.public_page(meeting) == ""


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_meetings_costs_the_same_for_one_and_for_thirty(
    client, editor, world, rows, django_assert_num_queries
):
    occasion = Occasion.objects.create(name="A summit")
    for number in range(rows):
        make(world, number, occasion=occasion)
    with django_assert_num_queries(9):
        client.get(desk.LIST)


@pytest.mark.parametrize("rows", [1, 30])
def test_every_list_costs_the_same_for_one_and_for_thirty(client, editor, world, rows):
    for number in range(rows):
        Appointment.objects.create(
            person=Person.objects.create(name=f"Somebody {number}"), office=world.office
        )
        Place.objects.create(name=f"Place {number}", country=world.poland)
        Occasion.objects.create(name=f"Occasion {number}", date="2022")
        broader = Topic.objects.create(name=f"Broader {number}")
        Topic.objects.create(name=f"Topic {number}", broader=broader)
        Source.objects.create(title=f"Source {number}", publisher=world.source.publisher)
    expected = {
        "person": 7, "organisation": 6, "office": 6, "appointment": 6, "occasion": 6, "place": 6,
        "topic": 6, "source": 6, "country": 6, "minister": 7,
    }  # fmt: skip
    assert {table: queries_of(client, f"/admin/meetings/{table}/") for table in expected} == expected


def queries_of(client, path: str) -> int:
    """How often the database is asked for a page."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_meetings_are_found_by_any_spelling_of_who_took_part_and_by_their_words(client, editor, world):
    meeting = make(world, 1)
    other = Meeting.objects.create()
    Participation.objects.create(meeting=other, person=Person.objects.create(name="Dimitar Kovačevski"))
    for asked in ("kovacevski", "Kovachevski dimitar", "КОВАЧЕВСКИ"):
        assert found(client, q=asked) == [other]
    for asked in ("poland", "əlaqə", "talks", "somebody poland"):
        assert found(client, q=asked) == [meeting]
    assert found(client, q="somebody kovacevski") == []


def test_meetings_are_filtered_by_country_and_occasion_from_lists(client, editor, world):
    occasion = Occasion.objects.create(name="A summit")
    meeting = make(world, 1, occasion=occasion)
    Meeting.objects.create()
    assert found(client, country="pl") == [meeting]
    assert found(client, country="PL", occasion=occasion.slug) == [meeting]
    assert found(client, country="zz") == []
    page = client.get(desk.LIST, {"country": "pl", "q": "talks"}).text
    assert '<option value="pl" selected>Poland (PL)</option>' in page
    assert '<input type="hidden" name="q" value="talks">' in page
