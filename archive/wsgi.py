"""The archive as a WSGI application: what gunicorn serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from archive.env import SettingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

try:
    application = get_wsgi_application()
except SettingError as error:
    sys.exit(f"The archive cannot start: {error}")
