"""A generated archive is one that editors could have published, and the same for the same seed."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from meetings.management.generation import NotEmpty, generate
from meetings.management.generation.writing import many_rows
from meetings.models import (
    Appointment,
    ArchiveState,
    Card,
    ChangeNote,
    Edition,
    Meeting,
    MeetingSource,
    MeetingText,
    Participation,
    Person,
    Source,
    Statement,
)
from meetings.search import engines
from meetings.vocabulary import PublicationState
from meetings.workflow.completeness import gaps
from tests import builders
from tests.house import ROOT

pytestmark = pytest.mark.django_db


def test_a_generated_archive_is_sound_and_its_history_proves_itself():
    generate(150, seed=4)
    call_command("check_archive")
    call_command("verify_editions")


def test_no_rule_of_publication_speaks_against_a_generated_meeting():
    generate(150, seed=6)
    assert [list(gaps(meeting)) for meeting in Meeting.objects.published()] == [[]] * Card.objects.filter(
        live=True
    ).count()


def _hashes(seed: int) -> list[str]:
    """The hashes of the editions of an archive that is taken back again."""
    before = transaction.savepoint()
    generate(40, seed=seed)
    found = list(Edition.objects.order_by("meeting", "number").values_list("sha256", flat=True))
    transaction.savepoint_rollback(before)
    return found


def test_the_same_seed_gives_the_same_public_history_and_another_seed_another():
    assert _hashes(4) == _hashes(4)
    assert set(_hashes(4)) & set(_hashes(5)) == set()


def test_versions_and_public_numbers_are_those_that_publishing_one_by_one_would_have_given():
    generate(150, seed=4)
    state = ArchiveState.objects.get()
    assert state.last_public_id == Meeting.objects.filter(public_id__isnull=False).count()
    assert list(ChangeNote.objects.order_by("version").values_list("version", flat=True)) == list(
        range(1, state.version + 1)
    )


def test_some_meetings_are_drafts_and_some_withdrawn():
    generate(400, seed=4, first_year=2012)
    found = {state: Meeting.objects.filter(state=state).count() > 0 for state in PublicationState.values}
    assert found == dict.fromkeys(PublicationState.values, True)
    assert Card.objects.filter(live=False).count() == Meeting.objects.withdrawn().count()


def test_a_lean_archive_has_neither_statements_nor_earlier_editions():
    generate(150, seed=4, lean=True)
    assert Statement.objects.count() == 0
    assert set(Edition.objects.values_list("number", flat=True)) == {1}


def test_an_archive_that_is_not_empty_is_left_alone_unless_told():
    builders.make_meeting()
    with pytest.raises(NotEmpty):
        generate(10, seed=1)
    with pytest.raises(CommandError, match="holds meetings already"):
        call_command("generate_archive", meetings=10)
    assert Meeting.objects.count() == 1
    call_command("generate_archive", meetings=10, add=True)
    assert Meeting.objects.count() == 11


@pytest.mark.parametrize(("meetings", "first_year"), [(0, 1945), (5, 1), (5, 3000)])
def test_what_cannot_be_generated_is_refused(meetings, first_year):
    with pytest.raises(CommandError, match="at least one meeting"):
        call_command("generate_archive", meetings=meetings, first_year=first_year)


def test_every_row_of_the_desk_is_as_saving_it_would_have_left_it():
    generate(150, seed=4)
    models = (Meeting, MeetingText, Participation, Source, MeetingSource, Statement, Person, Appointment)
    for model in models:
        rows = list(model.objects.all())
        before = [dict(vars(row)) for row in rows]
        for row in rows:
            row.full_clean(validate_unique=False, validate_constraints=False)
            row.normalise()
        changed = [
            name
            for row, was in zip(rows, before, strict=True)
            for name, value in was.items()
            if name != "_state" and getattr(row, name) != value
        ]
        assert (model, changed) == (model, [])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index of words has no pieces")
@pytest.mark.django_db(transaction=True)
def test_many_new_rows_leave_an_index_of_words_in_one_piece():
    """Else some later publication would have to put the whole index together in its own transaction."""
    try:
        for number in range(1, 4):
            with transaction.atomic():
                engines.current().add({number: f"word {number}"})
        assert _pieces() == 3
        with many_rows(first=False):
            pass
        assert _pieces() == 1
    finally:
        engines.current().clear()


def _pieces() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM meetings_cardwords_idx")
        return cursor.fetchone()[0]


#: Makes an archive in small parts, proves it, tells all that it holds but when it was made, and empties it.
_SCRIPT = """
import sys

import django

django.setup()
from django.core.management import call_command
from meetings import models
from meetings.management import generation

generation.TOGETHER = 50
call_command("generate_archive", meetings=180, seed=4, processes=int(sys.argv[1]))
call_command("check_archive")
for told in sys.argv[2:]:
    name, _, fields = told.partition(":")
    print(name, *getattr(models, name).objects.order_by("pk").values_list(*fields.split()), sep="\\n")
call_command("flush", interactive=False, verbosity=0)
"""
_TOLD = (
    "Meeting:pk public_id state date place__slug occasion__slug",
    "Participation:pk meeting person role_as_printed",
    "Person:pk name slug",
    "Appointment:pk person office__title start end",
    "Source:pk public_id title",
    "Statement:meeting source value",
    "Edition:pk meeting sha256",
    "ChangeNote:version meeting action",
    "Card:public_id key version data",
)


def _made(database: str, processes: int, script: str = _SCRIPT) -> subprocess.CompletedProcess:
    """Run the script in a process of its own, which may fork and may open the database more than once."""
    return subprocess.run(
        [sys.executable, "-c", script, str(processes), *_TOLD],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_several_processes_make_the_archive_that_one_makes(address_of_archive):
    one, three = (_made(address_of_archive(), processes) for processes in (1, 3))
    assert (one.returncode, three.returncode) == (0, 0), one.stderr + three.stderr
    assert one.stdout.count("\n") > 1_000
    assert one.stdout.splitlines() == three.stdout.splitlines()
    assert [line.split(" (")[0] for line in three.stderr.splitlines()] == [
        f"{number} of 180" for number in (50, 100, 150, 180)
    ]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_before_its_turn_is_told_of(address_of_archive):
    broken = _SCRIPT.replace(
        "call_command(", "generation.Making.write = lambda *given: sys.exit(1)\ncall_command(", 1
    )
    assert broken != _SCRIPT
    ended = _made(address_of_archive(), 2, broken)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "django.core.management.base.CommandError: A process ended before its meetings were written."
    )
