"""``manage.py verify_editions``: the proof that the public history is as it was published."""

from django.core.management.base import BaseCommand, CommandError

from meetings.record import proof


class Command(BaseCommand):
    """Checks every number, time, form and hash of every edition, and that none is missing."""

    help = "Verify that no edition was changed, taken away, or emptied without a public reason."

    def handle(self, *args, **options):
        """Print one line a fault, or what was proved; fail where there was a fault."""
        found = 0
        for fault in proof.faults():
            self.stdout.write(fault)
            found += 1
        if found:
            raise CommandError(f"The public history is not as it was published: {found} faults.")
        number, redacted = proof.number_of_editions()
        self.stdout.write(
            f"{number} editions, {redacted} of them redacted: every number, time, form and hash follows"
            " from the one before, and none is missing."
        )
