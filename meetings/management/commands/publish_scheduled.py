"""``manage.py publish_scheduled``: what reviewers planned for this minute, and what was missed before.

Then it goes on with cards that wait for a new name, should whoever began with them have been ended.
"""

from django.core.management.base import BaseCommand, CommandError

from meetings import workflow
from meetings.workflow import renewing

#: The next run is due after a minute.
_SECONDS = 45


class Command(BaseCommand):
    """Made to run every minute, by a timer or cron; may run twice at once and after any pause."""

    help = "Publish the meetings whose planned time has come."

    def handle(self, *args, **options):
        """Publish, say what was published and what was refused and why; fail where something failed."""
        failed = 0
        for outcome in workflow.publish_due():
            meeting = outcome.meeting
            if outcome.failed:
                failed += 1
                self.stderr.write(f"Meeting #{meeting.pk} failed; the log says why. It is tried again.")
            elif outcome.reasons:
                self.stderr.write(f"Meeting #{meeting.pk} was refused: {' '.join(outcome.reasons)}")
            else:
                self.stdout.write(f"Meeting #{meeting.pk} was published as number {meeting.public_id}.")
        if renewing.renew_waiting(_SECONDS):
            self.stdout.write("Cards that wait for a new name are being renewed; the next run goes on.")
        if failed:
            raise CommandError(f"{failed} planned publications failed.")
