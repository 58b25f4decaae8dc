"""The pages of versions and of what was deleted, in a real browser: for everybody, on every screen."""

import pytest

from meetings import workflow
from meetings.models import Meeting
from tests import builders as make
from tests.admin.conftest import member
from tests.admin.test_comparison_in_browser import faults_of
from tests.admin.test_desk_in_browser import log_in

pytestmark = pytest.mark.browser


def test_an_editor_sees_what_was_changed_restores_a_word_of_it_and_recovers_a_draft(browser, world, groups):
    member("ed", "editor")
    meeting = make.make_meeting(title="Talks", summary="They talked about energy, trade and transport.")
    gone = make.make_meeting(
        created_by=member("ann", "editor"), title="Gone", topics=[make.make_topic("Energy")]
    )
    address = f"/admin/meetings/meeting/{meeting.pk}/"
    page, found = browser.page, {}
    log_in(browser, "ed")
    for summary in ("They talked about energy.", "They talked about trade and culture."):
        browser.open(f"{address}change/")
        page.fill("#id_texts-0-summary", summary)
        page.click("[name=_continue]")
        page.wait_for_selector(".success")
    browser.open(f"{address}history/")
    found |= {f"list {fault}": where for fault, where in faults_of(browser).items()}
    page.fill("#compare-old", "1")
    page.fill("#compare-new", "2")
    page.click("#compare_form [type=submit]")
    assert page.locator(".history ins").all_inner_texts()[-1:] == ["trade and culture"]
    found |= {f"version {fault}": where for fault, where in faults_of(browser).items()}
    browser.open(f"{address}history/")
    page.click(".history-versions li:last-of-type a")
    page.click("text=Compare with now and restore")
    page.locator("label.take", has_text="Summary").locator("input").check()
    found |= {f"restore {fault}": where for fault, where in faults_of(browser).items()}
    page.fill("#id_why", "Culture was another meeting.")
    page.click("[name=_chosen]")
    page.wait_for_selector(".success")
    assert Meeting.objects.get(pk=meeting.pk).texts.get().summary == "They talked about energy."
    workflow.delete(gone, by=member("del", "editor"))
    log_in(browser, "ann")
    browser.open("/admin/")
    page.click(".queues a:has-text('Deleted drafts')")
    found |= {f"deleted {fault}": where for fault, where in faults_of(browser).items()}
    page.click(".history-deleted a")
    found |= {f"recover {fault}": where for fault, where in faults_of(browser).items()}
    page.click("#recover_form [type=submit]")
    page.wait_for_selector(".success")
    assert Meeting.objects.get(pk=gone.pk).texts.get().title == "Gone"
    assert found == {}
    assert browser.problems == []
