"""The editors' desk in a real browser, under the content security policy that every page has."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.browser


def log_in(browser):
    get_user_model().objects.create_superuser("editor", password="a long enough password")
    browser.open("/admin/")
    browser.page.fill("#id_username", "editor")
    browser.page.fill("#id_password", "a long enough password")
    browser.page.click("[type=submit]")


def test_an_editor_can_log_in_and_no_page_breaks_the_policy(browser):
    log_in(browser)
    for path in ("/admin/", "/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/add/"):
        assert browser.open(path).status == 200
    assert browser.problems == []


def test_the_related_object_window_opens_and_hands_its_choice_back(browser):
    log_in(browser)
    browser.open("/admin/meetings/occasion/add/")
    with browser.page.expect_popup() as opened:
        browser.page.click("#add_id_place")
    window = opened.value
    window.fill("#id_name", "Town hall of the north")
    window.click("[name=_save]")
    browser.page.wait_for_selector("#id_place option:text('Town hall of the north')", state="attached")
    assert browser.problems == []
