"""Tables of many ministries are read as a careful reader reads them, row by row.

``pytest tests/intake/evaluation -rP`` prints the figures.
"""

import sys

import pytest

from .expected import tables

pytestmark = pytest.mark.django_db

NAMES = [table.name for table in tables()]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_read_as_expected_but_for_those_known_to_be_missed(evaluation, name):
    found = [d for d in evaluation.differences if d.table == name]
    assert [(d.row.sheet, d.row.number, d.words) for d in found if not d.row.is_known_miss] == []
    assert [(d.row.sheet, d.row.number) for d in found if d.row.is_known_miss and not d.words] == []
    assert evaluation.unaccounted[name] == []


def test_the_figures_over_all_tables(evaluation):
    told = [*evaluation.score.lines()]
    for difference in evaluation.differences:
        where = f"{difference.table} {difference.row.sheet} {difference.row.number}"
        told.append("\n    ".join([where, *difference.words]))
    sys.stdout.write("\n".join(told))
    assert evaluation.score.of["rows"] > 0
