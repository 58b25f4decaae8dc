"""The language of an address, and the address of a page in another language."""

import pytest

from meetings.languages import OFFERS, in_language, language_of


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en"),
        ("/meetings/", "en"),
        ("/ar/", "ar"),
        ("/ar", "ar"),
        ("/ru/meetings/12/x/", "ru"),
        ("/countries/az/", "en"),
        ("/arabic/", "en"),
        ("/AR/", "en"),
        ("/en/meetings/", "en"),
        ("/fr-CA/", "en"),
        ("//fr/", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_the_first_part_of_a_path_is_its_language(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr", "ar"])
@pytest.mark.parametrize("bare", ["/", "/meetings/", "/countries/az/", "/az-and-other/"])
def test_the_same_page_in_any_language_and_back(bare, language):
    there = in_language(bare, language)
    assert there == (bare if language == "en" else f"/{language}{bare}")
    assert {in_language(there, other) for other in ("az", "ar")} == {f"/az{bare}", f"/ar{bare}"}
    assert in_language(there, "en") == bare


def test_every_language_has_its_offer(settings):
    assert list(OFFERS) == [code for code, _name in settings.LANGUAGES]
