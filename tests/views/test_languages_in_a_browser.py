"""Changing the language in a real Chromium."""

import pytest

from meetings.vocabulary import Side
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def archive():
    """Two meetings of one host, with Poland and with Serbia."""
    host = {"side": Side.PRINCIPAL, "person": builders.make_person("Anna Host")}
    host["country"] = builders.make_country("az")
    poland = builders.make_country("pl")
    builders.make_other_name(poland, "بولندا", language="ar", kind="preferred")
    for country, day in ((poland, "22"), (builders.make_country("rs"), "23")):
        guest = {"person": builders.make_person(f"Bo of {country.name}"), "country": country}
        builders.published_meeting(people=[host, guest], date=f"2022-09-{day}")


def titles(page) -> list[str]:
    return page.locator(".ledger .who").all_inner_texts()


def test_a_reader_changes_to_arabic_and_back_and_keeps_the_filters(browser, archive):
    page = browser.page
    browser.open("/meetings/?from=2022")
    page.get_by_role("link", name="Poland").first.click()
    page.get_by_text("1 meeting with Poland").first.wait_for()
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/meetings/?country=pl&from=2022")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.locator(".chips bdi").all_inner_texts() == ["بولندا", "من 2022"]
    assert titles(page) == ["Anna Host وBo of Poland"]
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/meetings/?country=pl&from=2022")
    assert titles(page) == ["Anna Host and Bo of Poland"]
    assert (page.context.cookies(), browser.problems) == ([], [])


def test_the_page_is_mirrored_from_right_to_left(browser, archive):
    browser.open("/ar/meetings/")
    boxes = [browser.page.locator(one).first.bounding_box() for one in (".filters", ".said", ".when", ".who")]
    filters, said, when, who = (box["x"] for box in boxes)
    assert filters > said
    assert when > who


@pytest.mark.parametrize(
    ("preferred", "path", "offered"),
    [
        (["fr-CH", "en"], "/meetings/?from=2022", "Cette page existe en français"),
        (["de", "ar", "en"], "/meetings/?from=2022", "هذه الصفحة متاحة بالعربية"),
        (["en-GB", "fr"], "/fr/meetings/?from=2022", "This page is also here in English"),
        (["en-GB", "fr"], "/meetings/?from=2022", None),
        (["fr"], "/fr/meetings/?from=2022", None),
        (["de"], "/meetings/?from=2022", None),
    ],
)
def test_the_page_is_offered_in_the_language_that_the_browser_prefers(
    browser, archive, preferred, path, offered
):
    browser.page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{ get: () => {preferred!r} }})"
    )
    browser.open(path)
    shown = [one for one in browser.page.locator(".offers a").all() if one.is_visible()]
    assert [one.inner_text() for one in shown] == ([offered] if offered else [])
    if offered:
        shown[0].click()
        browser.page.wait_for_url("**/meetings/?from=2022")
        assert browser.page.locator(".offers a:visible").count() == 0
    assert (browser.page.context.cookies(), browser.problems) == ([], [])


def test_without_a_script_no_offer_shows_and_the_menu_is_there(running_chromium, live_server, archive):
    context = running_chromium.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{live_server.url}/meetings/?country=pl")
    assert page.locator(".offers a:visible").count() == 0
    page.get_by_role("link", name="Français").click()
    assert page.url == f"{live_server.url}/fr/meetings/?country=pl"
    context.close()
