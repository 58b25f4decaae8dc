"""Candidates for one entry entered twice: what is found, what is not, and that decisions last."""

import random
import time

import pytest
from django.core.cache import cache

from meetings.models import Identifier, Office, Person, Topic
from meetings.names import fold, match_key, sort_name
from meetings.names.likeness import likeness, words_of
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from meetings.workflow import duplicates
from meetings.workflow.duplicates import candidates, dismiss
from meetings.workflow.joining import join
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def pairs(kind: str) -> list[tuple[int, int]]:
    return [(one.first, one.second) for one in candidates(kind)]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Nikola Selaković", "Никола Селаковић", 1, 1),
        ("Çavuşoğlu Mevlüt", "Mevlut Cavusoglu", 1, 1),
        ("Sergey Lavrov", "S. Lavrov", 0.8, 0.8),
        ("Ursula von der Leyen", "Ursula Gertrud von der Leyen", 0.85, 0.85),
        ("Yusuf bin Alawi", "Yousef bin Alawi", 0.9, 1),
        ("Zbigniew Rau", "Zbignew Rau", 0.8, 0.95),
        ("Sergey Lavrov", "Sergey Shoigu", 0, 0),
        ("Anna Petrova", "Anna Pavlova", 0, 0.6),
        ("Li Wei", "Li Wen", 0, 0.6),
        ("Nikola", "Nikola Dimitrov", 0, 0),
    ],
)
def test_names_are_as_alike_as_editors_would_say(one, other, least, most):
    assert least <= likeness(words_of(one), words_of(other)).score <= most


def test_people_of_one_name_are_found_by_any_of_their_names():
    one, other = make.make_person("Nikola Selaković"), make.make_person("The Minister of Serbia")
    make.make_other_name(other, "Никола Селаковић")
    make.make_person("Somebody Else")
    (found,) = candidates("person")
    assert (found.first, found.second, found.score) == (one.pk, other.pk, 1.0)


def test_people_who_took_part_in_one_meeting_are_two():
    one, other = make.make_person("Anna Maria Kos"), make.make_person("Anna Kos")
    assert pairs("person") == [(one.pk, other.pk)]
    make.make_meeting(people=[{"person": one}, {"person": other}])
    Person.objects.get(pk=one.pk).save()
    assert pairs("person") == []


def test_a_register_tells_apart_and_together():
    one, other, third = (
        make.make_person("Anna Kos"),
        make.make_person("A. Kos"),
        make.make_person("Kos, Anna M."),
    )
    for person, value in ((one, "Q1"), (other, "Q2"), (third, "Q1")):
        Identifier.objects.create(scheme="wikidata", value=value, person=person)
    assert pairs("person") == [(one.pk, third.pk)]
    assert candidates("person")[0].reasons == ("the same entry of an outside register",)


def test_a_dismissed_pair_stays_dismissed_and_a_merged_one_is_gone():
    one, other, third = (make.make_person(name) for name in ("Anna Kos", "Anna Kós", "ANNA KOS"))
    assert len(pairs("person")) == 3
    dismiss("person", other.pk, one.pk)
    dismiss("person", one.pk, other.pk)
    assert pairs("person") == [(one.pk, third.pk), (other.pk, third.pk)]
    join(third, into=one)
    assert pairs("person") == []


def test_organisations_and_places_are_found_too():
    one, other = make.make_organisation("Union of Nations"), make.make_organisation("Nations Union of")
    assert pairs("organisation") == [(one.pk, other.pk)]
    here, there = make.make_place("Wien, Hofburg"), make.make_place("Hofburg Wien")
    assert pairs("place") == [(here.pk, there.pk)]


def test_a_part_of_an_organisation_is_not_the_organisation():
    whole = make.make_organisation("Union of Nations")
    make.make_organisation("Council of the Union of Nations")
    make.make_organisation("Union of Nations Development Programme")
    make.make_organisation("European Investment Bank")
    make.make_organisation("European Development Bank")
    again = make.make_organisation("Uniun of Nations")
    assert pairs("organisation") == [(whole.pk, again.pk)]


def test_offices_are_found_within_a_country_only_and_a_rank_or_another_country_makes_another():
    country = make.make_country("pl")
    one = make.make_office("Minister of Foreign Affairs of Poland")
    other = make.make_office("Polish Foreign Minister")
    make.make_office("Minister of Foreign Affairs of Serbia", country=make.make_country("rs"))
    for title in ("Deputy Minister of Foreign Affairs", "First Deputy Minister of Foreign Affairs"):
        make.make_office(title, kind="deputy_minister", country=country)
    make.make_country("ne", name="Niger")
    make.make_country("ng", name="Nigeria")
    for title in ("Ambassador of Poland to Niger", "Ambassador of Poland to Nigeria"):
        make.make_office(title, kind="ambassador")
    assert [(one.first, one.second, one.score) for one in candidates("office")] == [(one.pk, other.pk, 1.0)]
    dismiss("office", other.pk, one.pk)
    assert pairs("office") == []


def test_offices_of_one_name_that_were_entered_as_two_kinds_are_told_so():
    make.make_office("Chairman of the Committee", kind="legislator")
    make.make_office("Chair, the Committee", kind="chair")
    (found,) = candidates("office")
    assert (found.score, found.reasons) == (
        0.9,
        ("the same title in another spelling or order", "entered as two kinds of office"),
    )


def test_topics_are_found_by_name_and_outside_vocabulary_and_never_with_what_they_are_part_of():
    energy = make.make_topic("Energy", exact_match="http://vocabulary.example.org/1")
    below = make.make_topic("Energies", broader=make.make_topic("Fuel", broader=energy))
    again = make.make_topic("Power", exact_match="http://vocabulary.example.org/1")
    elsewhere = make.make_topic("The energy", exact_match="http://vocabulary.example.org/2")
    sanctions, sanction = make.make_topic("Sanctions"), make.make_topic("Sanction")
    make.make_other_name(again, "Electricity")
    alike = [(energy.pk, again.pk), (below.pk, elsewhere.pk), (sanctions.pk, sanction.pk)]
    assert pairs("topic") == alike
    elsewhere.exact_match = ""
    elsewhere.save()
    assert pairs("topic") == sorted([*alike, (energy.pk, elsewhere.pk)])


def test_the_reference_data_hold_nothing_that_looks_entered_twice():
    load(DATASETS)
    assert (Topic.objects.count(), Office.objects.count()) == (135, 594)
    assert [one for kind in duplicates.SOUGHT for one in candidates(kind)] == []


def test_sources_are_found_by_address_text_and_title():
    one = make.make_source("A", url="https://www.example.org/news/1")
    two = make.make_source("B", url="http://example.org/news/1/?utm_source=x")
    three = make.make_source("C", text="The same words.")
    four = make.make_source("D", text="The same words.")
    five = make.make_source("Minister met", published="2022-09-22")
    six = make.make_source("MINISTER MET", published="2022-09-22")
    make.make_source("Minister met", published="2022-09-23")
    assert sorted(pairs("source")) == [(one.pk, two.pk), (three.pk, four.pk), (five.pk, six.pk)]


def test_meetings_are_found_by_counterpart_and_day_and_not_by_the_minister_who_met_six_that_day():
    minister, rau, other = (make.make_person(name) for name in ("Min Ister", "Zbigniew Rau", "O Ther"))
    ours = {"side": "principal", "person": minister, "country": make.make_country("mk")}
    one, two, _third = (
        make.make_meeting(people=[ours, {"person": person, "country": make.make_country(code)}])
        for person, code in ((rau, "pl"), (rau, "pl"), (other, "rs"))
    )
    make.make_meeting(date="2022-09-23", people=[ours, {"person": rau, "country": make.make_country("pl")}])
    (found,) = candidates("meeting")
    assert (found.first, found.second, found.score) == (one.pk, two.pk, 0.9)


GIVEN = [
    "Anna", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Gulnara", "Hassan", "Irina", "Jeyhun", "Kamal",
    "Leyla", "Mehmet", "Nikola", "Olga", "Petar", "Rashid", "Sergey", "Tamara", "Ursula", "Viktor", "Yusuf",
    "Zbigniew", "Mohammed", "Nikolai", "Andrei", "Yelena", "Mikhail", "Abdulaziz", "Jean",
]  # fmt: skip
STEMS = [
    "Selak", "Kovač", "Dimitr", "Petr", "Ivan", "Mamm", "Ali", "Huse", "Nov", "Zaj", "Szcz", "Lav", "Kul",
    "Bayr", "Osman", "Yılm", "Grig", "Tosh", "Rahm", "Čav",
]  # fmt: skip
ENDS = ["ović", "ov", "evski", "enko", "adze", "ashvili", "oğlu", "zadeh", "ski", "man"]
MIDDLE = ["Maria", "Ivanovich", "Ahmed", "Karl", "bin", "Omar", "Pavlovna"]
SPELT = (
    ("č", "ch"), ("š", "sh"), ("ć", "c"), ("ğ", "g"), ("ı", "i"), ("kh", "h"), ("ov", "ow"), ("y", "i"),
    ("zadeh", "zade"), ("Yusuf", "Yousef"), ("Mohammed", "Muhammad"), ("Sergey", "Sergei"), ("oğlu", "oglu"),
)  # fmt: skip


def variant(name: str, chance: random.Random) -> str:
    """The name as another press office writes it."""
    words = name.split()
    how = chance.randrange(6)
    if how == 0:
        return " ".join([words[-1], *words[:-1]])
    if how == 1:
        return " ".join([f"{words[0][0]}.", *words[1:]])
    if how == 2:
        return " ".join([words[0], chance.choice(MIDDLE), *words[1:]])
    if how == 3:
        return f"H.E. {fold(name).title()}"
    if how == 4:
        place = chance.randrange(2, len(words[-1]))
        return " ".join([*words[:-1], words[-1][:place] + words[-1][place] * 2 + words[-1][place + 1 :]])
    for old, new in SPELT:
        name = name.replace(old, new)
    return name.upper()


def test_of_2000_people_with_variants_of_300_nearly_all_are_found_and_little_else(record_property):
    chance = random.Random(2022)
    names = [f"{given} {stem}{end}" for given in GIVEN for stem in STEMS for end in ENDS]
    chance.shuffle(names)
    unlike = list({" ".join(sorted(words_of(name))): name for name in names}.values())[:1700]
    originals = [Person(name=name) for name in unlike]
    doubles = [Person(name=variant(name, chance)) for name in unlike[:300]]
    for number, person in enumerate([*originals, *doubles]):
        person.sort_name = sort_name(person.name)
        person.match_key, person.slug = match_key(person.name), f"person-{number}"
    Person.objects.bulk_create([*originals, *doubles])
    wanted = {(one.pk, other.pk) for one, other in zip(originals, doubles, strict=False)}
    began = time.process_time()
    found = set(pairs("person"))
    record_property("seconds", round(time.process_time() - began, 2))
    right = len(found & wanted)
    precision, recall = right / len(found), right / len(wanted)
    record_property("precision", round(precision, 3))
    record_property("recall", round(recall, 3))
    # Measured: 0.92 and 0.99, among surnames more alike than those that take part in meetings.
    assert (precision >= 0.88, recall >= 0.97) == (True, True), (precision, recall)
    assert duplicates.count() == len(found)
