"""The public history proves itself: whatever somebody changes in it is found."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import workflow
from meetings.models import ChangeNote, Edition
from meetings.record import canonical, proof
from tests import builders as make

DAY = datetime.timedelta(days=1)
SOUND = "every number, time, form and hash follows from the one before, and none is missing."


def meeting_of_three_editions():
    meeting = make.published_meeting(title="First title", note="We met.")
    for day in (1, 2):
        make.make_participation(meeting)
        workflow.correct(meeting, reason="added_detail", note=f"More {day}.", at=make.NOON + day * DAY)
    return meeting


def verify() -> tuple[list[str], bool]:
    """The lines of the command, and whether it succeeded."""
    out = StringIO()
    try:
        call_command("verify_editions", stdout=out)
    except CommandError:
        return out.getvalue().splitlines(), False
    return out.getvalue().splitlines(), True


@pytest.mark.django_db
def test_an_untouched_history_is_proved() -> None:
    meeting_of_three_editions()
    make.published_meeting()
    assert verify() == ([f"4 editions, 0 of them redacted: {SOUND}"], True)


@pytest.mark.django_db
def test_an_empty_history_is_proved() -> None:
    make.make_meeting()
    assert list(proof.faults()) == []


@pytest.mark.django_db
def test_the_chain_is_what_it_says() -> None:
    first, second, third = meeting_of_three_editions().editions.order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    previous = "0" * 64
    for edition in (first, second, third):
        assert edition.form_sha256 == canonical.digest(edition.form)
        joined = f"{previous}\n{edition.number}\n{canonical.timestamp(edition.published_at)}\n"
        assert edition.sha256 == canonical.digest(joined + edition.form_sha256)
        previous = edition.sha256


@pytest.mark.django_db
def test_a_history_is_proved_after_a_lawful_redaction_and_a_withdrawal() -> None:
    meeting = meeting_of_three_editions()
    workflow.redact(meeting, numbers=[1, 2], reason="legal", note="By order of the court.")
    workflow.withdraw(meeting, reason="privacy", note="Asked for.")
    workflow.redact(meeting, numbers=[3], reason="privacy", note="Asked for.")
    assert [edition.form for edition in meeting.editions.all()] == ["", "", ""]
    assert verify()[1]
    workflow.restore(meeting, note="Back.")
    assert verify() == ([f"4 editions, 3 of them redacted: {SOUND}"], True)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_edition_that_is_gone_is_missed(number: int) -> None:
    meeting = meeting_of_three_editions()
    gone = meeting.editions.get(number=number)
    ChangeNote.objects.filter(edition=gone).update(edition=None)
    Edition._base_manager.filter(pk=gone.pk).delete()
    lines, passed = verify()
    assert not passed
    assert lines[-1] == f"meeting {meeting.pk}: its 2 editions are not the 3 that its change notes announce"


@pytest.mark.django_db
def test_editions_gone_with_their_notes_are_missed() -> None:
    meeting = make.published_meeting()
    ChangeNote._base_manager.all().delete()
    Edition._base_manager.all().delete()
    assert verify() == ([f"meeting {meeting.pk}: it was public, and has no edition"], False)


@pytest.mark.django_db
def test_an_edition_emptied_without_a_public_reason_is_found() -> None:
    meeting = meeting_of_three_editions()
    meeting.editions.filter(number=1).update(form="", redacted_at=make.NOON)
    assert verify() == (
        [f"meeting {meeting.pk}, edition 1: it was emptied, and no change note says why"],
        False,
    )


@pytest.mark.django_db
def test_an_edition_slipped_in_is_found() -> None:
    meeting = meeting_of_three_editions()
    last = meeting.editions.get(number=3)
    form_sha256 = canonical.digest("{}")
    Edition.objects.create(
        meeting=meeting,
        number=4,
        published_at=make.NOON,
        form="{}",
        reason="other",
        form_sha256=form_sha256,
        sha256=canonical.chain(last.sha256, 4, make.NOON, form_sha256),
    )
    assert not verify()[1]


class TestTampering(TestCase):
    """Changes made past every guard of the code, straight in the table."""

    def setUp(self):
        self.meeting = meeting_of_three_editions()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        number=st.integers(1, 3),
        column=st.sampled_from(["form", "form_sha256", "sha256"]),
        place=st.integers(0),
        character=st.characters(codec="utf-8", exclude_characters="\x00"),
    )
    def test_any_changed_character_is_found(self, number, column, place, character) -> None:
        edition = self.meeting.editions.get(number=number)
        text = getattr(edition, column)
        place %= len(text)
        changed = text[:place] + character + text[place + 1 :]
        self.meeting.editions.filter(number=number).update(**{column: changed})
        assert (list(proof.faults()) == []) == (changed == text)

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        number=st.integers(1, 3),
        shift=st.timedeltas(datetime.timedelta(-9999), datetime.timedelta(9999)).filter(bool),
        renumbered=st.integers(4, 2**31 - 1),
    )
    def test_any_changed_time_or_number_is_found(self, number, shift, renumbered) -> None:
        edition = self.meeting.editions.get(number=number)
        self.meeting.editions.filter(number=number).update(published_at=edition.published_at + shift)
        assert list(proof.faults()) != []
        self.meeting.editions.filter(number=number).update(
            published_at=edition.published_at, number=renumbered
        )
        assert list(proof.faults()) != []

    def test_two_editions_that_changed_places_are_found(self) -> None:
        table = Edition._meta.db_table
        with connection.cursor() as cursor:
            for old, new in ((1, 9), (2, 1), (9, 2)):
                cursor.execute(f"UPDATE {table} SET number = %s WHERE number = %s", [new, old])
        assert list(proof.faults()) != []
