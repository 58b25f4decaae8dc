"""docs/linked.md says of harvesting and reconciliation what the code does."""

import re

from meetings.views.oai import asking, records
from meetings.views.reconcile import extending, queries
from meetings.views.reconcile.properties import PROPERTIES
from tests import house

TEXT = (house.ROOT / "docs/linked.md").read_text()


def test_every_property_of_every_type_is_told():
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", TEXT, re.MULTILINE)
    assert {kind: re.findall(r"`(\w+)`", told) for kind, told in rows} == {
        kind: list(known) for kind, known in PROPERTIES.items()
    }


def test_the_bounds_are_told():
    told = (
        f"At most {queries.QUERIES_AT_MOST} queries, {queries.PROPERTIES_AT_MOST} properties of each, "
        f"{queries.MOST} candidates, {extending.ENTRIES_AT_MOST} entries and "
        f"{extending.PROPERTIES_AT_MOST} properties to extend by"
    )
    assert told in " ".join(TEXT.split())
    assert f"in parts of {records.PART} records" in TEXT


def test_the_formats_are_told():
    assert [f"`{prefix}`" in TEXT for prefix in asking.PREFIXES] == [True] * len(asking.PREFIXES)
