"""From the front page to all meetings of two countries by the keyboard alone, in a real Chromium."""

import pytest

from meetings.vocabulary import Side
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: So many stops of the keyboard are tried.
_STOPS_AT_MOST = 120


@pytest.fixture
def archive():
    """Two meetings of Azerbaijan with Poland, and one of either with Serbia."""
    host = {"side": Side.PRINCIPAL, "person": builders.make_person("Anna Host")}
    for place, codes in enumerate((("az", "pl"), ("az", "pl"), ("az", "rs"), ("pl", "rs")), start=1):
        guest = builders.make_person(f"Bo {place}")
        people = [
            host | {"country": builders.make_country(codes[0])},
            {"person": guest, "country": builders.make_country(codes[1])},
        ]
        builders.published_meeting(people=people, date=f"2022-09-{place:02}")


def go_to(page, selector: str, name: str) -> None:
    """Press Tab until what the selector names with this text has the focus, and see that it shows it."""
    for _stop in range(_STOPS_AT_MOST):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").filter(has_text=name).count():
            break
    focused = page.locator(f"{selector}:focus")
    assert focused.filter(has_text=name).count() == 1
    assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


def find_the_meetings_of_two_countries(page) -> list[str]:
    go_to(page, "a", "Everything between two countries")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Relations").wait_for()
    go_to(page, "select#country", "")
    page.keyboard.type("Pol")
    go_to(page, "select#partner", "")
    page.keyboard.type("Az")
    go_to(page, "button", "Show")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Azerbaijan and Poland").wait_for()
    go_to(page, "a", "All 2 meetings")
    page.keyboard.press("Enter")
    page.get_by_text("2 meetings of Azerbaijan with Poland").first.wait_for()
    return page.locator(".ledger .who").all_inner_texts()


BOTH = ["Anna Host and Bo 2", "Anna Host and Bo 1"]


def test_the_keyboard_alone_finds_all_meetings_of_two_countries_from_the_front_page(browser, archive):
    browser.open("/")
    assert (find_the_meetings_of_two_countries(browser.page), browser.problems) == (BOTH, [])


def test_without_script_the_keyboard_finds_them_just_so(running_chromium, live_server, archive):
    context = running_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    assert find_the_meetings_of_two_countries(page) == BOTH
    context.close()
