"""``manage.py import_meetings``: a ministry's table becomes draft meetings."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from meetings.intake import tables

ALL_IN, FILE_REFUSED, ROWS_REFUSED = 0, 2, 3


class Command(BaseCommand):
    """Plans an import; ends with 0 (all in), 3 (some rows refused) or 2 (the file refused)."""

    help = "Read a table (CSV, XLSX, JSON Lines) into draft meetings. Publishes nothing."

    def add_arguments(self, parser):
        """Read which file, with which profile, and how to report."""
        parser.add_argument("file", type=Path, help="the table")
        parser.add_argument("--profile", default="", help="a JSON file that says how to read the table")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON, for programs")

    def handle(self, *args, **options):
        """Read, report and end with the code that says how it went."""
        self.stdout.ending = ""
        report = tables.JsonReport(self.stdout) if options["json"] else tables.WordsReport(self.stdout)
        if not options["dry_run"]:
            report.refuse("dry_run", "Tables are shown and not written yet: add --dry-run.")
            sys.exit(FILE_REFUSED)
        try:
            profile = tables.read_profile(Path(options["profile"])) if options["profile"] else None
            plan = tables.make_plan(options["file"], profile=profile, limits=tables.limits_of_settings())
            for note in plan.notes:
                report.note(note)
            for row in plan.rows():
                report.row(row)
        except tables.Refusal as refusal:
            report.refuse(refusal.code, refusal.message)
            sys.exit(FILE_REFUSED)
        except tables.ProfileError as error:
            report.refuse("profile", str(error))
            sys.exit(FILE_REFUSED)
        report.close(plan.counts)
        if plan.counts.refused:
            sys.exit(ROWS_REFUSED)
