"""Many rows are written in as many steps as few: their entries at once, each as if it were saved alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.intake import tables
from meetings.models import FormerSlug, ImportedEntry, Meeting, Person
from meetings.record import state
from tests.builders import make_country, make_person
from tests.intake.tables.test_writing import taken_in, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADER = "Minister,Date,Person,Country,Place\n"


def rows(*numbers: int) -> str:
    """Rows, each with a person and a place that nobody knows."""
    letters = [f"{chr(65 + row // 26)}{chr(97 + row % 26)}" for row in range(*numbers)]
    return HEADER + "".join(
        f"Jane Roe,2014-05-06,{pair * 4} {pair * 5},Poland,City of {pair * 4}\n" for pair in letters
    )


def statements_for(table) -> int:
    with CaptureQueriesContext(connection) as queries:
        tables.write_batch(table)
    return len(queries)


def test_writing_costs_the_same_statements_for_few_and_many_new_names(file):
    # What is asked once a process is asked by the first table.
    tables.write_batch(taken_in(file("first.csv", rows(1))))
    few = statements_for(taken_in(file("few.csv", rows(1, 3))))
    many = taken_in(file("many.csv", rows(3, 13)))
    assert statements_for(many) == few
    assert Person.objects.count() == 1 + 1 + 2 + 10


def test_names_that_share_an_address_get_one_each(file):
    make_country("fr")
    taken = make_person("Anna Nowak")
    FormerSlug.objects.create(model="person", slug="anna-nowak-2", target=taken.pk)
    ImportedEntry.objects.create(
        kind="person", key="other", words="Anna Nowak", person=taken, seen_at=taken.updated_at
    )
    text = HEADER + (
        "Jane Roe,2014-05-06,Anna Nowak,Poland,\n"
        "Jane Roe,2014-05-07,Anna Nowak,France,\n"
        "Jane Roe,2014-05-08,Anna Nowak,Poland,\n"
    )
    written(file("a.csv", text))
    people = Person.objects.filter(name="Anna Nowak").order_by("pk")
    assert [person.slug for person in people] == ["anna-nowak", "anna-nowak-3", "anna-nowak-4"]
    named = [
        meeting.participations.get(position=1).person.slug for meeting in Meeting.objects.order_by("date")
    ]
    assert named == ["anna-nowak-3", "anna-nowak-4", "anna-nowak-3"]


def test_drafts_change_nothing_that_is_public_and_pages_of_entries_are_made_anew(file):
    before = state.stamp()
    table = written(file("a.csv", rows(2)))
    after = state.stamp()
    assert (after[0], after[1] > before[1]) == (before[0], True)
    tables.undo(table)
    undone = state.stamp()
    assert (undone[0], undone[1] > after[1]) == (before[0], True)
