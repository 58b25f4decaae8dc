"""A surname alone, in a table that names somebody of that surname in full: asked, and never guessed."""

import pytest

from meetings.intake import tables
from meetings.models import ImportDecision, Participation, Person
from tests.builders import make_appointment, make_country, make_office, make_person
from tests.intake.tables.test_writing import codes, fates, taken_in, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TABLE = """Minister,Date,Person,Role,Country
Jane Roe,2009-03-04,Abbas,President,Palestine
Jane Roe,2009-05-12,Abbas,President,Iraq
Jane Roe,2012-07-16,Mahmoud Abbas,President,Palestine
Jane Roe,2013-02-01,Abbas,President,Palestine
"""


def people_of(table) -> list[tuple[str, str]]:
    rows = Participation.objects.filter(meeting__import_rows__table=table, side="counterpart")
    return [
        (row.name_as_printed, row.person.name if row.person else "")
        for row in rows.select_related("person").order_by("meeting__date")
    ]


def test_it_is_asked_once_with_its_score_and_reasons_and_stays_unlinked(file):
    table = written(file("a.csv", TABLE))
    assert codes(table) == [["person_alike"], [], [], []]
    problem = table.lines.first().problems[0]
    assert problem["message"] == (
        "“Abbas” (President, 2009 to 2013) may be the “Mahmoud Abbas” (President, 2012) of other rows, 90 of "
        "100: the same country or body, the same role, the same time. Until somebody decides, the words "
        "stand unlinked."
    )
    assert (problem["value"], problem["asks"]) == ("Abbas", "Abbas, PS")
    assert problem["candidates"] == [["as:Mahmoud Abbas", "Mahmoud Abbas, President, 2012", 90]]
    assert people_of(table) == [
        ("Abbas", ""),
        ("Abbas", "Abbas"),
        ("Mahmoud Abbas", "Mahmoud Abbas"),
        ("Abbas", ""),
    ]


def test_one_decision_holds_for_all_rows_of_the_country_and_the_words_stay_as_printed(file):
    path = file("a.csv", TABLE)
    table = written(path)
    tables.decide(kind="person", words="Abbas, PS", value="as:Mahmoud Abbas")
    again = written(path)
    assert fates(again) == (0, 4, 0, 0)
    assert codes(again) == [["updates_draft"], ["known_row"], ["known_row"], ["updates_draft"]]
    assert people_of(table) == [
        ("Abbas", "Mahmoud Abbas"),
        ("Abbas", "Abbas"),
        ("Mahmoud Abbas", "Mahmoud Abbas"),
        ("Abbas", "Mahmoud Abbas"),
    ]
    assert codes(written(path)) == [["known_row"]] * 4


def test_a_decided_name_means_the_archives_entry_where_it_has_one(file):
    tables.decide(kind="person", words="Abbas, PS", value="as:Mahmoud Abbas")
    person = make_person("Mahmoud Abbas")
    table = written(file("a.csv", TABLE))
    assert [name for _, name in people_of(table)] == ["Mahmoud Abbas", "", "Mahmoud Abbas", "Mahmoud Abbas"]
    assert Person.objects.get(name="Mahmoud Abbas") == person


def test_it_can_be_decided_to_be_somebody_else(file):
    tables.decide(kind="person", words="Abbas, PS", value="new")
    table = written(file("a.csv", TABLE))
    assert codes(table) == [[], [], [], []]
    assert sorted(Person.objects.values_list("name", flat=True)) == [
        "Abbas",
        "Abbas",
        "Jane Roe",
        "Mahmoud Abbas",
    ]


def test_one_whom_little_but_the_surname_speaks_for_is_not_proposed(file):
    rows = (
        "Jane Roe,1970-01-02,Kenyatta,President,Kenya\nJane Roe,2021-01-02,Uhuru Kenyatta,President,Kenya\n"
    )
    table = written(file("a.csv", TABLE.splitlines()[0] + "\n" + rows))
    assert codes(table) == [[], []]
    assert people_of(table) == [("Kenyatta", "Kenyatta"), ("Uhuru Kenyatta", "Uhuru Kenyatta")]


def test_one_entry_for_a_surname_of_rows_far_apart_is_noted(file):
    rows = "Jane Roe,1973-01-02,Kenyatta,President,Kenya\nJane Roe,2021-01-02,Kenyatta,President,Kenya\n"
    table = taken_in(file("a.csv", TABLE.splitlines()[0] + "\n" + rows))
    assert codes(table) == [["surname_over_years"], []]
    assert table.lines.first().problems[0]["message"] == (
        "“Kenyatta” (President, 1973 to 2021) becomes one entry, though no row of the years between 1973 and "
        "2021 has the name: part it where these are two people."
    )


def test_a_look_that_stores_nothing_tells_of_it_too(file, imported):
    _code, report = imported(file("a.csv", TABLE), "--dry-run")
    assert [(one["row"], one["column"], one["value"], one["code"]) for one in report["problems"]] == [
        (2, "Person", "Abbas", "person_alike")
    ]
    assert report["created"] == len(report["meetings"]) == 4


def test_of_the_archives_people_the_holder_of_an_office_of_that_country_is_the_most_alike(file):
    office = make_office("President of Palestine", country=make_country("ps"))
    make_appointment(make_person("Mahmoud Abbas"), office, start="2005", end="")
    make_person("Mohammed Abbas")
    problem = taken_in(file("a.csv", TABLE)).lines.first().problems[0]
    assert [(label, score) for _key, label, score in problem["candidates"]] == [
        ("Mahmoud Abbas", 90),
        ("Mohammed Abbas", 80),
    ]
    assert problem["message"].startswith(
        "“Abbas” is not in the archive; most alike is Mahmoud Abbas (90 of 100), who held an office of that "
        "country then."
    )


def test_a_decision_that_gives_no_name_is_refused():
    with pytest.raises(ValueError, match="There is no person “as:”"):
        tables.decide(kind="person", words="Abbas, PS", value="as:")
    with pytest.raises(ValueError, match="There is no place “as:Ramallah”"):
        tables.decide(kind="place", words="R", value="as:Ramallah")
    assert not ImportDecision.objects.exists()
