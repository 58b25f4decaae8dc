"""The editor's whole way in a browser that runs no scripts."""

import pytest

from meetings.models import Meeting, Merge, Person
from tests import builders as make
from tests.admin.conftest import member
from tests.admin.test_desk_in_browser import FORM, log_in

pytestmark = pytest.mark.browser


def messages(page) -> list[str]:
    return page.locator(".messagelist li").all_inner_texts()


def save(page, button: str) -> None:
    page.click(f"[name={button}]")


def fill_in(page, **typed) -> None:
    """Type names beside lists of choices, and words into other fields."""
    for name, words in typed.items():
        beside = page.locator(f"[name='{name.replace('__', '-')}-typed']")
        (beside if beside.count() else page.locator(f"[name='{name.replace('__', '-')}']")).fill(words)


def _beyond(page, width: int) -> list[str]:
    """The fields beside lists that a screen of so many pixels cuts off."""
    page.set_viewport_size({"width": width, "height": 900})
    fields = page.locator(".typed:not([name*=__prefix__])").all()
    ends = {
        one.get_attribute("name"): box["x"] + box["width"] for one in fields if (box := one.bounding_box())
    }
    assert len(ends) == len(fields) > 10
    page.set_viewport_size({"width": 1280, "height": 900})
    return [name for name, end in ends.items() if end > width]


def test_a_meeting_is_entered_reviewed_corrected_and_withdrawn(browser_without_scripts, world, groups):
    browser, page = browser_without_scripts, browser_without_scripts.page
    member("ed", "editor")
    member("rev", "reviewer")
    topic, other = make.make_topic("Trade"), make.make_topic("Energy")
    make.make_organisation("Poland today")
    log_in(browser, "ed")
    browser.open(FORM)
    assert _beyond(page, 360) == []
    fill_in(page, reports__0__source=world.source.title, date="22 Sept. 2022", topics="trade; Energy")
    page.select_option("#id_date_basis", "stated")
    page.select_option("#id_participations-0-side", "principal")
    fill_in(page, participations__0__person="Bayramov", participations__0__country="azerbaijan")
    fill_in(page, participations__1__person="Zbigniew Rau", participations__1__country="Poland")
    fill_in(page, texts__0__summary="They met.")
    save(page, "_submit")
    # Half a name is nobody's: it is the editor who says whose.
    assert page.locator("#id_participations-0-person option").all_inner_texts() == ["", "Jeyhun Bayramov"]
    assert page.locator("[name='participations-0-person-typed']").input_value() == "Bayramov"
    page.select_option("#id_participations-0-person", label="Jeyhun Bayramov")
    save(page, "_submit")
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.date, set(meeting.topics.all())) == (
        "submitted",
        "2022-09-22",
        {topic, other},
    )
    assert [(row.person, row.country) for row in meeting.participations.all()] == [
        (world.bayramov, world.azerbaijan), (world.rau, world.poland),
    ]  # fmt: skip

    log_in(browser, "rev")
    browser.open("/admin/")
    page.click("text=Submitted for review")
    page.click("#result_list tbody th a")
    page.click("[data-move=publish]")
    assert messages(page) == ["Meeting 1 (22 September 2022) was published."]
    fill_in(page, date="23 Sept. 2022")
    save(page, "_continue")
    page.click("[data-move=correct]")
    page.select_option("[name=reason]", "factual_error")
    fill_in(page, note="It was the day after.")
    page.click(".submit-row [type=submit]")
    assert messages(page) == ["Meeting 1 (23 September 2022) was published as corrected."]
    page.click("[data-move=withdraw]")
    page.select_option("[name=reason]", "other")
    fill_in(page, note="It was never held.")
    page.click(".submit-row [type=submit]")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.withdrawn_reason) == ("withdrawn", "It was never held.")
    assert browser.problems == []


def test_two_entries_are_merged_and_parted(browser_without_scripts, groups):
    browser, page = browser_without_scripts, browser_without_scripts.page
    member("rev", "reviewer")
    kept, going = make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic")
    meeting = make.published_meeting(
        people=[{"side": "principal", "country": make.make_country("mk")}, {"person": going}]
    )
    log_in(browser, "rev")
    browser.open("/admin/meetings/person/")
    for person in (kept, going):
        page.check(f"[name=_selected_action][value='{person.pk}']")
    page.select_option("[name=action]", "merge_selected")
    page.click("[name=index]")
    page.check(f"[name=kept][value='{kept.pk}']")
    page.click("text=Show what moves")
    fill_in(page, note="One man.")
    page.click(".submit-row [type=submit]")
    assert meeting.participations.get(person=kept).person == kept
    browser.open("/admin/meetings/merge/")
    page.click("text=Take back")
    fill_in(page, note="Two men.")
    page.click(".submit-row [type=submit]")
    assert Merge.objects.get().undone_at is not None
    assert meeting.participations.filter(person=going).exists()
    assert Person.objects.filter(merged_into__isnull=False).count() == 0
    assert browser.problems == []
