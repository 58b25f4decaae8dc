"""The page of a meeting in a real Chromium: evidence to and fro, citing, the record as it stood."""

import pytest

from meetings import workflow
from meetings.models import Meeting, MeetingText
from meetings.vocabulary import ChangeReason
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: So much text that facts and notes do not stand on a phone's screen together.
REST = " ".join(f"Word{place}" for place in range(300))


@pytest.fixture
def corrected() -> Meeting:
    """A meeting whose date has evidence, and whose summary was corrected from gas to grain."""
    meeting = builders.make_meeting(title="A meeting", summary=f"They spoke of gas. {REST}")
    builders.make_statement(meeting, quote="on Thursday")
    workflow.publish(meeting, at=builders.NOON)
    MeetingText.objects.filter(meeting=meeting).update(summary=f"They spoke of grain. {REST}")
    later = builders.NOON.replace(day=28)
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="It was grain.", at=later)
    return meeting


def in_view(page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_mark_leads_by_keyboard_to_the_words_and_back_to_the_fact(browser, corrected, width):
    page = browser.page
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    browser.open(f"/meetings/{corrected.public_id}/")
    page.focus("#f1")
    page.keyboard.press("Enter")
    assert (page.inner_text(".note:target q"), in_view(page, ".note:target")) == ("on Thursday", True)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (page.inner_text(".mark:target"), in_view(page, ".mark:target")) == ("1", True)
    assert browser.problems == []


def test_the_link_to_the_citations_opens_them(browser, corrected):
    page = browser.page
    browser.open(f"/meetings/{corrected.public_id}/")
    assert page.is_visible(".citation") is False
    page.click('a[href="#cite"]')
    page.wait_for_selector(".citation:visible")
    assert [page.locator(".citation").count(), browser.problems] == [2, []]


def test_the_record_is_read_as_it_stood_before_its_correction(browser, corrected):
    page = browser.page
    browser.open(f"/meetings/{corrected.public_id}/")
    page.click("text=what changed")
    assert (page.inner_text("del >> nth=0"), page.inner_text("ins >> nth=0")) == ("gas.", "grain.")
    page.fill("[name=as_of]", "2022-09-27")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The record as it stood on 27 September 2022.")
    assert ("gas" in page.inner_text(".prose"), "grain" in page.inner_text(".prose")) == (True, False)
    page.click("text=The record as it stands today")
    assert ("gas" in page.inner_text(".prose"), "grain" in page.inner_text(".prose")) == (False, True)
    assert browser.problems == []
