"""Marking the words of a source by keyboard alone, and on a narrow screen, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from meetings.models import Statement
from tests import builders as make
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


def select(page, words: str) -> None:
    """Select words of the text in the pane."""
    page.evaluate(
        """words => {
            const text = document.querySelector("#marking-text");
            text.focus();
            text.setSelectionRange(text.value.indexOf(words), text.value.indexOf(words) + words.length);
        }""",
        words,
    )


def hold(page, address: str) -> None:
    """Hold what the page asks at an address until it is let go, by its place in ``held``."""
    page.evaluate(
        """address => {
            const real = window.fetch;
            window.held = [];
            window.fetch = (asked, ...further) => !asked.includes(address) ? real(asked, ...further)
                : new Promise((done) => held.push(async () => {
                    const words = await (await real(asked, ...further)).text();
                    done(new Response(words));
                    await new Response(words).json();
                    await new Promise((later) => setTimeout(later));
                }));
        }""",
        address,
    )


def test_a_late_answer_replaces_no_newer_text_and_no_selection(browser, world, groups):
    world.source.text = TEXT
    world.source.save()
    other = make.make_source(title="The other source", text="Other words of another source.")
    member("ed", "editor")
    log_in(browser, "ed")
    browser.open(FORM)
    page = browser.page
    hold(page, "/source-words/")
    choose(page, "reports-0-source", "Minister meets")
    page.click("#reports-group .add-row a")
    choose(page, "reports-1-source", "The other source")
    page.select_option("#marking-source", str(other.pk))
    assert page.evaluate("() => held.length") == 2
    page.evaluate("() => held[1]()")
    page.wait_for_function("text => document.querySelector('#marking-text').value === text", arg=other.text)
    select(page, "another source")
    page.evaluate("() => held[0]()")
    assert page.input_value("#marking-text") == other.text
    selected = "() => { const { value, selectionStart: start, selectionEnd: end } = document.activeElement;"
    assert page.evaluate(selected + " return value.slice(start, end); }") == "another source"
    assert browser.problems == []


def test_words_marked_before_the_last_ones_are_answered_take_a_row_of_their_own(form, browser):
    hold(form, "/meeting/marking/")
    for words in ("The minister met", "then again"):
        select(form, words)
        form.keyboard.press("q")
    for number in range(2):
        form.wait_for_function("number => held.length > number", arg=number)
        form.evaluate("number => held[number]()", number)
    form.wait_for_function("() => document.querySelector('#id_statements-1-quote')?.value")
    quoted = [form.input_value(f"#id_statements-{number}-quote") for number in range(2)]
    assert quoted == ["The minister met", "then again"]
    assert browser.problems == []
