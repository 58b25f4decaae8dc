"""Roles before names, names of countries in other cases, and what announces an encounter."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.dates import DateError
from meetings.intake.tables.mapping import DateReader
from meetings.intake.tables.mapping.spans import said_plainly
from meetings.intake.tables.planning.announced import announced
from meetings.intake.tables.planning.titled import titled
from meetings.intake.tables.resolving.inflection import genitives
from meetings.intake.tables.sentences import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = Lexicon()
    for name, code in {
        "Ukraine": "ua", "Iran": "ir", "France": "fr", "إيران": "ir", "Chile": "cl", "Türkei": "tr",
        "Ruotsi": "se", "США": "us",
    }.items():  # fmt: skip
        words.add_country(name, code)
    return words


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Minister für Wirtschaft Robert Habeck", "Minister für Wirtschaft", "Robert Habeck"),
        (
            "ministre des Affaires étrangères d’Ukraine Dmytro Kuleba",
            "ministre des Affaires étrangères d’Ukraine",
            "Dmytro Kuleba",
        ),
        ("Canciller de Chile Andrés Allamand", "Canciller de Chile", "Andrés Allamand"),
        ("ministr zahraničí Jan Lipavský", "ministr zahraničí", "Jan Lipavský"),
        ("Ruotsin ulkoministeri Ann Linde", "Ruotsin ulkoministeri", "Ann Linde"),
        ("وزير خارجية إيران حسين أمير عبد اللهيان", "وزير خارجية إيران", "حسين أمير عبد اللهيان"),
        ("ambassadeur d’Ukraine en France", "ambassadeur d’Ukraine en France", ""),
        ("Государственным секретарем США Э.Блинкеном", "Государственным секретарем США", "Э.Блинкеном"),
    ],
)
def test_a_role_and_then_a_name(lexicon, text, role, name):
    assert titled(text, lexicon) == (role, name)


@pytest.mark.parametrize("text", ["Oxfam", "Human Rights Watch", "Royal Society", "Médecins du Monde"])
def test_a_body_is_nobody_with_a_role(lexicon, text):
    assert titled(text, lexicon) is None


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Турция", "Турции"),
        ("Саудовская Аравия", "Саудовской Аравии"),
        ("Республика Беларусь", "Республики Беларусь"),
        ("Китай", "Китая"),
        ("Израиль", "Израиля"),
        ("Соединённые Штаты", "Соединённых Штатов"),
        ("Египет", "Египета"),
        ("Марокко", "Марокко"),
        ("США", "США"),
    ],
)
def test_the_genitive_of_a_russian_name(name, genitive):
    assert genitive in list(genitives(name))


@pytest.mark.parametrize("name", ["Poland", "إيران", ""])
def test_other_names_have_none(name):
    assert list(genitives(name)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Entretien avec M. Jean Exemple sur la Syrie", ["M. Jean Exemple"]),
        ("Gespräch mit Anna Beispiel und Péter Példa", ["Anna Beispiel", "Péter Példa"]),
        (
            "Встреча с Министром Турции М.Чавушоглу по вопросам сотрудничества",
            ["Министром Турции М.Чавушоглу"],
        ),
        ("Reunión de trabajo con el embajador de Chile", ["el embajador de Chile"]),
        ("Ceyhun Bayramov ilə görüş", ["Ceyhun Bayramov"]),
        ("Conseil des ministres", []),
        ("Met with Foreign Minister Rau", []),
    ],
)
def test_what_announces_an_encounter_in_other_languages(text, parts):
    found = list(announced(text))
    assert [part.text for part, _ in found] == parts
    assert [text[part.start : part.end] for part, _ in found] == parts


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_announced_stands_in_the_text(text):
    for part, _ in announced(f"Entretien avec {text}"):
        assert f"Entretien avec {text}"[part.start : part.end] == part.text


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("17./18.01.2023", "2023-01-17/2023-01-18"),
        ("15-16.02.2021", "2021-02-15/2021-02-16"),
        ("28.02.-02.03.2019", "2019-02-28/2019-03-02"),
        ("28.12.-03.01.2020", "2019-12-28/2020-01-03"),
        ("30.12.2019-02.01.20", "2019-12-30/2020-01-02"),
        ("31/12/2018–02/01/2019", "2018-12-31/2019-01-02"),
        ("21 marca 2022 r.", "2022-03-21"),
        ("del 3 al 5 de mayo de 2019", "2019-05-03/2019-05-05"),
        ("dal 3 al 5 maggio 2019", "2019-05-03/2019-05-05"),
        ("de 3 a 5 de maio de 2019", "2019-05-03/2019-05-05"),
        ("vom 3. bis 5. Mai 2019", "2019-05-03/2019-05-05"),
        ("3rd, 4th and 5th May 2019", "2019-05-03/2019-05-05"),
        ("3 May 2019 (TBC)", "2019-05-03?"),
        ("3 May 2019¹", "2019-05-03"),
        ("3 mai 2019 (matin)", "2019-05-03"),
        ("den 3 mars 2022", "2022-03-03"),
        ("2023年3月5日", "2023-03-05"),
    ],
)
def test_ranges_and_dates_as_other_languages_write_them(value, edtf):
    assert DateReader(day_first=True).read(value).text == edtf


@pytest.mark.parametrize(("value", "edtf"), [("3.5.", "2019-05-03"), ("May 3-5", "2019-05-03/2019-05-05")])
def test_the_year_of_a_title_completes_a_day(value, edtf):
    assert DateReader(day_first=True, year=2019).read(value).text == edtf


def test_days_that_do_not_follow_each_other_are_refused():
    for value in ("14 & 16/05/2019", "5/3-5/1/2019"):
        with pytest.raises(DateError):
            DateReader(day_first=True).read(value)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789./-–, undtbcJ年月日r", max_size=24), st.sampled_from([True, False, None]))
def test_any_text_is_a_date_or_refused(value, day_first):
    assert isinstance(said_plainly(value, day_first=day_first, year=2019), str)
    with contextlib.suppress(DateError):
        DateReader(day_first=day_first, year=2019).read(value)
