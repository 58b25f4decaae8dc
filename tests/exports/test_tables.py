"""Tables as CSV and as workbooks, read back by the libraries that everybody reads them with."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exports import workbook as xlsx
from meetings.exports.delimited import delimited
from meetings.exports.workbook import workbook

DAY = datetime.date(2022, 9, 22)


def read_as(year: int, month: int, day: int) -> datetime.datetime:
    """A day as openpyxl gives it."""
    return datetime.datetime.combine(datetime.date(year, month, day), datetime.time())


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'quoted", "=cmd|' /C calc'!A0"]
#: Any text that a field of the archive can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40)


def csv_rows(*rows) -> list[list[str]]:
    """Rows of one table, written and read again."""
    text = b"".join(delimited(["a", "b"], rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def taken_in(cell: str) -> str:
    """A cell as whoever imports the file is told to take it."""
    return cell.removeprefix("'")


def sheets(*rows, columns=("a", "b")) -> dict[str, list[tuple]]:
    """The rows of a workbook by sheet, as openpyxl reads them."""
    data = b"".join(workbook("meetings", columns, rows))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_csv_begins_with_a_mark_and_the_names_and_every_line_ends_as_the_standard_says():
    data = b"".join(delimited(["a", "b"], [['x "y", z', None], ["two\nlines", 7], [True, DAY]]))
    assert data.decode() == '\ufeffa,b\r\n"x ""y"", z",\r\n"two\nlines",7\r\ntrue,2022-09-22\r\n'


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_could_take_for_a_formula_has_an_apostrophe_in_front(text):
    assert csv_rows([text, "plain = text"])[1] == [f"'{text}", "plain = text"]


@given(st.lists(st.tuples(TEXTS | st.sampled_from(FORMULAS), TEXTS), min_size=1, max_size=5))
def test_whoever_takes_one_apostrophe_away_has_every_text_as_it_was(rows):
    # A line of nothing but an empty first and second cell is still a line.
    assert [[taken_in(cell) for cell in row] for row in csv_rows(*rows)[1:]] == [list(row) for row in rows]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS | st.sampled_from(FORMULAS), TEXTS), min_size=1, max_size=5))
def test_every_text_of_a_workbook_is_text_and_as_it_was(rows):
    read = sheets(*rows)["meetings"][1:]
    assert read == [tuple(cell or None for cell in row) for row in rows]


def test_a_workbook_has_numbers_truth_values_and_days_and_what_looks_like_a_formula_stays_text():
    data = b"".join(
        workbook("meetings", ["a", "b", "c", "d"], [[7, True, DAY, "=1+1"], [None, False, None, ""]])
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data))["meetings"]
    assert [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["n", "b", "d", "s"],
        ["n", "b", "n", "n"],
    ]
    assert list(sheet.iter_rows(values_only=True))[1] == (7, True, read_as(2022, 9, 22), "=1+1")
    assert (sheet["C2"].number_format, sheet["D2"].quotePrefix) == ("yyyy\\-mm\\-dd", True)
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")


def test_days_before_excel_counts_rightly_are_text():
    days = [
        datetime.date(1, 1, 1),
        datetime.date(1900, 2, 28),
        datetime.date(1900, 3, 1),
        datetime.date(9999, 12, 31),
    ]
    assert [row[0] for row in sheets(*([day] for day in days), columns=["a"])["meetings"][1:]] == [
        "0001-01-01",
        "1900-02-28",
        read_as(1900, 3, 1),
        read_as(9999, 12, 31),
    ]


def test_what_no_cell_can_hold_is_cut_and_what_looks_escaped_is_escaped():
    long, escaped = sheets(["x" * 40_000, "_x0041_"])["meetings"][1]
    assert (len(long), long[-2:], escaped) == (32_767, "x…", "_x005F_x0041_")


def test_a_full_sheet_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS_AT_MOST", 2)
    assert sheets([1, 2], [3, 4], [5, 6]) == {
        "meetings": [("a", "b"), (1, 2), (3, 4)],
        "meetings 2": [("a", "b"), (5, 6)],
    }
    assert list(sheets([1, 2], [3, 4])) == ["meetings"]


def test_a_table_without_rows_has_its_columns():
    assert (csv_rows(), sheets()) == ([["a", "b"]], {"meetings": [("a", "b")]})


def test_the_same_rows_give_the_same_bytes():
    rows = [["a", 1], [DAY, True]]
    assert b"".join(workbook("x", "ab", rows)) == b"".join(workbook("x", "ab", rows))


@pytest.mark.parametrize("write", [delimited, lambda columns, rows: workbook("x", columns, rows)])
def test_a_file_is_passed_on_while_its_rows_are_still_being_read(write):
    read = []

    def rows():
        for number in range(200_000):
            read.append(number)
            yield [f"{number * 7919 % 1_000_003:x} {number}", number]

    parts = write(["a", "b"], rows())
    first = next(parts)
    assert (len(first) < 1 << 20, len(read) < 100_000) == (True, True)
    parts.close()
