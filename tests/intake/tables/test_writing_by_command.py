"""``import_meetings`` without --dry-run: drafts, progress, undoing."""

import io

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Import, ImportedEntry, Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

ROWS = "".join(f"2014-05-{day:02},Person {name},Met with Minister {name} Roe of Poland.\n"
               for day in range(1, 29) for name in ("Ann", "Bob", "Cid", "Dan"))  # fmt: skip
TABLE = "Date,Minister,Remarks\n" + ROWS


def test_the_report_of_an_import_is_that_of_its_dry_run(file, imported):
    path = file("a.csv", TABLE + "2014-06-01,Jane Roe,\n32/13/2014,Jane Roe,Met with Minister Roe.\n")
    shown, made = imported(path, "--dry-run"), imported(path)
    assert made == shown
    assert (made[0], made[1]["created"], made[1]["refused"]) == (3, 112, 2)
    assert Meeting.objects.count() == 112


def test_a_dry_run_after_the_import_finds_every_row_known_and_writes_nothing(file, imported):
    path = file("a.csv", TABLE)
    imported(path)
    code, answer = imported(path, "--dry-run")
    assert (code, answer["created"], answer["linked"]) == (0, 0, 112)
    assert {problem["code"] for problem in answer["problems"]} == {"known_row"}
    assert Import.objects.count() == 1


def test_a_refused_file_leaves_nothing(file, imported):
    code, answer = imported(file("a.csv", "apples,pears\n1,2\n"))
    assert (code, answer["rows"], answer["problems"][0]["code"]) == (2, 0, "no_columns")
    assert Import.objects.count() == 0


def test_a_file_beyond_the_limit_is_refused_with_the_setting(file, imported, settings):
    settings.IMPORT_MAX_BYTES = 1_000
    code, answer = imported(file("a.csv", TABLE))
    assert (code, answer["problems"][0]["code"]) == (2, "size")
    assert Import.objects.count() == 0


def test_progress_is_told_and_an_import_is_undone_by_its_number(file):
    errors, output = io.StringIO(), io.StringIO()
    call_command("import_meetings", str(file("a.csv", TABLE)), "--json", stdout=output, stderr=errors)
    table = Import.objects.get()
    assert errors.getvalue().splitlines() == [
        f"Import {table.pk}: --resume {table.pk} goes on with it, --undo {table.pk} undoes it.",
        "112 rows read",
        "112 of 112 rows written",
        f"Import {table.pk}: written.",
    ]
    told = io.StringIO()
    call_command("import_meetings", undo=table.pk, stdout=told)
    assert told.getvalue() == "112 drafts and 8 entries were deleted, 0 kept.\n"
    assert (Meeting.objects.count(), ImportedEntry.objects.count()) == (0, 0)


def test_what_cannot_be_done_is_said(file):
    for options in ({}, {"file": file("a.csv", TABLE), "forget": 1}):
        with pytest.raises(CommandError, match="Name a file"):
            call_command("import_meetings", **options)
    with pytest.raises(CommandError, match="There is no import 99"):
        call_command("import_meetings", undo=99)
