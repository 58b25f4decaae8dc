"""Dates of a whole column: their order is found, what stays open is refused."""

import datetime

import pytest

from meetings.dates import DateError
from meetings.intake.tables.mapping import DateColumn, DateReader, order_hint, period_in, together, year_in
from meetings.intake.tables.mapping.fields import Field, field_of


def column(*values) -> DateColumn:
    found = DateColumn()
    for value in values:
        found.note(value)
    return found


@pytest.mark.parametrize(
    ("values", "day_first"),
    [
        (["01/02/2014", "13/02/2014"], True),
        (["01/02/2014", "02/13/2014"], False),
        (["01/02/2014", "03/04/2014"], None),
        (["13/02/2014", "02/13/2014"], None),
    ],
)
def test_the_order_of_day_and_month_comes_from_the_whole_column(values, day_first):
    assert column(*values).day_first is day_first


def test_an_order_that_contradicts_itself_is_told():
    assert column("13/02/2014", "02/13/2014").contradicts


@pytest.mark.parametrize(
    ("header", "hint"), [("Date (dd/mm/yyyy)", True), ("date mm/dd/yy", False), ("Date", None)]
)
def test_a_header_may_say_the_order(header, hint):
    assert order_hint(header) is hint


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("13/05/2014", "2014-05-13"),
        ("05/06/2014", "2014-06-05"),
        ("05-06-14", "2014-06-05"),
        ("27/07/85", "1985-07-27"),
        ("May 2014", "2014-05"),
        ("2014-05", "2014-05"),
        ("1-3 July 2014", "2014-07-01/2014-07-03"),
        ("24, 25 and 26 May 2014", "2014-05-24/2014-05-26"),
        ("24 & 25 May 2014", "2014-05-24/2014-05-25"),
        ("17/5-2021", "2021-05-17"),
        ("2021. gada 5. maijs", "2021-05-05"),
        ("2021 m. gegužės 5 d.", "2021-05-05"),
        ("12. listopada 2021.", "2021-10-12"),
        ("12 listopada 2021", "2021-11-12"),
        ("1º de março de 2021", "2021-03-01"),
        ("II кв. 2021 г.", "[2021-04..2021-06]"),
        ("KW 12/2021", "[2021-03-22..2021-03-28]"),
        ("14/05/2014 10:30", "2014-05-14"),
        ("2014-05-14T00:00:00Z", "2014-05-14"),
        ("14 May 2014 at 9.30am", "2014-05-14"),
        ("2014-05-14\xa0", "2014-05-14"),
        ("w/c 12 May 2014", "[2014-05-12..2014-05-18]"),
        ("20140514", "2014-05-14"),
        ("41773", "2014-05-14"),
        ("41773,5", "2014-05-14"),
        (41773, "2014-05-14"),
        (41773.25, "2014-05-14"),
        (2014, "2014"),
        (datetime.date(2014, 5, 14), "2014-05-14"),
        (datetime.datetime(2014, 5, 14, 23, 59), "2014-05-14"),  # noqa: DTZ001
        ("14-May-14", "2014-05-14"),
    ],
)
def test_a_date_is_read(value, edtf):
    assert DateReader(day_first=True).read(value).text == edtf


def test_serials_follow_the_date_system():
    assert DateReader(since_1904=True).read(40311).text == "2014-05-14"


def test_a_month_with_two_figures_is_a_month_where_the_column_says_so():
    assert column("Apr-14", "Apr-14", "May-14").is_month_of_year
    assert not column(*(f"May-{day}" for day in range(10, 20))).is_month_of_year
    assert DateReader(month_of_year=True).read("May-14").text == "2014-05"
    with pytest.raises(DateError, match="day of a month or a month of a year"):
        DateReader().read("May-14")


@pytest.mark.parametrize(
    "value", ["01/02/2014", "2014-02-30", "31 April 2014", "nonsense", "Tuesday 14 May 2014"]
)
def test_what_cannot_be_a_date_or_could_be_two_is_refused(value):
    with pytest.raises(DateError):
        DateReader().read(value)


def test_a_month_and_the_year_of_other_dates_is_a_month_of_that_year():
    assert column("Apr-19", "May-19", "14/05/2019").is_month_of_year is True
    assert column("Apr-19", "14/05/2019").is_month_of_year is False
    assert column("Apr-18", "May-18", "14/05/2019").is_month_of_year is False


def test_a_week_that_a_year_does_not_have_is_refused():
    with pytest.raises(DateError):
        DateReader().read("KW 54/2021")


def test_the_year_may_stand_in_the_title():
    assert year_in(["Meetings, April to June 2014"]) == 2014
    assert year_in(["2014 and 2015"]) is None
    assert DateReader(year=2014).read("14 May").text == "2014-05-14"


def test_start_and_end_are_one_date():
    read = DateReader().read
    assert together(read("2014-05-14"), read("2014-05-16")).text == "2014-05-14/2014-05-16"
    assert together(read("2014-05-14"), read("2014-05-14")).text == "2014-05-14"
    assert together(None, read("2014-05-14")).text == "2014-05-14"
    with pytest.raises(DateError):
        together(read("2014-05-16"), read("2014-05-14"))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Minister", Field.PRINCIPAL),
        ("Date of meeting¹ (dd/mm/yyyy)", Field.DATE),
        ("Name of organisation*", Field.ORGANISATION),
        ("Purpose of meeting", Field.SUBJECT),
        ("Name of organisation or individual", Field.PARTY),
        ("Entity/ies met", Field.ORGANISATION),
        ("start_date", Field.DATE),
        ("endDate", Field.END_DATE),
        ("Personnes rencontrées", Field.PERSON),
        ("Страна", Field.COUNTRY),
        ("Görüşülen kişi", Field.PERSON),
        ("Vəzifəsi", Field.ROLE),
        ("المكان", Field.PLACE),
        ("Gesprächspartner", Field.PERSON),
    ],
)
def test_a_column_is_known_by_its_name_in_many_languages(header, field):
    assert field_of(header)[0] is field


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("Mon 04/03/2019", "2019-03-04"),
        ("Montag, 4. März 2019", "2019-03-04"),
        ("5 maart 2019", "2019-03-05"),
        ("19.-20. Januar 2023", "2023-01-19/2023-01-20"),
        ("December 31, 1998-January 2, 1999", "1998-12-31/1999-01-02"),
        ("August 31-September 2, 1998", "1998-08-31/1998-09-02"),
    ],
)
def test_dates_of_other_languages_and_with_days_of_the_week_are_read(value, edtf):
    assert DateReader().read(value).text == edtf


def test_the_period_of_a_title_decides_between_two_readings_and_completes_days():
    quarter = DateReader(period=period_in(["Meetings, July to September 2016"]))
    assert quarter.read("05/08/2016").text == "2016-08-05"
    assert quarter.read("11/08/2016").text == "2016-08-11"
    with pytest.raises(DateError):
        quarter.read("07/08/2016")
    month = DateReader(period=period_in(["Office of Examples", "1 – 31 October 2019"]))
    assert [month.read(day).text for day in (5, "21st")] == ["2019-10-05", "2019-10-21"]


def test_a_wrong_day_of_the_week_is_refused():
    with pytest.raises(DateError, match="was a Monday, not a Tuesday"):
        DateReader(day_first=True).read("Tue 04/03/2019")


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("Autumn 2019", "[2019-09..2019-11]"),
        ("printemps 2016", "[2016-03..2016-05]"),
        ("осень 2019", "[2019-09..2019-11]"),
        ("Winter 2019/20", "[2019-12..2020-02]"),
        ("Q3 2019", "[2019-07..2019-09]"),
        ("2. kvartal 2019", "[2019-04..2019-06]"),
        ("first half of 2019", "[2019-01..2019-06]"),
        ("1st week of May 2014", "[2014-05-01..2014-05-07]"),
        ("last week of February 2016", "[2016-02-23..2016-02-29]"),
        ("31 May and 1 June 2019", "2019-05-31/2019-06-01"),
        ("28/29 May 2019", "2019-05-28/2019-05-29"),
        ("3. 5. 2021", "2021-05-03"),
        ("2014. 5. 5.", "2014-05-05"),
        ("2022년 5월 27일", "2022-05-27"),
        ("Mandag 4. februar 2019", "2019-02-04"),
    ],
)
def test_parts_of_years_and_days_with_blanks_are_read(value, edtf):
    assert DateReader().read(value).text == edtf


def test_seasons_are_those_of_the_half_of_the_earth_that_a_ministry_lies_on():
    assert DateReader(southern=True).read("Autumn 2019").text == "[2019-03..2019-05]"
    assert DateReader(southern=True).read("Summer 2019/20").text == "[2019-12..2020-02]"


@pytest.mark.parametrize(
    ("value", "reader", "code"),
    [
        ("Winter 2019", DateReader(), "ambiguous"),
        ("Summer 2019", DateReader(southern=True), "ambiguous"),
        ("14 and 16 May 2019", DateReader(), "several"),
        ("14, 16 & 18 May 2019", DateReader(), "several"),
        ("2019-05-14, 2019-05-16", DateReader(), "several"),
    ],
)
def test_seasons_of_two_years_and_days_apart_ask(value, reader, code):
    with pytest.raises(DateError) as refused:
        reader.read(value)
    assert refused.value.code == code


def test_a_day_and_a_month_are_no_month_of_a_year_below_a_title_with_another_year():
    days = column("20 July", "21 July", "18 July")
    assert not days.is_month_of_year
    assert DateReader(year=2016, month_of_year=True).read("20 July").text == "2016-07-20"
