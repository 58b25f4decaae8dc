"""The archive as a ASGI application, for servers that speak it."""

import os
import sys

from django.core.asgi import get_asgi_application

from archive.env import SettingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

try:
    application = get_asgi_application()
except SettingError as error:
    sys.exit(f"The archive cannot start: {error}")
