"""Loading reference data follows what is shipped and never touches what an editor changed."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from meetings.models import (
    Country,
    Identifier,
    Meeting,
    Occasion,
    Office,
    Organisation,
    OtherName,
    Place,
    ReferenceRecord,
    Topic,
)
from meetings.record.editions import current_form
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS, Dataset, Link, Shipped, other_name
from tests.builders import make_organisation, make_topic, published_meeting

pytestmark = pytest.mark.django_db


def topics(*rows):
    """A dataset of topics, each a slug, a name and the slug of its broader topic."""
    shipped = [
        Shipped(slug, {"slug": slug, "name": name, "broader": Link("topic", broader) if broader else None})
        for slug, name, broader in rows
    ]
    return Dataset("topic", Topic, lambda: iter(shipped), ("slug",))


def names(*rows):
    """A dataset of names of topics, each a slug, a language, a name and a kind."""
    shipped = [other_name("topic", *row) for row in rows]
    natural = ("topic", "language", "name", "kind", "valid_from")
    return Dataset("topic_name", OtherName, lambda: iter(shipped), natural, leaf=True)


def tally(*datasets):
    """What the load of the last dataset did, without its name and what it did not do."""
    done = vars(load(datasets)[-1])
    return {what: count for what, count in done.items() if what != "dataset" and count}


def test_a_row_is_made_once():
    assert tally(topics(("energy", "Energy", ""))) == {"created": 1}
    assert tally(topics(("energy", "Energy", ""))) == {"unchanged": 1}
    assert Topic.objects.get().match_key


def test_a_row_that_nobody_changed_follows_the_data():
    load([topics(("energy", "Energy", ""))])
    assert tally(topics(("energy", "Energy policy", ""))) == {"updated": 1}
    assert Topic.objects.get().name == "Energy policy"
    assert tally(topics(("energy", "Energy policy", ""))) == {"unchanged": 1}


def test_what_an_editor_changed_is_left_alone():
    load([topics(("energy", "Energy", ""))])
    Topic.objects.update(name="Power")
    assert tally(topics(("energy", "Energy policy", ""))) == {"left_alone": 1}
    assert Topic.objects.get().name == "Power"


def test_a_renamed_address_is_a_change_of_an_editor_and_links_still_find_the_row():
    load([topics(("energy", "Energy", ""))])
    Topic.objects.update(slug="power")
    assert tally(topics(("energy", "Energy", ""), ("gas", "Gas", "energy"))) == {
        "left_alone": 1,
        "created": 1,
    }
    assert Topic.objects.get(slug="gas").broader.slug == "power"


def test_a_change_that_an_editor_took_back_follows_the_data_again():
    load([topics(("energy", "Energy", ""))])
    Topic.objects.update(name="Power")
    load([topics(("energy", "Energy", ""))])
    Topic.objects.update(name="Energy")
    assert tally(topics(("energy", "Energy policy", ""))) == {"updated": 1}


def test_a_deleted_row_stays_deleted_and_so_does_what_links_to_it():
    energy, gas = ("energy", "Energy", ""), ("gas", "Gas", "energy")
    load([topics(energy), names(("energy", "az", "Energetika", "preferred"))])
    Topic.objects.all().delete()
    assert tally(topics(energy)) == {"left_alone": 1}
    assert tally(topics(energy, gas)) == {"left_alone": 2}
    assert tally(topics(energy), names(("energy", "az", "Energetika", "preferred"))) == {"left_alone": 1}
    assert not Topic.objects.exists()
    assert not OtherName.objects.exists()


def test_a_row_that_an_editor_made_first_is_taken_as_found():
    mine = make_topic("Energy of ours", slug="energy")
    assert tally(topics(("energy", "Energy", ""))) == {"left_alone": 1}
    assert tally(topics(("energy", "Energy", ""))) == {"left_alone": 1}
    assert list(Topic.objects.all()) == [mine]
    assert Topic.objects.get().name == "Energy of ours"


def test_a_narrower_row_may_stand_before_its_broader_one():
    assert tally(topics(("gas", "Gas", "energy"), ("energy", "Energy", ""))) == {"created": 2}
    assert Topic.objects.get(slug="gas").broader.slug == "energy"


def test_a_name_that_is_no_longer_shipped_goes_unless_an_editor_changed_it():
    energy = topics(("energy", "Energy", ""))
    both = names(("energy", "", "Power", "alternative"), ("energy", "", "Watts", "alternative"))
    one = names(("energy", "", "Power", "alternative"))
    load([energy, both])
    assert tally(energy, one) == {"unchanged": 1, "removed": 1}
    assert [name.name for name in OtherName.objects.all()] == ["Power"]
    load([energy, both])
    OtherName.objects.filter(name="Watts").update(language="en")
    assert tally(energy, one) == {"unchanged": 1, "left_alone": 1}
    assert OtherName.objects.count() == 2


def test_a_preferred_name_is_corrected_in_place():
    energy = topics(("energy", "Energy", ""))
    load([energy, names(("energy", "az", "Enerqetika", "preferred"))])
    assert tally(energy, names(("energy", "az", "Energetika", "preferred"))) == {"updated": 1}
    assert [name.name for name in OtherName.objects.all()] == ["Energetika"]


def test_a_name_loaded_later_reaches_what_is_public_already():
    load([topics(("energy", "Energy", ""))])
    meeting = published_meeting(topics=[Topic.objects.get()])
    load([topics(("energy", "Energy", "")), names(("energy", "az", "Energetika", "preferred"))])
    assert current_form(Meeting.objects.for_form().get(pk=meeting.pk))["topics"][0]["names"] == {
        "az": "Energetika"
    }
    meeting.card.refresh_from_db()
    assert "Energetika" in meeting.card.data


def test_organisations_of_editors_are_no_obstacle_to_the_shipped_ones():
    mine = make_organisation("OSCE", slug="osce")
    load(DATASETS)
    mine.refresh_from_db()
    assert mine.name == "OSCE"
    assert mine.other_names.filter(language="ru").get().name.startswith("Организация по безопасности")
    assert Office.objects.get(slug="osce-chairperson-in-office").organisation == mine


def said_by(command, **options):
    """The lines that a command prints."""
    said = StringIO()
    call_command(command, stdout=said, **options)
    return said.getvalue().splitlines()


class TestTheShippedData(TestCase):
    """What stands in the archive after the first load."""

    @classmethod
    def setUpTestData(cls):
        cls.first = load(DATASETS)

    def test_loading_twice_equals_loading_once(self):
        before = {
            model: list(model.objects.order_by("pk").values())
            for model in (Country, OtherName, Organisation, Office, Place, Topic, Occasion, Identifier)
        }
        second = load(DATASETS)
        assert [(done.created, done.updated, done.removed, done.left_alone) for done in second] == [
            (0, 0, 0, 0) for _ in DATASETS
        ]
        assert [done.unchanged for done in second] == [done.created for done in self.first]
        for model, rows in before.items():
            assert list(model.objects.order_by("pk").values()) == rows

    def test_the_command_says_what_it_did_with_every_table_where_it_is_asked_to(self):
        Topic.objects.filter(slug="trade").update(name="Commerce")
        lines = said_by("load_reference", verbosity=2)
        assert len(lines) == len(DATASETS)
        topics = Topic.objects.count()
        assert f"topic: {topics - 1} unchanged, 1 left alone" in lines

    def test_the_command_speaks_of_the_tables_that_it_changed_only(self):
        assert said_by("load_reference") == []
        known = ReferenceRecord.objects.filter(dataset="topic_name")
        others = known.count() - 1
        forgotten = known.first()
        OtherName.objects.filter(pk=forgotten.target).delete()
        forgotten.delete()
        assert said_by("load_reference") == [f"topic name: 1 created, {others} unchanged"]

    def test_every_row_is_remembered(self):
        assert ReferenceRecord.objects.count() == sum(done.created for done in self.first)

    def test_countries_have_the_names_of_their_time(self):
        for code, day, language, name in (
            ("mk", "2019-02-11", "en", "Macedonia"),
            ("mk", "2019-02-12", "en", "North Macedonia"),
            ("mk", "2010-01-01", "ru", "Македония"),
            ("tr", "2022-05-31", "en", "Turkey"),
            ("tr", "2022-06-01", "en", "Türkiye"),
            ("tr", "2010-01-01", "fr", "Turquie"),
            ("sz", "2018-04-18", "en", "Swaziland"),
            ("mm", "1980-01-01", "az", "Birma"),
            ("cd", "1971-10-27", "fr", "Zaïre"),
            ("cd", "1997-05-17", "en", "Democratic Republic of the Congo"),
            ("de", "1985-01-01", "en", "West Germany"),
            ("de", "1990-10-03", "en", "Germany"),
            ("suhh", "1985-01-01", "az", "Sovet İttifaqı"),
        ):
            on = datetime.date.fromisoformat(day)
            assert Country.objects.get(code=code).label(language, on) == name, (code, day, language)

    def test_former_states_existed_when_they_did(self):
        def existed(code, day):
            on = datetime.date.fromisoformat(day)
            return Country.objects.get(code=code).existed_within(on, on)

        assert existed("suhh", "1985-03-11")
        assert not existed("suhh", "2005-01-01")
        assert not existed("ru", "1985-03-11")
        assert not existed("cz", "1985-03-11")
        assert existed("cshh", "1992-12-31")
        assert not existed("cshh", "1993-01-01")
        assert existed("ddde", "1990-10-02")
        assert not existed("ddde", "1990-10-03")
        assert existed("lt", "1925-01-01")

    def test_former_states_lead_to_their_successors(self):
        found = Country.objects.filter(precedences__predecessor__code="cshh").order_by("code")
        assert [country.code for country in found] == ["cz", "sk"]
        assert Country.objects.filter(precedences__predecessor__code="suhh").count() == 15

    def test_a_withdrawn_code_leads_to_its_country(self):
        found = Identifier.objects.get(scheme="iso3166-withdrawn", value="zrcd")
        assert found.country.code == "cd"

    def test_countries_are_found_by_the_names_that_sources_use(self):
        for text, code in (
            ("FYROM", "mk"),
            ("Turkiye", "tr"),
            ("Turkey", "tr"),
            ("Ivory Coast", "ci"),
            ("Holland", "nl"),
            ("U.S.S.R.", "suhh"),
            ("Kirghizia", "kg"),
            ("DPRK", "kp"),
        ):
            assert code in {country.code for country in Country.objects.by_spelling(text)}, text
