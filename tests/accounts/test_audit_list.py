"""The audit list is read by administrators, added to by the archive and changed by nobody."""

import pytest
from django.contrib.auth.models import User

from meetings.models import AuditEntry
from meetings.vocabulary import AuditAct
from meetings.workflow import auditing, publish, submit
from tests.accounts.conftest import make_member
from tests.builders import make_meeting

LIST = "/admin/meetings/auditentry/"


@pytest.fixture
def entry(member) -> AuditEntry:
    return auditing.note(AuditAct.SIGNED_IN, by=member, network="192.0.2.0/24")


def test_nothing_changes_or_deletes_an_entry(entry):
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(name="somebody else"),
        lambda: AuditEntry.objects.bulk_update([entry], ["name"]),
    ):
        with pytest.raises(TypeError):
            act()
    assert AuditEntry.objects.get().name == "ed"


def test_an_entry_outlives_its_account(entry, member):
    User.objects.get(pk=member.pk).delete()
    found = AuditEntry.objects.get()
    assert (found.who, found.name) == (None, "ed")


@pytest.mark.parametrize(("group", "answer"), [("editor", 403), ("reviewer", 403), ("administrator", 200)])
def test_only_administrators_read_it(client, entry, group, answer):
    client.force_login(make_member("reader", group))
    assert client.get(LIST).status_code == answer


def test_nobody_writes_in_it_by_hand(client, entry):
    client.force_login(User.objects.create_superuser("root", password="x"))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{entry.pk}/change/", {"name": "x"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert AuditEntry.objects.filter(pk=entry.pk, name="ed").exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, entry, django_assert_num_queries, rows):
    for _ in range(rows - 1):
        auditing.note(AuditAct.SIGNED_IN, by=entry.who)
    client.force_login(User.objects.create_superuser("root", password="x"))
    with django_assert_num_queries(4):
        assert client.get(LIST).status_code == 200


def test_moves_of_a_reviewer_are_in_it_and_submitting_is_not(db):
    reviewer = make_member("rev", "reviewer")
    meeting = make_meeting()
    submit(meeting, by=reviewer)
    publish(meeting, by=reviewer)
    assert list(AuditEntry.objects.values_list("act", "name", "about")) == [
        ("moved", "rev", "publish: Meeting 1 (22 September 2022)")
    ]
