"""``manage.py load_unga77``: six meetings around the 77th UN General Assembly, with their sources."""

from django.core.management.base import BaseCommand, CommandError

from meetings import workflow
from meetings.management.collection import NotLoaded, load_collection


class Command(BaseCommand):
    """Enters and publishes the collection once; what an editor changed since is left alone."""

    help = "Enter and publish the UNGA 77 collection. Running it again changes nothing."

    def handle(self, *args, **options):
        """Load the collection and say, in one line a dataset, what was done where anything was.

        Ends with one clear line where reference data is missing or a meeting cannot be published.
        """
        try:
            tallies = load_collection()
        except NotLoaded as error:
            raise CommandError(str(error)) from error
        except workflow.Refused as error:
            raise CommandError("The collection was not loaded. " + " ".join(error.reasons)) from error
        for tally in tallies:
            if options["verbosity"] > (0 if tally.has_changes else 1):
                self.stdout.write(str(tally))
