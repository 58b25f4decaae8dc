"""Real tables that are not part of the project: skipped where they are not beside it.

``REAL_TABLES`` names their folder; unset, it is ``shared/data`` beside the project.
"""

import os
from pathlib import Path

import pytest

from meetings.intake.tables import make_plan

FOLDER = Path(os.environ.get("REAL_TABLES") or Path(__file__).resolve().parents[4] / "shared" / "data")
JOURNEYS = FOLDER / "secretary-travels.csv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference"),
    pytest.mark.skipif(
        not JOURNEYS.exists(),
        reason=f"NOT TESTED: there is no {JOURNEYS.name}; set REAL_TABLES to its folder",
    ),
]


def test_every_journey_is_accounted_for_and_both_files_say_the_same():
    told = []
    for name in ("secretary-travels.csv", "secretary-travels.xlsx"):
        plan = make_plan(FOLDER / name)
        told.append(
            [
                (row.number, row.fate, row.meeting and row.meeting.as_json(row.number), row.problems)
                for row in plan.rows()
            ]
        )
        assert plan.counts.rows == 3439
        assert plan.counts.refused < 60
    assert told[0] == told[1]
