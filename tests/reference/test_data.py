"""The shipped reference data agrees with itself."""

import csv
import datetime
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from meetings import dates, reference
from meetings.vocabulary import NameKind, OccasionKind, OfficeKind, OrganisationKind, SuccessionKind

DATA = Path(reference.__file__).parent / "data"
LANGUAGES = ("en", "az", "ru", "fr", "ar")
SLUGGED = ("organisations", "offices", "topics", "occasions", "places")


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slugs(name):
    return {row["slug"] for row in rows(name)}


def codes():
    return {row["code"] for row in rows("countries")}


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_has_the_columns_of_its_table(path):
    table = rows(path.stem)
    assert table
    assert [row for row in table if None in row or None in row.values()] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_no_row_stands_twice(path):
    counted = Counter(tuple(row.values()) for row in rows(path.stem))
    assert [row for row, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_no_value_has_stray_white_space(path):
    assert [value for row in rows(path.stem) for value in row.values() if value != value.strip()] == []


@pytest.mark.parametrize("name", SLUGGED)
def test_slugs_are_well_formed_and_unique(name):
    found = [row["slug"] for row in rows(name)]
    assert [
        slug for slug in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 100
    ] == []
    assert len(found) == len(set(found))


def test_all_present_countries_and_kosovo_are_there():
    present = [row for row in rows("countries") if not row["exists_until"]]
    assert len(present) == 249 + 1
    assert "xk" in {row["code"] for row in present}
    assert all(row["code"] == row["alpha_2"].lower() for row in present)


def test_former_states_are_filed_under_their_four_letters():
    former = [row for row in rows("countries") if row["exists_until"]]
    assert {"suhh", "cshh", "yucs", "csxx", "ddde", "ydye", "vdvn"} <= {row["code"] for row in former}
    assert all(row["code"] == row["alpha_4"].lower() for row in former)


def test_country_codes_are_unique():
    present = [row for row in rows("countries") if not row["exists_until"]]
    for field in ("alpha_2", "alpha_3", "numeric"):
        found = [row[field] for row in present if row[field]]
        assert len(found) == len(set(found)), field
    fours = [row["alpha_4"] for row in rows("countries") if row["alpha_4"]]
    assert len(fours) == len(set(fours))


def test_withdrawn_codes_lead_to_countries_and_clash_with_no_code_in_use():
    in_use = codes() | {row["alpha_3"].lower() for row in rows("countries") if not row["exists_until"]}
    withdrawn = rows("country_codes")
    assert {row["country"] for row in withdrawn} <= codes()
    assert {row["code"] for row in withdrawn} & in_use == set()
    assert len(withdrawn) == len({row["code"] for row in withdrawn})


def test_dates_of_countries_and_names_are_dates_in_order():
    for name, first, last in (
        ("countries", "exists_from", "exists_until"),
        ("country_names", "valid_from", "valid_until"),
        ("office_names", "valid_from", "valid_until"),
        ("organisations", "founded", "dissolved"),
    ):
        for row in rows(name):
            bounds = [datetime.date.fromisoformat(row[field]) for field in (first, last) if row[field]]
            assert bounds == sorted(bounds), row


def test_every_country_has_a_preferred_name_in_every_language():
    preferred = Counter(
        (row["code"], row["language"]) for row in rows("country_names") if row["kind"] == "preferred"
    )
    assert preferred == Counter((code, language) for code in codes() for language in LANGUAGES)


def test_former_names_of_one_language_do_not_overlap():
    former = {}
    for row in rows("country_names"):
        if row["kind"] == "former":
            period = (row["valid_from"] or "0001-01-01", row["valid_until"])
            former.setdefault((row["code"], row["language"]), []).append(period)
    for key, periods in former.items():
        periods.sort()
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(periods)), key


def test_names_are_written_in_the_script_of_their_language():
    latin = [
        row
        for table in ("country_names", "office_names")
        for row in rows(table)
        if row["language"] in ("en", "az", "fr") and re.search(r"[\u0400-\u04ff\u0600-\u06ff]", row["name"])
    ]
    assert latin == []
    for table in ("organisation_names", "topic_names", "place_names", "occasion_names"):
        for row in rows(table):
            assert not re.search(r"[\u0400-\u04ff\u0600-\u06ff]", row["az"] + row["fr"]), row
            assert not re.search(r"[\u0600-\u06ff]", row["ru"]), row
            assert not re.search(r"[\u0400-\u04ff]", row["ar"]), row


def test_successions_join_countries_that_met_in_time():
    known = {row["code"]: row for row in rows("countries")}
    for row in rows("country_succession"):
        before, after = known[row["predecessor"]], known[row["successor"]]
        on = datetime.date.fromisoformat(row["on"])
        assert row["kind"] in SuccessionKind.values
        assert not before["exists_until"] or on <= datetime.date.fromisoformat(before["exists_until"]), row
        assert not after["exists_until"] or on < datetime.date.fromisoformat(after["exists_until"]), row


def test_every_former_state_has_a_successor():
    former = {row["code"] for row in rows("countries") if row["exists_until"]}
    assert former == {row["predecessor"] for row in rows("country_succession")} & former


def test_closed_vocabularies_are_kept():
    assert {row["kind"] for row in rows("country_names")} <= set(NameKind.values)
    assert {row["kind"] for row in rows("office_names")} <= set(NameKind.values)
    assert {row["classification"] for row in rows("organisations")} <= set(OrganisationKind.values)
    assert {row["kind"] for row in rows("offices")} <= set(OfficeKind.values)
    assert {row["kind"] for row in rows("occasions")} <= set(OccasionKind.values)


def test_references_resolve():
    for table, field, known in (
        ("organisations", "country", codes()),
        ("offices", "country", codes()),
        ("offices", "organisation", slugs("organisations")),
        ("places", "country", codes()),
        ("occasions", "organisation", slugs("organisations")),
        ("occasions", "parent", slugs("occasions")),
        ("occasions", "place", slugs("places")),
        ("topics", "broader", slugs("topics")),
        ("country_names", "code", codes()),
        ("office_names", "slug", slugs("offices")),
        ("organisation_names", "slug", slugs("organisations")),
        ("occasion_names", "slug", slugs("occasions")),
        ("topic_names", "slug", slugs("topics")),
        ("place_names", "slug", slugs("places")),
    ):
        assert {row[field] for row in rows(table) if row[field]} - known == set(), (table, field)


def test_an_office_belongs_to_a_country_or_an_organisation():
    assert [row for row in rows("offices") if bool(row["country"]) == bool(row["organisation"])] == []


def test_every_united_nations_member_and_observer_has_a_foreign_minister():
    ministers = Counter(row["country"] for row in rows("offices") if row["kind"] == "foreign_minister")
    assert set(ministers.values()) == {1}
    assert {"az", "pl", "rs", "ve", "mk", "us", "gb", "va", "ps", "xk", "tw", "suhh", "yucs"} <= set(
        ministers
    )
    assert len([code for code in ministers if len(code) == 2]) >= 193 + 2


def test_topics_stand_in_three_levels():
    broader = {row["slug"]: row["broader"] for row in rows("topics")}

    def level(slug):
        return 1 + (level(broader[slug]) if broader[slug] else 0)

    levels = Counter(level(slug) for slug in broader)
    assert set(levels) == {1, 2, 3}
    assert 110 <= len(broader) <= 150


def test_every_topic_has_a_name_in_every_language():
    named = {row["slug"]: row for row in rows("topic_names")}
    assert set(named) == slugs("topics")
    assert all(row[language] for row in named.values() for language in LANGUAGES[1:])


def test_dates_of_occasions_are_edtf():
    for row in rows("occasions"):
        found = dates.parse(row["date"])
        assert found.earliest <= found.latest, row


def test_the_sessions_of_the_general_assembly_follow_one_another():
    sessions = [row for row in rows("occasions") if re.fullmatch(r"unga-\d+", row["slug"])]
    assert [row["slug"] for row in sessions] == [f"unga-{number}" for number in range(1, 82)]
    starts = [dates.parse(row["date"]).earliest for row in sessions]
    assert starts == sorted(starts)


def test_a_part_of_an_occasion_lies_within_it():
    known = {row["slug"]: dates.parse(row["date"]) for row in rows("occasions")}
    for row in rows("occasions"):
        if row["parent"]:
            whole, part = known[row["parent"]], known[row["slug"]]
            assert whole.earliest <= part.earliest <= part.latest <= whole.latest, row


def test_coordinates_are_degrees():
    for row in rows("places"):
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
