"""Who may do what: the table in the code, the page in the docs, and what the desk answers."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from meetings.models import Meeting, Person
from meetings.workflow.permissions import GROUPS
from tests.admin import desk
from tests.admin.conftest import PASSWORD, member

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
#: One permission that stands for each line of the page.
LINES = {
    "see everything": "meetings.view_source",
    "enter a meeting": "meetings.change_meeting",
    "see what all sources": "meetings.view_statement",
    "prefer one": "meetings.change_statement",
    "delete a draft": "meetings.delete_meeting",
    "see the versions": "meetings.view_meeting",
    "recover another": "meetings.add_person",
    "have an open form": "meetings.add_meeting",
    "import a table": "meetings.add_meeting",
    "submit a meeting": "meetings.submit_meeting",
    "enter and change people": "meetings.add_person",
    "change a country": "meetings.change_country",
    "delete such an entry": "meetings.delete_person",
    "send back": "meetings.publish_meeting",
    "withdraw": "meetings.withdraw_meeting",
    "merge": "meetings.merge_meeting",
    "add a country": "meetings.add_country",
    "redact": "meetings.redact_meeting",
    "add accounts": "auth.change_user",
    "read the audit": "meetings.view_auditentry",
}


def test_the_page_says_what_the_table_holds():
    rows = re.findall(
        r"^\| (?!-)(.+?) \| (yes|no) \| (yes|no) \| (yes|no) \|$", PAGE.read_text().split("\n## ")[0], re.M
    )
    assert len(rows) == len(LINES)
    for (said, *answers), (start, permission) in zip(rows, LINES.items(), strict=True):
        assert said.startswith(start)
        assert answers == ["yes" if permission in held else "no" for held in GROUPS.values()]


def test_loading_the_groups_again_changes_nothing_and_keeps_members(groups):
    user = member("ed", "editor")
    Group.objects.get(name="editor").permissions.clear()
    call_command("load_groups")
    for name, codes in GROUPS.items():
        held = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{code}" for app, code in held} == codes
    assert list(user.groups.values_list("name", flat=True)) == ["editor"]


@pytest.mark.parametrize(
    ("address", "answers"),
    [
        ("/admin/meetings/meeting/", (200, 200, 200)),
        ("/admin/meetings/meeting/add/", (200, 200, 200)),
        ("/admin/meetings/meeting/{pk}/change/", (200, 200, 200)),
        ("/admin/meetings/meeting/{pk}/history/", (200, 200, 200)),
        ("/admin/meetings/meeting/{pk}/statements/", (200, 200, 200)),
        ("/admin/meetings/meeting/{pk}/move/submit/", (200, 200, 200)),
        ("/admin/meetings/meeting/{pk}/move/publish/", (403, 200, 200)),
        ("/admin/meetings/meeting/{pk}/move/redact/", (403, 403, 200)),
        ("/admin/meetings/person/{person}/delete/", (403, 200, 200)),
        ("/admin/meetings/country/add/", (403, 403, 200)),
        ("/admin/meetings/minister/", (200, 200, 200)),
        ("/admin/meetings/minister/add/", (403, 403, 403)),
        ("/admin/auth/user/", (403, 403, 200)),
        ("/admin/auth/group/add/", (403, 403, 403)),
        ("/admin/meetings/edition/", (404, 404, 404)),
        ("/admin/meetings/import/", (200, 200, 200)),
        ("/admin/meetings/import/add/", (200, 200, 200)),
        ("/admin/meetings/importedentry/", (200, 200, 200)),
    ],
)
def test_each_page_answers_each_group_as_the_table_says(client, groups, world, address, answers):
    meeting = Meeting.objects.create()
    address = address.format(pk=meeting.pk, person=Person.objects.create(name="Nobody").pk)
    assert client.get(address).status_code in (302, 404)
    for group, answer in zip(GROUPS, answers, strict=True):
        client.force_login(member(f"{group}-1", group))
        assert client.get(address).status_code == answer


def test_an_administrator_cannot_become_or_touch_a_superuser(client, groups):
    root = User.objects.create_superuser("root", password=PASSWORD)
    administrator = member("admin", "administrator")
    client.force_login(administrator)
    own = f"/admin/auth/user/{administrator.pk}/change/"
    fields = client.get(own).context["adminform"].form.fields
    assert {"is_superuser", "user_permissions"} & set(fields) == set()
    data = {
        "username": "admin", "is_active": "on", "is_staff": "on", "is_superuser": "on",
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00",
    }  # fmt: skip
    assert client.post(own, data).status_code == 302
    administrator.refresh_from_db()
    assert administrator.is_superuser is False
    assert client.post(f"/admin/auth/user/{root.pk}/change/", {}).status_code == 403


def test_what_something_refers_to_is_shown_as_protected_and_stays(client, groups, world, reviewer):
    client.force_login(reviewer)
    client.post(desk.ADD, desk.complete(world))
    answer = client.post(f"/admin/meetings/person/{world.rau.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 200
    assert answer.context["protected"] == ["Participation: Zbigniew Rau, Poland"]
    assert Person.objects.filter(pk=world.rau.pk).exists()
