"""Public addresses last: made once from the name, changed only on purpose, and never given to another row."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import FormerSlug, Person
from tests import builders as make

pytestmark = pytest.mark.django_db


def former() -> list[tuple[str, str, int]]:
    return list(FormerSlug.objects.order_by("pk").values_list("model", "slug", "target"))


def test_an_address_is_made_from_the_name() -> None:
    assert make.make_person("Mevlüt Çavuşoğlu").slug == "mevlut-cavusoglu"


def test_namesakes_get_numbered_addresses() -> None:
    assert [make.make_person("Abdullah Abdullah").slug for _ in range(3)] == [
        "abdullah-abdullah",
        "abdullah-abdullah-2",
        "abdullah-abdullah-3",
    ]


@pytest.mark.parametrize("name", ["عباس عراقجي", "王毅", "🇺🇸"])
def test_a_name_without_latin_letters_still_gets_an_address(name: str) -> None:
    assert make.make_person(name).slug.startswith("person-")


def test_a_name_as_long_as_the_field_gets_an_address_that_fits() -> None:
    for _ in range(2):
        assert len(make.make_person("n" * 300).slug) <= 100


def test_a_changed_name_leaves_the_address() -> None:
    person = make.make_person("Bujar Osmani")
    person.name = "Bujar Osmani Sr"
    person.save()
    assert person.slug == "bujar-osmani"
    assert former() == []


def test_a_changed_address_leads_on() -> None:
    person = make.make_person("Bujar Osmani")
    for slug in ("osmani", "b-osmani"):
        person.slug = slug
        person.save()
    assert former() == [("person", "bujar-osmani", person.pk), ("person", "osmani", person.pk)]


def test_an_address_changed_on_a_row_read_from_the_database_leads_on() -> None:
    make.make_person("Bujar Osmani")
    person = Person.objects.get()
    person.slug = "osmani"
    person.save(update_fields=["slug"])
    assert former() == [("person", "bujar-osmani", person.pk)]


def test_an_address_is_stored_in_one_case() -> None:
    person = make.make_person("Bujar Osmani")
    person.slug = "Osmani"
    person.save()
    assert Person.objects.get().slug == "osmani"
    person.slug = "OSMANI"
    person.save()
    assert former() == [("person", "bujar-osmani", person.pk)]


def test_an_address_that_is_not_saved_leads_nowhere() -> None:
    person = make.make_person("Bujar Osmani")
    person.slug = "osmani"
    person.save(update_fields=["name"])
    assert former() == []
    assert Person.objects.get().slug == "bujar-osmani"


def test_a_minister_has_the_addresses_of_the_person() -> None:
    person = make.make_appointment().person
    minister = type(person).objects.get(pk=person.pk)
    minister.slug = "the-minister"
    minister.save()
    assert former() == [("person", person.slug, person.pk)]


def test_an_address_that_was_anothers_is_not_given_to_a_new_row() -> None:
    first = make.make_person("Bujar Osmani")
    first.slug = "osmani"
    first.save()
    assert make.make_person("Bujar Osmani").slug == "bujar-osmani-2"


@pytest.mark.parametrize("by_form", [True, False])
def test_an_address_that_was_anothers_is_refused(by_form: bool) -> None:
    first, second = make.make_person("Bujar Osmani"), make.make_person("Another")
    first.slug = "osmani"
    first.save()
    second.slug = "bujar-osmani"
    with pytest.raises(ValidationError) as refused:
        second.full_clean() if by_form else second.save()
    assert list(refused.value.message_dict) == ["slug"]
    assert Person.objects.get(pk=second.pk).slug == "another"


def test_an_address_may_come_back_to_its_own_row() -> None:
    person = make.make_person("Bujar Osmani")
    for slug in ("osmani", "bujar-osmani"):
        person.slug = slug
        person.save()
    assert Person.objects.get().slug == "bujar-osmani"


def test_a_refused_save_leaves_no_former_address() -> None:
    make.make_person("Taken")
    person = make.make_person("Bujar Osmani")
    person.slug = "taken"
    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()
    assert former() == []
