"""What is loaded is a whole dump into an empty archive, and anything else is refused before it is written."""

import datetime
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from meetings.dumps.publishing import publish
from meetings.models import Country, Edition, Meeting
from tests import builders
from tests.dumps.emptying import empty_the_archive
from tests.dumps.rewriting import rewritten
from tests.search import world

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def dump(folder):
    """A dump beside an archive that is empty."""
    world.build(4)
    found = publish(folder, on=DAY).folder
    empty_the_archive()
    return found


def refused(folder) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("load_dump", str(folder))
    assert (Meeting.objects.count(), Edition.objects.count()) == (0, 0)
    return str(refusal.value)


def test_an_archive_that_holds_something_is_left_alone(dump):
    builders.make_country("pl")
    builders.make_country("mk")
    assert refused(dump) == (
        "Nothing was loaded. The archive already holds 2 countries. A dump is loaded into a database that has"
        " its tables and nothing in them: after migrate, and before load_reference."
    )
    assert Country.objects.count() == 2


def test_a_file_that_was_changed_is_named(dump):
    path = dump / "people.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert refused(dump) == (
        "Nothing was loaded. people.jsonl.gz: it is not the file that was published; its hash is another."
    )


def test_a_file_that_is_missing_is_named(dump):
    (dump / "topics.csv.gz").unlink()
    assert refused(dump) == "Nothing was loaded. topics.csv.gz: it is missing."


@pytest.mark.parametrize("listed", ["", "nonsense\n", "0" * 64 + "  ../../etc/passwd\n", "\xff\n"])
def test_a_list_of_hashes_that_is_none_is_refused(dump, listed):
    (dump / "SHA256SUMS").write_text(listed, encoding="latin-1")
    assert refused(dump).startswith("Nothing was loaded. SHA256SUMS: it ")


def test_a_folder_that_is_no_dump_is_refused(tmp_path):
    assert refused(tmp_path / "nowhere") == (
        "Nothing was loaded. SHA256SUMS: it is missing, or not as a dump has it."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[0]["form"].update(kind="sleight"), "the form was changed after it was published"),
        (lambda rows: rows[0].update(form=None), "the form is missing without a redaction"),
        (lambda rows: rows[0].update(published_at="2022-09-26T12:00:00.000001Z"), "does not follow"),
        (lambda rows: rows[0].update(number=2), "the chain has a gap"),
    ],
)
def test_an_edition_that_was_changed_breaks_its_chain_whatever_the_hashes_say(dump, change, said):
    rewritten(dump / "editions.jsonl.gz", change)
    assert said in refused(dump)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("editions", lambda rows: rows.pop()),
        ("changes", lambda rows: rows.pop()),
        ("offices", lambda rows: rows.clear()),
        ("meetings", lambda rows: rows[0].pop("state")),
        ("changes", lambda rows: rows[0].update(at="yesterday")),
    ],
)
def test_what_does_not_belong_together_is_refused_and_nothing_stays(dump, table, change):
    rewritten(dump / f"{table}.jsonl.gz", change)
    assert refused(dump).startswith("Nothing was loaded. ")


def test_a_dump_of_another_shape_is_refused(dump):
    path = dump / "datapackage.json"
    described = json.loads(path.read_bytes())
    described["archive"]["schema"] = 99
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(json.dumps(described))
    listed = dump / "SHA256SUMS"
    listed.write_text(listed.read_text().replace(old, hashlib.sha256(path.read_bytes()).hexdigest()))
    assert refused(dump) == (
        "Nothing was loaded. datapackage.json: the dump has the schema 99, and this archive reads 1."
    )
