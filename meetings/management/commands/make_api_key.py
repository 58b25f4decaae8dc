"""Make a key for the programming interface, and what ``ARCHIVE_API_KEYS`` needs to know of it."""

import hashlib
import re
import secrets

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Prints a key, for whoever will use it, and its digest, for the settings. Nothing is stored."""

    help = "Make a key for the programming interface."

    def add_arguments(self, parser):
        parser.add_argument("name", help="whose key it is: letters, digits, '.', '_' and '-'")

    def handle(self, *args, name: str, **options):
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", name):
            raise CommandError(f"{name!r} is no name of 1 to 40 letters, digits, '.', '_' and '-'.")
        key = secrets.token_urlsafe(32)
        self.stdout.write(f"The key, for {name} alone:     {key}")
        self.stdout.write(f"To add to ARCHIVE_API_KEYS:    {name}:{hashlib.sha256(key.encode()).hexdigest()}")
