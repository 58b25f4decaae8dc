"""However few rows are known and written at a time, the same archive comes of a dump."""

import datetime

import pytest

from meetings.dumps import addresses, loading
from meetings.dumps.addresses import Addresses
from meetings.dumps.checking import Damaged
from meetings.dumps.publishing import publish
from meetings.models import Person, Source
from meetings.record import proof
from meetings.workflow.audit import CHECKS
from tests import builders
from tests.dumps.emptying import empty_the_archive
from tests.dumps.rewriting import rewritten
from tests.search import world

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def forgetful(monkeypatch):
    """A load that knows no address longer than it must, and takes one row at a time."""
    several = proof.batches
    monkeypatch.setattr(proof, "batches", lambda items, *size: several(items, 1))
    monkeypatch.setattr(addresses, "_KNOWN_AT_MOST", 0)


def test_an_archive_loaded_row_by_row_publishes_the_very_same_dump(folder, forgetful):
    world.build(6)
    dump = publish(folder, on=DAY)
    empty_the_archive()
    assert loading.load(dump.folder) == 6
    assert [fault for check in CHECKS.values() for fault in check()] == []
    assert publish(folder, on=DAY) is None


def test_addresses_that_are_named_again_are_asked_for_once(django_assert_num_queries):
    first, second = builders.make_person("First"), builders.make_person("Second")
    known = Addresses("dump")
    with django_assert_num_queries(1):
        known.look_up([("person", "first"), ("person", "second"), ("person", None)])
        known.look_up([("person", "second")])
    assert [known.pk("person", slug) for slug in ("first", "second", None)] == [first.pk, second.pk, None]


def test_addresses_that_are_not_named_again_are_forgotten(forgetful):
    for name in ("First", "Second"):
        builders.make_person(name)
    known = Addresses("dump")
    known.look_up([("person", "first"), ("person", "second")])
    known.look_up([("person", "second")])
    assert known.pk("person", "second") == Person.objects.get(slug="second").pk
    with pytest.raises(Damaged, match=r"^dump: it has no person “first”, which it links to\.$"):
        known.pk("person", "first")


@pytest.mark.parametrize("at_a_time", ["many", "one"])
def test_of_two_sources_with_one_address_the_first_keeps_it(folder, at_a_time, request):
    if at_a_time == "one":
        request.getfixturevalue("forgetful")
    for title in ("First", "Second"):
        builders.published_meeting(sources=[builders.make_source(title)])
    dump = publish(folder, on=DAY)
    empty_the_archive()
    shared = "https://example.org/shared"
    rewritten(dump.folder / "sources.jsonl.gz", lambda rows: [row.update(url=shared) for row in rows])
    loading.load(dump.folder)
    assert list(Source.objects.order_by("pk").values_list("url", flat=True)) == [shared, ""]
