"""Two editors, one record: the second save never silently wins, and none is lost."""

import itertools

import pytest
from django.db import IntegrityError

from meetings.admin.meeting import MeetingAdmin
from meetings.models import Meeting, Statement, UnfinishedForm
from meetings.workflow import publish
from tests.admin import desk
from tests.admin.conftest import member
from tests.builders import make_person, make_topic

NOTE = "choose::internal_note"


@pytest.fixture
def meeting(client, editor, world) -> Meeting:
    client.post(desk.ADD, desk.complete(world))
    return Meeting.objects.get()


def opened(client, meeting, **changes) -> dict:
    """The form as an editor has it open now, with what they type into it."""
    page = client.get(desk.address(meeting))
    meeting.refresh_from_db()
    return desk.resent(meeting, _seen=page.context["seen"], **changes)


def carried(answer) -> dict:
    """What a comparison sends along, with its choices as they stand."""
    choices = {one["name"]: one["chosen"] for one in answer.context["differences"] if one["chosen"]}
    version = str(answer.context["original"].lock_version)
    return {"_typed": answer.context["typed"], "_compared": version, **choices}


def told(answer) -> list[tuple]:
    """Each difference: row, field, the three versions, and what stands chosen."""
    return [
        (
            one["row"],
            one["label"],
            *(one["said"].get(side) for side in ("before", "theirs", "yours")),
            one["chosen"],
        )
        for one in answer.context["differences"]
    ]


def save_chosen(client, meeting, answer, **choices):
    return client.post(desk.address(meeting), carried(answer) | choices | {"_save_chosen": "1"})


def test_the_second_save_is_compared_and_saves_what_its_editor_chooses(client, meeting):
    second = opened(client, meeting, internal_note="second thoughts")
    client.post(desk.address(meeting), opened(client, meeting, internal_note="first"))
    answer = client.post(desk.address(meeting), second)
    assert told(answer) == [("", "Internal note", "", "first", "second thoughts", "")]
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.lock_version) == ("first", 2)
    again = save_chosen(client, meeting, answer)
    assert "Both of you changed the same" in desk.messages_of(again)[-1]
    assert save_chosen(client, meeting, again, **{NOTE: "yours"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.lock_version) == ("second thoughts", 3)
    assert UnfinishedForm.objects.count() == 0


def test_what_only_one_changed_is_chosen_already(client, meeting, world):
    topic, other = make_topic("Energy"), make_topic("Transport")
    second = opened(client, meeting, date="23 Sep 2022", topics=[other.pk])
    client.post(desk.address(meeting), opened(client, meeting, kind="video", topics=[topic.pk]))
    answer = client.post(desk.address(meeting), second)
    assert sorted(told(answer)) == [
        ("", "Date", "22 September 2022", "22 September 2022", "23 September 2022", "yours"),
        ("", "Kind", "Bilateral meeting", "Video conference", "Bilateral meeting", "theirs"),
        ("", "Topics", "", "Energy", "Transport", ""),
    ]
    save_chosen(client, meeting, answer, **{"choose::topics": "both"})
    meeting.refresh_from_db()
    assert (meeting.date, meeting.kind) == ("2022-09-23", "video")
    assert list(meeting.topics.order_by("name")) == [topic, other]


def test_rows_that_one_removed_and_the_other_changed_come_back_where_that_is_chosen(client, meeting):
    second = opened(client, meeting)
    second["participations-1-role_as_printed"] = "typed by the second"
    client.post(desk.address(meeting), {**opened(client, meeting), "participations-1-DELETE": "on"})
    assert meeting.participations.count() == 1
    answer = client.post(desk.address(meeting), second)
    (one,) = answer.context["differences"]
    assert (one["row"], one["whole"], one["said"]["theirs"], one["chosen"]) == (
        "Participant: Zbigniew Rau · Poland (PL)", True, [], "",
    )  # fmt: skip
    assert ("Role as printed", "typed by the second") in one["said"]["yours"]
    save_chosen(client, meeting, answer, **{one["name"]: "yours"})
    assert [row.role_as_printed for row in meeting.participations.all()] == ["", "typed by the second"]


def test_rows_that_both_added_are_one_where_they_are_the_same_and_two_where_not(client, meeting, world):
    guest, other = make_person("Guest One"), make_person("Guest Two")

    def adding(person, role):
        form = opened(client, meeting)
        row = {**desk.ROW["participations"], "person": person.pk, "role_as_printed": role}
        form |= {f"participations-2-{name}": value for name, value in row.items()}
        return form | {"participations-TOTAL_FORMS": "3"}

    same, different = adding(guest, "Ambassador"), adding(other, "Envoy")
    client.post(desk.address(meeting), adding(guest, "Chair"))
    answer = client.post(desk.address(meeting), same)
    assert told(answer) == [("Participant: Guest One", "Role as printed", None, "Chair", "Ambassador", "")]
    answer = client.post(desk.address(meeting), different)
    assert [(one["row"], one["chosen"]) for one in answer.context["differences"]] == [
        ("Participant: Guest One", "theirs"), ("Participant: Guest Two", "yours"),
    ]  # fmt: skip
    save_chosen(client, meeting, answer)
    assert sorted(row.role_as_printed for row in meeting.participations.all()) == ["", "", "Chair", "Envoy"]


def test_a_statement_stays_with_its_participant_though_the_numbers_of_the_page_have_shifted(
    client, meeting, world
):
    second = opened(client, meeting)
    said = {
        **desk.ROW["statements"],
        "source": world.source.pk,
        "property": "role",
        "value": "Minister",
        "about": "2",
    }
    second |= {f"statements-0-{name}": value for name, value in said.items()} | {
        "statements-TOTAL_FORMS": "1"
    }
    client.post(desk.address(meeting), {**opened(client, meeting), "participations-0-DELETE": "on"})
    answer = client.post(desk.address(meeting), second)
    save_chosen(client, meeting, answer)
    assert Statement.objects.get().participation.person == world.rau
    assert meeting.participations.count() == 1


def test_what_was_chosen_can_be_gone_on_with_and_nothing_invalid_is_lost(client, meeting):
    second = opened(client, meeting, date="some day", internal_note="typed")
    client.post(desk.address(meeting), opened(client, meeting, kind="video"))
    answer = client.post(desk.address(meeting), second)
    again = client.post(desk.address(meeting), carried(answer) | {"_go_on": "1"})
    assert again.context["adminform"].form["date"].value() == "some day"
    assert again.context["adminform"].form["kind"].value() == "video"
    assert "Nothing of it is saved yet" in desk.errors_of(again)["__all__"][0]
    refused = save_chosen(client, meeting, answer)
    assert list(desk.errors_of(refused)) == ["date"]
    assert "typed" in refused.text


def test_a_third_save_during_the_comparison_is_compared_again(client, meeting):
    second = opened(client, meeting, internal_note="second")
    client.post(desk.address(meeting), opened(client, meeting, internal_note="first"))
    answer = client.post(desk.address(meeting), second)
    client.post(desk.address(meeting), opened(client, meeting, internal_note="third"))
    again = save_chosen(client, meeting, answer, **{NOTE: "yours"})
    assert told(again) == [("", "Internal note", "", "third", "second", "")]
    assert "changed once more" in desk.messages_of(again)[-1]
    save_chosen(client, meeting, again, **{NOTE: "theirs"})
    meeting.refresh_from_db()
    assert meeting.internal_note == "third"


def test_what_was_typed_is_kept_while_it_is_compared(client, editor, meeting):
    key = "8c5d1b56-4f0f-4f43-a6a4-0a4bbd6d8f3a"
    second = opened(client, meeting, internal_note="second thoughts", _form_key=key)
    client.post(desk.address(meeting), opened(client, meeting, internal_note="first"))
    answer = client.post(desk.address(meeting), second)
    assert UnfinishedForm.objects.get().data["internal_note"] == ["second thoughts"]
    save_chosen(client, meeting, answer, **{NOTE: "yours"})
    assert UnfinishedForm.objects.count() == 0


@pytest.mark.parametrize("seen", ["", "x", "e30:forged"])
def test_where_it_is_not_known_what_was_there_before_the_editor_decides_everything(client, meeting, seen):
    second = {**opened(client, meeting, internal_note="second"), "_seen": seen}
    client.post(desk.address(meeting), opened(client, meeting, kind="video"))
    answer = client.post(desk.address(meeting), second)
    assert [(label, chosen) for _row, label, *_said, chosen in told(answer)] == [
        ("Kind", ""),
        ("Internal note", ""),
    ]
    assert "not known" in answer.text


@pytest.mark.parametrize("forged", ["", "x", "-1", "9" * 30])
def test_a_form_without_a_version_saves_nothing(client, meeting, forged):
    data = desk.resent(meeting, internal_note="forged", seen_version=forged)
    assert client.post(desk.address(meeting), data).status_code == 200
    for typed in ("", "[]", "{", '{"date": 1}', "[" * 50_000):
        assert client.post(desk.address(meeting), {"_typed": typed, "_save_chosen": "1"}).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.lock_version) == ("", 1)


def test_a_comparison_shows_nothing_of_another_meeting(client, meeting, world):
    client.post(desk.ADD, desk.complete(world, internal_note="of another"))
    other = Meeting.objects.exclude(pk=meeting.pk).get()
    seen = client.get(desk.address(other)).context["seen"]
    second = {**opened(client, meeting, internal_note="mine"), "_seen": seen}
    client.post(desk.address(meeting), opened(client, meeting, internal_note="first"))
    answer = client.post(desk.address(meeting), second)
    assert told(answer) == [("", "Internal note", None, "first", "mine", "")]


# --- Every order in which two editors can act ---


ACTS = ("save", "publish", "withdraw")
#: What the first does (who edits has the meeting open and does nothing more), and then the second.
INTERLEAVINGS = list(itertools.product((*ACTS, "edit"), ACTS))


@pytest.mark.parametrize(("first", "second"), INTERLEAVINGS)
def test_whatever_two_editors_do_at_once_both_are_told(client, meeting, reviewer, first, second):
    """Both have the meeting open; the first acts, then the second, who has seen the version before that."""
    other = member("rev2", "reviewer")
    if "withdraw" in (first, second) and "publish" not in (first, second):
        publish(meeting, by=reviewer)
    if (first, second) == ("withdraw", "publish"):
        publish(meeting, by=reviewer)
    meeting.refresh_from_db()
    pages = {}
    for user, text in ((reviewer, "first"), (other, "second")):
        client.force_login(user)
        pages[user.pk] = opened(client, meeting, internal_note=text)
    version = meeting.lock_version

    def act(user, what):
        client.force_login(user)
        if what == "edit":
            return None
        if what == "save":
            return client.post(desk.address(meeting), pages[user.pk])
        data = {"seen_version": version, "reason": "privacy", "note": "Because."}
        return client.post(desk.move(meeting, what), data)

    def stood():
        meeting.refresh_from_db()
        return meeting.state, meeting.internal_note, meeting.lock_version

    answer = act(reviewer, first)
    done = answer is not None and answer.status_code == 302
    before = stood()
    answer = act(other, second)
    if first == "edit":
        # Nothing has happened yet: the second acts, and the first will be told.
        assert (answer.status_code, stood()[2]) == (302, before[2] + 1)
        answer = act(reviewer, "save")
        assert f"{other} saved or moved it on" in answer.text
        return
    assert done
    assert answer.status_code == 200
    assert stood() == before
    if second == "save":
        assert answer.templates[0].name == "admin/meetings/comparison.html"
        assert f"{reviewer} saved or moved it on" in answer.text
        chosen = save_chosen(client, meeting, answer, **{NOTE: "yours"})
        assert chosen.status_code == 302
        assert stood() == (before[0], "second", before[2] + 1)
    else:
        assert "changed since you looked at it" in answer.text


def test_what_the_database_refuses_after_all_is_a_sentence_and_no_error_page(
    client, editor, world, monkeypatch
):
    def refuse(*arguments):
        raise IntegrityError

    monkeypatch.setattr(MeetingAdmin, "save_related", refuse)
    answer = client.post(desk.ADD, desk.complete(world, internal_note="typed"))
    assert "Nothing was saved" in desk.errors_of(answer)["__all__"][0]
    assert "typed" in answer.text
    assert Meeting.objects.count() == 0
