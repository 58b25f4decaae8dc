"""Shapes of ministers' diaries and transparency returns: whose meeting, with whom, on which day."""

import json

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def told(meeting):
    """The parties of a meeting as name, role, country and organisation."""
    return [(p["name"], p["role"], p["country"], p["organisation"]) for p in meeting["participations"]]


def principals(answer):
    return [(m["row"], m["principal"]["name"], m["principal"]["role"]) for m in answer["meetings"]]


def test_a_title_names_whose_meetings_follow_until_a_heading_names_another(file, imported):
    table = file(
        "a.csv",
        "Office of Examples\n"
        '"Rt Hon Jane Roe MP, Secretary of State for Trade"\n'
        "Date,Name of organisation,Purpose\n"
        "5 May 2014,Oxfam,Aid\n"
        '"Rt Hon Norman Example MP, Minister of State for Europe"\n'
        "Date,Name of organisation,Purpose\n"
        "6 May 2014,Shell,Oil\n",
    )
    code, answer = imported(table, "--dry-run")
    assert (code, answer["created"], answer["skipped"]) == (0, 2, 2)
    assert principals(answer) == [
        (4, "Jane Roe", "Secretary of State for Trade"),
        (7, "Norman Example", "Minister of State for Europe"),
    ]


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("Hon Grant Example", "Grant Example", ""),
        ("Ministerial diary of Jane Roe", "Jane Roe", ""),
        ("Termine der Bundesministerin Anna Beispiel", "Anna Beispiel", "Bundesministerin"),
        ("Agenda de M. Jean Exemple, ministre de la Culture", "Jean Exemple", "ministre de la Culture"),
        ("Foreign and Example Office", "", ""),
        ("Meetings with external organisations, May 2014", "", ""),
        ("Gifts and hospitality received by ministers", "", ""),
    ],
)
def test_a_title_is_a_principal_only_where_it_surely_names_one(file, imported, title, name, role):
    table = file("a.csv", f'"{title}"\nDate;Organisation;Subject\n5 May 2014;Oxfam;Aid\n'.replace(";", ","))
    _code, answer = imported(table, "--dry-run")
    assert principals(answer) == [(3, name, role)]


@pytest.mark.parametrize(
    ("cell", "name", "role"),
    [
        ("The Rt Hon Jane Roe MP, Minister for the Office", "Jane Roe", "Minister for the Office"),
        ("Minister of State (Europe), Jane Roe MP", "Jane Roe", "Minister of State (Europe)"),
        ("Secretary of State for Media and Sport", "", "Secretary of State for Media and Sport"),
        ("Roe, Jane", "Jane Roe", ""),
    ],
)  # fmt: skip
def test_the_cell_of_a_principal_is_a_name_and_a_role(file, imported, cell, name, role):
    table = file("a.csv", f'Minister,Date,Organisation\n"{cell}",5 May 2014,Oxfam\n')
    _code, answer = imported(table, "--dry-run")
    assert principals(answer) == [(2, name, role)]


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("With", "John Doe, Governor, Reserve Bank", [("John Doe", "Governor", "", "Reserve Bank")]),
        ("With", "Broadcasting House, Peter Doe", [("Peter Doe", "", "", "Broadcasting House")]),
        ("With", "Example Airways CEO", [("", "CEO", "", "Example Airways")]),
        ("With", "Microsoft, Oracle", [("", "", "", "Microsoft"), ("", "", "", "Oracle")]),
        (
            "Organisation",
            "Ambassador of Japan, HE Koji Example",
            [("Koji Example", "Ambassador", "jp", "")],
        ),
        ("Organisation", "Chief Executive, BT", [("", "Chief Executive", "", "BT")]),
        ("Organisation", "Round table with: BP; Shell", [("", "", "", "BP"), ("", "", "", "Shell")]),
        ("Organisation", "College of Nursing, Wales", [("", "", "", "College of Nursing, Wales")]),
        ("Teilnehmer", "BDI, DIHK und BDA", [("", "", "", name) for name in ("BDI", "DIHK", "BDA")]),
        (
            "Teilnehmer",
            "Dmytro Beispiel, Außenminister der Ukraine",
            [("Dmytro Beispiel", "Außenminister der Ukraine", "ua", "")],
        ),
        (
            "Участники",
            "Иван Примеров, министр иностранных дел Турции",
            [("Иван Примеров", "министр иностранных дел Турции", "tr", "")],
        ),
        (
            "Attendees",
            "Jane Smith (Wood Club), Bob Jones (NRDC)",
            [("Jane Smith", "", "", "Wood Club"), ("Bob Jones", "", "", "NRDC")],
        ),
    ],
)
def test_names_roles_and_bodies_of_a_cell_are_told_apart(file, imported, header, cell, expected):
    table = file("a.csv", f'Date\t{header}\n5 May 2014\t"{cell}"\n')
    _code, answer = imported(table, "--dry-run")
    assert told(answer["meetings"][0]) == expected


def test_sheets_of_months_and_of_ministers_say_what_their_rows_leave_out(imported, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("January 2020", "February 2020"):
        sheet = book.create_sheet(name)
        sheet.append(["Hon Jane Roe, Minister for Trade"])
        sheet.append(["Day", "Engagement", "With"])
        sheet.append([5, "Meeting", "Oxfam"])
        sheet.append(["21st", "Dinner", "Shell"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    code, answer = imported(path, "--dry-run")
    assert (code, answer["created"]) == (0, 4)
    assert [m["date"] for m in answer["meetings"]] == ["2020-01-05", "2020-01-21", "2020-02-05", "2020-02-21"]
    assert {name for _, name, _ in principals(answer)} == {"Jane Roe"}


def test_objects_in_lists_of_json_lines_are_parties(file, imported):
    line = {
        "date": "2022-09-21",
        "minister": {"name": "Jane Roe", "title": "Minister of Foreign Affairs"},
        "participants": [
            {"name": "Péter Példa", "role": "Foreign Minister", "country": "Hungary"},
            {"name": "Amnesty International"},
        ],
    }
    _code, answer = imported(file("a.jsonl", json.dumps(line)), "--dry-run")
    assert told(answer["meetings"][0]) == [
        ("Péter Példa", "Foreign Minister", "hu", ""),
        ("", "", "", "Amnesty International"),
    ]


def test_a_destination_is_a_place_with_its_country_and_costs_are_nobody(file, imported):
    table = file(
        "a.csv",
        "Minister,Start date of trip,End date of trip,Destination,Purpose of trip,"
        "Total cost including travel and accommodation of Minister only\n"
        'Jane Roe,6 May 2014,8 May 2014,"Warsaw, Poland and Riga, Latvia",Bilateral meetings,"£1,000"\n',
    )
    code, answer = imported(table, "--dry-run")
    (meeting,) = answer["meetings"]
    assert (code, meeting["date"], meeting["place"], told(meeting)) == (
        0, "2014-05-06/2014-05-08", "Warsaw, Poland and Riga, Latvia", [],
    )  # fmt: skip


def test_what_a_law_withholds_is_nobody(file, imported):
    table = file(
        "a.csv",
        "Date,Meeting,With\n5 May 2014,Budget,Withheld under section 9(2)(a)\n6 May 2014,Budget,Oxfam\n",
    )
    code, answer = imported(table, "--dry-run")
    assert (code, answer["created"]) == (0, 2)
    assert [told(meeting) for meeting in answer["meetings"]] == [[], [("", "", "", "Oxfam")]]
    assert [(p["row"], p["code"]) for p in answer["problems"]] == [(2, "names_nothing")]


def test_a_name_is_put_together_of_its_columns_and_may_be_corrected_as_one(file, imported):
    rows = "Date,Minister last name,Minister first name,Surname,Given name,Country\n"
    rows += "5 May 2014,Roe,Jane,Beispiel,Anna,Germany\n6 May 2014,Roe,Jane,Beispiel,,Germany\n"
    written = {"sheet": "", "row": 3, "column": "Given name Surname", "value": "Bernd Beispiel"}
    profile = file("profile.json", json.dumps({"written": [written]}))
    code, answer = imported(file("a.csv", rows), "--dry-run", "--profile", str(profile))
    assert code == 0
    assert principals(answer) == [(2, "Jane Roe", ""), (3, "Jane Roe", "")]
    assert [told(meeting) for meeting in answer["meetings"]] == [
        [("Anna Beispiel", "", "de", "")],
        [("Bernd Beispiel", "", "de", "")],
    ]


def test_headers_in_two_rows_are_read_together(file, imported):
    rows = "Meeting,,Counterpart,,,Host,\nDate,Place,Name,Title,Country,Name,Title\n"
    rows += "5 May 2014,Bonn,Anna Beispiel,Minister,Germany,Jane Roe,Foreign Secretary\n"
    _code, answer = imported(file("a.csv", rows), "--dry-run")
    assert principals(answer) == [(3, "Jane Roe", "Foreign Secretary")]
    assert told(answer["meetings"][0]) == [("Anna Beispiel", "Minister", "de", "")]


def test_what_a_sentence_says_of_somebody_else_is_no_part_of_a_name(file, imported):
    rows = "Date,Remarks\n"
    rows += "5 May 2014,Supported President Roe’s participation in the summit.\n"
    rows += "6 May 2014,Met with Prime Minister Roe May 24.\n"
    _code, answer = imported(file("a.csv", rows), "--dry-run")
    assert [told(meeting) for meeting in answer["meetings"]] == [
        [("Roe", "President", "", "")],
        [("Roe", "Prime Minister", "", "")],
    ]


@pytest.mark.parametrize("names", [("Role", "Title"), ("Title", "Role"), ("Office", "Position")])
def test_a_role_is_that_of_the_name_right_before_it(file, imported, names):
    rows = f"Minister,{names[0]},Date,Person,{names[1]},Country\n"
    rows += "Jane Roe,Secretary of State,5 May 2014,Anna Beispiel,Chancellor,Germany\n"
    _code, answer = imported(file("a.csv", rows), "--dry-run")
    assert principals(answer) == [(2, "Jane Roe", "Secretary of State")]
    assert told(answer["meetings"][0]) == [("Anna Beispiel", "Chancellor", "de", "")]


def test_who_came_along_with_somebody_is_not_taken_for_the_country_of_the_row(file, imported):
    rows = "Date,Country,Remarks\n5 May 2014,Poland,"
    rows += "Met with Foreign Minister Nowak along with National Security Advisor Roe.\n"
    _code, answer = imported(file("a.csv", rows), "--dry-run")
    assert told(answer["meetings"][0]) == [
        ("Nowak", "Foreign Minister", "pl", ""),
        ("Roe", "National Security Advisor", "", ""),
    ]
