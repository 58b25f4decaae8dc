"""``import_meetings``: each row's fate, and the codes with which the command ends."""

import json

import pytest

from tests.builders import make_appointment, make_office, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

RETURNS = """Department of Examples: meetings with external organisations,,,
April to June 2014,,,

Minister,Date,Name of organisation¹,Purpose of meeting
"Rt Hon Jane Roe MP, Secretary of State for Health",May 2014,"BP, Shell and Centrica",Energy
,01/05/2014,Confederation of Examples (CEX),"Introductory meeting
and more"
,13/05/2014,"Department for Business, Energy and Industrial Strategy",Catch-up
,14-15 May 2014,Alpha & Beta plc; Gamma,Round table on obesity
Norman Example MP,Nil return,,
Minister,Date,Name of organisation,Purpose of meeting
Earl Example,16/05/2014,Royal College of Examples,Telephone call
Dr Dan Example,,Mind,General discussion

* Does not normally include meetings with government bodies.,,,
"""


def fates(answer):
    return {name: answer[name] for name in ("rows", "created", "linked", "skipped", "refused")}


def problems(answer):
    return [(problem["row"], problem["code"]) for problem in answer["problems"]]


def test_a_transparency_return_is_read_whole(file, imported):
    code, answer = imported(file("a.csv", RETURNS, "cp1252"), "--dry-run")
    assert code == 0
    assert fates(answer) == {"rows": 9, "created": 6, "linked": 0, "skipped": 3, "refused": 0}
    assert problems(answer) == [
        (None, "encoding"),
        (5, "split"),
        (10, "nil_return"),
        (11, "repeated_header"),
        (13, "no_date"),
        (15, "note"),
    ]
    principal = {"name": "Jane Roe", "role": "Secretary of State for Health", "country": ""}
    assert answer["meetings"][0] == {
        "row": 5,
        "date": "2014-05",
        "kind": "multilateral",
        "place": "",
        "principal": principal,
        "participations": [
            {"name": "", "role": "", "country": "", "organisation": name, "words": name}
            for name in ("BP", "Shell", "Centrica")
        ],
    }
    read = [
        (m["row"], m["date"], m["kind"], [p["words"] for p in m["participations"]])
        for m in answer["meetings"]
    ]
    assert read[1:] == [
        (6, "2014-05-01", "bilateral", ["Confederation of Examples (CEX)"]),
        (8, "2014-05-13", "bilateral", ["Department for Business, Energy and Industrial Strategy"]),
        (9, "2014-05-14/2014-05-15", "multilateral", ["Alpha & Beta plc", "Gamma"]),
        (12, "2014-05-16", "telephone", ["Royal College of Examples"]),
        (13, "", "bilateral", ["Mind"]),
    ]
    assert [m["principal"]["name"] for m in answer["meetings"]] == [
        *["Jane Roe"] * 4,
        "Earl Example",
        "Dr Dan Example",
    ]


def party(answer, row):
    """The parties of a row as name, role, country and organisation."""
    (meeting,) = [meeting for meeting in answer["meetings"] if meeting["row"] == row]
    return [(p["name"], p["role"], p["country"], p["organisation"]) for p in meeting["participations"]]


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (
            (
                "Дата;Министр;Собеседник;Должность;Страна;Место\n"
                "12.05.2014;Эльмар Мамедъяров;Сергей Лавров;министр иностранных дел;Россия;Москва\n"
            ),
            "cp1251",
            ("2014-05-12", "Москва", [("Сергей Лавров", "министр иностранных дел", "ru", "")]),
        ),
        (
            (
                "Tarih;Bakan;Görüşülen kişi;Görevi;Ülke;Yer\n"
                "12.05.2014;Ahmet Davutoğlu;Sergey Lavrov;Dışişleri Bakanı;Rusya;Moskova\n"
            ),
            "cp1254",
            ("2014-05-12", "Moskova", [("Sergey Lavrov", "Dışişleri Bakanı", "ru", "")]),
        ),
        (
            (
                "Tarix\tNazir\tQarşı tərəf\tVəzifəsi\tÖlkə\tYer\n"
                "12 may 2014\tElmar Məmmədyarov\tMevlüt Çavuşoğlu\txarici işlər naziri\tTürkiyə\tBakı\n"
            ),
            "utf-16",
            ("2014-05-12", "Bakı", [("Mevlüt Çavuşoğlu", "xarici işlər naziri", "tr", "")]),
        ),
        (
            (
                "Ministre;Date;Lieu;Personnes rencontrées;Pays\n"
                "Jean Exemple;1er mars 2019;Abidjan;M. Émile Côté, ministre des Affaires étrangères;"
                "Côte d’Ivoire\n"
            ),
            "cp1252",
            ("2019-03-01", "Abidjan", [("Émile Côté", "ministre des Affaires étrangères", "ci", "")]),
        ),
        (
            (
                '"Name of host";"Title of host";"Date of meeting";"Location";"Entity/ies met"\n'
                '"Jane Roe";"High Representative";"23-06-2020";"Brussels";"Amnesty International"\n'
            ),
            "utf-8-sig",
            ("2020-06-23", "Brussels", [("", "", "", "Amnesty International")]),
        ),
    ],
)
def test_tables_of_several_countries_are_read(file, imported, text, encoding, expected):
    code, answer = imported(file("a.csv", text, encoding), "--dry-run")
    assert (code, fates(answer)["created"]) == (0, 1)
    (meeting,) = answer["meetings"]
    assert (meeting["date"], meeting["place"], party(answer, 2)) == expected


@pytest.mark.parametrize(
    ("date", "country", "code", "problem"),
    [
        ("2005-05-06", "Macedonia", "mk", ""),
        ("2022-05-06", "Northern Macedonia", "mk", ""),
        ("1985-05-06", "U.S.S.R.", "suhh", ""),
        ("1985-05-06", "Germany, Federal Republic of", "de", ""),
        ("1985-05-06", "Germany", "", "country_ambiguous"),
        ("2005-05-06", "U.S.S.R.", "", "country_not_then"),
        ("2005-05-06", "Congo", "", "country_ambiguous"),
        ("2005-05-06", "Congo, Democratic Republic of", "cd", ""),
        ("1955-05-06", "Republic of China", "tw", ""),
        ("1945-05-06", "Republic of China", "cn", ""),
        ("2005-05-06", "Korea, Republic of", "kr", ""),
        ("1999-07-29", "Serbia-Montenegro (Kosovo)", "xk", ""),
        ("2011-05-11", "Denmark (Greenland)", "dk", ""),
        ("1976-05-11", "Southern Rhodesia (Zimbabwe)", "zw", ""),
        ("2005-05-06", "Niger", "ne", ""),
        ("2005-05-06", "Atlantis", "", "country_unknown"),
        ("2005-05-06", "Azerbajan", "", "country_alike"),
        ("2005-05-06", "FRA", "fr", ""),
    ],
)
def test_a_country_is_the_one_that_had_the_name_then(file, imported, date, country, code, problem):
    ended, answer = imported(
        file("a.csv", f'Date,Person,Country\n{date},Jane Roe,"{country}"\n'), "--dry-run"
    )
    assert [problem for _, problem in problems(answer)] == ([problem] if problem else [])
    assert ended == (3 if problem else 0)
    if not problem:
        assert party(answer, 2) == [("Jane Roe", "", code, "")]


def test_a_decision_of_the_profile_answers_all_rows_with_the_same_words(file, imported):
    table = file("a.csv", "Date,Person,Country\n1985-05-06,Jane Roe,Germany\n1986-05-06,John Doe,GERMANY\n")
    decision = {"kind": "country", "words": "Germany", "value": "ddde"}
    profile = file("p.json", json.dumps({"decisions": [decision], "constants": {"principal": "Ann Example"}}))
    code, answer = imported(table, "--dry-run", "--profile", str(profile))
    assert code == 0
    assert [party(answer, row)[0][2] for row in (2, 3)] == ["ddde", "ddde"]
    assert answer["meetings"][0]["principal"]["name"] == "Ann Example"


@pytest.mark.parametrize(
    "profile", ["{", "[]", '{"colour": 1}', '{"columns": {"a": "b"}}', '{"day_first": 3}']
)
def test_a_profile_that_cannot_be_read_is_refused(file, imported, profile):
    table = file("a.csv", "Date,Person\n1985-05-06,Jane Roe\n")
    code, answer = imported(table, "--dry-run", "--profile", str(file("p.json", profile)))
    assert code == 2
    assert problems(answer) == [(None, "profile")]


def test_open_dates_are_asked_and_a_profile_answers(file, imported):
    table = file("a.csv", "Date,Person\n01/02/2014,Jane Roe\n03/04/2014,John Doe\n05/05/2014,Ann Example\n")
    code, answer = imported(table, "--dry-run")
    assert (code, problems(answer)) == (3, [(2, "date_ambiguous"), (3, "date_ambiguous")])
    profile = file("p.json", '{"day_first": true}')
    code, answer = imported(table, "--dry-run", "--profile", str(profile))
    assert [meeting["date"] for meeting in answer["meetings"]] == ["2014-02-01", "2014-04-03", "2014-05-05"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Roe, Jane", ["Jane Roe"]),
        ("Roe, Jane; Doe, John", ["Jane Roe", "John Doe"]),
        ("Jane Roe\nJohn Doe", ["Jane Roe", "John Doe"]),
        ("Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("Jane Roe, John Doe and Ann Example", ["Jane Roe", "John Doe", "Ann Example"]),
        ("Roe, Jane (Foreign Minister)", ["Jane Roe"]),
        ("Mr John Doe MP", ["John Doe"]),
        ("Laj?ák Miro", ["Laj?ák Miro"]),
    ],
)
def test_several_persons_in_a_cell_are_parted(file, imported, cell, names):
    _code, answer = imported(file("a.csv", f'Date,Persons met\n2014-05-06,"{cell}"\n'), "--dry-run")
    assert [name for name, *_ in party(answer, 2)] == names


def test_the_same_row_twice_is_one_meeting(file, imported):
    table = file(
        "a.csv", "No,Date,Person\n1,2014-05-06,Jane Roe\n2,2014-05-06,Jane Roe\n3,2014-05-06,John Doe\n"
    )
    code, answer = imported(table, "--dry-run")
    assert (code, fates(answer)) == (0, {"rows": 3, "created": 2, "linked": 1, "skipped": 0, "refused": 0})
    assert problems(answer) == [(3, "duplicate_row")]


def test_a_row_with_too_many_cells_is_refused_and_the_rest_is_read(file, imported):
    table = file("a.csv", "Date,Person\n2014-05-06,Jane Roe\n2014-05-07,Doe,John\n2014-05-08\n")
    code, answer = imported(table, "--dry-run")
    assert (code, problems(answer)) == (3, [(3, "damaged_row"), (4, "nothing_told")])


def test_a_file_that_is_no_table_of_meetings_is_refused_as_a_whole(file, imported):
    code, answer = imported(file("a.csv", "apples,pears\n1,2\n"), "--dry-run")
    assert (code, problems(answer)) == (2, [(None, "no_columns")])
    assert fates(answer) == dict.fromkeys(("rows", "created", "linked", "skipped", "refused"), 0)


def test_a_file_that_is_not_there_is_refused(tmp_path, imported):
    code, answer = imported(tmp_path / "none.csv", "--dry-run")
    assert (code, problems(answer)) == (2, [(None, "unreadable")])


def test_a_principal_called_dean_is_no_dean(file, imported):
    _, answer = imported(file("a.csv", "Minister,Date,Person\nDean Acheson,2014-05-06,A B\n"), "--dry-run")
    assert answer["meetings"][0]["principal"] == {"name": "Dean Acheson", "role": "", "country": ""}


def test_a_person_alike_is_proposed_and_not_linked(file, imported):
    make_person("Zbigniew Rau")
    table = file("a.csv", "Date,Person\n2014-05-06,Zbignew Rau\n2014-05-07,Zbignew Rau\n")
    code, answer = imported(table, "--dry-run")
    assert (code, problems(answer)) == (0, [(2, "person_alike")])
    assert "Zbigniew Rau" in answer["problems"][0]["message"]


def test_of_two_of_one_name_the_one_who_held_an_office_then_is_meant(file):
    from meetings.intake.tables import make_plan

    one, other = make_person("Jane Roe"), make_person("Jane Roe")
    make_appointment(one, make_office(), start="2010", end="2012")
    make_appointment(other, make_office(), start="2013", end="2016")
    table = file("a.csv", "Date,Person,Country\n2014-05-06,Jane Roe,Poland\n")
    (row,) = make_plan(table).rows()
    assert row.meeting.parties[0].person.key == str(other.pk)
