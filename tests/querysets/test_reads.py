"""Reads have one meaning each: who is public, who is a minister, and who is meant by a spelling."""

import datetime

import pytest

from meetings import workflow
from meetings.models import (
    Appointment,
    Country,
    Meeting,
    Minister,
    Occasion,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
)
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_meetings_are_hidden_by_nothing_but_a_word() -> None:
    draft, public, gone = make.make_meeting(), make.published_meeting(), make.published_meeting()
    workflow.withdraw(gone, reason="other", note="Not ours.")
    assert set(Meeting.objects.all()) == {draft, public, gone}
    assert list(Meeting.objects.published()) == [public]
    assert list(Meeting.objects.withdrawn()) == [gone]


def test_a_row_is_public_while_a_published_meeting_names_it() -> None:
    top = make.make_topic("Top")
    whole = make.make_occasion("Whole")
    publisher = make.make_organisation("Press")
    body = make.make_organisation("Body")
    named = {
        "person": make.make_person("Person"),
        "topic": make.make_topic("Topic", broader=top),
        "occasion": make.make_occasion("Part", parent=whole),
        "place": make.make_place("Place"),
        "source": make.make_source(publisher=publisher),
    }
    for make_other in (make.make_person, make.make_organisation, make.make_topic, make.make_occasion):
        make_other()
    meeting = make.make_meeting(
        topics=[named["topic"]],
        occasion=named["occasion"],
        place=named["place"],
        sources=[named["source"]],
        people=[{"person": named["person"], "side": "principal"}, {"organisation": body}],
    )
    public = {
        Person: {named["person"]},
        Organisation: {publisher, body},
        Topic: {named["topic"], top},
        Occasion: {named["occasion"], whole},
        Place: {named["place"]},
        Source: {named["source"]},
    }
    for model in public:
        assert set(model.objects.published()) == set()
    workflow.publish(meeting)
    for model, rows in public.items():
        assert set(model.objects.published()) == rows
    workflow.withdraw(meeting, reason="other", note="Not ours.")
    for model in public:
        assert set(model.objects.published()) == set()


def test_a_number_that_two_models_share_makes_only_one_of_them_public() -> None:
    person = make.make_person()
    Topic.objects.create(pk=person.pk, name="Of the same number")
    make.published_meeting(people=[{"person": person, "side": "principal"}, {"person": make.make_person()}])
    assert list(Topic.objects.published()) == []


@pytest.mark.parametrize(
    ("kind", "is_minister"),
    [
        ("foreign_minister", True),
        ("minister", True),
        ("deputy_minister", False),
        ("head_of_government", False),
    ],
)
def test_a_minister_holds_or_held_a_ministerial_office(kind: str, is_minister: bool) -> None:
    held = make.make_appointment(office=make.make_office(kind=kind), end="1990")
    make.make_appointment(held.person, held.office, start="2000")
    make.make_person()
    assert [minister.pk for minister in Minister.objects.all()] == [held.person.pk] * is_minister
    assert list(Person.objects.ministers()) == [held.person] * is_minister


@pytest.mark.parametrize(
    "typed",
    ["kovachevski", "KOVAČEVSKI", "Dimitar Kovacevski", "kovacevski dimitar", "Ковачевски", "kovac", "Dime"],
)
def test_somebody_is_found_by_any_spelling_and_any_other_name(typed: str) -> None:
    person = make.make_person("Dimitar Kovačevski")
    make.make_other_name(person, "Dime Kovachevski", language="mk")
    make.make_person("Bujar Osmani")
    assert list(Person.objects.by_spelling(typed)) == [person]


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "%", "_", "?", "🇺🇸", "'", "Dimitar Osmani", "x" * 100_000]
)
def test_what_is_nobodys_name_finds_nobody(typed: str) -> None:
    person = make.make_person("Dimitar Kovačevski")
    make.make_other_name(person, "Bujar")
    make.make_person("Bujar Osmani")
    assert list(Person.objects.by_spelling(typed)) == []


def test_other_names_are_looked_for_among_those_of_the_same_kind() -> None:
    country = make.make_country("mk")
    make.make_other_name(make.make_person(), "Macedonia")
    assert list(Country.objects.by_spelling("macedonia")) == [country]
    assert list(Country.objects.by_spelling("fyrom")) == []
    make.make_other_name(country, "FYROM")
    assert list(Country.objects.by_spelling("fyrom")) == [country]


def test_present_countries_are_those_without_an_end() -> None:
    make.make_country("suhh", exists_until=datetime.date(1991, 12, 26))
    poland = make.make_country("pl")
    assert list(Country.objects.present()) == [poland]


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("", "", True),
        ("2022-09-22", "2022-09-22", True),
        ("2022-09", "", True),
        ("2022-09-23", "", False),
        ("", "2022-09-21", False),
        ("", "2022-09", True),
        ("2022-10", "", False),
        ("../2023", "", True),
        ("", "2020/..", True),
    ],
)
def test_an_appointment_may_have_been_held_on_a_day(start: str, end: str, held: bool) -> None:
    day = datetime.date(2022, 9, 22)
    appointment = make.make_appointment(start=start, end=end)
    assert list(Appointment.objects.possibly_held(day, day)) == [appointment] * held
    assert appointment.possibly_held_within(day, day) == held
    assert list(Appointment.objects.possibly_held(None, None)) == [appointment]
