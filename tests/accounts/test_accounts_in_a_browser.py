"""From invitation to desk in a real browser: every page on the way is sound for everybody."""

import base64

import pytest

from tests.accounts.conftest import PASSWORD, code_of, make_member
from tests.looking import look

pytestmark = pytest.mark.browser


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
