"""Every type of page in a real Chromium: for whoever sees, hears or types, on a phone and in the dark."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.views.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["", "/ar"])
def test_no_page_has_a_fault_that_axe_finds_or_troubles_the_console(browser, collection, language):
    faults = []
    for scheme in ("light", "dark"):
        browser.page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            browser.open(language + path)
            for violation in Axe().run(browser.page).response["violations"]:
                targets = [node["target"] for node in violation["nodes"]][:3]
                faults.append((scheme, path, violation["id"], json.dumps(targets)))
    assert (faults, browser.problems) == ([], [])


@pytest.mark.parametrize("language", ["", "/az", "/ru", "/fr", "/ar"])
def test_no_page_is_wider_than_the_narrowest_phone_or_a_screen_enlarged_twice(browser, collection, language):
    wide = []
    for path in PAGES:
        browser.open(language + path)
        for width in (320, 640):
            browser.page.set_viewport_size({"width": width, "height": 640})
            needed = browser.page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide.append((path, width, needed))
    assert wide == []


def test_no_page_weighs_more_than_a_hundred_kilobytes_on_the_first_visit(browser, collection):
    weights: dict[str, int] = {}
    browser.page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    heavy = []
    for path in PAGES:
        weights.clear()
        browser.open(path)
        browser.page.wait_for_load_state("networkidle")
        if sum(weights.values()) > 100_000:
            heavy.append((path, sum(weights.values())))
    assert heavy == []
