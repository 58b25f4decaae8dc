"""Who else has a meeting open: a hint, and never more than that."""

import datetime

import pytest
from django.utils import timezone

from meetings.models import Meeting, Presence
from meetings.models.desk import OPEN_FOR
from tests.admin import desk
from tests.admin.conftest import member
from tests.builders import make_meeting


def address(meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/presence/"


@pytest.fixture
def meeting(db) -> Meeting:
    return make_meeting()


def test_the_form_and_its_script_tell_who_else_has_it_open_and_since_when(client, editor, reviewer, meeting):
    client.post(address(meeting))
    assert client.post(address(meeting)).json() == {"others": [], "version": 0}
    since = Presence.objects.get().since
    client.force_login(reviewer)
    assert client.post(address(meeting)).json()["others"] == [{"name": "ed", "since": since.isoformat()}]
    page = client.get(desk.address(meeting))
    assert f"ed has this meeting open too, since {since:%H:%M} UTC." in page.text
    assert "rev has this meeting open" not in page.text
    assert Presence.objects.count() == 2


def test_who_has_no_scripts_is_told_of_from_opening_the_form_on(client, editor, reviewer, meeting):
    client.get(desk.address(meeting))
    client.force_login(reviewer)
    assert "ed has this meeting open too" in client.get(desk.address(meeting)).text
    client.force_login(member("guest", "editor"))
    client.get(f"{desk.address(meeting)[:-7]}history/")
    assert Presence.objects.count() == 2


def test_who_left_or_gave_no_sign_of_life_is_not_told(client, editor, reviewer, meeting):
    client.post(address(meeting))
    client.post(address(meeting), {"left": "1"})
    assert Presence.objects.count() == 0
    long_ago = timezone.now() - OPEN_FOR - datetime.timedelta(seconds=1)
    Presence.objects.create(user=editor, meeting=meeting, since=long_ago, seen_at=long_ago)
    client.force_login(reviewer)
    assert "has this meeting open" not in client.get(desk.address(meeting)).text
    assert client.post(address(meeting)).json()["others"] == []
    assert [row.user for row in Presence.objects.all()] == [reviewer]


def test_only_who_may_change_a_meeting_says_so_and_only_by_post(client, groups, meeting):
    assert client.post(address(meeting)).status_code == 302
    stranger = member("guest", "editor")
    stranger.groups.clear()
    client.force_login(stranger)
    assert client.post(address(meeting)).status_code == 403
    client.force_login(member("ed", "editor"))
    assert client.get(address(meeting)).status_code == 405
    for missing in ("0", "x", "9" * 30, "1/2"):
        assert client.post(f"/admin/meetings/meeting/{missing}/presence/").status_code == 404
    assert Presence.objects.count() == 0
