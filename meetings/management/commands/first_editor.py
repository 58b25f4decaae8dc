"""``manage.py first_editor``: somebody has to be able to log in first."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    """Creates the administrator ``admin`` where there is none yet, and prints the password once."""

    help = "Create the first administrator, with a password that is printed once and kept nowhere."

    def handle(self, *args, **options):
        """Create the administrator, or do nothing where one can already log in."""
        users = get_user_model()._default_manager
        with transaction.atomic():
            if users.filter(is_superuser=True, is_active=True).exists():
                return
            name = "admin"
            while users.filter(username=name).exists():
                name += "1"
            password = secrets.token_urlsafe(15)
            users.create_superuser(username=name, email="", password=password)
        self.stdout.write(f"Editor login: {name} / {password}")
        self.stdout.write("It is shown this once; change it in the admin under 'Change password'.")
