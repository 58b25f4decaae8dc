"""The six encounters of the first collection, entered from the press item, with its words marked as evidence.

There is nothing but reference data before: people, with the offices they held, and sources are made where
they are missed. What comes of it is compared with the collection, row by row. The record of the test holds
for each meeting the keys, the clicks and the loads of pages, and the seconds that a person takes for them.
"""

import pytest

from meetings.models import Meeting, Office, Topic
from meetings.reference.collection import read_collection
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from tests.admin.conftest import member
from tests.admin.hands import KEYS_A_SECOND, Hand
from tests.admin.press_items import TEXTS
from tests.admin.test_desk_in_browser import FORM, log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COLLECTION = read_collection()
PEOPLE = {row["slug"]: row for row in COLLECTION["people"]}
SOURCES = {row["key"]: row for row in COLLECTION["sources"]}
#: What the desk drafts as summaries of the third meeting and the last.
DRAFTS = (
    """\
Jeyhun Bayramov, Minister of Foreign Affairs of Azerbaijan, met Zbigniew Rau, Minister of Foreign Affairs of \
Poland and Chairperson-in-Office of the OSCE, in New York on the margins of the 77th session of the UN \
General Assembly. They spoke about cooperation in the OSCE, regional security and stability, and \
international security.""",
    """\
Jeyhun Bayramov, Minister of Foreign Affairs of Azerbaijan, attended a reception given by Joe Biden, \
President of the United States, in New York on the margins of the 77th session of the UN General Assembly.""",
)
#: The statement that the name of the principal becomes.
NAMED = {
    "source": "azernews", "property": "participant", "about": "jeyhun-bayramov", "value": "Jeyhun Bayramov",
    "quote": COLLECTION["principal"]["name_as_printed"],
}  # fmt: skip
#: What the desk says itself where the collection has words of its own.
REASONS = {
    "No day is given; the general debate lasted from 20 to 26 September 2022.": (
        "No day is given; it is one of those of the occasion."
    ),
    "The year is that of the session.": "The year is that of the occasion.",
}
LETTERS = {
    "date": "d", "place": "p", "occasion": "o", "participant": "n", "role": "r", "topic": "t", "kind": "k",
    "quotation": "q",
}  # fmt: skip
#: What the list of choices is asked for to find an office.
OFFICES = {
    "minister-of-foreign-affairs-of-azerbaijan": "foreign azerb",
    "international-crisis-group-president": "crisis",
    "prime-minister-of-north-macedonia": "prime minister of north",
    "minister-of-foreign-affairs-of-poland": "foreign poland",
    "osce-chairperson-in-office": "chairperson osce",
    "minister-of-foreign-affairs-of-serbia": "foreign serbia",
    "minister-of-foreign-affairs-of-venezuela": "foreign venez",
    "president-of-the-united-states": "president of the united",
}
#: How the list of choices finds what the collection refers to.
TYPED = {
    "az": "Azerbaijan", "mk": "North Macedonia", "pl": "Poland", "rs": "Serbia", "ve": "Venezuela",
    "us": "United States", "osce": "OSCE", "international-crisis-group": "International Crisis",
}  # fmt: skip
PATIENCE = 180_000  # milliseconds
_OF_SOURCE = ("title", "kind", "publisher", "published", "attribution", "language")


def make_source(hand: Hand, row: str, key: str) -> None:
    """A source that the desk does not know yet, with its text."""
    source = SOURCES[key]
    window = hand.window(f"#add_id_{row}-source")
    window.fill("title", source["title"])
    window.choose("publisher", "Azernews" if key == "azernews" else "News.Az")
    window.fill("published", source["published"])
    window.fill("language", source["language"])
    window.fill("attribution", source["attribution"])
    window.paste("text", TEXTS[key])
    hand.done_with(window)
    hand.page.wait_for_function("() => document.querySelector('#marking-text').value !== ''")


def make_person(hand: Hand, slug: str) -> None:
    """A person whom the desk does not know yet, with the offices held; the name was marked."""
    person = PEOPLE[slug]
    window = hand.window("#marking-text", "+")
    if window.value("name") != person["name"]:
        window.fill("name", person["name"])
    held = [row for row in COLLECTION["appointments"] if row[0] == slug]
    for number, (_slug, office, start, end) in enumerate(held):
        if number:
            window.add("appointments")
        window.choose(f"appointments-{number}-office", OFFICES[office], Office.objects.get(slug=office).title)
        window.fill(f"appointments-{number}-start", start)
        window.fill(f"appointments-{number}-end", end)
    hand.done_with(window)


def enter_participant(hand: Hand, number: int, data: dict, place: int) -> None:
    """One participant: the name in the source first, from which the rest follows."""
    row = f"participations-{number}"
    hand.mark(data["name_as_printed"], "n", place)
    make_person(hand, data["person"])
    if data["side"] != "counterpart":
        hand.pick(f"{row}-side", data["side"].title())
    if hand.value(f"{row}-role_as_printed") != data["role_as_printed"]:
        hand.fill(f"{row}-role_as_printed", data["role_as_printed"])
    if len(data["offices"]) > 1:
        # Which of two offices somebody speaks for is no guess of the desk.
        hand.choose(f"{row}-country", "Pol", TYPED[data["country"]])
        hand.choose(f"{row}-organisation", TYPED[data["organisation"]])
        for office in data["offices"]:
            hand.choose(f"{row}-appointments", OFFICES[office][:12], Office.objects.get(slug=office).title)


def mark_statement(hand: Hand, data: dict, place: int, topic: str) -> None:
    """What is quoted, on what; the readings follow. ``topic`` is the name of the topic it may be about."""
    hand.mark(data["quote"], LETTERS[data["property"]], place)
    if topic and topic not in values_of(hand, "value"):
        offered = hand.page.locator("div.marking-offered button").all_inner_texts()
        number = next((one.split()[0] for one in offered if one.partition(" ")[2] == topic), "")
        if number:
            hand.key_of_pane(number)
        else:
            hand.choose_slowly("topics", topic)
            hand.mark(data["quote"], "t", place)


def values_of(hand: Hand, name: str) -> list[str]:
    """What a field holds in each row of statements."""
    shown = hand.page.locator(f"[name^=statements-][name$=-{name}]:not([name*=__prefix__])")
    return shown.evaluate_all("fields => fields.map((field) => field.value)")


def correct_statement(hand: Hand, data: dict) -> None:
    """Mend what is not what is meant, in the row that quotes the words on this property."""
    rows = zip(values_of(hand, "property"), values_of(hand, "quote"), values_of(hand, "source"), strict=True)
    wanted = data["property"], data["quote"], source_key(hand, data["source"])
    numbers = [number for number, row in enumerate(rows) if row == wanted]
    of_value = [
        number for number in numbers if hand.value(f"statements-{number}-value") == data.get("value", "")
    ]
    number = (of_value or numbers)[0]
    for name in ("value", "speaker", "reason"):
        given = data.get(name, "")
        given = REASONS.get(given, given)
        if hand.value(f"statements-{number}-{name}") != given:
            hand.go_to(f"statements-{number}-{name}")
            hand.press("Control+a")
            hand.type(given) if given else hand.press("Delete")
    if "rank" in data:
        hand.pick(f"statements-{number}-rank", data["rank"].title())


def source_key(hand: Hand, key: str) -> str:
    """The value that a source has in the form."""
    shown = hand.page.locator("select[name^=reports-] option")
    options = shown.evaluate_all("options => options.map((one) => [one.value, one.textContent])")
    return next(value for value, label in options if label.startswith(SOURCES[key]["title"]))


def enter(hand: Hand, meeting: dict, *, first: bool, last: bool) -> str:
    """Enter one meeting; all but the first begin with what the source says of all of them.

    Gives the summary that the desk drafts, over which the collection's is typed.
    """
    place = 0
    if meeting["date_basis"] == "bounded_by_occasion" and not hand.value("date"):
        hand.fill("date", "20..26 Sep 2022")
        hand.pick("date_basis", "Bounded")
    if first:
        make_source(hand, "reports-0", meeting["sources"][0])
        hand.mark("margins of the 77th UN General Assembly", "o")
        enter_participant(hand, 0, COLLECTION["principal"], place)
    place = TEXTS["azernews"].index(meeting["participants"][0]["name_as_printed"])
    place = TEXTS["azernews"].rindex("\n", 0, place)
    enter_participant(hand, 1, meeting["participants"][0], place)
    mark_all(hand, meeting, "azernews", place)
    for number, key in enumerate(meeting["sources"][1:], start=1):
        hand.add("reports")
        make_source(hand, f"reports-{number}", key)
        hand.page.select_option("#marking-source", source_key(hand, key))
        hand.clicks += 2
        hand.page.wait_for_function(
            "text => document.querySelector('#marking-text').value === text", arg=TEXTS[key]
        )
        mark_all(hand, meeting, key, 0)
    hand.let_fill_in("f")
    if hand.value("date_basis") == "inferred":
        hand.pick("date_basis", "Stated")
    text = meeting["texts"][0]
    hand.fill("texts-0-title", text.get("title", ""))
    hand.let_fill_in("s")
    drafted = hand.value("texts-0-summary")
    hand.fill("texts-0-summary", text["summary"])
    for statement in meeting["statements"]:
        correct_statement(hand, statement)
    hand.save("_save" if last else "_addanother")
    return drafted


def mark_all(hand: Hand, meeting: dict, source: str, place: int) -> None:
    """All that one source says of a meeting, but for what the form began with."""
    wanted = [row for row in meeting["statements"] if row["source"] == source]
    begun = list(zip(values_of(hand, "property"), values_of(hand, "quote"), strict=True))
    of_meeting = {(row["property"], row["quote"]) for row in wanted}
    again = {row["property"] for row in wanted}
    topics = iter(Topic.objects.get(slug=slug).name for slug in meeting["topics"])
    for row in wanted:
        if (row["property"], row["quote"]) not in begun or row["property"] == "topic":
            at = place if row["quote"] in TEXTS[source][place:] else 0
            mark_statement(hand, row, at, next(topics) if row["property"] == "topic" else "")
    for number in reversed(range(len(begun))):
        prop, quote = begun[number]
        if source == "azernews" and prop and (prop, quote) not in of_meeting and prop not in again:
            hand.click(f"#statements-{number} .inline-deletelink")


def test_six_encounters_are_entered_from_the_press_item(browser, settings, groups, record_property):
    settings.ARCHIVE_COUNTRY = "AZ"
    load(DATASETS)
    member("ed", "editor")
    # A machine with much else to do takes its time; what is counted is no time of the machine.
    browser.page.context.set_default_timeout(PATIENCE)
    browser.page.context.set_default_navigation_timeout(PATIENCE)
    log_in(browser, "ed")
    browser.open(FORM)
    hand, figures = Hand(browser.page, loads=1), []
    drafts = []
    for number, meeting in enumerate(COLLECTION["meetings"]):
        keys, clicks, loads, seconds, made = hand.keys, hand.clicks, hand.loads, hand.seconds, hand.made
        drafts.append(enter(hand, meeting, first=number == 0, last=number == 5))
        took, summary = hand.seconds - seconds, len(meeting["texts"][0]["summary"]) / KEYS_A_SECOND
        figures.append(
            {
                "keys": hand.keys - keys, "clicks": hand.clicks - clicks, "loads": hand.loads - loads,
                "seconds with the summary typed": round(took), "with it drafted": round(took - summary),
                "of which new people and sources": round(hand.made - made),
            }
        )  # fmt: skip
    record_property("figures of each meeting", figures)
    entered = list(Meeting.objects.order_by("pk"))
    assert len(entered) == len(COLLECTION["meetings"])
    for meeting, data in zip(entered, COLLECTION["meetings"], strict=True):
        # Whose meetings these are is marked once, where the collection takes it for granted.
        marked = [NAMED] if data is COLLECTION["meetings"][0] else []
        assert as_typed(meeting) == as_collected(data, marked)
        assert all(_is_in_the_source(row) for row in meeting.statements.all())
    # The first needs a source and two people; of a further one the counterpart is new, of one also a source.
    assert [one["loads"] for one in figures] == [7, 5, 3, 3, 3, 3]
    assert (drafts[2], drafts[5]) == DRAFTS
    assert browser.problems == []


def _is_in_the_source(row) -> bool:
    """Whether the quotation is found again in code points, and what is said to be printed in it."""
    return row.source.text[row.start : row.end] == row.quote and row.value_as_printed in row.quote


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
        "statements": sorted(
            (row.source.title, row.property, row.participation.person.name if row.participation else "",
             row.value, row.quote, row.speaker, row.rank, row.reason)
            for row in meeting.statements.all()
        ),
    }  # fmt: skip


def as_collected(data: dict, further: list[dict]) -> dict:
    """A meeting of the collection in the same words, with further statements."""
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
        "statements": sorted(
            (SOURCES[row["source"]]["title"], row["property"],
             PEOPLE[row["about"]]["name"] if "about" in row else "", row.get("value", ""),
             row["quote"], row.get("speaker", ""), row.get("rank", "normal"),
             REASONS.get(row.get("reason", ""), row.get("reason", "")))
            for row in (*data["statements"], *further)
        ),
    }  # fmt: skip
