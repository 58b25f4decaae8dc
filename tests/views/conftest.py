"""What tests of pages may use."""

import pytest
from django.core.management import call_command
from django.db import transaction

from meetings import workflow
from meetings.models import Meeting, Source, Topic
from meetings.vocabulary import ChangeReason


@pytest.fixture
def collection():
    """The reference data and the first collection, some of its records corrected, redacted and withdrawn."""
    _load()


@pytest.fixture(scope="module")
def standing_collection(django_db_setup, django_db_blocker):
    """The same for all tests of a module: loaded once, and there again after whatever a test does to it.

    For tests that are taken back at their end, not for those with a database of their own.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        # As what a test is wrapped in, it does not count as a transaction of the archive.
        around._from_testcase = True
        with around:
            _load()
            yield
            transaction.set_rollback(True)


def _load() -> None:
    call_command("load_reference", verbosity=0)
    call_command("load_unga77", verbosity=0)
    Source.objects.filter(title__contains="77th").update(public_id="unga77")
    for number in (3, 4):
        corrected = Meeting.objects.get(public_id=number)
        corrected.topics.add(Topic.objects.first())
        workflow.correct(corrected, reason=ChangeReason.ADDED_DETAIL, note="A further topic.")
    workflow.redact(corrected, numbers=[1], reason=ChangeReason.LEGAL, note="For the test only.")
    withdrawn = Meeting.objects.get(public_id=6)
    workflow.withdraw(withdrawn, reason=ChangeReason.NOT_A_MEETING, note="For the test only.")
