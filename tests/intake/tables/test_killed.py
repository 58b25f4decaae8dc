"""A command that is killed while it writes is resumed without doubles and without gaps.

``KILL_MOMENTS`` is the number of random moments at which it is killed beside the three that are chosen, 0
unless given, drawn from the time that the writing alone takes. Thirty take some minutes; with ``-s`` the test
says how many of them fell amid the writing::

    KILL_MOMENTS=30 .venv/bin/python -m pytest -s -n 0 -k random_moments tests/intake/tables/test_killed.py
"""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db import connection

from tests.builders import make_country
from tests.house import ROOT

MOMENTS = int(os.environ.get("KILL_MOMENTS", "0"))
FIRST, LAST = ("Ann", "Bob", "Cid", "Dan", "Eve"), ("Roe", "Poe", "Coe", "Loe")
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
TABLE = "Date,Minister,Remarks\n" + "".join(
    f"2014-05-{day:02},Jane Doe,Met with Foreign Minister {name} of Poland.\n"
    for day in range(1, 26)
    for name in NAMES
)
CREATED = 500
COUNTS = """
SELECT state, rows, created, linked, skipped, refused, done,
    (SELECT count(*) FROM meetings_meeting),
    (SELECT count(DISTINCT meeting_id) FROM meetings_importrow WHERE made),
    (SELECT count(*) FROM meetings_participation),
    (SELECT count(*) FROM meetings_statement),
    (SELECT count(*) FROM meetings_person),
    (SELECT count(*) FROM meetings_importedentry),
    (SELECT count(*) FROM meetings_source)
FROM meetings_import ORDER BY id DESC LIMIT 1
"""
WHOLE = ("done", 500, 500, 0, 0, 0, 500, 500, 500, 1000, 2000, 21, 21, 1)


@pytest.fixture
def address(transactional_db, address_of_archive) -> str:
    """The archive of this test, as another process finds it."""
    make_country("pl")
    return address_of_archive()


def counts(address: str) -> tuple:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as archive:
            return archive.execute(COUNTS).fetchone()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return cursor.fetchone()


def command(address: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_meetings", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed_after(process: subprocess.Popen, words: str) -> str:
    """End a process the hard way as soon as it has said something, in the middle of what follows.

    Returns the number of the import that it was about.
    """
    said = ""
    for line in process.stderr:
        said += line
        if words in line:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    return re.search(r"Import (\d+)", said)[1]


@pytest.mark.slow
def test_no_row_is_doubled_and_none_is_missing(address, file):
    path = file("a.csv", TABLE)
    resume = ("--resume", killed_after(command(address, str(path)), "--resume"))
    killed_after(command(address, *resume), "500 rows read")
    killed_after(command(address, *resume), "200 of 500 rows written")
    part = counts(address)
    assert part[0] == "writing"
    # Whole batches, each with everything that belongs to it.
    assert part[6] == part[7] == part[8] == part[9] / 2 == part[10] / 4
    assert part[6] in (200, 400)
    finished = command(address, *resume)
    finished.communicate()
    assert finished.returncode == 0
    assert counts(address) == WHOLE
    again = command(address, *resume)
    again.communicate()
    assert (again.returncode, counts(address)) == (0, WHOLE)


@pytest.mark.slow
@pytest.mark.skipif(not MOMENTS, reason="KILL_MOMENTS says at how many random moments")
def test_it_may_be_killed_at_random_moments(address, file):
    path = file("a.csv", TABLE)
    chance = random.Random(MOMENTS)
    length = length_of_writing(address, path)
    killed = amid_writing = imports = 0
    while killed < MOMENTS:
        imports += 1
        resume = ("--resume", killed_after(command(address, str(path)), "500 rows read"))
        while counts(address)[0] != "done":
            process = command(address, *resume)
            process.stderr.readline()
            if killed < MOMENTS:
                time.sleep(chance.uniform(0, length))
                process.kill()
            said = process.communicate()[1]
            assert process.returncode in (0, -signal.SIGKILL), said
            found = counts(address)
            if process.returncode:
                killed += 1
                amid_writing += found[0] in ("ready", "writing")
            # Whole batches, each with everything that belongs to it.
            assert found[6] == found[7] == found[8] == found[9] / 2 == found[10] / 4
            assert found[6] in (0, 200, 400, 500)
        assert counts(address) == WHOLE
        assert command(address, "--undo", resume[1]).wait() == 0
    sys.stdout.write(
        f"Killed {killed} times in {imports} imports, {amid_writing} times amid writing, within the "
        f"{length:.2f} seconds that writing takes.\n"
    )


def length_of_writing(address: str, path) -> float:
    """The seconds from the first to the last word of a command that has only the writing left to do."""
    resume = ("--resume", killed_after(command(address, str(path)), "500 rows read"))
    process = command(address, *resume)
    process.stderr.readline()
    begun = time.monotonic()
    process.communicate()
    length = time.monotonic() - begun
    assert counts(address) == WHOLE
    assert command(address, "--undo", resume[1]).wait() == 0
    return length
