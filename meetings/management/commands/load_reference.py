"""``manage.py load_reference``: countries, organisations, offices, places, topics and occasions."""

from django.core.management.base import BaseCommand
from django.db import transaction

from meetings.management import statistics
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from meetings.search.upkeep import gathered
from meetings.workflow import renewing


class Command(BaseCommand):
    """Loads the shipped reference data; safe to run again, and after every update of the archive."""

    help = (
        "Load the reference data that comes with the archive. Rows that an editor changed or deleted "
        "are left alone."
    )

    def handle(self, *args, **options):
        """Load every dataset and say, in one line each, what was done where anything was."""
        with transaction.atomic(), gathered():
            tallies = load(DATASETS)
        for tally in tallies:
            if options["verbosity"] > (0 if tally.has_changes else 1):
                self.stdout.write(str(tally))
        if any(tally.has_changes for tally in tallies):
            statistics.renew()
        # A process that ends takes along whoever began with it.
        renewing.renew_waiting()
