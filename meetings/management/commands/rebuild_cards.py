"""``manage.py rebuild_cards``: what lists and search read, made anew from the editions."""

from django.core.management.base import BaseCommand

from meetings.management import statistics
from meetings.search import exposure


class Command(BaseCommand):
    """Throws cards, facet values and words away and makes them again; nothing is lost by it."""

    help = "Make the cards, facet values and words of all published meetings anew from their editions."

    def handle(self, *args, **options):
        """Rebuild in one transaction, and say how many meetings are public."""
        self.stdout.write(f"Cards and words of {exposure.rebuild()} published meetings were made anew.")
        statistics.renew()
