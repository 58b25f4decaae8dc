"""What was deleted comes back as it was, once, with what became of its entries meanwhile."""

import pytest
import reversion
from reversion.models import Version

from meetings import workflow
from meetings.models import Deletion, Meeting, MeetingSource, Participation, Person, Statement
from meetings.workflow import Refused, recovering, versions
from meetings.workflow.joining import join
from tests import builders as make

pytestmark = pytest.mark.django_db
PARTS = (Participation, MeetingSource, Statement)


def draft(**fields) -> Meeting:
    """A draft with every kind of part, and with a first version."""
    with reversion.create_revision():
        appointment = make.make_appointment()
        people = [
            {"side": "principal", "country": make.make_country("mk")},
            {"person": appointment.person, "country": make.make_country("pl"), "appointments": [appointment]},
        ]
        meeting = make.make_meeting(people=people, topics=[make.make_topic()], title="Talks", **fields)
        about = meeting.participations.last()
        make.make_statement(meeting, property="role", value="Minister", participation=about)
        make.make_statement(meeting)
        meeting.save()
    return meeting


def rows(meeting: Meeting) -> dict:
    """Everything that a meeting is made of, with keys, without the times of the last save."""
    found = {"meeting": Meeting.objects.filter(pk=meeting.pk).values()[0]}
    for model in PARTS:
        found[model.__name__] = list(model.objects.filter(meeting=meeting.pk).order_by("pk").values())
    found["texts"] = list(meeting.texts.values())
    found["topics"] = list(meeting.topics.values_list("pk"))
    found["appointments"] = list(
        Participation.appointments.through.objects.filter(participation__meeting=meeting.pk).values_list(
            "participation", "appointment"
        )
    )
    for row in (
        found["meeting"],
        *(row for part in found.values() if isinstance(part, list) for row in part),
    ):
        if isinstance(row, dict):
            row.pop("updated_at", None)
            if "created_at" in row:  # versions hold thousandths of a second
                row["created_at"] = row["created_at"].isoformat(timespec="milliseconds")
    return found


def test_a_deleted_draft_comes_back_with_its_keys_parts_and_history() -> None:
    editor, submitter, reviewer = make.make_user(), make.make_user("submit_meeting"), make.make_user()
    meeting = draft(created_by=editor)
    workflow.submit(meeting, by=submitter)
    before, history = rows(meeting), list(versions.of(Meeting, meeting.pk))
    deletion = workflow.delete(meeting, by=reviewer)
    assert not Meeting.objects.exists()
    assert not any(model.objects.exists() for model in PARTS)
    made = workflow.recover(deletion, why="Deleted by mistake.")
    after = rows(made.row)
    lock = before["meeting"]["lock_version"]
    changed = {"state": "draft", "submitted_at": None, "lock_version": lock + 1}
    assert after == before | {"meeting": before["meeting"] | changed}
    assert made.notes == []
    later = list(versions.of(Meeting, meeting.pk))
    assert later[: len(history)] == history
    assert [one.revision.comment for one in later[len(history) :]] == [
        "Deleted", "Recovered: Deleted by mistake.",
    ]  # fmt: skip
    first, *_rest, last = versions.read(Meeting, later)
    assert first.parts.keys() == last.parts.keys()
    assert {name: list(part) for name, part in first.parts.items()} == {
        name: list(part) for name, part in last.parts.items()
    }


def test_it_comes_back_once_and_the_second_is_told_by_whom_and_when() -> None:
    deletion = workflow.delete(draft(), by=None)
    user = make.make_user("add_meeting", "change_meeting", "publish_meeting")
    workflow.recover(deletion, by=user)
    with pytest.raises(Refused) as refused:
        workflow.recover(deletion, by=user)
    deletion.refresh_from_db()
    (reason,) = refused.value.reasons
    assert reason.startswith(f"It was recovered already, by {user} on ")
    assert Meeting.objects.count() == 1
    # Deleted again it can be recovered again.
    again = workflow.delete(Meeting.objects.get(), by=user)
    workflow.recover(again, by=user)
    assert (Meeting.objects.count(), Deletion.objects.count()) == (1, 2)


def test_what_was_merged_meanwhile_is_followed_and_named() -> None:
    meeting = draft()
    person = meeting.participations.last().person
    source, topic = meeting.reports.get().source, meeting.topics.get()
    deletion = workflow.delete(meeting)
    others = make.make_person("The Winner"), make.make_source("The other"), make.make_topic("Wider")
    for going, kept in zip((person, source, topic), others, strict=True):
        join(going, into=kept)
    made = workflow.recover(deletion)
    after = Meeting.objects.get()
    assert sorted(made.notes) == sorted(
        f"“{going}” was merged into “{kept}” meanwhile."
        for going, kept in zip((person, source, topic), others, strict=True)
    )
    assert (
        after.participations.last().person,
        after.reports.get().source,
        {row.source for row in after.statements.all()},
        after.topics.get(),
    ) == (others[0], others[1], {others[1]}, others[2])


def test_two_who_became_one_take_part_once_and_what_is_left_out_is_named() -> None:
    with reversion.create_revision():
        first, second = make.make_person("First Spelling"), make.make_person("Second Spelling")
        meeting = make.make_meeting(people=[{"person": first}, {"person": second, "name_as_printed": "II"}])
        make.make_statement(
            meeting, property="role", value="Envoy", participation=meeting.participations.last()
        )
        meeting.save()
    deletion = workflow.delete(meeting)
    join(second, into=first)
    planned = recovering.plan(deletion)
    assert planned.notes == [
        "“Second Spelling” was merged into “First Spelling” meanwhile.",
        "Left out – participation II: it is there already, as two entries are one by now",
        "Left out – statement Envoy: the participant it is about is left out",
    ]
    workflow.recover(deletion)
    assert [row.person for row in Meeting.objects.get().participations.all()] == [first]
    # Nothing is lost: the version still holds it.
    (held,) = versions.read(Meeting, [deletion.version])
    assert (len(held.parts["participations"]), len(held.parts["statements"])) == (2, 1)


def test_what_was_deleted_meanwhile_is_left_out_and_named() -> None:
    meeting = draft()
    participant, source = meeting.participations.last(), meeting.reports.get().source
    person, topic = participant.person, meeting.topics.get()
    deletion = workflow.delete(meeting)
    person.appointments.all().delete()
    for row in (person, source, topic):
        workflow.delete(row)
    made = workflow.recover(deletion)
    after = Meeting.objects.get()
    assert [(row.person, row.country.code) for row in after.participations.all()] == [
        (None, "mk"), (None, "pl"),
    ]  # fmt: skip
    assert (after.reports.count(), after.statements.count(), after.topics.count()) == (0, 0, 0)
    named = " ".join(made.notes)
    for row, kind in ((person, "person"), (source, "source"), (topic, "topic")):
        assert f"“{row}” ({kind}) was deleted meanwhile." in made.notes
    assert named.count("Left out – ") == 3


def test_an_entry_comes_back_with_its_names_and_is_refused_where_something_stands_in_its_place() -> None:
    with reversion.create_revision():
        person = make.make_person("Somebody", slug="somebody")
        make.make_other_name(person, "Quelqu'un", language="fr")
        person.save()
    deletion = workflow.delete(person)
    make.make_person("Another", slug="somebody")
    made = workflow.recover(deletion)
    again = Person.objects.get(pk=deletion.object_id)
    assert (again.name, again.slug, again.other_names.get().name) == ("Somebody", "somebody-2", "Quelqu'un")
    assert made.notes == []
    source = make.make_source("Seen", url="https://news.example/1")
    gone = workflow.delete(source)
    make.make_source("Seen again", url="https://news.example/1")
    with pytest.raises(Refused):
        workflow.recover(gone)
    held = make.make_appointment()
    gone, owner = workflow.delete(held), held.person
    workflow.delete(owner)
    with pytest.raises(Refused, match="What it needs was deleted: person"):
        workflow.recover(gone)


def test_what_was_public_once_is_not_deleted() -> None:
    meeting = make.published_meeting()
    with pytest.raises(Refused):
        workflow.delete(meeting)
    assert (Meeting.objects.count(), Deletion.objects.count()) == (1, 0)


def test_a_row_that_is_gone_already_is_not_deleted_again() -> None:
    meeting = draft()
    assert workflow.delete(meeting) is not None
    assert workflow.delete(Meeting(pk=Deletion.objects.get().object_id)) is None


def test_an_editor_recovers_their_own_drafts_and_a_reviewer_all() -> None:
    enter = ("add_meeting", "change_meeting")
    editor, other = make.make_user(*enter), make.make_user(*enter)
    reviewer, reader = make.make_user(*enter, "publish_meeting"), make.make_user("view_meeting")
    own, of_other = draft(created_by=editor), draft(created_by=other)
    deletions = [workflow.delete(own, by=reviewer), workflow.delete(of_other, by=other)]
    found = {
        user: [one for one in deletions if one in recovering.recoverable(user, Meeting)]
        for user in (editor, other, reviewer, reader)
    }
    assert found == {editor: deletions[:1], other: deletions[1:], reviewer: deletions, reader: []}
    for user, mine in found.items():
        assert [one for one in deletions if recovering.may_recover(one, user)] == mine
    with pytest.raises(Refused, match="permission"):
        workflow.recover(deletions[1], by=editor)
    workflow.recover(deletions[1], by=reviewer)
    # Who recovers a draft has not written it: its editor still may not review it, and the reviewer may.
    assert Meeting.objects.get().created_by == other
    assert Version.objects.get_for_model(Meeting).count() > 0
