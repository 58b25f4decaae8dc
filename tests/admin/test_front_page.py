"""What waits: the numbers of the front page are those of the lists behind them."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings import workflow
from meetings.models import Coverage, Meeting, UnfinishedForm
from tests import builders as make
from tests.admin.conftest import member

FAR = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
#: How many rows of ``waiting`` are in each queue, and how many of them are the editor's own.
EXPECTED = {
    "Returned with comments": (1, 1),
    "Planned, and refused when their time came": (1, None),
    "Submitted for review": (1, 0),
    "Planned for publication": (1, None),
    "Drafts": (5, 1),
    "Published, with changes not public yet": (1, 0),
    "Sources disagree, and none is preferred": (1, None),
    "Names that match nobody": (1, None),
    "In months whose coverage is open": (1, None),
    "Sources without meetings": (1, None),
    "Possible duplicates": (1, None),
    "Deleted drafts": (1, None),
}


def submitted(**fields) -> Meeting:
    meeting = make.make_meeting(**fields)
    workflow.submit(meeting)
    return meeting


@pytest.fixture
def waiting(editor) -> None:
    """At least one row for each queue, and rows that almost belong there."""
    workflow.send_back(submitted(created_by=editor), comment="Who was there?")
    workflow.schedule(submitted(), publish_at=FAR)
    refused = submitted()
    workflow.schedule(refused, publish_at=FAR)
    Meeting.objects.filter(pk=refused.pk).update(schedule_refusal="The meeting has no source.")
    submitted()
    make.make_meeting(created_by=editor)
    changed = make.published_meeting()
    Meeting.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    _disagreeing()
    make.make_meeting(people=[{"name_as_printed": "Au?enminister", "country": make.make_country("rs")}])
    _unchecked()
    workflow.delete(make.make_meeting(sources=[], created_by=editor))
    workflow.delete(make.make_meeting(sources=[]))
    make.make_source("Read by nobody")
    for spelling in ("Nikola Selaković", "Nikola Selakovic"):
        make.make_person(spelling)


def _disagreeing() -> None:
    """One undecided, one decided, one in which two sources say the same in other letters."""
    for values, rank in (
        (("2022-09-22", "2022-09-23"), "normal"),
        (("2022-09-22", "2022-09-23"), "preferred"),
    ):
        meeting = make.make_meeting() if rank == "normal" else make.published_meeting()
        make.make_statement(meeting, value=values[0], rank=rank)
        make.make_statement(meeting, value=values[1])
    agreeing = make.published_meeting()
    for printed in ("Minister", "MINISTER"):
        make.make_statement(agreeing, property="kind", value="", value_as_printed=printed)


def _unchecked() -> None:
    """One in a month that was checked, one in the month after."""
    publisher = make.make_organisation()
    Coverage.objects.create(publisher=publisher, period="2022-09", checked_on="2022-10-01")
    for date in ("2022-09-30", "2022-10-01"):
        make.make_meeting(date=date, sources=[make.make_source(publisher=publisher)])


def queues(client) -> list[dict]:
    return client.get("/admin/").context["queues"]


def length(client, address: str) -> int:
    context = client.get(address).context
    return context["cl"].result_count if "cl" in context else context["page"].paginator.count


def test_each_number_is_that_of_its_list(client, waiting) -> None:
    told = {str(queue["title"]): (queue["count"], queue.get("own")) for queue in queues(client)}
    assert told == EXPECTED
    for queue in queues(client):
        assert length(client, queue["address"]) == queue["count"]
        if "own_address" in queue:
            assert length(client, queue["own_address"]) == queue["own"]


def test_a_list_of_what_does_not_exist_is_empty(client, waiting) -> None:
    assert length(client, "/admin/meetings/meeting/?waiting=nothing") == 0
    assert length(client, "/admin/meetings/source/?waiting=drafts") == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_the_front_page_costs_the_same_whatever_waits(
    client, editor, rows, django_assert_num_queries
) -> None:
    for _ in range(rows):
        make.make_meeting()
        UnfinishedForm.objects.create(
            user=editor, table="meetings.meeting", key=uuid.uuid4(), data={}, saved_at=timezone.now()
        )
    client.get("/admin/")
    with django_assert_num_queries(34):
        client.get("/admin/")


def test_nobody_sees_the_number_of_what_they_may_not_see_nor_the_unfinished_forms_of_others(
    client, waiting, editor
) -> None:
    UnfinishedForm.objects.create(
        user=editor, table="meetings.meeting", key=uuid.uuid4(), data={}, saved_at=timezone.now()
    )
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    page = client.get("/admin/")
    assert (page.context["queues"], page.context["unfinished"]) == ([], [])
    client.force_login(member("rev", "reviewer"))
    page = client.get("/admin/")
    assert (len(page.context["queues"]), page.context["unfinished"]) == (len(EXPECTED), [])
