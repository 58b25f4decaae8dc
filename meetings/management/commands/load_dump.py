"""``manage.py load_dump``: an empty archive takes over what another one published."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.dumps.checking import Damaged
from meetings.dumps.loading import NotEmpty, load


class Command(BaseCommand):
    """Proves a dump, and loads it in one transaction."""

    help = "Load a published dump into an empty archive, which then has the same public site."

    def add_arguments(self, parser):
        """The folder of the dump."""
        parser.add_argument("folder", type=Path, help="the folder that publish_dump made, or a copy of it")

    def handle(self, *args, **options):
        """Say how many meetings the archive has now; fail, with the reason, where nothing was loaded."""
        try:
            count = load(options["folder"])
        except (Damaged, NotEmpty) as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from refusal
        self.stdout.write(f"{count} meetings were loaded, with their whole history.")
