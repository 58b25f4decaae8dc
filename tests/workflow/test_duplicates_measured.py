"""How much of what was entered twice is found among all kinds but people, and how much else is."""

import random

import pytest
from django.core.cache import cache

from meetings.models import (
    Meeting,
    Office,
    Organisation,
    Participation,
    Person,
    Place,
    Source,
    Topic,
)
from meetings.names import fold, match_key
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from meetings.workflow.duplicates import candidates
from tests import builders as make

pytestmark = pytest.mark.django_db
BODIES = [
    "Union",
    "Council",
    "Bank",
    "Agency",
    "Fund",
    "Institute",
    "Forum",
    "Commission",
    "Assembly",
    "Centre",
]
REGIONS = [
    "European", "African", "Asian", "Nordic", "Baltic", "Caspian", "Pacific", "Arab", "Eurasian", "Balkan",
    "Adriatic", "Atlantic", "Andean", "Caribbean", "Danube",
]  # fmt: skip
MATTERS = [
    "Reconstruction", "Development", "Energy", "Migration", "Culture", "Transport", "Health", "Statistics",
    "Education", "Fisheries", "Environment", "Aviation",
]  # fmt: skip
CITIES = [
    "Baku", "Vienna", "Geneva", "Ankara", "Skopje", "Warsaw", "Belgrade", "Tbilisi", "Astana", "Samarkand",
    "Brussels", "Lisbon", "Prague", "Bratislava", "Ljubljana", "Sarajevo", "Chişinău", "Reykjavík", "Zürich",
    "Kraków",
]  # fmt: skip
VENUES = [
    "Palace of Congresses", "Grand Hotel", "Convention Centre", "Presidential Palace", "Old Town Hall",
    "Ministry of Foreign Affairs", "International Airport", "University Library", "National Theatre",
    "Parliament Building",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def measured(kind: str, wanted: set[tuple[int, int]], record_property) -> tuple[float, float]:
    """Precision and recall of the candidates of a kind."""
    found = {(one.first, one.second) for one in candidates(kind)}
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / len(wanted)
    record_property("precision", round(precision, 3))
    record_property("recall", round(recall, 3))
    return precision, recall


def written_otherwise(name: str, chance: random.Random) -> str:
    """The name of a body or place as another press office writes it."""
    how = chance.randrange(6)
    words = name.split()
    if how == 0:
        return f"The {name}"
    if how == 1:
        return fold(name).title()
    if how == 2:
        long = max(words, key=len)
        place = chance.randrange(2, len(long) - 1)
        return name.replace(long, long[:place] + long[place + 1 :], 1)
    if how == 3:
        return name.replace(" of ", " for ", 1) if " of " in name else name.upper()
    if how == 4:
        return name.replace(" and ", " & ", 1) if " and " in name else name.replace(" ", "-", 1)
    return name.replace("Centre", "Center").replace("isation", "ization").replace(", ", " – ")


def named_twice(model, names: list[str], chance: random.Random, **fields) -> set[tuple[int, int]]:
    """Entries of these names, the first hundred of them twice; the pairs."""
    doubles = [written_otherwise(name, chance) for name in names[:100]]
    rows = [
        model(name=name, slug=f"entry-{number}", **fields) for number, name in enumerate([*names, *doubles])
    ]
    for row in rows:
        row.match_key = match_key(row.name)
    model.objects.bulk_create(rows)
    return {(one.pk, other.pk) for one, other in zip(rows, rows[len(names) :], strict=False)}


def test_of_organisations_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    names = [f"{region} {body} for {matter}" for region in REGIONS for body in BODIES for matter in MATTERS]
    names += [
        f"{body} of {region} {matter} and Trade"
        for region in REGIONS
        for body in BODIES
        for matter in MATTERS
    ]
    chance.shuffle(names)
    wanted = named_twice(Organisation, names[:1000], chance)
    precision, recall = measured("organisation", wanted, record_property)
    assert (precision >= 0.9, recall >= 0.9) == (True, True), (precision, recall)


def test_of_places_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    names = [f"{venue}, {city}" for venue in VENUES for city in CITIES]
    chance.shuffle(names)
    wanted = named_twice(Place, names, chance)
    precision, recall = measured("place", wanted, record_property)
    assert (precision >= 0.9, recall >= 0.9) == (True, True), (precision, recall)


TRIMMINGS = (
    "?utm_source=x",
    "#top",
    "/",
    "?fbclid=abc",
    "?lang=en&utm_medium=social",
    "/index.html",
    "?amp=1",
)


def test_of_sources_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    rows, doubles = [], []
    for number in range(600):
        day = f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        topic = chance.choice(MATTERS).lower()
        title = f"Minister met {chance.choice(CITIES)} delegation no. {number} on {topic}"
        url = f"https://www.example{number % 7}.org/news/{day}/{number}"
        rows.append(Source(title=title, url=url, published=day, public_id=f"s{number}", kind="news"))
        if number < 100:
            how = number % 4
            other = {"title": title, "url": "", "published": day}
            if how == 0:
                other |= {
                    "url": url.replace("https://www.", "http://m.") + chance.choice(TRIMMINGS),
                    "title": "News",
                }
            elif how == 1:
                other |= {"url": url.replace("www.", "") + chance.choice(TRIMMINGS), "published": ""}
            elif how == 2:
                other |= {
                    "title": f"{title.upper()} | Example Press",
                    "url": f"https://copy.example.net/{number}",
                }
            else:
                other |= {"title": f"“{title}.”", "url": f"https://copy.example.net/{number}"}
            doubles.append(Source(**other, public_id=f"d{number}", kind="news"))
    Source.objects.bulk_create([*rows, *doubles])
    wanted = {(one.pk, other.pk) for one, other in zip(rows, doubles, strict=False)}
    precision, recall = measured("source", wanted, record_property)
    assert (precision >= 0.95, recall >= 0.95) == (True, True), (precision, recall)


def test_of_meetings_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    countries = [make.make_country(f"{one}{other}") for one in "abcd" for other in "xyz"]
    people = [Person(name=f"Counterpart {number}", slug=f"p{number}") for number in range(150)]
    minister = make.make_person("Our Minister")
    Person.objects.bulk_create(people)
    home, drafts, parts = make.make_country("mk"), [], []

    def meeting(day: str, person, country) -> Meeting:
        row = Meeting(date=day, date_basis="stated")
        row.normalise()
        drafts.append(row)
        parts.append((row, person, country))
        return row

    first = [
        (f"2022-{number % 12 + 1:02d}-{chance.randrange(1, 28):02d}", chance.randrange(150))
        for number in range(500)
    ]
    originals = [meeting(day, people[who], countries[who % 12]) for day, who in first]
    wanted = []
    for number, (day, who) in enumerate(first[:100]):
        how = number % 4
        if how == 0:
            double = meeting(day, people[who], countries[who % 12])
        elif how == 1:
            double = meeting(day[:7], people[who], countries[who % 12])
        elif how == 2:
            double = meeting(day, None, countries[who % 12])
        else:
            double = meeting(f"{day}/{day[:8]}{int(day[8:]) + 1:02d}", people[who], countries[who % 12])
        wanted.append((originals[number], double))
    Meeting.objects.bulk_create(drafts)
    rows = [Participation(meeting=row, person=person, country=country) for row, person, country in parts]
    rows += [Participation(meeting=row, person=minister, country=home, side="principal") for row in drafts]
    Participation.objects.bulk_create(rows)
    pairs = {tuple(sorted((one.pk, other.pk))) for one, other in wanted}
    precision, recall = measured("meeting", pairs, record_property)
    assert (precision >= 0.7, recall >= 0.9) == (True, True), (precision, recall)


#: Titles as one house writes them and another.
TITLES = {
    "Minister of Foreign Affairs of {0}": ("foreign_minister", [
        "Foreign Minister of {0}", "Minister for Foreign Affairs of {0}", "{0} Foreign Minister",
        "Foreign Affairs Minister ({0})", "Minister of External Affairs of {0}",
        "Federal Minister for Foreign Affairs", "Minster of Foreign Affairs of {0}",
        "Minister of Foreign and European Affairs",
    ]),
    "Prime Minister of {0}": ("head_of_government", [
        "Premier of {0}", "{0} Prime Minister", "Prime minister", "President of the Government of {0}",
    ]),
    "President of {0}": ("head_of_state", ["{0} President", "The President of {0}", "Presidnet of {0}"]),
    "Deputy Minister of Foreign Affairs of {0}": ("deputy_minister", [
        "Vice-Minister of Foreign Affairs of {0}", "Deputy Foreign Minister of {0}",
        "Deputy Minister for Foreign Affairs",
    ]),
    "Chairman of the Foreign Affairs Committee of the Parliament of {0}": ("legislator", [
        "Chair of the Parliament's Committee on Foreign Affairs, {0}",
        "Chairperson of the Foreign Affairs Committee, Parliament of {0}",
        "Chairman of the Foreign Relations Comittee of the Parliament of {0}",
    ]),
    "Ambassador of {0} to Niger": ("ambassador", ["{0} Ambassador to Niger", "Ambassador to Niger"]),
    "Ambassador of {0} to Nigeria": ("ambassador", ["Ambassador of {0} in Nigeria"]),
    "First Deputy Minister of Foreign Affairs of {0}": ("deputy_minister", []),
    "Minister of Defence of {0}": ("minister", ["Defence Minister of {0}", "Minister of Defense"]),
    "Minister of the Economy of {0}": ("minister", ["Economy Minister", "Minister of Economy of {0}"]),
}  # fmt: skip
LANDS = [
    "Poland", "Hungary", "Italy", "Niger", "Nigeria", "Slovakia", "Slovenia", "Austria", "Australia",
    "Georgia", "Lithuania", "Latvia", "Türkiye", "Kazakhstan", "Uzbekistan", "Czechia", "Serbia", "Albania",
    "Malta", "Jordan",
]  # fmt: skip


def test_of_offices_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    rows, spelt = [], []
    for number, land in enumerate(LANDS):
        country = make.make_country(f"{chr(97 + number)}x", name=land)
        for title, (kind, otherwise) in TITLES.items():
            rows.append(Office(title=title.format(land), kind=kind, country=country))
            spelt.append([one.format(land) for one in otherwise])
    twice = chance.sample([number for number, otherwise in enumerate(spelt) if otherwise], 100)
    doubles = [
        Office(title=chance.choice(spelt[number]), kind=rows[number].kind, country=rows[number].country)
        for number in twice
    ]
    for number, row in enumerate([*rows, *doubles]):
        row.slug = f"office-{number}"
    Office.objects.bulk_create([*rows, *doubles])
    wanted = {(rows[number].pk, double.pk) for number, double in zip(twice, doubles, strict=True)}
    precision, recall = measured("office", wanted, record_property)
    assert (precision >= 0.95, recall >= 0.95) == (True, True), (precision, recall)


#: What editors write for a topic that the vocabulary has already.
SAID_OTHERWISE = (
    lambda name: f"The {name.lower()}",
    lambda name: name.upper(),
    lambda name: " and ".join(reversed(name.split(" and "))),
    lambda name: (
        name.replace("Cooperation with ", "").replace("Cooperation in ", "") + " cooperation"
        if name.startswith("Cooperation ")
        else name.replace("cooperation", "co-operation")
    ),
    lambda name: f"{name}s" if not name.endswith("s") else name.removesuffix("s"),
    lambda name: name.replace("our", "or").replace("ence", "ense").replace("ised", "ized"),
    lambda name: name[:-3] + name[-2] + name[-3] + name[-1],
)


def test_of_topics_entered_twice_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    load([one for one in DATASETS if one.name in ("topic", "topic_name")])
    topics = list(Topic.objects.order_by("pk"))
    twice = chance.sample(topics, 100)
    doubles = [
        Topic(name=chance.choice(SAID_OTHERWISE)(topic.name), slug=f"double-{topic.pk}") for topic in twice
    ]
    Topic.objects.bulk_create(doubles)
    wanted = {(one.pk, other.pk) for one, other in zip(twice, doubles, strict=True)}
    precision, recall = measured("topic", wanted, record_property)
    assert (precision >= 0.95, recall >= 0.95) == (True, True), (precision, recall)
