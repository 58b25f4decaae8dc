"""Every type of page in a real Chromium: for whoever sees, hears or types, on a phone and in the dark."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from meetings import workflow
from meetings.models import Meeting, Topic
from meetings.vocabulary import ChangeReason

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: One address of each type of page.
PAGES = [
    "/",
    "/meetings/",
    "/meetings/?country=mk&country=pl&q=osce&from=2022-09&sort=relevance",
    "/meetings/?country=zz&from=2022-13",
    "/meetings/?q=nothingofthekind",
    "/meetings/values/country/",
    "/meetings/2/",
    "/meetings/3/",
    "/meetings/3/history/",
    "/meetings/3/history/1/",
    "/meetings/2/?as_of=9999",
    "/meetings/2/?as_of=0001",
    "/meetings/2/#cite",
    "/meetings/6/",
    "/countries/",
    "/countries/mk/",
    "/countries/suhh/",
    "/ministers/",
    "/ministers/jeyhun-bayramov/",
    "/people/zbigniew-rau/",
    "/organisations/",
    "/organisations/organization-for-security-and-co-operation-in-europe/",
    "/occasions/",
    "/occasions/unga-77/",
    "/topics/",
    "/topics/energy/",
    "/places/new-york/",
    "/coverage/",
    "/corrections/",
    "/about/",
    "/no-such-page/",
]


@pytest.fixture
def collection():
    """The reference data and the first collection, one record of it corrected and one withdrawn."""
    call_command("load_reference", verbosity=0)
    call_command("load_unga77", verbosity=0)
    corrected, withdrawn = Meeting.objects.get(public_id=3), Meeting.objects.get(public_id=6)
    corrected.topics.add(Topic.objects.first())
    workflow.correct(corrected, reason=ChangeReason.ADDED_DETAIL, note="A further topic.")
    workflow.withdraw(withdrawn, reason=ChangeReason.NOT_A_MEETING, note="For the test only.")


def test_no_page_has_a_fault_that_axe_finds_breaks_the_width_or_troubles_the_console(browser, collection):
    faults = []
    for scheme in ("light", "dark"):
        browser.page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            browser.open(path)
            for violation in Axe().run(browser.page).response["violations"]:
                targets = [node["target"] for node in violation["nodes"]][:3]
                faults.append((scheme, path, violation["id"], json.dumps(targets)))
    assert (faults, browser.problems) == ([], [])


def test_no_page_is_wider_than_the_narrowest_phone(browser, collection):
    browser.page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in PAGES:
        browser.open(path)
        width = browser.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((path, width))
    assert wide == []


def test_no_page_weighs_more_than_a_hundred_kilobytes_on_the_first_visit(browser, collection):
    weights: dict[str, int] = {}
    browser.page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    heavy = []
    for path in PAGES:
        weights.clear()
        browser.open(path)
        browser.page.wait_for_load_state("networkidle")
        if sum(weights.values()) > 100_000:
            heavy.append((path, sum(weights.values())))
    assert heavy == []
