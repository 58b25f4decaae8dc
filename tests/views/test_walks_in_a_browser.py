"""Ways through the archive that readers take, in a real Chromium, with its script and without."""

from types import SimpleNamespace

import pytest

from meetings import workflow
from meetings.models import MeetingText
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def reader(request, running_chromium, live_server):
    """A reader's ``page``; ``friend`` opens an address as somebody else and gives that page."""
    contexts = []

    def newcomer():
        contexts.append(running_chromium.new_context(java_script_enabled=request.param, locale="en-GB"))
        return contexts[-1].new_page()

    def friend(address: str):
        page = newcomer()
        page.goto(address)
        return page

    yield SimpleNamespace(page=newcomer(), friend=friend, base=live_server.url)
    for context in contexts:
        context.close()


@pytest.fixture
def archive():
    """Eight meetings, of which each filter leaves fewer, and all of them one."""
    host = {"side": Side.PRINCIPAL, "person": builders.make_person("Anna Host")}
    host["country"] = builders.make_country("az")
    energy, assembly = builders.make_topic("Energy"), builders.make_occasion("Assembly")
    hall = builders.make_place("Hall", country=builders.make_country("us"))
    parts = {"country": "pl", "topics": [energy], "occasion": assembly, "kind": "reception", "place": hall}
    for missing in [None, *parts, "country", "kind"]:
        given = {name: value for name, value in parts.items() if name != missing}
        guest = {"person": builders.make_person(f"Bo without {missing}")}
        guest["country"] = builders.make_country(given.pop("country", "rs"))
        builders.published_meeting(people=[host, guest], **given)


def choose(page, facet: str, name: str) -> None:
    """Click a value of a facet, which is unfolded first where it is not, and wait for its list."""
    group = page.locator(f"[data-facet={facet}]")
    if group.get_attribute("open") is None:
        group.locator("> summary").click()
    group.get_by_role("link", name=name).first.click()
    page.wait_for_url(f"**{facet}=*")


def titles(page) -> list[str]:
    return page.locator(".ledger .who").all_inner_texts()


def test_five_filters_make_an_address_that_a_friend_opens_and_back_undoes_each(reader, archive):
    page = reader.page
    page.goto(f"{reader.base}/meetings/")
    addresses = [page.url]
    for facet, name in (
        ("country", "Poland"),
        ("topic", "Energy"),
        ("occasion", "Assembly"),
        ("kind", "Reception"),
        ("place", "Hall"),
    ):
        choose(page, facet, name)
        addresses.append(page.url)
    asked = "?country=pl&topic=energy&occasion=assembly&kind=reception&place=hall"
    assert page.url == f"{reader.base}/meetings/{asked}"
    page.get_by_text("1 meeting with Poland").first.wait_for()
    assert titles(page) == titles(reader.friend(page.url)) == ["Anna Host and Bo without None"]
    for address in reversed(addresses[:-1]):
        page.go_back()
        page.wait_for_url(address)
    page.get_by_text("8 meetings").first.wait_for()
    assert len(titles(page)) == 8


def test_evidence_opens_by_keyboard_and_the_record_is_read_as_it_stood(reader):
    meeting = builders.make_meeting(title="A meeting", summary="They spoke of gas.")
    builders.make_statement(meeting, quote="on Thursday")
    workflow.publish(meeting, at=builders.NOON)
    MeetingText.objects.filter(meeting=meeting).update(summary="They spoke of grain.")
    later = builders.NOON.replace(day=28)
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="It was grain.", at=later)
    page = reader.page
    page.goto(f"{reader.base}/meetings/{meeting.public_id}/")
    page.focus("#f1")
    page.keyboard.press("Enter")
    assert page.inner_text(".note:target q") == "on Thursday"
    page.goto(f"{reader.base}/meetings/{meeting.public_id}/history/")
    page.fill("[name=as_of]", "2022-09-27")
    page.keyboard.press("Enter")
    page.get_by_text("The record as it stood on 27 September 2022.").wait_for()
    assert page.inner_text(".prose") == "They spoke of gas."
    page.get_by_role("link", name="The record as it stands today").click()
    page.get_by_text("They spoke of grain.").wait_for()


def test_print_leaves_the_navigation_out_and_writes_addresses_behind_links(browser):
    source = builders.make_source("Report", public_id="report")
    meeting = builders.make_meeting(sources=[source], summary="See [the text](https://treaty.example/text).")
    builders.make_statement(meeting, quote="on Thursday")
    workflow.publish(meeting)
    page = browser.page
    page.emulate_media(media="print")
    browser.open(f"/meetings/{meeting.public_id}/")
    behind = "links => links.map(link => getComputedStyle(link, '::after').content)"
    printed = page.locator(".prose a, .note:has(q) a:not([href^='#'])").evaluate_all(behind)
    assert printed == ['" (https://treaty.example/text)"', '" (/sources/report/)"']
    assert [page.locator(part).first.is_visible() for part in (".mast nav", ".foot", "h1")] == [
        False,
        False,
        True,
    ]
    assert browser.problems == []


def test_who_wants_less_motion_gets_none(browser):
    meeting = builders.published_meeting()
    found = []
    for motion in ("no-preference", "reduce"):
        browser.page.emulate_media(reduced_motion=motion)
        browser.open(f"/meetings/{meeting.public_id}/")
        moving = (
            "[getComputedStyle(document.documentElement).scrollBehavior, document.getAnimations().length]"
        )
        found.append(browser.page.evaluate(moving))
    assert found == [["smooth", 0], ["auto", 0]]
