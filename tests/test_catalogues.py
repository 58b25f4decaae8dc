"""Every text that a reader can meet is there in every language, as translators wrote it."""

import re

import pytest

from tests import catalogues

LANGUAGES = sorted(catalogues.PLURALS)
#: What is put into a text, and the markup in it.
_PARTS = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")
#: The forms of a language that stand for a single number, which they may then leave out.
_OF_ONE_NUMBER = {"az": {0}, "ar": {0, 1, 2}}


@pytest.fixture(scope="module")
def texts():
    return catalogues.extracted()


def parts(text: str) -> list[str]:
    return sorted(_PARTS.findall(text))


def test_every_language_of_the_site_but_english_has_a_catalogue(settings):
    assert [code for code, _name in settings.LANGUAGES if code not in LANGUAGES] == ["en"]
    assert sorted(path.name for path in catalogues.LOCALE.iterdir()) == LANGUAGES


def test_texts_are_read_from_code_templates_and_the_pure_dates(texts):
    wanted = [
        ("Meetings Archive", None),
        (("%(count)s meeting", "%(count)s meetings"), None),
        ("about %(values)s", "topic"),
        ("A year has four digits: write 0999 for the year 999.", None),
        ("There is no month %(month)s; months run from 01 to 12.", None),
    ]
    assert [one for one in wanted if texts.get(one[0], one[1]) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_exactly_the_texts_of_the_site(language, texts):
    """Where this fails, ``make messages`` writes the catalogue; docs/translation.md says what then."""
    renewed = catalogues.written(catalogues.renewed(language, texts), language)
    assert catalogues.po_path(language).read_bytes() == renewed


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_doubtful(language):
    found = [message for message in catalogues.catalogue(language) if message.id]
    assert [one.id for one in found if one.fuzzy or not catalogues.is_translated(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_into_a_text_is_put_into_its_translations(language):
    wrong = []
    for message in catalogues.catalogue(language):
        if not message.id:
            continue
        if isinstance(message.id, str):
            if parts(message.string) != parts(message.id):
                wrong.append((message.id, message.string))
            continue
        for place, form in enumerate(message.string):
            wanted = parts(message.id[1])
            missing = [part for part in wanted if part not in parts(form)]
            extra = [part for part in parts(form) if part not in wanted]
            countless = place in _OF_ONE_NUMBER.get(language, set()) and len(missing) == 1
            if extra or (missing and not countless):
                wrong.append((message.id[1], form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_has_the_forms_of_its_language(language):
    forms = {"az": 2, "ru": 3, "fr": 2, "ar": 6}[language]
    counted = [message for message in catalogues.catalogue(language) if message.pluralizable]
    assert counted
    assert [one.id for one in counted if len(one.string) != forms] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_machine_reads_what_translators_wrote(language):
    assert catalogues.mo_path(language).read_bytes() == catalogues.compiled(language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("az", "0 görüş, 1 görüş, 2 görüş, 5 görüş, 11 görüş, 100 görüş"),
        ("ru", "0 встреч, 1 встреча, 2 встречи, 5 встреч, 11 встреч, 100 встреч"),
        ("fr", "0 rencontre, 1 rencontre, 2 rencontres, 5 rencontres, 11 rencontres, 100 rencontres"),
        ("ar", "لا لقاءات, لقاء واحد, لقاءان, 5 لقاءات, 11 لقاءً, 100 لقاء"),
    ],
)
def test_numbers_take_the_right_form(language, said):
    from django.utils import translation

    with translation.override(language):
        found = [
            translation.ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": count}
            for count in (0, 1, 2, 5, 11, 100)
        ]
    assert ", ".join(found) == said


@pytest.mark.parametrize(("language", "marks"), [("fr", "«»"), ("ru", "«»"), ("ar", "«»"), ("az", "“”")])
def test_quotation_marks_are_those_of_the_language(language, marks):
    others = set("“”„«»") - set(marks)
    forms = [
        form
        for message in catalogues.catalogue(language)
        for form in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    assert [form for form in forms if set(form) & others] == []
