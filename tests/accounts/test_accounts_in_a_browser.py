"""From invitation to desk in a real browser: every page on the way is sound for everybody."""

import base64
import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.accounts.conftest import PASSWORD, code_of, make_member

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def look(browser, name: str) -> None:
    """Nothing that axe finds, nothing that scrolls sideways, wide and narrow, in light and dark."""
    for width in (1280, 360):
        for scheme in ("light", "dark"):
            browser.page.set_viewport_size({"width": width, "height": 900})
            browser.page.emulate_media(color_scheme=scheme)
            if folder := os.environ.get("PICTURES"):
                browser.page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
            # What the examination itself does to the page is no fault of the page.
            problems = list(browser.problems)
            found = Axe().run(browser.page, options={"runOnly": WCAG}).response["violations"]
            browser.problems[:] = problems
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], name
            assert browser.page.evaluate("document.documentElement.scrollWidth") <= width, name
    browser.page.set_viewport_size({"width": 1280, "height": 900})


def log_in(browser, name: str, password: str) -> None:
    browser.page.fill("#id_username", name)
    browser.page.fill("#id_password", password)
    browser.page.click("[type=submit]")


def test_who_is_invited_comes_in_with_a_password_and_an_app_of_their_own(browser, transactional_db, settings):
    make_member("chief", "administrator")
    page = browser.page
    browser.open("/admin/")
    look(browser, "sign-in")
    log_in(browser, "chief", PASSWORD)
    browser.open("/admin/auth/user/add/")
    page.fill("#id_username", "new")
    page.check("text=editor")
    look(browser, "invite")
    page.click("[name=_save]")
    link = page.input_value("#invitation-link")
    look(browser, "invited")
    page.get_by_role("link", name="To the account").click()
    page.wait_for_selector("text=Take the second factor away")
    browser.open("/admin/meetings/auditentry/")
    look(browser, "audit")
    page.context.clear_cookies()
    settings.ARCHIVE_SECOND_FACTOR = True
    page.goto(link)
    look(browser, "invitation")
    page.fill("#id_new_password1", "a phrase of my own")
    page.fill("#id_new_password2", "a phrase of my own")
    page.click("main [type=submit]")
    log_in(browser, "new", "a phrase of my own")
    look(browser, "set-up")
    key = "".join(page.inner_text(".key-letters").split())
    page.wait_for_function("() => document.querySelector('.key-picture').naturalWidth > 0")
    page.fill("#id_code", code_of(_hexadecimal(key)))
    page.click("text=Use this app")
    look(browser, "codes")
    codes = page.locator(".recovery-codes code").all_inner_texts()
    page.click("text=I have kept them")
    assert page.url == f"{browser.base}/admin/"
    page.click("#logout-form button")
    browser.open("/admin/")
    log_in(browser, "new", "a phrase of my own")
    look(browser, "code")
    page.fill("#id_code", codes[0])
    page.click("main [type=submit]")
    assert page.url == f"{browser.base}/admin/"
    page.goto(link)
    look(browser, "used-link")
    assert browser.problems == []


def _hexadecimal(letters: str) -> str:
    return base64.b32decode(letters + "=" * (-len(letters) % 8)).hex()
