"""``manage.py load_groups``: the groups editor, reviewer and administrator."""

from django.core.management.base import BaseCommand

from meetings.workflow.permissions import GROUPS, load_groups


class Command(BaseCommand):
    """Makes the groups of the house, or brings their permissions up to date."""

    help = "Make the groups editor, reviewer and administrator with their permissions."

    def handle(self, *args, **options):
        """Make them; those that are there keep their members."""
        load_groups()
        if options["verbosity"] > 1:
            self.stdout.write(f"Groups: {', '.join(GROUPS)}")
