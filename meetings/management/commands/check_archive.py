"""``manage.py check_archive``: whether what spans tables holds over the whole archive."""

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting
from meetings.workflow.audit import CHECKS


class Command(BaseCommand):
    """Checks publication, editions, cards, words and links of every meeting; changes nothing."""

    help = "Check over the whole archive what no single row can promise. Changes nothing."

    def handle(self, *args, **options):
        """Print one line a fault, or what was checked; fail where there was a fault."""
        found = 0
        for check in CHECKS.values():
            for fault in check():
                self.stdout.write(fault)
                found += 1
        if found:
            raise CommandError(f"The archive is not sound: {found} faults.")
        for words in CHECKS:
            self.stdout.write(f"Sound: {words}.")
        published, known = Meeting.objects.published().count(), Meeting.objects.count()
        self.stdout.write(f"The archive is sound: {published} published meetings of {known}.")
