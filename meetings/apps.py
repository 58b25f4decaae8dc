"""The one app of the archive."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Names the app and what its tables count with."""

    name = "meetings"
    verbose_name = "Meetings"
    default_auto_field = "django.db.models.BigAutoField"
