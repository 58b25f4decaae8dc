"""Whatever is done to a file, its rows are accounted for or it is refused with a reason."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.intake.tables import Refusal, make_plan
from meetings.intake.tables.resolving import Gazetteer
from tests.builders import make_country

pytestmark = pytest.mark.django_db

ROWS = [
    ["Minister", "Date", "Person", "Role", "Country", "Place", "Remarks"],
    [
        "Jane Roe",
        "2014-05-06",
        "Zbigniew Rau",
        "Foreign Minister",
        "Poland",
        "Warsaw",
        "Introductory meeting",
    ],
    ["", "13/05/2014", "Çavuşoğlu, Mevlüt", "Minister", "Turkey", "Ankara", 'He said "yes", and left'],
    ["", "May 2014", "", "", "Germany", "Berlin", "Met with Chancellor A and Foreign Minister B."],
    ["John Doe", "1985-01-02", "N/A", "", "U.S.S.R.", "", "two\nlines"],
    ["Nil return", "", "", "", "", "", ""],
]
bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_csv(rows) -> bytes:
    return "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


def as_xlsx(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CONTENTS = [as_csv(ROWS), as_xlsx(ROWS)]


@pytest.fixture
def gazetteer():
    """A small archive, read once for all examples of a test."""
    for code, name in {"pl": "Poland", "tr": "Turkey", "de": "Germany", "suhh": "U.S.S.R."}.items():
        make_country(code, name=name)
    return Gazetteer.load()


def accounted(path, gazetteer) -> int | None:
    """The number of rows, each with one fate; ``None`` where the file was refused with a reason."""
    try:
        plan = make_plan(path)
        rows = list(plan.rows(gazetteer))
    except Refusal as refusal:
        return None if refusal.code and refusal.message else pytest.fail("refused without a reason")
    counts = plan.counts
    assert counts.created + counts.linked + counts.skipped + counts.refused == counts.rows == len(rows)
    assert all(row.problems for row in rows if row.fate in ("skipped", "refused"))
    assert all(row.meeting for row in rows if row.fate == "created")
    return counts.rows


@bounded
@given(data=st.data(), whole=st.sampled_from(CONTENTS))
def test_flipped_bytes(tmp_path, gazetteer, data, whole):
    content = bytearray(whole)
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=6)
    ):
        content[place] = byte
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(content))
    accounted(path, gazetteer)


@bounded
@given(cut=st.integers(0, 2_000), whole=st.sampled_from(CONTENTS))
def test_a_file_cut_short(tmp_path, gazetteer, cut, whole):
    path = tmp_path / "a.csv"
    path.write_bytes(whole[:cut])
    accounted(path, gazetteer)


@bounded
@given(
    order=st.permutations(range(7)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1254"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_shuffled_columns_and_other_encodings_lose_no_row(tmp_path, gazetteer, order, encoding, delimiter):
    rows = [[row[place] for place in order] for row in ROWS]
    text = as_csv(rows).decode().replace('","', f'"{delimiter}"')
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert accounted(path, gazetteer) == len(ROWS) - 1


@bounded
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_table_beneath_a_header(tmp_path, gazetteer, rows):
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([ROWS[0], *rows]).decode().encode("utf-8", errors="replace"))
    accounted(path, gazetteer)


@bounded
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path, gazetteer, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    accounted(path, gazetteer)
