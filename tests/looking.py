"""A look at a page of the desk in a real browser: sound for everybody, wide and narrow, in light and dark."""

import os
from itertools import product

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDTHS, SCHEMES = (1280, 360), ("light", "dark")
ALL = tuple(product(WIDTHS, SCHEMES))
#: Where pages are much alike: the widest in light, the narrowest in the dark.
TWO = ((1280, "light"), (360, "dark"))


def look(browser, name: str, ways: tuple[tuple[int, str], ...] = ALL) -> None:
    """Nothing that axe finds, nothing that scrolls sideways. ``PICTURES`` names a folder for pictures."""
    for width, scheme in ways:
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
