"""The one app of the archive."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Names the app, what its tables count with, and what hangs on saving a row."""

    name = "meetings"
    verbose_name = "Meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import checks  # noqa: F401 - imported to register
        from meetings.search import upkeep

        upkeep.connect()
