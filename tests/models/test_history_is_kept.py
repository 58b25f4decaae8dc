"""What was published stays: no edition, note or published meeting goes through the ORM."""

import pytest
from django.db.models import ProtectedError

from meetings.models import ChangeNote, Edition, Meeting
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [Edition, ChangeNote])
def test_rows_of_the_history_are_not_deleted_in_bulk(rows) -> None:
    make.published_meeting()
    with pytest.raises(TypeError):
        rows.objects.all().delete()
    assert rows.objects.count() == 1


@pytest.mark.parametrize("rows", [Edition, ChangeNote])
def test_rows_of_the_history_are_not_deleted_one_by_one(rows) -> None:
    make.published_meeting()
    with pytest.raises(TypeError):
        rows.objects.get().delete()
    assert rows.objects.count() == 1


@pytest.mark.parametrize("rows", [Edition, ChangeNote])
def test_rows_of_the_history_are_not_saved_again(rows) -> None:
    make.published_meeting(note="first")
    row = rows.objects.get()
    row.note = "rewritten"
    with pytest.raises(TypeError):
        row.save()
    assert rows.objects.get().note == "first"


def test_the_editions_of_a_meeting_are_not_deleted_through_it() -> None:
    meeting = make.published_meeting()
    with pytest.raises(TypeError):
        meeting.editions.all().delete()
    assert meeting.editions.count() == 1


def test_a_published_meeting_is_not_deleted() -> None:
    meeting = make.published_meeting()
    with pytest.raises(ProtectedError):
        meeting.delete()
    with pytest.raises(ProtectedError):
        Meeting.objects.all().delete()
    assert Meeting.objects.published().get() == meeting


def test_a_draft_is_deleted_with_its_rows() -> None:
    make.make_meeting(summary="a draft").delete()
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("kind", ["person", "country"])
def test_a_party_of_a_meeting_is_not_deleted(kind: str) -> None:
    meeting = make.published_meeting()
    with pytest.raises(ProtectedError):
        getattr(meeting.participations.first(), kind).delete()


def test_a_source_of_a_meeting_is_not_deleted() -> None:
    meeting = make.published_meeting()
    with pytest.raises(ProtectedError):
        meeting.reports.get().source.delete()
