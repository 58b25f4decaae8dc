"""The committed tables of countries and offices are what ``make.py`` makes of the hand-written ones."""

import pytest

from meetings.reference.tables import DATA

make = pytest.importorskip("meetings.reference.make", reason="pycountry and Babel are for developers")


def test_the_committed_tables_are_the_made_ones(tmp_path):
    make.main(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["countries.csv", "country_names.csv", "office_names.csv", "offices.csv"]
    for name in made:
        assert (tmp_path / name).read_text("utf-8") == (DATA / name).read_text("utf-8"), name


def test_titles_take_the_article_where_the_name_does():
    assert make.of_country("President", "en", "Poland", article=False) == "President of Poland"
    assert make.of_country("President", "en", "Gambia", article=True) == "President of the Gambia"
    assert make.of_country("Президент", "ru", "Польша", article=True) == "Президент (Польша)"
