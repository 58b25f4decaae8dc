"""The six encounters of the first collection, typed from the press text into an empty desk, by keyboard.

There is nothing but reference data before: people, with the offices they held, and sources are made where
they are missed. What comes of it is compared with the collection, row by row. The record of the test holds
how long each meeting took a machine that types without a pause, the keys it pressed and the pages it loaded.
"""

import json
import time
from dataclasses import dataclass

import pytest

from meetings.models import Meeting, Office, Topic
from meetings.reference.collection import read_collection
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from tests.admin.conftest import member
from tests.admin.test_desk_in_browser import FORM, log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COLLECTION = read_collection()
PEOPLE = {row["slug"]: row for row in COLLECTION["people"]}
SOURCES = {row["key"]: row for row in COLLECTION["sources"]}
#: How the list of choices finds what the collection refers to.
TYPED = {
    "az": "Azerbaijan", "mk": "North Macedonia", "pl": "Poland", "rs": "Serbia", "ve": "Venezuela",
    "us": "United States", "osce": "OSCE", "international-crisis-group": "International Crisis",
}  # fmt: skip
_OF_SOURCE = ("title", "kind", "publisher", "published", "attribution", "language")


@dataclass
class Hand:
    """An editor's hands on the keyboard, and what they do."""

    page: object
    keys: int = 0
    loads: int = 0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def go_to(self, name: str) -> None:
        """Reach a field as the Tab key would; one key."""
        self.keys += 1
        shown = f"#id_{name}"
        for made in (" + .select2 .select2-search__field", " + .select2 .select2-selection"):
            if self.page.locator(shown + made).count():
                shown += made
                break
        self.page.focus(shown)

    def fill(self, name: str, text: str) -> None:
        """Type into a field, over what stands there."""
        if text:
            self.go_to(name)
            self.press("Control+a")
            self.type(text)

    def pick(self, name: str, label: str) -> None:
        """Choose in a short list of the browser's own by the beginning of the words."""
        self.go_to(name)
        self.type(label)

    def choose(self, name: str, typed: str) -> None:
        """Choose in a list of the archive: type until it is the first that is found, and Enter."""
        self.go_to(name)
        self.type(typed)
        self.page.wait_for_selector(f".select2-results__option--highlighted:has-text({json.dumps(typed)})")
        self.press("Enter")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.page.input_value(f"#id_{name}")

    def add(self, group: str) -> None:
        """Another row."""
        self.keys += 1
        self.page.focus(f"#{group}-group .add-row a")
        self.press("Enter")

    def window(self, link: str) -> "Hand":
        """The window in which something missing is made."""
        self.keys += 1
        self.page.focus(link)
        with self.page.expect_popup() as opened:
            self.page.keyboard.press("Enter")
        # A list of choices works once the scripts of the page have run.
        opened.value.wait_for_load_state("networkidle")
        return Hand(opened.value)

    def done_with(self, window: "Hand") -> None:
        """Save what was made, and come back with it chosen."""
        window.page.focus("[name=_save]")
        with window.page.expect_event("close"):
            window.press("Enter")
        self.keys += window.keys
        self.loads += 2

    def fill_in(self) -> None:
        """Let the desk fill in what is probable."""
        self.keys += 1
        self.page.focus("[name=_suggest]")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".suggested:not(:empty)")

    def save(self, button: str) -> None:
        """Save, and see that it was."""
        self.keys += 1
        self.page.focus(f"[name={button}]")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.page.locator(".errornote").count() == 0
        self.page.wait_for_load_state("networkidle")
        self.loads += 1


def make_source(hand: Hand, row: str, key: str) -> None:
    """A source that the desk does not know yet."""
    source = SOURCES[key]
    window = hand.window(f"#add_id_{row}-source")
    window.fill("title", source["title"])
    window.choose("publisher", "Azernews" if key == "azernews" else "News.Az")
    window.fill("published", source["published"])
    window.fill("language", source["language"])
    window.fill("attribution", source["attribution"])
    hand.done_with(window)


def make_person(hand: Hand, row: str, slug: str) -> None:
    """A person whom the desk does not know yet, with the offices held."""
    person = PEOPLE[slug]
    window = hand.window(f"#add_id_{row}-person")
    window.fill("name", person["name"])
    window.fill("honorific_prefix", person["honorific_prefix"])
    held = [row for row in COLLECTION["appointments"] if row[0] == slug]
    for number, (_slug, office, start, end) in enumerate(held):
        if number:
            window.add("appointments")
        window.choose(f"appointments-{number}-office", Office.objects.get(slug=office).title)
        window.fill(f"appointments-{number}-start", start)
        window.fill(f"appointments-{number}-end", end)
    hand.done_with(window)


def enter_participant(hand: Hand, number: int, data: dict) -> None:
    """One participant: the person first, from whom the rest follows."""
    row = f"participations-{number}"
    if data["side"] != "counterpart":
        hand.pick(f"{row}-side", data["side"].title())
    make_person(hand, row, data["person"])
    hand.fill(f"{row}-name_as_printed", data["name_as_printed"])
    hand.fill(f"{row}-role_as_printed", data["role_as_printed"])
    if len(data["offices"]) > 1:
        # Which of two offices somebody speaks for is no guess of the desk.
        hand.choose(f"{row}-country", TYPED[data["country"]])
        hand.choose(f"{row}-organisation", TYPED[data["organisation"]])
        for office in data["offices"]:
            hand.choose(f"{row}-appointments", Office.objects.get(slug=office).title)


def enter_statement(hand: Hand, number: int, data: dict, sources: int) -> None:
    """What is quoted, on what; the readings follow."""
    row = f"statements-{number}"
    if number:
        hand.add("statements")
    if sources > 1:
        hand.choose(f"{row}-source", SOURCES[data["source"]]["title"])
    hand.pick(f"{row}-property", data["property"].title())
    hand.fill(f"{row}-quote", data["quote"])
    for name in ("speaker", "reason"):
        hand.fill(f"{row}-{name}", data.get(name, ""))
    if "rank" in data:
        hand.pick(f"{row}-rank", data["rank"].title())


def correct_statement(hand: Hand, number: int, data: dict) -> None:
    """Mend the readings that are not what is meant."""
    for name in ("value", "value_as_printed"):
        wanted = data.get(name, "")
        if hand.value(f"statements-{number}-{name}") != wanted:
            hand.go_to(f"statements-{number}-{name}")
            hand.press("Control+a")
            hand.type(wanted) if wanted else hand.press("Delete")


def enter(hand: Hand, meeting: dict, *, first: bool, last: bool) -> None:
    """Type one meeting; all but the first begin with what the source says of all of them."""
    if first:
        make_source(hand, "reports-0", meeting["sources"][0])
        hand.choose("occasion", "77th session of the UN General Assembly")
    for number, key in enumerate(meeting["sources"][1:], start=1):
        hand.add("reports")
        make_source(hand, f"reports-{number}", key)
    if hand.value("date") != meeting["date"]:
        hand.fill("date", meeting["date"])
        hand.pick("date_basis", "Bounded" if meeting["date"].startswith("[") else "Stated")
    if first:
        enter_participant(hand, 0, COLLECTION["principal"])
    enter_participant(hand, 1, meeting["participants"][0])
    for topic in meeting["topics"]:
        hand.choose("topics", Topic.objects.get(slug=topic).name)
    if meeting["kind"] != "bilateral":
        hand.pick("kind", meeting["kind"].title())
    text = meeting["texts"][0]
    hand.fill("texts-0-title", text.get("title", ""))
    hand.fill("texts-0-summary", text["summary"])
    for number, statement in enumerate(meeting["statements"]):
        enter_statement(hand, number, statement, len(meeting["sources"]))
    hand.fill_in()
    for number, statement in enumerate(meeting["statements"]):
        correct_statement(hand, number, statement)
    hand.save("_save" if last else "_addanother")


def test_six_encounters_are_typed_from_the_press_text(browser, settings, groups, record_property):
    settings.ARCHIVE_COUNTRY = "AZ"
    load(DATASETS)
    member("ed", "editor")
    log_in(browser, "ed")
    browser.open(FORM)
    hand, figures = Hand(browser.page, loads=1), []
    for number, meeting in enumerate(COLLECTION["meetings"]):
        began, keys, loads = time.monotonic(), hand.keys, hand.loads
        enter(hand, meeting, first=number == 0, last=number == 5)
        figures.append((round(time.monotonic() - began, 1), hand.keys - keys, hand.loads - loads))
    record_property("seconds, keys and loads of each meeting", figures)
    made = list(Meeting.objects.order_by("pk"))
    assert len(made) == len(COLLECTION["meetings"])
    for meeting, data in zip(made, COLLECTION["meetings"], strict=True):
        assert as_typed(meeting) == as_collected(data)
    # The first needs a source and two people; of a further one the counterpart is new, of one also a source.
    assert [loads for _seconds, _keys, loads in figures] == [7, 5, 3, 3, 3, 3]
    assert browser.problems == []


def as_typed(meeting: Meeting) -> dict:
    """A meeting as the desk holds it, in words."""
    return {
        "state": meeting.state,
        "kind": meeting.kind,
        "date": (meeting.date, meeting.date_basis),
        "where": (meeting.place.slug, meeting.occasion.slug),
        "topics": sorted(meeting.topics.values_list("slug", flat=True)),
        "texts": list(meeting.texts.values_list("language", "is_original", "title", "summary")),
        "sources": [
            (row.source.title, row.source.kind, row.source.publisher.slug, row.source.published,
             row.source.attribution, row.source.language)
            for row in meeting.reports.all()
        ],
        "participants": [
            (row.side, row.person.name, row.person.honorific_prefix, row.country and row.country.code,
             row.organisation and row.organisation.slug, row.name_as_printed, row.role_as_printed,
             sorted((held.office.slug, held.start, held.end) for held in row.appointments.all()))
            for row in meeting.participations.all()
        ],
        "statements": [
            (row.source.title, row.property, row.participation and row.participation.person.name, row.value,
             row.value_as_printed, row.quote, row.speaker, row.rank, row.reason)
            for row in meeting.statements.all()
        ],
    }  # fmt: skip


def as_collected(data: dict) -> dict:
    """A meeting of the collection in the same words."""
    held = {(person, office): dates for person, office, *dates in COLLECTION["appointments"]}
    text = data["texts"][0]
    given = [SOURCES[key] for key in data["sources"]]
    return {
        "state": "draft",
        "kind": data["kind"],
        "date": (data["date"], data["date_basis"]),
        "where": ("new-york", "unga-77"),
        "topics": sorted(data["topics"]),
        "texts": [("en", True, text.get("title", ""), text["summary"])],
        "sources": [
            tuple(row[name] for name in _OF_SOURCE) for row in given
        ],
        "participants": [
            (row["side"], PEOPLE[row["person"]]["name"], PEOPLE[row["person"]]["honorific_prefix"],
             row.get("country"), row.get("organisation"), row["name_as_printed"], row["role_as_printed"],
             sorted((office, *held[row["person"], office]) for office in row["offices"]))
            for row in (COLLECTION["principal"], *data["participants"])
        ],
        "statements": [
            (SOURCES[row["source"]]["title"], row["property"],
             PEOPLE[row["about"]]["name"] if "about" in row else None, row.get("value", ""),
             row.get("value_as_printed", ""), row["quote"], row.get("speaker", ""), row.get("rank", "normal"),
             row.get("reason", ""))
            for row in data["statements"]
        ],
    }  # fmt: skip
