"""The whole way in a real browser: an editor enters a meeting in one form, a reviewer publishes it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session

from meetings.models import Meeting, Person, Source, UnfinishedForm
from tests import builders as make
from tests.admin.conftest import PASSWORD, member

pytestmark = pytest.mark.browser
FORM = "/admin/meetings/meeting/add/"
PAGES = (
    "/admin/",
    "/admin/meetings/meeting/",
    FORM,
    "/admin/meetings/person/",
    "/admin/meetings/person/add/",
    "/admin/meetings/source/add/",
    "/admin/meetings/occasion/add/",
    "/admin/meetings/country/",
    "/admin/meetings/meeting/recover/",
)


def log_in(browser, name):
    browser.page.context.clear_cookies()
    browser.open("/admin/")
    browser.page.fill("#id_username", name)
    browser.page.fill("#id_password", PASSWORD)
    browser.page.click("[type=submit]")


def choose(page, field, typed):
    """Choose in a list by typing and Enter, with the keyboard."""
    page.click(f"#id_{field} + .select2 .select2-selection")
    page.keyboard.type(typed)
    page.wait_for_selector(f".select2-results__option--highlighted:has-text('{typed}')")
    page.keyboard.press("Enter")


def create(page, link, **filled):
    """Make a missing entry in the window that opens, and come back with it chosen."""
    with page.expect_popup() as opened:
        page.click(link)
    window = opened.value
    for field, typed in filled.items():
        window.fill(f"#id_{field}", typed)
    with window.expect_event("close"):
        window.click("[name=_save]")


def test_a_meeting_with_a_new_person_and_source_is_entered_in_one_form_and_published(browser, world, groups):
    member("ed", "editor")
    member("rev", "reviewer")
    page = browser.page
    log_in(browser, "ed")
    browser.open(FORM)
    create(
        page, "#add_id_reports-0-source", title="Readout of the ministry", url="https://ministry.example/7"
    )
    page.fill("#id_date", "22 Sept. 2022")
    page.wait_for_selector(".date-words:text-is('22 September 2022')")
    page.fill("#id_date", "05/06/2020")
    page.wait_for_selector(".date-words.refused:has-text('could be 5 June 2020')")
    page.fill("#id_date", "22 Sept. 2022")
    page.select_option("#id_date_basis", "stated")
    page.select_option("#id_participations-0-side", "principal")
    choose(page, "participations-0-person", "Jeyhun Bayramov")
    choose(page, "participations-0-country", "Azerbaijan")
    create(page, "#add_id_participations-1-person", name="Nikola Selaković")
    choose(page, "participations-1-country", "Poland")
    page.click("[name=_submit]")
    page.wait_for_selector(".success")
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.date) == ("submitted", "2022-09-22")
    assert meeting.reports.get().source == Source.objects.get(title="Readout of the ministry")
    person = Person.objects.get(name="Nikola Selaković")
    assert [row.person for row in meeting.participations.all()] == [world.bayramov, person]
    log_in(browser, "rev")
    browser.open(f"/admin/meetings/meeting/{meeting.pk}/change/")
    page.click("[data-move=publish]")
    page.wait_for_selector(".success")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.public_id) == ("published", 1)
    assert browser.problems == []


def test_rows_can_be_added_and_a_page_with_unsaved_work_asks_before_it_is_left(browser, world, groups):
    member("ed", "editor")
    page = browser.page
    log_in(browser, "ed")
    browser.open(FORM)
    page.click("#participations-group .add-row a")
    choose(page, "participations-2-country", "Poland")
    page.fill("#id_date", "2022")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    browser.open("/admin/")
    assert asked == ["beforeunload"]
    assert browser.problems == []


def test_no_page_of_the_desk_breaks_the_policy_and_each_field_has_a_name(browser, world, groups):
    member("rev", "reviewer")
    log_in(browser, "rev")
    faults = {}
    for path in PAGES:
        assert browser.open(path).status == 200
        browser.page.wait_for_load_state("networkidle")
        # What the examination itself does to the page is no fault of the page.
        problems = list(browser.problems)
        found = Axe().run(browser.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        faults |= {
            f"{path} {fault['id']}": [node["html"][:120] for node in fault["nodes"][:3]]
            for fault in found.response["violations"]
        }
        browser.problems[:] = problems
    assert browser.problems == []
    assert faults == {}


def test_the_form_fits_a_narrow_screen(browser, world, groups):
    member("ed", "editor")
    log_in(browser, "ed")
    browser.page.set_viewport_size({"width": 360, "height": 800})
    for path in (FORM, "/admin/meetings/meeting/", "/admin/meetings/person/add/"):
        browser.open(path)
        width = browser.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


def test_a_tab_that_is_closed_in_the_middle_loses_nothing(browser, world, groups):
    member("ed", "editor")
    page = browser.page
    log_in(browser, "ed")
    browser.open(FORM)
    page.fill("#id_date", "22 Sept. 2022")
    choose(page, "participations-0-person", "Jeyhun Bayramov")
    page.fill("#id_texts-0-summary", "They talked about")
    page.wait_for_selector(".kept:has-text('not saved yet')")
    second = page.context.new_page()
    page.close(run_before_unload=False)
    second.goto(f"{browser.base}/admin/")
    second.click(".unfinished a")
    second.click("[name=_restore]")
    assert second.input_value("#id_date") == "22 Sept. 2022"
    assert second.input_value("#id_participations-0-person") == str(world.bayramov.pk)
    assert second.input_value("#id_texts-0-summary") == "They talked about"
    second.click("[name=_save]")
    second.wait_for_selector(".success")
    assert Meeting.objects.get().participations.get().person == world.bayramov
    assert UnfinishedForm.objects.count() == 0
    assert browser.problems == []


def test_a_save_after_the_session_was_lost_finds_all_that_was_typed(browser, world, groups):
    member("ed", "editor")
    page = browser.page
    log_in(browser, "ed")
    browser.open(FORM)
    page.fill("#id_date", "2022-09-22")
    page.wait_for_selector(".kept:has-text('not saved yet')")
    page.fill("#id_texts-0-summary", "The last words")
    Session.objects.all().delete()
    page.wait_for_selector(".kept.refused:has-text('signed out')")
    second = page.context.new_page()
    second.goto(f"{browser.base}/admin/")
    second.fill("#id_username", "ed")
    second.fill("#id_password", PASSWORD)
    second.click("[type=submit]")
    page.fill("#id_texts-0-summary", "The last words of all")
    page.wait_for_selector(".kept:has-text('not saved yet')")
    assert UnfinishedForm.objects.get().data["texts-0-summary"] == ["The last words of all"]
    page.click("[name=_save]")
    page.wait_for_selector(".success")
    assert Meeting.objects.get().texts.get().summary == "The last words of all"


def test_what_was_chosen_of_many_is_read_to_its_end_and_a_box_stands_beside_its_label(browser, world, groups):
    topic = make.make_topic("Cooperation on everything that a long name of a topic can be about, and on more")
    meeting = make.make_meeting(topics=[topic])
    member("ed", "editor")
    log_in(browser, "ed")
    browser.open(f"/admin/meetings/meeting/{meeting.pk}/change/")
    page = browser.page
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        chosen = page.locator(".field-topics .select2-selection__choice").bounding_box()
        frame = page.locator(".field-topics .select2-selection--multiple").bounding_box()
        assert chosen["x"] + chosen["width"] <= frame["x"] + frame["width"]
        assert chosen["y"] + chosen["height"] <= frame["y"] + frame["height"]
        box = page.locator("#id_texts-0-is_original").bounding_box()
        label = page.locator("label[for=id_texts-0-is_original]").bounding_box()
        assert box["x"] + box["width"] <= label["x"]
        assert box["y"] <= label["y"] + label["height"] / 2 <= box["y"] + box["height"]
    assert browser.problems == []
