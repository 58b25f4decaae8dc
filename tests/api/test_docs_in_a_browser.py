"""The page of the interface in a real Chromium, with the policy of every page and nothing from outside."""

import pytest
from playwright.sync_api import expect

from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_shows_every_operation_and_asks_what_is_tried(browser):
    builders.published_meeting()
    browser.open("/api/v1/docs/")
    page = browser.page
    operation = page.locator("#operations-meetings-meetings_number")
    operation.wait_for()
    assert page.locator(".opblock").count() == 26
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    assert operation.locator("tr[data-param-name=number] input").input_value() == "1"
    with page.expect_response("**/api/v1/meetings/1/") as asked:
        operation.get_by_role("button", name="Execute").click()
    assert asked.value.status == 200
    expect(operation.locator(".live-responses-table .response-col_status").nth(1)).to_have_text("200")
    assert browser.problems == []


def test_the_page_fits_a_phone(browser):
    browser.page.set_viewport_size({"width": 360, "height": 800})
    browser.open("/api/v1/docs/")
    operation = browser.page.locator("#operations-meetings-meetings")
    operation.wait_for()
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").wait_for()
    assert browser.page.evaluate("document.documentElement.scrollWidth") == 360
    assert browser.problems == []


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 250, 246)"), ("dark", "rgb(28, 32, 34)")])
def test_the_page_is_as_light_or_dark_as_the_reader_likes_it(browser, scheme, ground):
    browser.page.emulate_media(color_scheme=scheme)
    browser.open("/api/v1/docs/")
    title = browser.page.locator(".info .title")
    expect(browser.page.locator("body")).to_have_css("background-color", ground)
    bright = title.evaluate("one => getComputedStyle(one).color.match(/[0-9]+/g).every(part => part > 127)")
    assert bright == (scheme == "dark")
    browser.page.emulate_media(color_scheme="light")
    expect(browser.page.locator("html.dark-mode")).to_have_count(0)
    assert browser.problems == []
