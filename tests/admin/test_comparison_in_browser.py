"""Two editors in two browsers, and the pages on which their work meets: for everybody, on every screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from meetings.models import Meeting
from meetings.workflow.joining import join
from tests import builders as make
from tests.admin.conftest import PASSWORD, member
from tests.admin.test_desk_in_browser import log_in

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults_of(browser) -> dict:
    """What the examination finds on the page that is open, and whether it is wider than a small telephone."""
    problems, page = list(browser.problems), browser.page
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for fault in Axe().run(page, options={"runOnly": RULES}).response["violations"]:
            found[f"{scheme} {fault['id']}"] = [node["html"][:120] for node in fault["nodes"][:3]]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    # What the examination itself does to the page is no fault of the page.
    browser.problems[:] = problems
    return found | ({"wide": width} if width > 360 else {})


def test_the_second_of_two_editors_chooses_between_both_saves_and_loses_nothing(browser, world, groups):
    member("ed", "editor")
    member("rev", "reviewer")
    meeting = make.make_meeting(title="Talks", summary="They talked.")
    address = f"/admin/meetings/meeting/{meeting.pk}/change/"
    page = browser.page
    log_in(browser, "rev")
    browser.open(address)
    page.fill("#id_texts-0-summary", "They talked about energy.")
    other = page.context.browser.new_context().new_page()
    other.goto(f"{browser.base}/admin/")
    other.fill("#id_username", "ed")
    other.fill("#id_password", PASSWORD)
    other.click("[type=submit]")
    other.goto(browser.base + address)
    other.wait_for_selector(".presence:has-text('rev has this meeting open too')")
    other.fill("#id_texts-0-title", "Talks in New York")
    other.fill("#id_texts-0-summary", "They talked at length.")
    other.click("[name=_save]")
    other.wait_for_selector(".success")
    other.context.close()
    page.click("[name=_save]")
    page.wait_for_selector("#comparison_form")
    assert page.locator(".difference legend").all_inner_texts() == ["Text: en – Title", "Text: en – Summary"]
    assert faults_of(browser) == {}
    page.click("[name=_save_chosen]")
    page.wait_for_selector(".error")
    page.locator(".difference", has_text="Summary").locator("[value=yours]").check()
    page.click("[name=_save_chosen]")
    page.wait_for_selector(".success")
    text = Meeting.objects.get().texts.get()
    assert (text.title, text.summary) == ("Talks in New York", "They talked about energy.")
    assert browser.problems == []


def test_the_pages_of_the_desk_are_for_everybody_and_fit_a_narrow_screen(browser, world, groups):
    member("rev", "reviewer")
    meeting = make.published_meeting(sources=[make.make_source("One"), make.make_source("Two")])
    for report, value in zip(meeting.reports.all(), ("2022-09-22", "2022-09-23"), strict=True):
        make.make_statement(meeting, report.source, value=value, quote="on a day of that week")
    log_in(browser, "rev")
    found = {}
    for path in (
        "/admin/",
        "/admin/meetings/meeting/?waiting=disagreeing",
        f"/admin/meetings/meeting/{meeting.pk}/change/",
        f"/admin/meetings/meeting/{meeting.pk}/statements/",
    ):
        browser.open(path)
        browser.page.wait_for_load_state("networkidle", timeout=120_000)
        found |= {f"{path} {fault}": where for fault, where in faults_of(browser).items()}
    assert found == {}
    browser.page.locator(f"[name=statement][value='{meeting.statements.first().pk}']").check()
    browser.page.fill("#reason-1", "Its own readout.")
    browser.page.click("text=Prefer the chosen one")
    browser.page.wait_for_selector(".success")
    assert meeting.statements.first().rank == "preferred"
    assert browser.problems == []


def test_the_pages_of_merges_accounts_and_the_audit_list_are_for_everybody(browser, world, groups):
    administrator = member("chief", "administrator")
    one, other = make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic")
    merge = join(make.make_person("N. Selaković"), into=one, by=administrator)
    log_in(browser, "chief")
    found = {}
    for path in (
        "/admin/meetings/merge/",
        "/admin/meetings/merge/duplicates/",
        f"/admin/meetings/merge/join/person/?pk={one.pk}&pk={other.pk}",
        f"/admin/meetings/merge/{merge.pk}/take-back/",
        "/admin/meetings/auditentry/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{administrator.pk}/change/",
        "/admin/second-factor/",
    ):
        browser.open(path)
        browser.page.wait_for_load_state("networkidle", timeout=120_000)
        found |= {f"{path} {fault}": where for fault, where in faults_of(browser).items()}
    assert found == {}
    assert browser.problems == []
