"""The meeting follows the statement that is preferred, everywhere the public reads it, and back again."""

import datetime
import json
import re

import pytest
from django.conf import settings

from meetings import workflow
from meetings.dumps.publishing import publish as publish_dump
from meetings.models import Meeting
from meetings.vocabulary import ChangeReason, DateBasis, Property
from meetings.workflow import Refused, prefer
from tests import builders as make
from tests.dumps import reading

pytestmark = pytest.mark.django_db
_DAY = re.compile("2[0-9] September 2022")


@pytest.fixture
def editor():
    return make.make_user("change_meeting", "change_statement", "publish_meeting")


def said(meeting, of_property, *values, **fields):
    """Statements of two sources about one property."""
    return [
        make.make_statement(meeting, property=of_property, quote="", **{"value": value} | fields)
        for value in values
    ]


def fresh(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize(
    ("of_property", "value", "field", "expected"),
    [
        (Property.DATE, "2022-09-23", "date", "2022-09-23"),
        (Property.DATE, "between 20 and 26 September 2022", "date", "[2022-09-20..2022-09-26]"),
        (Property.KIND, "Telephone call", "kind", "telephone"),
        (Property.KIND, "reception", "kind", "reception"),
        (Property.PLACE, "Wien", "place", "Vienna"),
        (Property.PLACE, "vienna", "place", "Vienna"),
        (Property.OCCASION, "77th session", "occasion", "77th session"),
    ],
)
def test_a_draft_takes_the_value_of_the_statement(editor, of_property, value, field, expected):
    vienna = make.make_place("Vienna")
    make.make_other_name(vienna, "Wien")
    make.make_occasion("77th session")
    meeting = make.make_meeting(place=make.make_place("Geneva"))
    _other, statement = said(meeting, of_property, "2022-09-22", value)
    done = prefer(statement, reason="It was there.", by=editor)
    assert (done.followed, done.unreadable, done.edition) == (True, "", None)
    assert str(getattr(fresh(meeting), field)) == expected
    assert fresh(meeting).date_basis == (DateBasis.INFERRED if expected.startswith("[") else DateBasis.STATED)
    assert list(meeting.statements.values_list("value", "rank")) == [
        ("2022-09-22", "normal"), (statement.value, "preferred"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("of_property", "value", "why"),
    [
        (Property.DATE, "some other day", '"some" is not understood'),
        (Property.KIND, "A long lunch", "“A long lunch” is no kind of meeting."),
        (Property.PLACE, "Atlantis", "No place is called “Atlantis”"),
        (Property.PLACE, "Springfield", "Several entries are called “Springfield”"),
        (Property.OCCASION, "A summit", "No occasion is called “A summit”"),
        (Property.PLACE, "", "It only quotes"),
    ],
)
def test_words_that_are_no_value_change_nothing_and_say_why(editor, of_property, value, why):
    make.make_place("Springfield"), make.make_place("Springfield")
    meeting = make.make_meeting(place=make.make_place("Geneva"))
    before = {field: getattr(meeting, field) for field in ("date", "kind", "place", "occasion")}
    statement = make.make_statement(meeting, property=of_property, value=value, quote="as printed")
    done = prefer(statement, reason="It is nearest.", by=editor)
    assert done.followed is False
    assert done.unreadable.startswith(why)
    assert {field: getattr(fresh(meeting), field) for field in before} == before
    statement.refresh_from_db()
    assert statement.rank == "preferred"


def test_a_place_that_was_merged_is_the_one_it_was_merged_into_and_never_itself(editor):
    meeting = make.make_meeting()
    kept, going = make.make_place("Hofburg"), make.make_place("Hofburg Palace")
    workflow.joining.join(going, into=kept)
    (statement,) = said(meeting, Property.PLACE, "Hofburg Palace")
    prefer(statement, reason="It was there.", by=editor)
    assert fresh(meeting).place == kept


def test_the_role_of_a_participant_is_what_the_preferred_source_prints(editor):
    meeting = make.make_meeting()
    guest = meeting.participations.last()
    held = make.make_appointment(guest.person)
    guest.appointments.add(held)
    fields = {"participation": guest}
    (one,) = said(meeting, Property.ROLE, "Foreign Minister", value_as_printed="his counterpart", **fields)
    (other,) = said(meeting, Property.ROLE, "Prime Minister", **fields)
    prefer(one, reason="First.", by=editor)
    guest.refresh_from_db()
    assert guest.role_as_printed == "his counterpart"
    prefer(other, reason="He led the government.", by=editor)
    guest.refresh_from_db()
    assert guest.role_as_printed == "Prime Minister"
    assert list(guest.appointments.all()) == [held]


def everywhere(client, meeting, folder) -> dict[str, str]:
    """The date of a meeting as each public form of the record gives it."""
    number = meeting.public_id
    publish_dump(folder, on=datetime.date(2026, 11, 24))
    dump = max(one for one in folder.iterdir() if one.is_dir())
    page = client.get(f"/meetings/{number}/", follow=True).text
    calendar = client.get(f"/meetings/{number}.ics").content.decode()
    feed = client.get("/meetings.atom").getvalue().decode()
    (listed,) = map(json.loads, client.get("/meetings.jsonl").getvalue().splitlines())
    interface = f"/api/v1/meetings/{number}/" if settings.ARCHIVE_API else f"/meetings/{number}.json"
    asked = client.get(interface).json()
    return {
        "page": _DAY.search(page.split("<main", 1)[1])[0],
        "api": asked.get("form", asked)["date"]["edtf"],
        "list": listed["form"]["date"]["edtf"],
        "calendar": calendar.split("DTSTART;VALUE=DATE:")[1][:8],
        "dump": next(row["date"] for row in reading.lines(dump, "meetings")),
        "feed": _DAY.search(feed.split("<entry", 1)[1])[0],
    }


def test_the_public_follows_everywhere_with_the_correction_and_back_again(client, editor, tmp_path):
    meeting = make.published_meeting()
    first, second = said(meeting, Property.DATE, "2022-09-22", "2022-09-23")
    before = everywhere(client, meeting, tmp_path / "before")
    prefer(second, reason="Its own readout.", by=editor)
    assert fresh(meeting).has_unpublished_changes is True
    assert everywhere(client, meeting, tmp_path / "waiting") == before
    workflow.correct(fresh(meeting), reason=ChangeReason.FACTUAL_ERROR, note="It was a day later.")
    after = everywhere(client, meeting, tmp_path / "after")
    assert {key: after[key] for key in after if before[key] == after[key]} == {}
    done = prefer(first, reason="The readout was wrong.", by=editor, correction=ChangeReason.FACTUAL_ERROR)
    assert done.edition.number == 3
    assert everywhere(client, meeting, tmp_path / "back") == before
    note = meeting.change_notes.last()
    assert (note.reason, note.note) == ("factual_error", "The readout was wrong.")


def test_the_page_shows_what_is_preferred_first_and_the_other_reading_beside_it(client, editor):
    meeting = make.published_meeting()
    said(meeting, Property.DATE, "2022-09-22")
    (second,) = said(meeting, Property.DATE, "2022-09-24")
    prefer(second, reason="Its own readout.", by=editor, correction=ChangeReason.NEW_SOURCE)
    page = client.get(f"/meetings/{meeting.public_id}/", follow=True)
    (note,) = page.context["differences"]
    assert [(one.reading, one.preferred) for one in note.said] == [
        ("24 September 2022", True), ("22 September 2022", False),
    ]  # fmt: skip


def test_a_correction_that_is_refused_leaves_the_preference_undone(editor, settings):
    settings.ARCHIVE_SELF_REVIEW = False
    meeting = make.published_meeting()
    (statement,) = said(meeting, Property.DATE, "2022-09-23")
    with pytest.raises(Refused) as refused:
        prefer(statement, reason="Later.", by=editor, correction=ChangeReason.NEW_SOURCE)
    assert refused.value.reasons == ["Somebody else has to review what you wrote."]
    statement.refresh_from_db()
    assert (statement.rank, fresh(meeting).date) == ("normal", "2022-09-22")


def test_a_version_that_is_not_the_one_looked_at_is_refused_under_the_lock(editor):
    meeting = make.make_meeting()
    one, other = said(meeting, Property.DATE, "2022-09-22", "2022-09-23")
    prefer(one, reason="First.", by=editor, seen=0)
    with pytest.raises(Refused) as refused:
        prefer(other, reason="Second.", by=editor, seen=0)
    assert refused.value.reasons == [
        "The meeting was changed since you looked at it. Look at it again first."
    ]
    assert fresh(meeting).date == "2022-09-22"
