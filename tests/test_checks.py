"""What the archive says about a database that it would work badly on."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import connection

from meetings.checks import check_postgres_text
from tests import house


@contextmanager
def another_database(made_with):
    """Make a second database on the same server and give its address for DATABASE_URL."""
    at = connection.settings_dict
    name = f"{at['NAME']}_odd"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 {made_with}')
        try:
            yield f"postgres://{at['USER']}@:{at['PORT']}/{name}?{urlencode({'host': at['HOST']})}"
        finally:
            cursor.execute(f'DROP DATABASE "{name}"')


@pytest.mark.django_db
def test_the_database_of_the_tests_is_as_the_archive_needs_it():
    assert check_postgres_text(databases=["default"]) == []


def test_no_database_is_asked_when_none_is_named():
    assert check_postgres_text() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("made_with", "code", "told"),
    [
        (
            "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'",
            1,
            "(meetings.E001) The database 'default' has the encoding SQL_ASCII.",
        ),
        (
            "ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'",
            0,
            "(meetings.W001) The database 'default' folds only English letters.",
        ),
    ],
)
def test_a_postgresql_that_cannot_hold_or_fold_every_script_is_told(made_with, code, told):
    with another_database(made_with) as url:
        ended, said = house.run("manage.py", "check", "--database", "default", DEBUG="1", DATABASE_URL=url)
    assert (ended, told in said) == (code, True)
