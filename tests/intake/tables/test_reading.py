"""Files of all encodings and shapes become rows with the numbers of the file, or are refused."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from meetings.intake.tables.reading import Limits, Refusal, open_file


def rows(path, **options):
    """The numbers and cells of the first sheet."""
    found = open_file(path, Limits(), **options)
    return [(row.number, row.cells) for row in found.sheets[0].rows()]


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("Date,Who\n1 May 2014,Élise Côté à Genève\n2 May 2014,Ñuñez\n", "cp1252", "cp1252"),
        ("Дата,Кто\n1 мая 2014,Сергей Лавров\n2 мая 2014,Эльмар Мамедъяров\n", "cp1251", "cp1251"),
        ("Tarih,Kim\n1 Mayıs 2014,Mevlüt Çavuşoğlu\n2 Mayıs 2014,Ahmet Davutoğlu\n", "cp1254", "cp1254"),
        ("Data,Kto\n1 maja 2014,Radosław Sikorski\n2 maja,Šefčovič\n", "cp1250", "cp1250"),
        ("Date,Who\n1 May 2014,Çavuşoğlu ə\n", "utf-8", "utf-8"),
        ("Date,Who\n1 May 2014,Çavuşoğlu ə\n", "utf-8-sig", "utf-8-sig"),
        ("Date,Who\n1 May 2014,Çavuşoğlu ə\n", "utf-16", "utf-16"),
        ("Date,Who\n1 May 2014,Çavuşoğlu\n" * 5, "utf-16-le", "utf-16-le"),
        ("Date,Who\n1 May 2014,John Smith\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_no_letter_is_lost(file, text, encoding, found):
    path = file("a.csv", text, encoding)
    assert open_file(path, Limits()).encoding == found
    assert rows(path)[1][1] == text.split("\n")[1].split(",")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(file, delimiter):
    lines = ["Date", "Who", "What"], ["1 May 2014", "Smith, John", "a"], ["2 May 2014", "x", "b"]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert [cells for _, cells in rows(file("a.csv", text))] == list(lines)


def test_a_row_has_the_number_of_the_line_on_which_it_begins(file):
    text = 'Date,Who\r\n2014-05-01,"one\r\ntwo"\r\n\r\n2014-05-02,three\r\n'
    assert [number for number, _ in rows(file("a.csv", text))] == [1, 2, 4, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line(file, end):
    assert len(rows(file("a.csv", end.join(["Date,Who", "a,b", "c,d"])))) == 3


def test_a_declared_delimiter_is_no_row(file):
    assert rows(file("a.csv", "sep=;\nDate;Who\na;b,c\n"))[0] == (2, ["Date", "Who"])


def test_a_quotation_mark_too_many_swallows_no_row(file):
    lines = ["Date,Who,What", '2014-05-01,"Smith,a', *(f"2014-05-{day:02},x,b" for day in range(2, 30))]
    found = list(open_file(file("a.csv", "\n".join(lines)), Limits()).sheets[0].rows())
    assert [row.number for row in found] == list(range(1, 31))
    assert all(row.damage for row in found[1:])


def test_a_damaged_byte_spoils_its_own_row_only(file):
    text = "\n".join(["Date,Who", *["2014-05-01,Çavuşoğlu"] * 40]).encode()
    spoilt = text.replace("ş".encode(), b"\xff\x9f", 1)
    found = open_file(file("a.csv", spoilt), Limits())
    assert found.encoding == "utf-8"
    assert sum("\ufffd" in row.cells[1] for row in found.sheets[0].rows()) == 1


def spreadsheet(fill, **workbook) -> bytes:
    """A spreadsheet whose first sheet ``fill`` fills."""
    book = openpyxl.Workbook()
    for name, value in workbook.items():
        setattr(book, name, value)
    fill(book.active, book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_spreadsheet_gives_true_dates_texts_and_numbers(file):
    moment = datetime.datetime(2014, 5, 1, 9, 30)  # noqa: DTZ001 - as spreadsheets have it

    def fill(sheet, _book):
        sheet.append(["Date", "Who", "No"])
        sheet.append([datetime.date(2014, 5, 1), "Smith", 7])
        sheet.append([moment, "Smith", 7.5])

    assert rows(file("a.xlsx", spreadsheet(fill))) == [
        (1, ["Date", "Who", "No"]),
        (2, [datetime.date(2014, 5, 1), "Smith", 7]),
        (3, [moment, "Smith", 7.5]),
    ]


def test_the_date_system_of_1904_gives_the_same_days(file):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def fill(sheet, _book):
        sheet.append([datetime.date(2014, 5, 1)])

    assert rows(file("a.xlsx", spreadsheet(fill, epoch=CALENDAR_MAC_1904))) == [
        (1, [datetime.date(2014, 5, 1)])
    ]


def test_a_merged_cell_stands_for_the_rows_it_covers(file):
    def fill(sheet, _book):
        for row in (["Smith", 1], [None, 2], [None, None], [None, 4], [None, 5]):
            sheet.append(row)
        sheet.merge_cells("A1:A4")

    assert [cells for _, cells in rows(file("a.xlsx", spreadsheet(fill))) if cells] == [
        ["Smith", 1],
        ["Smith", 2],
        ["Smith", 4],
        [None, 5],
    ]


def test_hidden_sheets_and_rows_are_reported(file):
    def fill(sheet, book):
        sheet.append(["a"])
        sheet.append(["b"])
        sheet.row_dimensions[2].hidden = True
        book.create_sheet("old").sheet_state = "hidden"

    found = open_file(file("a.xlsx", spreadsheet(fill)), Limits())
    assert [sheet.hidden for sheet in found.sheets] == [False, True]
    assert [note.code for note in found.notes] == ["hidden_sheet"]
    assert [row.hidden for row in found.sheets[0].rows()] == [False, True]


def test_a_formula_without_a_stored_value_is_told_and_never_run(file):
    def fill(sheet, _book):
        sheet.append(["=1+1", "x"])

    (row,) = open_file(file("a.xlsx", spreadsheet(fill)), Limits()).sheets[0].rows()
    assert row.cells == [None, "x"]
    assert row.damage == "The formula in cell A1 has no stored value."


def test_days_before_1900_and_the_day_that_never_was():
    from meetings.intake.tables.reading.serials import day_of

    assert day_of(1, since_1904=False) == datetime.date(1900, 1, 1)
    assert day_of(59, since_1904=False) == datetime.date(1900, 2, 28)
    assert day_of(60, since_1904=False) == "1900-02-29"
    assert day_of(61, since_1904=False) == datetime.date(1900, 3, 1)
    assert day_of(-5, since_1904=False) == -5
    assert day_of(1e9, since_1904=False) == 1e9


def packed(**parts: str) -> bytes:
    """A packed file of these parts; a double underscore in a name is a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(file):
    bomb = packed(xl__workbook="<workbook/>", xl__big="0" * 30_000_000)
    with pytest.raises(Refusal) as refused:
        open_file(file("a.xlsx", bomb), Limits())
    assert refused.value.code == "expansion"
    assert "IMPORT_MAX_EXPANSION" in refused.value.message


def test_entities_are_refused(file):
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'
    with pytest.raises(Refusal) as refused:
        open_file(file("a.xlsx", packed(xl__workbook=entity)), Limits())
    assert refused.value.code == "entities"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \r\n", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old_format"),
        (b"%PDF-1.7", "not_a_table"),
        (b"PK\x03\x04broken", "damaged"),
        (b"<html><body>", "not_a_table"),
        (bytes(range(256)) * 20, "not_text"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(file, content, code):
    with pytest.raises(Refusal) as refused:
        open_file(file("a.csv", content), Limits())
    assert refused.value.code == code


def test_a_packed_file_that_is_no_spreadsheet_says_what_it_is(file):
    with pytest.raises(Refusal, match="OpenDocument"):
        open_file(file("a.xlsx", packed(content="<office/>")), Limits())


def test_a_file_that_is_too_large_is_refused_with_the_setting(file):
    with pytest.raises(Refusal, match="IMPORT_MAX_BYTES"):
        open_file(file("a.csv", "Date,Who\n"), Limits(size=5))


def test_what_a_file_is_does_not_depend_on_its_name(file):
    assert open_file(file("a.xlsx", "Date,Who\n1,2\n"), Limits()).kind == "csv"


def test_json_lines_are_rows_and_a_bad_line_spoils_itself_only(file):
    good = '{"date": "2014-05-01", "minister": {"name": "A B"}, "who": ["x", "y"]}'
    text = good + '\nnonsense\n[1]\n{"who": NaN}\n'
    found = open_file(file("a.jsonl", text), Limits())
    first, *others = found.sheets[0].rows()
    assert found.sheets[0].members == ["date", "minister.name", "who"]
    assert first.cells == ["2014-05-01", "A B", "x\ny"]
    assert [row.number for row in others] == [2, 3, 4]
    assert all(row.damage for row in others)


def test_json_that_is_nested_too_deep_spoils_its_line(file):
    deep = '{"a":' * 30 + "1" + "}" * 30
    (row,) = open_file(file("a.jsonl", deep), Limits()).sheets[0].rows()
    assert "IMPORT_MAX_NESTING" in row.damage
