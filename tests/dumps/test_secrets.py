"""Nothing in a dump is known to editors only."""

import datetime

import pytest

from meetings import workflow
from meetings.dumps.publishing import publish
from meetings.models import Coverage
from meetings.vocabulary import ChangeReason, Side
from tests import builders
from tests.dumps import reading
from tests.views.test_entry_secrets import SECRET, everything_secret

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


def test_drafts_snapshots_notes_editors_and_withdrawn_records_are_in_no_file(folder):
    editor = builders.make_user(
        "publish_meeting", "withdraw_meeting", email=f"{SECRET}@example.org", first_name=SECRET
    )
    country, office_of = (
        builders.make_country("pl"),
        builders.make_person("Public Person", slug=f"{SECRET}-early"),
    )
    host = {"side": Side.PRINCIPAL, "country": country, "role_as_printed": "the Minister"}
    office_of.slug = "public-person"
    office_of.save()
    builders.make_appointment(office_of, source=builders.make_source(f"{SECRET} of an appointment"))
    source = builders.make_source("Report", public_id="report", text=f"{SECRET} snapshot")
    public = builders.make_meeting(
        people=[host, {"person": office_of, "country": country}], sources=[source], internal_note=SECRET
    )
    builders.make_statement(public, source, prefix=f"{SECRET} before", suffix=f"{SECRET} after")
    workflow.publish(public, by=editor)
    never_public = builders.make_person(f"{SECRET} draft", slug=f"{SECRET}-draft")
    never_public.merged_into = office_of
    never_public.save()
    everything_secret()
    gone = everything_secret_published(country)
    workflow.withdraw(gone, reason=ChangeReason.NOT_A_MEETING, note="Never took place.", by=editor)
    # The published record and its source, changed on the desk and not published.
    builders.make_participation(public, person=builders.make_person(f"{SECRET} late"), country=country)
    source.title, source.attribution = f"{SECRET} retitled", SECRET
    source.save()
    checked = builders.make_organisation("Checked Paper")
    Coverage.objects.create(publisher=checked, period="2022", checked_on=DAY)
    dump = publish(folder, on=DAY)
    text = reading.everything(dump.folder)
    assert (SECRET.encode() in text.lower(), editor.username.encode() in text) == (False, False)
    assert [row["slug"] for row in reading.lines(dump.folder, "people")] == ["public-person"]
    assert [row["slug"] for row in reading.lines(dump.folder, "organisations")] == ["checked-paper"]
    assert [(row["id"], row["state"], row["title"]) for row in reading.lines(dump.folder, "meetings")] == [
        (public.public_id, "published", "the Minister (Poland) and Public Person"),
        (gone.public_id, "withdrawn", None),
    ]
    assert [row["form"] is None for row in reading.lines(dump.folder, "editions")] == [False, True]


def everything_secret_published(country):
    """A meeting of secret rows that is public for a while."""
    meeting = builders.make_meeting(
        people=[
            {"side": Side.PRINCIPAL, "country": country, "role_as_printed": f"{SECRET} role"},
            {"person": builders.make_person(f"{SECRET} guest"), "country": country},
        ],
        sources=[builders.make_source(f"{SECRET} report", public_id=f"{SECRET[:8]}x")],
        topics=[builders.make_topic(f"{SECRET} matter")],
        title=f"{SECRET} talks",
    )
    workflow.publish(meeting)
    return meeting
