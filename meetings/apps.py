"""The one app of the archive."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class MeetingsConfig(AppConfig):
    """Names the app, what its tables count with, and what hangs on saving a row and on migrations."""

    name = "meetings"
    verbose_name = "Meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import checks  # noqa: F401 - imported to register
        from meetings.management import statistics
        from meetings.search import upkeep
        from meetings.search.engines import sqlite
        from meetings.workflow import renewing

        upkeep.connect()
        upkeep.on_later = renewing.renew_beside
        connection_created.connect(sqlite.prepare, dispatch_uid="unpacked-words")
        post_migrate.connect(statistics.renew_after_migrating, sender=self)
