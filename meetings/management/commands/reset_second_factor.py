"""``manage.py reset_second_factor NAME``: for a superuser who lost both the app and the recovery codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from meetings.workflow import second_factor


class Command(BaseCommand):
    """Takes the second factor of an account away; the next sign-in sets one up."""

    help = "Take the second factor of an account away."

    def add_arguments(self, parser):
        """The name of the account."""
        parser.add_argument("name")

    def handle(self, *args, **options):
        """Take it away; fails where there is no such account or no factor."""
        user = get_user_model()._default_manager.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']}.")
        if not second_factor.remove(user):
            raise CommandError(f"{user} has no second factor.")
        self.stdout.write(f"The second factor of {user} is gone; the next sign-in sets one up.")
