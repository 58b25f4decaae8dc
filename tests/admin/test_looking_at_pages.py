"""Pages of the desk that an editor comes to now and then: each is sound for everybody."""

import pytest
import reversion

from meetings import workflow
from meetings.models import Meeting
from meetings.workflow.joining import join
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member
from tests.admin.test_desk_in_browser import log_in
from tests.looking import TWO, look

pytestmark = pytest.mark.browser
MERGES = "/admin/meetings/merge/"


def saved(meeting: Meeting, **fields) -> None:
    """Another version of a meeting."""
    with reversion.create_revision():
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.save()


def test_what_is_returned_withdrawn_deleted_and_looked_back_at(browser, groups):
    editor = member("ed", "editor")
    member("rev", "reviewer")
    returned = make.make_meeting(created_by=editor, summary="They met.")
    workflow.submit(returned, by=editor)
    public = make.published_meeting(title="Talks in Warsaw", summary="They met in **Warsaw**.")
    saved(public, date="2022-09-23", kind="telephone")
    deleted = make.make_meeting(summary="Never held.", created_by=editor)
    saved(deleted, kind="video")
    workflow.delete(deleted, by=editor)
    log_in(browser, "rev")
    for verb, meeting in (("send_back", returned), ("correct", public), ("withdraw", public)):
        browser.open(desk.move(meeting, verb))
        look(browser, verb, TWO)
    browser.page.click(".submit-row [type=submit]")
    look(browser, "refused", TWO)
    workflow.send_back(returned, comment="Who else was there?\n\nAnd where?")
    log_in(browser, "ed")
    browser.open(desk.address(returned))
    look(browser, "returned", TWO)
    browser.open(f"/admin/meetings/meeting/{public.pk}/history/")
    look(browser, "history", TWO)
    browser.page.locator(".history-versions a").first.click()
    look(browser, "version", TWO)
    browser.page.click("text=Compare with now")
    look(browser, "version-and-now", TWO)
    browser.open("/admin/meetings/meeting/recover/")
    look(browser, "deleted", TWO)
    browser.page.click(".history-deleted a")
    look(browser, "recover", TWO)
    assert browser.problems == []


def test_what_sources_say_and_what_merging_moves(browser, groups):
    member("rev", "reviewer")
    one, two = make.make_source("One newspaper's report"), make.make_source("The ministry's readout")
    person, other = make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic (Serbia)")
    office = make.make_appointment(other, start="2020-10-28", end="2022-10-26")
    people = [{"side": "principal", "country": make.make_country("mk")}, {"person": other}]
    meeting = make.published_meeting(sources=[one, two], people=people)
    make.make_statement(meeting, one)
    make.make_statement(meeting, two, value="2022-09-23", quote="on Friday")
    draft = make.make_meeting(date="2022-09-20/2022-09-26", people=people, title="Talks", summary="They met.")
    make.make_statement(draft, value="2022-09-20/2022-09-26")
    draft.participations.last().appointments.add(office)
    log_in(browser, "rev")
    browser.open(f"/admin/meetings/meeting/{meeting.pk}/statements/")
    look(browser, "statements", TWO)
    browser.open(f"{MERGES}join/person/?pk={person.pk}&pk={other.pk}")
    look(browser, "join", TWO)
    browser.open(f"{MERGES}join/meeting/?pk={meeting.pk}&pk={draft.pk}")
    look(browser, "join-meetings", TWO)
    merge = join(other, into=person, note="One man.")
    browser.open(MERGES)
    look(browser, "merges", TWO)
    browser.open(f"{MERGES}{merge.pk}/take-back/")
    look(browser, "take-back", TWO)
    assert browser.problems == []


def test_who_is_locked_out_reads_until_when(browser, groups):
    member("ed", "editor")
    page = browser.page
    for _ in range(6):
        browser.open("/admin/")
        page.fill("#id_username", "ed")
        page.fill("#id_password", "not the password")
        page.click("[type=submit]")
    look(browser, "locked-out", TWO)
    assert browser.problems == []
