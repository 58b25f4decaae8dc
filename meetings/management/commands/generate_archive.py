"""``manage.py generate_archive``: an archive of any size to try, to measure and to test with."""

import os
import time

from django.core.management.base import BaseCommand, CommandError

from meetings.management.generation import NotEmpty, generate
from meetings.management.generation.making import ChangedMeanwhileError
from meetings.management.generation.relay import ProcessEndedError


class Command(BaseCommand):
    """Fills an empty archive with meetings that never were; not for a public one."""

    help = "Fill an empty archive with made-up meetings, the same for the same seed."

    def add_arguments(self, parser):
        """Read how many, from which seed and year, and how much of each."""
        parser.add_argument("--meetings", type=int, required=True, help="how many meetings")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same archive")
        parser.add_argument("--from", type=int, default=1945, dest="first_year", help="the first year")
        parser.add_argument("--lean", action="store_true", help="without statements and earlier editions")
        parser.add_argument(
            "--processes", type=int, default=len(os.sched_getaffinity(0)), help="as many as processors"
        )
        parser.add_argument("--add", action="store_true", help="even where there are meetings already")

    def handle(self, *args, **options):
        """Generate, telling on standard error how far it is; refuse an archive that is not empty."""
        if options["meetings"] < 1 or not 1 < options["first_year"] <= 2025:
            raise CommandError("There must be at least one meeting, from a year up to 2025 on.")
        started = time.monotonic()

        def progress(done: int) -> None:
            self.stderr.write(f"{done:,} of {options['meetings']:,} ({time.monotonic() - started:.0f} s)")

        try:
            generate(
                options["meetings"],
                seed=options["seed"],
                first_year=options["first_year"],
                lean=options["lean"],
                add=options["add"],
                processes=options["processes"],
                progress=progress,
            )
        except NotEmpty:
            raise CommandError(
                "The archive holds meetings already. Generated ones would stand among them; --add adds them."
            ) from None
        except ChangedMeanwhileError:
            raise CommandError("Somebody published beside it. What is there so far stays.") from None
        except ProcessEndedError:
            raise CommandError("A process ended before its meetings were written.") from None
