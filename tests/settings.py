"""The archive's own settings under test: the environment of a development machine, whatever the shell holds.

Only DATABASE_URL and ARCHIVE_API are taken from outside: with them ``tests/run.py`` chooses the database, and
an archive without the programming interface.
"""

import os

from tests.house import variables_read

for _name in variables_read() - {"DATABASE_URL", "ARCHIVE_API"}:
    os.environ.pop(_name, None)
os.environ.update(
    SECRET_KEY="tests only " + "0123456789abcdef" * 4,
    ALLOWED_HOSTS="127.0.0.1,localhost",
    ARCHIVE_SCHEME="http",
    LOG_LEVEL="WARNING",
    # What is about something else than reviews is done by one person; tests of reviews turn it off.
    ARCHIVE_SELF_REVIEW="1",
    ARCHIVE_DATA_DIR="var/no-dumps",
)

from archive.settings import *  # noqa: E402, F403
from archive.settings import STORAGES  # noqa: E402

# Tests need no collected files and no slow hash of a password that everybody may know.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# What asks for thousands of answers in a minute are the tests themselves.
ARCHIVE_API_RATE = 1_000_000
