"""``manage.py import_meetings``: a ministry's table becomes draft meetings."""

import datetime
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.intake import tables
from meetings.models import Import
from meetings.vocabulary import ImportState

ALL_IN, FILE_REFUSED, ROWS_REFUSED = 0, 2, 3


class Command(BaseCommand):
    """Imports a table, goes on with one, or undoes one.

    Ends with 0 (all in), 3 (some rows refused) or 2 (the file refused).
    """

    help = "Read a table (CSV, XLSX, JSON Lines) into draft meetings. Publishes nothing."

    def add_arguments(self, parser):
        """Read what to do with which file or import, and how to report."""
        parser.add_argument("file", type=Path, nargs="?", help="the table")
        parser.add_argument("--profile", default="", help="a remembered profile, or a JSON file with one")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON, for programs")
        other = parser.add_mutually_exclusive_group()
        other.add_argument("--resume", type=int, metavar="ID", help="go on with an import that was cut short")
        other.add_argument("--undo", type=int, metavar="ID", help="take an import back as one")
        other.add_argument(
            "--forget", type=int, metavar="DAYS", help="drop the files of imports untouched for so many days"
        )

    def handle(self, *args, **options):
        """Do it, report and end with the code that says how it went."""
        self.stdout.ending = ""
        if sum(options[name] is not None for name in ("file", "resume", "undo", "forget")) != 1:
            raise CommandError("Name a file, or an import with --resume or --undo, or days with --forget.")
        if options["undo"] is not None:
            self._undo(_stored(options["undo"]))
            return
        if options["forget"] is not None:
            if options["forget"] < 0:
                raise CommandError("--forget takes a number of days.")
            days = datetime.timedelta(days=options["forget"])
            self.stdout.write(f"{tables.forget(days):,} imports lost their files.\n")
            return
        if options["dry_run"] and options["file"] is None:
            raise CommandError("--dry-run shows a file.")
        report = tables.JsonReport(self.stdout) if options["json"] else tables.WordsReport(self.stdout)
        try:
            counts = self._import(report, options)
        except tables.Refusal as refusal:
            report.refuse(refusal.code, refusal.message)
            sys.exit(FILE_REFUSED)
        except tables.ProfileError as error:
            report.refuse("profile", str(error))
            sys.exit(FILE_REFUSED)
        report.close(counts)
        if counts.refused:
            sys.exit(ROWS_REFUSED)

    def _import(self, report, options) -> tables.Counts:
        if options["dry_run"]:
            return self._show(report, options)
        if options["resume"] is not None:
            table = _stored(options["resume"])
        else:
            table = self._receive(options["file"], options["profile"])
        self.stderr.write(
            f"Import {table.pk}: --resume {table.pk} goes on with it, --undo {table.pk} undoes it."
        )
        if table.state == ImportState.READING:
            self._read(table, is_new=options["resume"] is None)
        tables.write(table, progress=self._progress)
        for note in table.notes:
            report.note(tables.Note(note["code"], note["message"]))
        for row in table.lines.order_by("position").iterator(chunk_size=500):
            report.stored(row)
        self.stderr.write(f"Import {table.pk}: {table.get_state_display()}.")
        return tables.Counts(table.rows, table.created, table.linked, table.skipped, table.refused)

    @staticmethod
    def _show(report, options) -> tables.Counts:
        profile = tables.profile_of(tables.profile_for(options["profile"]))
        plan = tables.make_plan(options["file"], profile=profile, limits=tables.limits_of_settings())
        for note in plan.notes:
            report.note(note)
        counts = tables.Counts()
        for row in tables.compared(plan.rows(), profile.constants.get("publisher", "")):
            report.row(row)
            counts.add(row)
        if not plan.corrects:
            for asked in plan.surnames.asked():
                report.row(asked.row)
        return counts

    def _receive(self, path: Path, profile: str) -> Import:
        """Keep the file, after a look whether it is one that can be read at all."""
        limits = tables.limits_of_settings()
        form = tables.profile_for(profile)
        try:
            with path.open("rb") as stream:
                table = tables.receive(
                    path.name, iter(lambda: stream.read(1 << 20), b""), profile=form, limits=limits
                )
        except OSError as error:
            raise tables.Refusal(
                "unreadable", f"The file cannot be opened: {error.strerror or error}."
            ) from None
        return table

    def _read(self, table: Import, *, is_new: bool) -> None:
        try:
            tables.read(table, limits=tables.limits_of_settings(), progress=self._reading)
        except (tables.Refusal, tables.ProfileError):
            if is_new:
                tables.refuse(table)
            raise

    def _undo(self, table: Import) -> None:
        try:
            undone = tables.undo(table)
        except ValueError as error:
            raise CommandError(str(error)) from None
        for sentence in undone.kept:
            self.stdout.write(f"Kept: {sentence}\n")
        self.stdout.write(
            f"{undone.meetings:,} drafts and {undone.entries:,} entries were deleted, "
            f"{len(undone.kept):,} kept.\n"
        )

    def _reading(self, rows: int) -> None:
        self.stderr.write(f"{rows:,} rows read")

    def _progress(self, done: int, rows: int) -> None:
        self.stderr.write(f"{done:,} of {rows:,} rows written")


def _stored(number: int) -> Import:
    table = Import.objects.filter(pk=number).first()
    if table is None:
        raise CommandError(f"There is no import {number}.")
    return table
