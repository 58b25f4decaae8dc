"""Other programs read the dumps: as a Frictionless Data Package, table by table."""

import datetime
import json

import pytest
from frictionless import Package, system, validate

from meetings import workflow
from meetings.dumps.publishing import publish
from meetings.dumps.tables import TABLES
from meetings.models import Coverage, Identifier
from meetings.vocabulary import ChangeReason
from tests import builders
from tests.dumps import reading
from tests.search import world

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def dump(folder, settings):
    """A dump with a row in every table, of an archive that states a licence."""
    settings.ARCHIVE_LICENCE = ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    world.build(12)
    country, person = builders.make_country("pl"), builders.make_person("Ada")
    Identifier.objects.create(country=country, scheme="wikidata", value="Q36")
    Coverage.objects.create(publisher=builders.make_organisation(), period="2022-09", checked_on=DAY)
    builders.make_other_name(country, "Pologne", language="fr")
    meeting = builders.published_meeting(
        people=[
            {"side": "principal", "country": country, "role_as_printed": "M"},
            {"person": person, "country": country},
        ],
        place=builders.make_place("Łódź", country=country, latitude="51.7769", longitude="19.4547"),
        title="A title",
    )
    person.slug = "ada-of-lodz"
    person.save()
    builders.make_statement(meeting, property="topic", value="grain", quote="spoke of grain", start=3, end=17)
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A statement.")
    return publish(folder, on=DAY)


def test_the_package_is_valid_with_every_row_key_and_link(dump):
    # Frictionless trusts a path below the folder of the package only.
    report = validate(str(dump.folder / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    assert {task.name for task in report.tasks} >= {table.name for table in TABLES}


def test_its_description_says_whose_it_is_and_what_every_file_holds(dump):
    described = json.loads((dump.folder / "datapackage.json").read_bytes())
    assert described["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}
    ]
    assert (described["homepage"], described["version"]) == ("https://archive.example.org", str(dump.version))
    rows = {one["name"]: one["rows"] for one in described["resources"] if "rows" in one}
    assert rows == {table.name: len(reading.lines(dump.folder, table.name)) for table in TABLES}
    assert [name for name, number in rows.items() if not number] == ["country_successions"]


def test_values_have_the_types_that_are_described(dump):
    with system.use_context(trusted=True):
        package = Package(str(dump.folder / "datapackage.json"))
        [place] = [row for row in package.get_resource("places").read_rows() if row["slug"] == "lodz"]
        meeting = package.get_resource("meetings").read_rows()[-1]
    assert (float(place["latitude"]), place["name"]) == (51.7769, "Łódź")
    assert (meeting["date_earliest"], meeting["topics"], meeting["sources_differ"]) == (
        datetime.date(2022, 9, 22),
        [],
        False,
    )
