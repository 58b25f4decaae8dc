"""A server that is killed while it saves loses nothing it has answered for, and leaves nothing half done."""

import json
import subprocess
import sys

import pytest

from tests.house import ROOT

pytestmark = pytest.mark.slow
MOMENTS = 3


def test_whatever_is_interrupted_is_done_whole_or_not_at_all_and_what_was_typed_is_back(
    transactional_db, address_of_archive
):
    """A few moments of chance; ``python -m tests.admin.killing`` tries as many as one likes."""
    address = address_of_archive()
    command = [sys.executable, "-m", "tests.admin.killing", "--moments", str(MOMENTS), address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    wanted = {"moments": MOMENTS, "saves_lost": 0, "half_written": 0, "texts_lost": 0, "faults": 0}
    assert {name: found[name] for name in wanted} == wanted
