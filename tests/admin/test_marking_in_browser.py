"""Marking the words of a source by keyboard alone, and on a narrow screen, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from meetings.models import Statement
from tests.admin import desk
from tests.admin.conftest import member
from tests.admin.test_desk_in_browser import FORM, choose, log_in

pytestmark = pytest.mark.browser
TEXT = "🇦🇿 👩‍💻 The minister met Zbigniew Rau in Łódź, then again in Łódź."


@pytest.fixture
def form(browser, world, groups):
    """The form of a new meeting, with the source chosen."""
    world.source.text = TEXT
    world.source.save()
    member("ed", "editor")
    log_in(browser, "ed")
    browser.open(FORM)
    choose(browser.page, "reports-0-source", "Minister meets")
    browser.page.wait_for_function("text => document.querySelector('#marking-text').value === text", arg=TEXT)
    return browser.page


def test_words_are_selected_and_marked_by_keyboard_and_their_place_counts_code_points(form, browser, world):
    form.focus("#id_place")
    form.focus("#marking-text")
    form.keyboard.press("Control+End")
    for _word in range(2):
        form.keyboard.press("Control+Shift+ArrowLeft")
    form.keyboard.press("Enter")
    form.wait_for_selector(".marking-told:has-text('No place is called so')")
    form.keyboard.type("9 (9)")
    assert form.input_value("#marking-text") == TEXT
    form.keyboard.press("Escape")
    assert form.evaluate("document.activeElement.closest('.field-place') !== null")
    form.fill("#id_date", "2022-09-22")
    form.select_option("#id_date_basis", "stated")
    choose(form, "participations-0-person", "Zbigniew Rau")
    form.click("[name=_save]")
    form.wait_for_selector(".success, .errornote")
    row = Statement.objects.get()
    assert (row.property, row.quote, row.start) == ("place", "Łódź.", TEXT.rindex("Łódź"))
    assert browser.problems == []


def test_the_pane_fits_a_narrow_screen_and_has_no_fault(form, browser):
    form.set_viewport_size({"width": 360, "height": 780})
    assert form.evaluate("document.documentElement.scrollWidth") <= 360
    form.evaluate("document.querySelector('.marking details').open = true")
    problems = list(browser.problems)
    found = Axe().run(form, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert {
        fault["id"]: [node["html"] for node in fault["nodes"]] for fault in found.response["violations"]
    } == {}
    assert problems == []


def test_a_source_without_its_text_says_so(browser, world, groups):
    world.source.text = ""
    world.source.save()
    member("ed", "editor")
    log_in(browser, "ed")
    browser.open(FORM)
    choose(browser.page, "reports-0-source", "Minister meets")
    browser.page.wait_for_selector("#marking-source option", state="attached")
    assert browser.page.is_visible(".marking-missing")
    assert browser.page.input_value("#marking-source") == str(desk.Source.objects.get().pk)
