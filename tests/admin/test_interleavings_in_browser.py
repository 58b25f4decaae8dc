"""Two accounts in two browsers on one meeting: both are told where it stands, whatever they do."""

import itertools

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from meetings.models import Edition, Meeting, UnfinishedForm
from tests import builders as make
from tests.admin.conftest import member
from tests.conftest import Browser

pytestmark = pytest.mark.browser
ACTS = ("edit", "save", "publish", "withdraw")
FIRST, SECOND, FOUND = "The first's words.", "The second's words.", "They met at noon."
SUMMARY = "#id_texts-0-summary"
#: What a page can tell, under a short name.
SENTENCES = {
    "kept": "Kept at",
    "saved": "was changed successfully",
    "published": "was published",
    "withdrawn": "was withdrawn",
    "stale": "Somebody has saved or moved it since you opened it",
    "compared": "saved or moved it on",
    "moved": "Its state was",
    "refused": "The meeting was changed since you looked at it",
}
#: Of each order: state, number of editions and words in the end, what the first was told, and the second.
#: "edit" is to type and leave the form open. Where one withdraws, the meeting is public at the beginning and
#: to publish is to publish a correction; else it is a draft.
OUTCOMES = {
    ("edit", "save"): ("draft", 0, SECOND, {"kept", "stale"}, {"saved"}),
    ("edit", "publish"): ("published", 1, FOUND, {"kept", "stale"}, {"published"}),
    ("edit", "withdraw"): ("withdrawn", 1, FOUND, {"kept", "stale"}, {"withdrawn"}),
    ("save", "edit"): ("draft", 0, FIRST, {"saved"}, {"kept", "stale"}),
    ("save", "publish"): ("draft", 0, FIRST, {"saved"}, {"refused"}),
    ("save", "withdraw"): ("published", 1, FIRST, {"saved"}, {"refused"}),
    ("publish", "edit"): ("published", 1, FOUND, {"published"}, {"kept", "stale"}),
    ("publish", "save"): ("published", 1, FOUND, {"published"}, {"compared", "moved"}),
    ("publish", "withdraw"): ("published", 2, FOUND, {"published"}, {"refused"}),
    ("withdraw", "edit"): ("withdrawn", 1, FOUND, {"withdrawn"}, {"kept", "stale"}),
    ("withdraw", "save"): ("withdrawn", 1, FOUND, {"withdrawn"}, {"compared", "moved"}),
    ("withdraw", "publish"): ("withdrawn", 1, FOUND, {"withdrawn"}, {"refused"}),
}


def sign_in(browser: Browser, user) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    browser.page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": browser.base}]
    )
    # The pages give a sign of life every half minute, which nobody waits for here.
    browser.page.context.clock.install()


def meeting_for(order: tuple[str, str], author) -> Meeting:
    """A draft; or, where it is to be withdrawn, a public meeting with changes that no edition holds."""
    if "withdraw" not in order:
        return make.make_meeting(summary=FOUND, created_by=author)
    meeting = make.published_meeting(summary="They met.", created_by=author)
    meeting.texts.update(summary=FOUND)
    Meeting.objects.filter(pk=meeting.pk).update(has_unpublished_changes=True, changed_by=author)
    return meeting


def prepare(browser: Browser, act: str) -> None:
    """From the form, to where one press does it."""
    page = browser.page
    if act in ("publish", "withdraw"):
        way = page.locator(f"a[data-move={'correct' if act == 'publish' else act}]")
        if not way.count():
            return  # A draft is published by a press on its form.
        way.click()
        page.select_option("#id_reason", "factual_error")
        page.fill("#id_note", "As the ministry asked.")


def do(browser: Browser, act: str, words: str) -> None:
    page = browser.page
    if act in ("edit", "save"):
        page.fill(SUMMARY, words)
    if act == "edit":
        page.context.clock.fast_forward(2000)
    elif act == "save":
        page.click("[name=_continue]")
    elif page.locator("#move_form").count():
        page.click("#move_form [type=submit]")
    else:
        page.click(f"[data-move={act}]")


def told(browser: Browser, expected: set[str]) -> set[str]:
    """What the page tells, once it tells what is expected; all of it, also what is not."""
    for name in sorted(expected):
        expect(browser.page.locator("#container"), name).to_contain_text(SENTENCES[name], timeout=30_000)
    text = browser.page.locator("#container").inner_text()
    return {name for name, sentence in SENTENCES.items() if sentence in text}


def look_up(browser: Browser) -> None:
    """Half a minute later the open form asks again."""
    if browser.page.locator("output.presence").count():
        with browser.page.expect_response("**/presence/"):
            browser.page.context.clock.fast_forward(31_000)


def test_both_are_told_of_every_order_of_two_acts(browser, second_browser, groups):
    author = member("author", "editor")
    for each, name in ((browser, "one"), (second_browser, "two")):
        sign_in(each, member(name, "reviewer"))
    found = {}
    for order, (*_, of_first, of_second) in OUTCOMES.items():
        meeting = meeting_for(order, author)
        for each in (browser, second_browser):
            each.open(f"/admin/meetings/meeting/{meeting.pk}/change/")
        look_up(browser)
        for each, other in ((browser, "two"), (second_browser, "one")):
            expect(each.page.locator(".presence")).to_contain_text(f"{other} has this meeting open too")
        for each, act in zip((browser, second_browser), order, strict=True):
            prepare(each, act)
        first_act, second_act = order
        do(browser, first_act, FIRST)
        first_told = told(browser, of_first - {"stale"})
        do(second_browser, second_act, SECOND)
        second_told = told(second_browser, of_second)
        look_up(browser)
        first_told |= told(browser, of_first)
        meeting.refresh_from_db()
        editions = Edition.objects.filter(meeting=meeting).count()
        words = meeting.texts.get().summary
        found[order] = (meeting.state, editions, words, first_told, second_told)
        kept = {
            form.data["texts-0-summary"][0] for form in UnfinishedForm.objects.filter(object_id=meeting.pk)
        }
        typed = {said for said, act in zip((FIRST, SECOND), order, strict=True) if act in ("edit", "save")}
        # Whatever was typed is in the meeting or among what is unfinished.
        assert kept == typed - {words}
    assert set(OUTCOMES) == set(itertools.permutations(ACTS, 2))
    assert found == OUTCOMES
    assert (browser.problems, second_browser.problems) == ([], [])
