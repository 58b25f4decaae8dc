"""A thing is called what it was called on the day, in the reader's language where the archive has it."""

import datetime

import pytest

from meetings.models import Country
from tests import builders as make

pytestmark = pytest.mark.django_db

CHANGED = datetime.date(2019, 2, 12)
BEFORE, AFTER = CHANGED - datetime.timedelta(days=1), CHANGED + datetime.timedelta(days=1)


@pytest.fixture
def macedonia() -> Country:
    country = make.make_country("mk")
    make.make_other_name(country, "Macedonia", language="en", kind="former", valid_until=CHANGED)
    make.make_other_name(country, "FYROM", language="en", kind="alternative", valid_until=CHANGED)
    make.make_other_name(country, "Macédoine", language="fr", kind="former", valid_until=CHANGED)
    make.make_other_name(country, "Macédoine du Nord", language="fr", kind="preferred", valid_from=CHANGED)
    make.make_other_name(country, "Şimali Makedoniya", language="az", kind="preferred")
    return country


@pytest.mark.parametrize(
    ("language", "on", "label"),
    [
        ("en", BEFORE, "Macedonia"),
        ("en", CHANGED, "North Macedonia"),
        ("en", AFTER, "North Macedonia"),
        ("en", None, "North Macedonia"),
        ("en", datetime.date.min, "Macedonia"),
        ("en", datetime.date.max, "North Macedonia"),
        ("fr", BEFORE, "Macédoine"),
        ("fr", CHANGED, "Macédoine du Nord"),
        ("fr", None, "Macédoine du Nord"),
        ("az", BEFORE, "Şimali Makedoniya"),
        ("az", None, "Şimali Makedoniya"),
        ("ru", BEFORE, "Macedonia"),
        ("ru", CHANGED, "North Macedonia"),
        ("ru", None, "North Macedonia"),
        ("xx", None, "North Macedonia"),
    ],
)
def test_the_name_of_the_day_is_chosen(macedonia: Country, language: str, on, label: str) -> None:
    assert macedonia.label(language, on) == label


def test_a_thing_without_other_names_is_called_by_its_own() -> None:
    assert make.make_person("Bujar Osmani").label("ar") == "Bujar Osmani"


def test_an_undated_former_name_is_found_by_but_not_printed() -> None:
    person = make.make_person("Jane Doe")
    make.make_other_name(person, "Jane Roe", language="en", kind="former")
    assert person.label("en") == "Jane Doe"


def test_names_to_find_by_are_not_printed() -> None:
    person = make.make_person("Bujar Osmani")
    for kind in ("alternative", "transliteration"):
        make.make_other_name(person, "Boujar Osmani", language="fr", kind=kind)
    assert person.label("fr") == "Bujar Osmani"


def test_of_two_dated_names_the_later_one_is_chosen() -> None:
    country = make.make_country("tr")
    make.make_other_name(
        country, "Turkey", language="en", kind="preferred", valid_from=datetime.date(1923, 1, 1)
    )
    make.make_other_name(country, "Türkiye (new)", language="en", kind="preferred", valid_from=CHANGED)
    assert [country.label("en", on) for on in (BEFORE, CHANGED)] == ["Turkey", "Türkiye (new)"]


def test_a_label_of_prefetched_names_costs_no_query(macedonia: Country, django_assert_num_queries) -> None:
    country = Country.objects.prefetch_related("other_names").get()
    with django_assert_num_queries(0):
        assert country.label("fr", BEFORE) == "Macédoine"
