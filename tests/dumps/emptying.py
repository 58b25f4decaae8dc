"""An archive with nothing in it but its tables, in the transaction of a test."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from meetings.search import engines, index


def empty_the_archive() -> None:
    """Take every row of the app away, past the guards that keep editions, and forget the index."""
    engines.current().clear()
    models = apps.get_app_config("meetings").get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if not model._meta.proxy}
    # What waits for the end of the transaction would keep PostgreSQL from emptying a table.
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), sorted(tables), allow_cascade=True):
            cursor.execute(statement)
    index.forget()
