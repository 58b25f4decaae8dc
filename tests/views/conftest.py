"""What tests of pages may use."""

import pytest
from django.core.management import call_command

from meetings import workflow
from meetings.models import Meeting, Source, Topic
from meetings.vocabulary import ChangeReason


@pytest.fixture
def collection():
    """The reference data and the first collection, some of its records corrected, redacted and withdrawn."""
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
