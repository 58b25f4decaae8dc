"""Whatever is done to a file, what is written of it accounts for every row, and is undone without a rest."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.intake import tables
from meetings.models import Import, ImportedEntry, Meeting, Participation, Person, Source, Statement
from tests.builders import make_country
from tests.intake.tables.test_any_file import CONTENTS, ROWS, as_csv

pytestmark = pytest.mark.django_db

bounded = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MADE = (Meeting, Participation, Statement, ImportedEntry, Person, Source)


@pytest.fixture
def countries():
    """A small archive."""
    for code, name in {"pl": "Poland", "tr": "Turkey", "de": "Germany", "suhh": "U.S.S.R."}.items():
        make_country(code, name=name)


def written_and_undone(content: bytes) -> str:
    """Take a file in, write it and undo it, with all that has to hold; the code where it is refused."""
    with transaction.atomic():
        limits = tables.limits_of_settings()
        before = [model.objects.count() for model in MADE]
        try:
            table = tables.receive("a.csv", [content], profile={}, limits=limits)
            tables.read(table, limits=limits)
        except tables.Refusal as refusal:
            transaction.set_rollback(True)
            return refusal.code if refusal.message else pytest.fail("refused without a reason")
        tables.write(table)
        assert table.created + table.linked + table.skipped + table.refused == table.rows == table.done
        assert table.rows == table.lines.filter(is_done=True).count()
        assert table.created == table.lines.filter(made=True).count() == Meeting.objects.count() - before[0]
        assert not table.lines.filter(fate__in=["created", "linked"], meeting=None).exists()
        assert not Meeting.objects.exclude(state="draft").exists()
        tables.undo(table)
        assert [model.objects.count() for model in MADE] == before
        assert Import.objects.get(pk=table.pk).pieces.count() == 0
        transaction.set_rollback(True)
        return ""


@bounded
@given(data=st.data(), whole=st.sampled_from(CONTENTS))
def test_flipped_bytes(countries, data, whole):
    content = bytearray(whole)
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for place, byte in data.draw(st.lists(places, max_size=6)):
        content[place] = byte
    written_and_undone(bytes(content))


@bounded
@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=8))
def test_any_cells_beneath_a_header(countries, rows):
    written_and_undone(as_csv([ROWS[0], *rows]).decode(errors="replace").encode("utf-8", "replace"))


@bounded
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["2014-05-06", "May 2014", "1985", "x", ""]),
            st.text(max_size=400),
            st.sampled_from(["Poland", "Turkey", "U.S.S.R.", "Atlantis", ""]),
            st.text(alphabet="ABab ,;&()\u0130\u0301\u200f\u00df\ufb01-", max_size=700),
        ),
        max_size=6,
    )
)
def test_words_of_any_length_and_script(countries, rows):
    table = [["Date", "Person", "Country", "Organisation"], *map(list, rows)]
    text = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    written_and_undone(text.encode("utf-8", "replace"))
