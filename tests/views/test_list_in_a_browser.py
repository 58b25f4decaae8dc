"""The list of meetings in a real Chromium, with and without its script."""

import pytest

from meetings.vocabulary import Side
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def archive():
    """Twelve countries met, Poland twice, each by the same host."""
    host, home = builders.make_person("Anna Host"), builders.make_country("az")
    codes = ["pl", "pl", "rs", "tr", "us", "mk", "fr", "de", "it", "es", "pt", "gr"]
    for place, code in enumerate(codes, start=1):
        people = [
            {"side": Side.PRINCIPAL, "person": host, "country": home},
            {"person": builders.make_person(f"Bo {code}{place}"), "country": builders.make_country(code)},
        ]
        builders.published_meeting(people=people, date=f"2022-09-{place:02}")


def rows(browser) -> int:
    return browser.page.locator(".ledger .who").count()


def test_a_filter_updates_the_list_in_place_and_back_undoes_it(browser, archive):
    browser.open("/meetings/")
    browser.page.evaluate("window.stays = true")
    browser.page.get_by_role("link", name="Poland").first.click()
    browser.page.wait_for_url("**/meetings/?country=pl")
    browser.page.get_by_text("2 meetings with Poland").first.wait_for()
    assert (rows(browser), browser.page.evaluate("window.stays")) == (2, True)
    browser.page.get_by_role("link", name="Serbia").first.click()
    browser.page.get_by_text("3 meetings with Poland or Serbia").first.wait_for()
    assert browser.page.url.endswith("?country=pl&country=rs")
    browser.page.go_back()
    browser.page.get_by_text("2 meetings with Poland").first.wait_for()
    browser.page.reload()
    assert (rows(browser), browser.problems) == (2, [])


def test_the_field_of_a_long_facet_finds_a_value_that_is_folded_away(browser, archive):
    browser.open("/meetings/")
    facet = browser.page.locator("[data-facet=country]")
    facet.get_by_placeholder("Narrow the names").fill("türki")
    facet.locator("> ul > li").nth(1).wait_for(state="detached")
    assert facet.locator("> ul > li").all_inner_texts() == ["Türkiye\n1"]
    facet.get_by_role("link", name="Türkiye").click()
    browser.page.get_by_text("1 meeting with Türkiye").first.wait_for()
    assert browser.problems == []


def test_the_keyboard_alone_finds_the_meetings_of_a_country(browser, archive):
    browser.open("/")
    browser.page.get_by_role("searchbox").focus()
    browser.page.keyboard.type("poland")
    browser.page.keyboard.press("Enter")
    browser.page.get_by_text("2 meetings that mention").first.wait_for()
    browser.page.get_by_role("link", name="Anna Host and Bo pl2").focus()
    browser.page.keyboard.press("Enter")
    browser.page.get_by_role("heading", level=1, name="Anna Host and Bo pl2").wait_for()
    assert browser.problems == []


def test_without_script_the_same_links_and_forms_do_the_same(running_chromium, live_server, archive):
    context = running_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/meetings/")
    page.get_by_role("link", name="Poland").first.click()
    page.get_by_label("From").fill("2022-09-02")
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/meetings/?q=&country=pl&from=2022-09-02&to=")
    assert page.locator(".ledger .who").count() == 1
    context.close()
