"""All tables of the evaluation read once, with the reference data loaded once."""

from dataclasses import dataclass, field

import pytest

from meetings.intake.tables import Limits, make_plan, profile_of
from meetings.intake.tables.resolving import Gazetteer
from tests.intake.tables.conftest import reference

from .expected import tables
from .files import write
from .scoring import Difference, Score, compare

__all__ = ["evaluation", "reference"]


@dataclass
class Evaluation:
    """What came of all tables: figures in all and by table, and each row that is read otherwise."""

    score: Score = field(default_factory=Score)
    by_table: dict[str, Score] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    unaccounted: dict[str, list[int]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def evaluation(reference, django_db_blocker, tmp_path_factory):
    """Read every table as ``import_meetings --dry-run`` does and compare each row with what is expected."""
    folder = tmp_path_factory.mktemp("tables")
    result = Evaluation()
    with django_db_blocker.unblock():
        gazetteer = Gazetteer.load()

        def canonical(name: str) -> str:
            match = gazetteer.organisations.match(name, {}) if name else None
            return match.label if match is not None and match.is_sure else name

        for table in tables():
            plan = make_plan(write(table, folder), profile=profile_of(table.profile), limits=Limits())
            rows = {(row.sheet, row.number): row for row in plan.rows(gazetteer)}
            score = result.by_table[table.name] = Score()
            several = len({sheet for sheet, _ in rows}) > 1
            for expected in table.rows:
                key = (expected.sheet if several else "", expected.number)
                words = compare(expected, rows.pop(key, None), canonical, score)
                if words or expected.is_known_miss:
                    result.differences.append(Difference(table.name, expected, words))
            result.unaccounted[table.name] = [number for _, number in rows]
            result.score.right.update(score.right)
            result.score.of.update(score.of)
    return result
