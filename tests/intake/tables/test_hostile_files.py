"""Files that want to harm: each is refused with a word about the limit, or its rows are accounted for.

What reading them costs is bounded by what is counted, never by a clock: bytes, cells, parts, rows.
"""

import io
import json
import zipfile

import openpyxl
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Import, Meeting
from meetings.workflow.permissions import load_groups
from tests import builders as make
from tests.intake.tables.test_reading import packed

pytestmark = pytest.mark.django_db

HEADER = "Minister,Date,Person,Country,Remarks\n"
ROW = "Jane Roe,2014-05-06,Zbigniew Rau,Poland,{}\n"
BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{}" r:id="a"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="b" TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
)


def workbook(
    rows: str, *, name: str = "Sheet", before: str = "", behind: str = "", strings: str = ""
) -> bytes:
    """A spreadsheet whose sheet has these rows, written by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK.format(name))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
        sheet = f"<worksheet>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


def cells(*texts: str) -> str:
    told = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{told}</row>"


TITLES = cells("Minister", "Date", "Person", "Country")
TOLD = cells("Jane Roe", "2014-05-06", "Zbigniew Rau", "Poland")
MANY, MILLION = 250_000, 1_000_000
ENTITIES = '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]>'
MERGED = '<mergeCell ref="A1:B9999"/>'


def many_parts() -> bytes:
    """A packed file whose list of parts has three megabytes, as its end says."""
    return (
        b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + bytes(8) + (3_000_000).to_bytes(4, "little") + bytes(6)
    )


REFUSED = {
    "a zip bomb": (lambda: packed(xl__workbook="<workbook/>", xl__big="0" * 30_000_000), "expansion"),
    "a bomb of many parts": (many_parts, "packed"),
    "a bomb of entities": (lambda: packed(xl__workbook=f"{ENTITIES}<workbook>&c;</workbook>"), "entities"),
    "a spreadsheet with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5_000,
        "old_format",
    ),
    "no byte": (lambda: b"", "empty"),
    "only blanks": (lambda: b" \r\n\t" * 50, "empty"),
    "a line of six million characters": (lambda: b"x" * 6_000_000, "line_too_long"),
    "a row of 16,384 columns": (lambda: workbook(cells(*["x"] * 16_384)), "columns"),
    "a row of countless empty cells": (
        lambda: workbook(TITLES + f"<row>{'<c/>' * MANY}</row>"),
        "columns",
    ),
    "a text of six million characters": (lambda: workbook(TITLES + cells("x" * 6_000_000)), "cell"),
    "a shared text of countless runs": (
        lambda: workbook(TITLES + TOLD, strings=f"<si>{'<r><t>x</t></r>' * MANY}</si>"),
        "columns",
    ),
    "half a merged cell, again and again": (
        lambda: workbook(TITLES + TOLD, behind="<!--" + "<mergeCell " * 200_000 + "-->"),
        "cell",
    ),
    "XML that is nested too deep": (lambda: workbook(f"<row>{'<c>' * 100}{'</c>' * 100}</row>"), "nesting"),
    "text that is nothing": (lambda: bytes(range(256)) * 50, "not_text"),
    "a page of the web": (lambda: b"<html><script>alert(1)</script>", "not_a_table"),
    "a table without an end": (lambda: (HEADER + "," * 400 + "\n").encode(), "columns"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_the_reason(file, imported, name):
    content, code = REFUSED[name]
    given = content()
    ended, told = imported(file("a.xlsx", given))
    assert (ended, told["rows"]) == (2, 0)
    assert [problem["code"] for problem in told["problems"]] == [code]
    assert told["problems"][0]["message"]
    assert Import.objects.count() == 0


ROWS = {
    "a CSV that is called a spreadsheet": lambda: HEADER + ROW.format(""),
    "a cell of a megabyte": lambda: HEADER + ROW.format("") + ROW.format("x" * MILLION),
    "NUL": lambda: HEADER + ROW.format("") * 20 + ROW.format("a\x00b"),
    "UTF-16 without a mark": lambda: (HEADER + ROW.format("") + ROW.format("ü")).encode("utf-16-le"),
    "two encodings": lambda: (
        (HEADER + ROW.format("Gespräch ü ö ä")).encode() + ROW.format("naïve").encode("cp1252")
    ),
    "lines that end with CR alone": lambda: (HEADER + ROW.format("") * 1).replace("\n", "\r"),
    "a quotation mark that is never closed": lambda: HEADER + ROW.format('"') + ROW.format("") * 3,
    "such a mark before far more than a record may hold": (
        lambda: HEADER + ROW.format('"') + ROW.format("x" * 50_000) * 120
    ),
    "formulas and commands": lambda: (
        HEADER + ROW.format('=HYPERLINK(""x"")') + ROW.format("=cmd|' /C calc'!A0")
    ),
    "SQL and templates": lambda: (
        HEADER + ROW.format("Robert'); DROP TABLE meetings_meeting;-- {{7*7}} {% now %}")
    ),
    "objects nested without end": lambda: (
        '{"Date": "2014-05-06", "Person": "A B"}\n' + '{"a":' * 100_000 + "\n"
    ),
    "a number without end": lambda: (
        '{"Date": "2014-05-06", "Person": "A B", "n": '
        + "9" * 100_000
        + '}\n{"Date": "2014-05-06", "Person": "A B"}\n'
    ),
    "blank rows beneath": lambda: workbook(TITLES + TOLD + "<row/>" * 20_000),
    "elements without end beside the rows": (
        lambda: workbook(TITLES + TOLD, before=f"<cols>{'<col/>' * 50_000}</cols>", behind="<x/>" * 50_000)
    ),
    "merged cells over each other": lambda: workbook(TITLES + TOLD * 200, behind=MERGED * 5_000),
}


@pytest.mark.parametrize("name", ROWS)
def test_its_rows_are_accounted_for(file, imported, name):
    make.make_country("pl")
    content = ROWS[name]()
    ended, told = imported(file("a.xlsx", content), "--dry-run")
    assert ended in (0, 3)
    assert told["created"] + told["linked"] + told["skipped"] + told["refused"] == told["rows"] > 0
    assert all(problem["message"] for problem in told["problems"])


def test_a_cell_of_a_megabyte_spoils_its_own_row_and_names_the_limit(file, imported):
    make.make_country("pl")
    ended, told = imported(file("a.csv", ROWS["a cell of a megabyte"]()), "--dry-run")
    assert (ended, told["created"], told["refused"]) == (3, 1, 1)
    assert any("IMPORT_MAX_CELL_CHARACTERS" in problem["message"] for problem in told["problems"])


def test_rows_behind_a_mark_that_is_never_closed_are_read_again(file, imported):
    make.make_country("pl")
    content = ROWS["such a mark before far more than a record may hold"]() + ROW.format("late")
    _ended, told = imported(file("a.csv", content), "--dry-run")
    assert told["rows"] == 122
    assert [one["row"] for one in told["meetings"]][-1] == 123


def test_blank_rows_count_against_the_limit_of_cells(file, imported, settings):
    settings.IMPORT_MAX_CELLS = 1_000
    ended, told = imported(file("a.xlsx", workbook(TITLES + TOLD + "<row/>" * 2_000)), "--dry-run")
    assert (ended, told["problems"][0]["code"]) == (2, "cells")
    assert "IMPORT_MAX_CELLS" in told["problems"][0]["message"]


def test_macros_links_and_formulas_of_a_spreadsheet_are_never_run(file, imported):
    make.make_country("pl")
    book = openpyxl.Workbook()
    book.active.append(["Minister", "Date", "Person", "Country", "Remarks"])
    book.active.append(["Jane Roe", "2014-05-06", "Zbigniew Rau", "Poland", "x"])
    book.active["E2"].hyperlink = "file:///etc/passwd"
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0Auto_Open")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    ended, told = imported(file("a.xlsm", stream.getvalue()), "--dry-run")
    assert (ended, told["created"]) == (0, 1)
    assert "passwd" not in json.dumps(told)


# --- At the desk ------------------------------------------------------------------------------------------


@pytest.fixture
def desk(client):
    """Somebody who enters meetings, at the desk."""
    load_groups()
    make.make_country("pl")
    user = User.objects.create_user("ed", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def sent(desk, content: bytes | str, name: str = "a.xlsx"):
    content = content.encode() if isinstance(content, str) else content
    return desk.post(
        "/admin/meetings/import/add/",
        {"file": SimpleUploadedFile(name, content), "publisher": ""},
        follow=True,
    )


@pytest.mark.parametrize("name", REFUSED)
def test_the_desk_refuses_it_with_the_reason(desk, name):
    answer = sent(desk, REFUSED[name][0]())
    assert answer.status_code == 200
    if "form" in answer.context:
        assert answer.context["form"].errors["file"]
        assert Import.objects.count() == 0
    else:
        # Too long for a page: the command refuses it.
        assert Import.objects.get().state == "reading"
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("name", ROWS)
def test_the_desk_accounts_for_its_rows(desk, name):
    answer = sent(desk, ROWS[name]())
    table = Import.objects.get()
    assert (answer.status_code, answer.context["table"].pk) == (200, table.pk)
    assert table.created + table.linked + table.skipped + table.refused == table.rows
    assert (table.rows > 0) == (table.state == "ready")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "<script>alert(1)</script>.csv",
        "a\u202ecsv.exe",
        "x" * 400 + ".csv",
        "a.\u00fc\u0007",
    ],
)
def test_the_name_of_a_file_is_text(desk, name):
    answer = sent(desk, HEADER + ROW.format(""), name)
    table = Import.objects.get()
    assert answer.status_code == 200
    assert not set(table.file_name) & set("/\u202e\u0007")
    assert len(table.file_name) <= 200
    assert b"<script>alert" not in answer.content


def test_markup_in_the_name_of_a_sheet_is_text(desk):
    name = "&lt;img src=x onerror=alert(1)&gt;"
    answer = sent(desk, workbook(TITLES + TOLD + cells("", "31 February 2014", "A B", "Poland"), name=name))
    assert answer.status_code == 200
    assert b"<img src=x" not in answer.content
