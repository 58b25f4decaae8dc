"""Dates said to people."""

from datetime import date

import pytest

from meetings.dates import (
    bound_words,
    month_names,
    parse,
    short_words,
    weekday_words,
    with_prepositions,
    words,
)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2022", "2022"),
        ("2022-09", "September 2022"),
        ("2022-09-22", "22 September 2022"),
        ("0999-09-01", "1 September 999"),
        ("2022-09-XX", "some day in September 2022"),
        ("2022-XX-XX", "some day in 2022"),
        ("2022-XX", "some month in 2022"),
        ("[2022-09-20..2022-09-26]", "some day from 20 to 26 September 2022"),
        ("[2022-09-30..2022-10-02]", "some day from 30 September to 2 October 2022"),
        ("[2022-09..2022-11]", "some month from September to November 2022"),
        ("[2020..2022]", "some year from 2020 to 2022"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2022-09-22/2022-09-24", "22 to 24 September 2022"),
        ("2022-09-22/..", "from 22 September 2022, end not known"),
        ("../2022-09-22", "until 22 September 2022, start not known"),
        ("1890~", "about 1890"),
        ("2022-09-22?", "perhaps 22 September 2022"),
        ("2022-09%", "perhaps about September 2022"),
        ("2022-09-22?/2022-10~", "perhaps 22 September 2022 – about October 2022"),
        ("1890~/..", "from about 1890, end not known"),
    ],
)
def test_a_date_is_said_in_english(edtf: str, said: str) -> None:
    assert words(parse(edtf)) == said
    assert words(parse(edtf), "tlh") == said


@pytest.mark.parametrize(
    ("language", "edtf", "said"),
    [
        ("az", "2022-09-22", "22 sentyabr 2022"),
        ("az", "2022-09-20/2022-09-26", "20–26 sentyabr 2022"),
        ("az", "[2022-09-20..2022-09-26]", "20–26 sentyabr 2022 aralığında bir gün"),
        ("az", "1890~", "təxminən 1890"),
        ("ru", "2022-09-22", "22 сентября 2022 года"),
        ("ru", "2022-09", "сентябрь 2022 года"),
        ("ru", "2022-05-XX", "один из дней мая 2022 года"),
        ("ru", "2022-09-02/2022-09-04", "со 2 по 4 сентября 2022 года"),
        ("ru", "2022-04/2022-08", "с апреля по август 2022 года"),
        ("ru", "2022-09~", "около сентября 2022 года"),
        ("ru", "../2022-09", "по сентябрь 2022 года, начало неизвестно"),
        ("fr", "2022-09-01", "1er septembre 2022"),
        ("fr", "2022-04-01/2022-04-03", "du 1er au 3 avril 2022"),
        ("fr", "2022-09-22?", "peut-être le 22 septembre 2022"),
        ("fr", "[2022-09-20..2022-09-26]", "un jour entre le 20 et le 26 septembre 2022"),
        ("fr", "2022-04/2022-08", "avril à août 2022"),
        ("fr", "../2022-09-22", "jusqu’au 22 septembre 2022, début inconnu"),
        ("ar", "2022-09-22", "22 سبتمبر 2022"),
        ("ar", "2022-12-30/2023-01-02", "من 30 ديسمبر 2022 إلى 2 يناير 2023"),
        ("ar", "[2022-09-20..2022-09-26]", "يوم غير محدد بين 20 و26 سبتمبر 2022"),
        ("ar-EG", "1890~", "نحو 1890"),
    ],
)
def test_a_date_is_said_in_the_other_languages(language: str, edtf: str, said: str) -> None:
    assert words(parse(edtf), language) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2022", ""),
        ("1890~", ""),
        ("2022-XX", ""),
        ("2022-09", "September"),
        ("2022-09-XX", "September"),
        ("2022-09-22", "22 September"),
        ("2022-09-22?", "perhaps 22 September"),
        ("2022-09-20/2022-09-26", "20–26 September"),
        ("[2022-09-20..2022-09-26]", "20–26 September"),
        ("2022-09-30/2022-10-02", "30 September – 2 October"),
        ("2022-09/2022-10", "September – October"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2022-09-22/..", "from 22 September 2022, end not known"),
    ],
)
def test_under_the_heading_of_its_year_a_date_is_said_without_it(edtf: str, said: str) -> None:
    assert short_words(parse(edtf)) == said


@pytest.mark.parametrize(
    ("language", "edtf", "said"),
    [
        ("en", "../1949-05-20", "20 May 1949 or before"),
        ("en", "1952~/..", "about 1952 or later"),
        ("en", "1949-05", "May 1949"),
        ("en", "1949/1950", "1949 to 1950"),
        ("az", "../1949-05-20", "20 may 1949 və ya daha əvvəl"),
        ("ru", "1952-12-01/..", "1 декабря 1952 года или позднее"),
        ("fr", "../1949-05", "mai 1949 ou avant"),
        ("ar", "1952/..", "1952 أو بعد ذلك"),
    ],
)
def test_a_bound_of_a_time_with_an_open_end_lies_before_or_behind_a_day(language, edtf, said) -> None:
    assert bound_words(parse(edtf), language) == said


def test_a_preposition_follows_the_number_behind_it_and_no_other_word_does() -> None:
    said = "с 2 мая, с 20 мая, с 2022 года, вес 2 т"
    assert with_prepositions(said, "ru") == "со 2 мая, с 20 мая, с 2022 года, вес 2 т"
    assert with_prepositions(said, "az") == said


def test_months_are_named_and_shortened_in_every_language() -> None:
    april = [month_names(language)[3] for language in ("en", "az", "ru", "fr", "ar", "xx")]
    assert april == [
        ("April", "Apr"),
        ("aprel", "apr"),
        ("апрель", "апр"),
        ("avril", "avr."),
        ("أبريل", "أبريل"),
        ("April", "Apr"),
    ]


def test_the_day_of_the_week_is_said_in_every_language() -> None:
    day = date(2022, 9, 22)
    said = [weekday_words(day, language) for language in ("en", "az", "ru", "fr", "ar", "xx")]
    assert said == ["Thursday", "cümə axşamı", "четверг", "jeudi", "الخميس", "Thursday"]
