"""What tests of the interface may use."""

import itertools
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tests import builders

#: Without the interface its tests cannot even be imported. That it is gone is tested by itself.
collect_ignore = [
    path.name
    for path in Path(__file__).parent.glob("test_*.py")
    if not settings.ARCHIVE_API and path.name != "test_switched_off.py"
]


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The reference data and the first collection, for all tests of a module, which only read them.

    What is by chance elsewhere is fixed: the time of publication, and the identifiers of sources.
    """
    numbers = itertools.count(1)
    block = transaction.atomic()
    # To be taken back at its end, as the block that every test is wrapped in.
    block._from_testcase = True
    with django_db_blocker.unblock(), block, pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}")
        with time_machine.travel(builders.NOON, tick=False):
            call_command("load_reference", verbosity=0)
            call_command("load_unga77", verbosity=0)
        patch.undo()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
