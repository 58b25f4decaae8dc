"""Remarks become parties with role, name and origin, each with its words."""

import pytest

from meetings.intake.tables.sentences import Lexicon, read, read_parties, verbs


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = Lexicon()
    for name, code in {
        "Russia": "ru", "France": "fr", "Germany": "de", "Israel": "il", "Syria": "sy", "South Korea": "kr",
        "Japan": "jp", "United Kingdom": "gb", "Poland": "pl", "Kazakhstan": "kz", "Jordan": "jo",
    }.items():  # fmt: skip
        words.add_country(name, code)
    for name, code in {
        "Russian": "ru", "French": "fr", "British": "gb", "Israeli": "il", "Austrian": "at", "Georgian": "ge",
        "Fijian": "fj", "Palestinian Authority": "ps", "U.S.": "us", "Libyan": "ly",
    }.items():  # fmt: skip
        words.add_country(name, code, is_adjective=True)
    for name, key in {"NATO": "nato", "UN": "un", "EU": "eu", "Gulf Cooperation Council": "gcc"}.items():
        words.add_organisation(name, key)
    return words


def told(reading):
    """The parties as role, name and origin."""
    return [(p.role, p.name, p.origin.key or p.origin.text if p.origin else "") for p in reading.parties]


CASES = [
    (
        "Met with Prime Minister Prodi and Foreign Minister Dini.",
        [("Prime Minister", "Prodi", ""), ("Foreign Minister", "Dini", "")],
    ),
    (
        "Met with President Giscard d'Estaing, Foreign Minister Prince Saud al-Faisal, and Premier U Nu.",
        [
            ("President", "Giscard d'Estaing", ""),
            ("Foreign Minister", "Prince Saud al-Faisal", ""),
            ("Premier", "U Nu", ""),
        ],
    ),
    (
        "Met with Deputy Prime Minister and Minister of Foreign Affairs and Expatriates A. Safadi.",
        [
            ("Deputy Prime Minister and Minister of Foreign Affairs and Expatriates", "A. Safadi", ""),
        ],
    ),
    (
        "Met with the Foreign Ministers of France, Germany, and South Korea.",
        [("Foreign Minister", "", "fr"), ("Foreign Minister", "", "de"), ("Foreign Minister", "", "kr")],
    ),
    (
        "Met with the British and French Foreign Ministers.",
        [("Foreign Minister", "", "gb"), ("Foreign Minister", "", "fr")],
    ),
    (
        "Met with President Noboa and the Foreign and Defense Ministers.",
        [("President", "Noboa", ""), ("Foreign Minister", "", ""), ("Defense Minister", "", "")],
    ),
    (
        "Met with Russian President Putin and Foreign Minister Ivanov, and with President Kucan.",
        [("President", "Putin", "ru"), ("Foreign Minister", "Ivanov", "ru"), ("President", "Kucan", "")],
    ),
    (
        "Discussed the Gaza crisis with UN Secretary-General Ban Ki-Moon and President Abdel Fattah al-Sisi.",
        [("Secretary-General", "Ban Ki-Moon", "un"), ("President", "Abdel Fattah al-Sisi", "")],
    ),
    (
        "Met with UN Special Envoy for Syria Staffan de Mistura.",
        [("Special Envoy for Syria", "Staffan de Mistura", "un")],
    ),
    ("Met with senior Austrian officials.", [("senior officials", "", "at")]),
    ("Met with UN and NATO officials.", [("officials", "", "un"), ("officials", "", "nato")]),
    ("Met with PLO Chairman Arafat.", [("Chairman", "Arafat", "PLO")]),
    (
        "Met with Acting Fijian Prime Minister Aiyaz Sayed-Khaiyum.",
        [("Acting Prime Minister", "Aiyaz Sayed-Khaiyum", "fj")],
    ),
    ("Met with the Israeli War Cabinet.", [("War Cabinet", "", "il")]),
    (
        "Met with Secretary of State Cardinal Pietro Parolin.",
        [("Secretary of State", "Cardinal Pietro Parolin", "")],
    ),
    ("Met with Foreign Minister Israel Katz.", [("Foreign Minister", "Israel Katz", "")]),
    ("Met with President Assad of Syria.", [("President", "Assad", "sy")]),
    ("Met President Mohamed Bazoum.", [("President", "Mohamed Bazoum", "")]),
    ("Met with President Kim, and visited U.S. troops.", [("President", "Kim", "")]),
    (
        "Met with Prime Minister Heath and Foreign Secretary Home.",
        [("Prime Minister", "Heath", ""), ("Foreign Secretary", "Home", "")],
    ),
    (
        "Met with President De la Madrid, members of the Israeli War Cabinet, and human rights activists.",
        [
            ("President", "De la Madrid", ""),
            ("members of the Israeli War Cabinet", "", "il"),
            ("human rights activists", "", ""),
        ],
    ),
    ("Met with senior government officials.", [("senior government officials", "", "")]),
    (
        "Met with FM Lavrov and Foreign Commissar Molotov.",
        [
            ("FM", "Lavrov", ""),
            ("Foreign Commissar", "Molotov", ""),
        ],
    ),
    (
        "Met with former President Mandela at Qunu and sent an invitation to meet with President Carter.",
        [("former President", "Mandela", "")],
    ),
    ("Chairman of U.S. Delegation to the Economic Conference.", []),
    ("Attended the funeral of Prime Minister Rabin.", []),
    ("Signed an agreement with Russia.", []),
    ("Met with Croat politicians and U.S. military personnel.", []),
]


@pytest.mark.parametrize(("text", "parties"), CASES)
def test_who_was_met(lexicon, text, parties):
    assert told(read(text, lexicon)) == parties


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_the_words_of_a_party_stand_in_the_text(lexicon, text):
    for party in read(f"🇺🇸 {text}", lexicon).parties:
        words = f"🇺🇸 {text}"[party.start : party.end]
        assert party.name in words
        assert words.strip() == words


def test_whom_somebody_accompanied_was_not_met(lexicon):
    found = read("Accompanied President Clinton to a meeting with President Assad of Syria.", lexicon)
    assert told(found) == [("President", "Assad", "sy")]
    assert [(party.role, party.name) for party in found.accompanied] == [("President", "Clinton")]


def test_an_attended_meeting_is_that_of_its_organisation(lexicon):
    found = read("Attended the NATO Ministerial Meeting.", lexicon)
    assert found.kind == "multilateral"
    assert [party.origin.key for party in found.gatherings] == ["nato"]


def test_a_hyphen_joins_a_body_to_the_land_with_which_it_meets(lexicon):
    (found,) = read("Attended a meeting of the NATO-Georgia Council.", lexicon).gatherings
    assert (found.role, found.origin.text) == ("", "NATO-Georgia Council")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Telephone call with President Putin.", "telephone"),
        ("Spoke by phone with Foreign Minister Lavrov.", "telephone"),
        ("Video conference with Foreign Minister Lavrov.", "video"),
        ("Attended a reception.", "reception"),
        ("Official visit.", "visit"),
        ("Met with Foreign Minister Lavrov.", "bilateral"),
        ("Attended the Summit of the Americas.", "multilateral"),
    ],
)
def test_the_kind_comes_from_the_words(lexicon, text, kind):
    assert read(text, lexicon).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Vacation.",
        "Stopped en route to Manila.",
        "Private visit.",
        "Overnight stop.",
        "Travel to Auckland",
        "Travel: Wellington to Auckland",
        "Departs for Geneva, 9:15 a.m.",
        "Flight to New York",
        "Viaje a Bruselas",
        "Private",
        "Annual leave",
        "No engagements",
        "The Secretary has no public appointments.",
        "Sem compromissos oficiais",
        "Keine öffentlichen Termine",
    ],
)
def test_travel_rest_and_nothing_are_no_encounter(lexicon, text):
    assert not read(text, lexicon).is_encounter


@pytest.mark.parametrize(
    "text",
    [
        "Travel to Brussels for bilateral meetings",
        "Travel to Rome: Meeting of the Ministers",
        "Travel to Geneva\nDinner with colleagues",
        "Viaje a Roma, reunión de trabajo",
        "Private meeting",
        "Official visit to Norway",
    ],
)
def test_what_is_more_than_travel_stays(lexicon, text):
    assert read(text, lexicon).is_encounter


@pytest.mark.parametrize("part", ["A ", "A-", "1:2 ", "to ", "overnight ", "no official "])
def test_long_texts_without_an_end_are_read_in_one_go(part):
    assert verbs.NO_ENCOUNTER.fullmatch("Travel " + part * 5_000 + "x") is None
    assert verbs.NO_ENCOUNTER.fullmatch(part * 5_000 + ".x y") is None


@pytest.mark.parametrize(
    ("cell", "party"),
    [
        ("Sergei Lavrov, Foreign Minister of Russia", ("Foreign Minister", "Sergei Lavrov", "ru")),
        ("Foreign Minister Sergei Lavrov (Russia)", ("Foreign Minister", "Sergei Lavrov", "ru")),
        ("Alejandro Garcia, French Ambassador to Poland", ("Ambassador to Poland", "Alejandro Garcia", "fr")),
    ],
)
def test_a_cell_of_one_party_is_read(lexicon, cell, party):
    (found,) = read_parties(cell, lexicon)
    assert (found.role, found.name, found.origin.key) == party


def test_a_first_name_that_is_also_a_role(lexicon):
    (found,) = read("Met with Secretary of State Dean Rusk.", lexicon).parties
    assert (found.role, found.name) == ("Secretary of State", "Dean Rusk")


def test_a_long_text_takes_no_long_time(lexicon):
    assert read("Met with President " * 5_000, lexicon).parties is not None


@pytest.mark.parametrize(
    "text",
    ["Attended the 3rd U.S.-Japan Global Partnership Dialogue.", "Attended the Japan-U.S. Ministerial."],
)
def test_a_gathering_of_two_countries_is_between_them(lexicon, text):
    found = read(text, lexicon)
    assert sorted(party.origin.key for party in found.between) == ["jp", "us"]
    assert (found.parties, found.gatherings, found.is_encounter) == ([], [], True)


def test_three_countries_are_no_gathering_of_two(lexicon):
    assert read("Attended the U.S.-Jordan-Israel Trilateral Economic Committee.", lexicon).between == []


def test_a_region_s_leaders_and_ministers_are_a_group(lexicon):
    found = read("Met with President Roe and regional Foreign Ministers.", lexicon)
    assert [(p.name, p.role) for p in found.parties] == [
        ("Roe", "President"),
        ("", "regional Foreign Ministers"),
    ]
