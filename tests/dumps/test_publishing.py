"""Dumps are whole, dated, never changed, the same for the same archive, and tell what changed."""

import datetime
import hashlib
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from meetings import workflow
from meetings.dumps import packing, publishing
from meetings.dumps.catalogue import dumps_in
from meetings.dumps.publishing import NotPublished, publish
from meetings.models import ArchiveState, Identifier, MeetingText
from meetings.vocabulary import ChangeReason
from tests import builders
from tests.dumps import reading
from tests.search import world

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)
LATER = DAY + datetime.timedelta(days=1)


def corrected(meeting, title="Talks"):
    MeetingText.objects.update_or_create(meeting=meeting, language="en", defaults={"title": title})
    workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="A title.")
    return meeting


def withdrawn(meeting):
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="Never took place.")
    return meeting


def bytes_of(dump) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dump.folder.iterdir()}


def test_a_dump_is_named_by_its_day_and_the_version_of_the_archive(folder):
    builders.published_meeting()
    assert publish(folder, on=DAY).name == "2026-11-24-v1"


def test_the_same_archive_makes_the_same_bytes(settings, tmp_path):
    world.build(6)
    first, second = (publish(tmp_path / name, on=DAY) for name in ("one", "two"))
    assert bytes_of(first) == bytes_of(second)


def test_every_file_is_listed_with_its_hash_as_sha256sum_checks_it(folder):
    builders.published_meeting()
    dump = publish(folder, on=DAY)
    listed = dict(
        reversed(line.split("  ")) for line in (dump.folder / "SHA256SUMS").read_text().splitlines()
    )
    there = {name: hashlib.sha256(data).hexdigest() for name, data in bytes_of(dump).items()}
    del there["SHA256SUMS"]
    assert listed == there


def test_an_archive_that_did_not_change_is_not_published_again(folder):
    builders.published_meeting()
    publish(folder, on=DAY)
    assert (publish(folder, on=LATER), [dump.name for dump in dumps_in(folder)]) == (None, ["2026-11-24-v1"])


def test_what_has_no_version_of_its_own_is_published_under_a_further_number(folder):
    meeting = builders.published_meeting()
    publish(folder, on=DAY)
    person = meeting.participations.first().person
    Identifier.objects.create(person=person, scheme="wikidata", value="Q42")
    assert publish(folder, on=DAY).name == "2026-11-24-v1.2"
    assert [dump.name for dump in dumps_in(folder)] == ["2026-11-24-v1.2", "2026-11-24-v1"]


def test_a_dump_tells_what_became_of_each_meeting_since_the_one_before(folder):
    changed, gone, back, redacted = (builders.published_meeting() for _ in range(4))
    withdrawn(back)
    corrected(redacted)
    first = publish(folder, on=DAY)
    new = corrected(builders.published_meeting())
    never_seen = withdrawn(builders.published_meeting())
    corrected(changed)
    withdrawn(corrected(gone))
    workflow.restore(back, note="It did take place.")
    workflow.redact(redacted, numbers=[1], reason=ChangeReason.LEGAL, note="By order.")
    second = publish(folder, on=LATER)
    everything = [
        (changed.public_id, "added"),
        (gone.public_id, "added"),
        (back.public_id, "withdrawn"),
        (redacted.public_id, "added"),
    ]
    assert [(row["meeting"], row["change"]) for row in reading.lines(first.folder, "since")] == everything
    assert [(row["meeting"], row["change"]) for row in reading.lines(second.folder, "since")] == [
        (changed.public_id, "corrected"),
        (gone.public_id, "withdrawn"),
        (back.public_id, "restored"),
        (redacted.public_id, "redacted"),
        (new.public_id, "added"),
        (never_seen.public_id, "withdrawn"),
    ]
    assert (first.previous, second.previous) == ("", first.name)


def test_both_forms_of_a_table_hold_the_same(folder):
    world.build(12)
    dump = publish(folder, on=DAY)
    for table in ("meetings", "participations", "statements", "people", "places", "changes"):
        rows = reading.lines(dump.folder, table)
        written = [
            {name: str(packing._cell(value) if value is not None else "") for name, value in row.items()}
            for row in rows
        ]
        assert reading.cells(dump.folder, table) == written


def test_a_text_stands_as_it_is_also_where_a_spreadsheet_takes_it_for_a_formula(folder):
    builders.published_meeting(title="=1+1, \"quoted\"\tand 'more'")
    dump = publish(folder, on=DAY)
    assert reading.cells(dump.folder, "meetings")[0]["title"] == "=1+1, \"quoted\" and 'more'"


class KilledError(BaseException):
    """The process went away."""


def test_a_run_that_is_killed_leaves_nothing_listed_and_the_next_one_cleans_up(folder, monkeypatch):
    builders.published_meeting()
    with monkeypatch.context() as patch:

        def killed(*arguments, **keywords):
            raise KilledError

        patch.setattr(publishing, "descriptor", killed)
        # A process that is killed cleans nothing up.
        patch.setattr(publishing.shutil, "rmtree", lambda *arguments, **keywords: None)
        with pytest.raises(KilledError):
            publish(folder, on=DAY)
    [left] = folder.glob(".unfinished-*")
    assert ((left / "meetings.csv.gz").exists(), list(dumps_in(folder))) == (True, [])
    publish(folder, on=DAY)
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "2026-11-24-v1"]


def test_two_dumps_are_not_written_at_once(folder):
    folder.mkdir()
    with publishing._alone_in(folder), pytest.raises(NotPublished, match="Another dump is being written"):
        publish(folder, on=DAY)


def test_the_folder_of_another_archive_is_left_alone(folder):
    builders.published_meeting()
    corrected(builders.published_meeting())
    publish(folder, on=DAY)
    ArchiveState.objects.update(version=1)
    with pytest.raises(CommandError, match="it belongs to another archive"):
        call_command("publish_dump")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".unfinished")] == []


def test_the_command_says_what_it_did(folder, capsys):
    builders.published_meeting()
    call_command("publish_dump")
    call_command("publish_dump")
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("bytes.")
    assert second == "Nothing has changed since the newest dump; no other was published."


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="in the memory of a test, SQLite has no second reader"
)
@pytest.mark.django_db(transaction=True)
def test_a_dump_is_of_one_moment_whatever_is_published_meanwhile(folder, monkeypatch):
    early = builders.published_meeting()

    def publish_another():
        try:
            corrected(early)
            builders.published_meeting()
        finally:
            connections.close_all()

    sources = publishing.records.sources

    def interrupted():
        other = threading.Thread(target=publish_another)
        other.start()
        other.join(timeout=30)
        assert not other.is_alive()
        return sources()

    monkeypatch.setattr(publishing.records, "sources", interrupted)
    dump = publish(folder, on=DAY)
    assert connection.in_atomic_block is False
    assert [row["version"] for row in reading.lines(dump.folder, "changes")] == [1]
    assert dump.version == 1
    monkeypatch.setattr(publishing.records, "sources", sources)
    assert publish(folder, on=LATER).version == 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite reads one moment")
@pytest.mark.django_db(transaction=True)
def test_on_sqlite_nobody_who_writes_waits_for_a_dump():
    usual = connection.transaction_mode
    with CaptureQueriesContext(connection) as found, publishing.one_reading():
        ArchiveState.objects.count()
    assert (found[0]["sql"], connection.transaction_mode) == ("BEGIN DEFERRED", usual)


def test_a_batch_of_meetings_costs_a_fixed_number_of_queries(folder, django_assert_num_queries):
    for more in (1, 29):
        for _ in range(more):
            builders.published_meeting(topics=[builders.make_topic()])
        with django_assert_num_queries(54):
            publish(folder, on=DAY)
