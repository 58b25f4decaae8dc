"""``manage.py publish_dump``: the whole public record as files, for everybody to take."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.dumps.publishing import NotPublished, publish


class Command(BaseCommand):
    """Writes a dump of what is public now; it is there whole, or not at all."""

    help = "Publish a dated dump of everything that is public, unless the newest one holds the same."

    def handle(self, *args, **options):
        """Say what was published; fail, with the reason, where nothing could be."""
        try:
            dump = publish(settings.ARCHIVE_DATA_DIR, on=timezone.now().date())
        except (NotPublished, OSError) as error:
            raise CommandError(f"No dump was published: {error}") from error
        if dump is None:
            self.stdout.write("Nothing has changed since the newest dump; no other was published.")
        else:
            self.stdout.write(f"{dump.name} was published: {len(dump.files)} files, {dump.size:,} bytes.")
