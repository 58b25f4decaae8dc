"""What each verb leaves behind: state, edition, change note, card and version."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import search, workflow
from meetings.models import ArchiveState, Card, ChangeNote, Edition, Meeting
from meetings.record import canonical, editions
from meetings.search import Criteria, read_query
from meetings.workflow.publishing import note_changes
from tests import builders as make

pytestmark = pytest.mark.django_db

LATER = make.NOON + datetime.timedelta(days=1)
NOTE_FIELDS = ("version", "edition__number", "action", "reason", "note", "at", "made_by")


def notes(meeting: Meeting) -> list[tuple]:
    return list(meeting.change_notes.order_by("version").values_list(*NOTE_FIELDS))


def listed() -> list[int]:
    return [row["id"] for row in search.find(Criteria()).rows]


def test_a_draft_is_submitted_and_sent_back_with_a_comment_for_editors() -> None:
    meeting, by = (
        make.make_meeting(internal_note="First."),
        make.make_user("submit_meeting", "publish_meeting"),
    )
    workflow.submit(meeting, by=by, at=make.NOON)
    assert (meeting.state, meeting.submitted_by, meeting.submitted_at) == ("submitted", by, make.NOON)
    workflow.send_back(meeting, by=by, comment="Who was there?")
    assert (meeting.state, meeting.internal_note) == ("draft", "First.\n\nWho was there?")
    assert (Edition.objects.count(), ChangeNote.objects.count()) == (0, 0)
    assert ArchiveState.objects.filter(version__gt=0).count() == 0


def test_publication_gives_a_number_an_edition_a_note_a_card_and_a_version() -> None:
    meeting, by = make.make_meeting(title="A title"), make.make_user("publish_meeting")
    edition = workflow.publish(meeting, by=by, at=make.NOON, note="We met.")
    assert (meeting.state, meeting.public_id, meeting.published_at) == ("published", 1, make.NOON)
    assert (edition.number, edition.published_at, edition.published_by) == (1, make.NOON, by)
    assert notes(meeting) == [(1, 1, "published", "first_publication", "We met.", make.NOON, by.pk)]
    assert ArchiveState.objects.values_list("version", "last_public_id").get() == (1, 1)
    card = Card.objects.get()
    assert (card.pk, card.public_id, card.version, card.live) == (meeting.pk, 1, 1, True)
    assert listed() == [1]


def test_public_numbers_follow_publication_and_tell_nothing_about_drafts() -> None:
    first, second, third = (make.make_meeting() for _ in range(3))
    for meeting in (third, first):
        workflow.publish(meeting)
    assert (first.public_id, second.public_id, third.public_id) == (2, None, 1)


def test_a_correction_is_the_next_edition_and_leaves_the_first() -> None:
    meeting = make.published_meeting(title="Before")
    first = meeting.editions.get().form
    meeting.texts.update(title="After")
    assert note_changes(meeting) is True
    assert Meeting.objects.get().has_unpublished_changes is True
    assert json.loads(Card.objects.get().data)["titles"] == {"en": "Before"}
    edition = workflow.correct(meeting, reason="spelling", note="A typing error.", at=LATER)
    assert (edition.number, edition.reason, edition.note) == (2, "spelling", "A typing error.")
    assert meeting.editions.get(number=1).form == first
    assert notes(meeting)[1:] == [(2, 2, "corrected", "spelling", "A typing error.", LATER, None)]
    assert json.loads(Card.objects.get().data)["titles"] == {"en": "After"}
    assert Meeting.objects.get().has_unpublished_changes is False
    assert (
        search.count(Criteria(text=read_query("before"))),
        search.count(Criteria(text=read_query("after"))),
    ) == (
        0,
        1,
    )


def test_a_corrected_date_moves_the_meeting_in_the_list() -> None:
    first, second = make.published_meeting(date="2022-01-01"), make.published_meeting(date="2022-02-01")
    assert listed() == [2, 1]
    for date, order in (("2022-03-01", [1, 2]), ("", [2, 1])):
        first.date = date
        first.save()
        workflow.correct(first, reason="factual_error", note="Another day.")
        assert listed() == order
    assert Card.objects.get(pk=second.pk).version == 2


def test_a_withdrawal_and_a_restoration_keep_number_and_history() -> None:
    meeting = make.published_meeting()
    workflow.withdraw(meeting, reason="not_a_meeting", note="It was called off.", at=LATER)
    assert (meeting.state, meeting.withdrawn_reason, meeting.public_id) == (
        "withdrawn",
        "It was called off.",
        1,
    )
    assert listed() == []
    edition = workflow.restore(meeting, note="It did take place.", at=LATER)
    assert (meeting.state, meeting.withdrawn_reason, meeting.public_id) == ("published", "", 1)
    assert (edition.number, edition.reason) == (2, "restored")
    assert meeting.published_at == make.NOON
    assert notes(meeting) == [
        (1, 1, "published", "first_publication", "", make.NOON, None),
        (2, 1, "withdrawn", "not_a_meeting", "It was called off.", LATER, None),
        (3, 2, "restored", "restored", "It did take place.", LATER, None),
    ]
    assert listed() == [1]


def test_a_redaction_empties_the_form_and_leaves_all_else() -> None:
    meeting = make.published_meeting()
    make.make_participation(meeting)
    workflow.correct(meeting, reason="added_detail", note="More.")
    before = Edition.objects.values("number", "published_at", "reason", "note", "form_sha256", "sha256")
    kept = list(before.order_by("number"))
    workflow.redact(meeting, numbers=[1], reason="legal", note="By order.", at=LATER)
    assert list(before.all().order_by("number")) == kept
    first, second = meeting.editions.order_by("number")
    assert (first.form, first.redacted_at) == ("", LATER)
    assert editions.form_of(first) is None
    assert editions.form_of(second) == json.loads(second.form)
    assert notes(meeting)[-1] == (3, 1, "redacted", "legal", "By order.", LATER, None)
    assert listed() == [1]


def test_an_edition_is_redacted_once() -> None:
    meeting = make.published_meeting()
    workflow.withdraw(meeting, reason="legal", note="By order.")
    workflow.redact(meeting, numbers=[1], reason="legal", note="By order.")
    with pytest.raises(workflow.Refused) as refused:
        workflow.redact(meeting, numbers=[1], reason="legal", note="Again.")
    assert refused.value.reasons == ["Already redacted: edition 1."]


def test_a_merge_leads_on_and_carries_the_sources() -> None:
    double, kept = make.published_meeting(), make.published_meeting()
    source = double.reports.get().source
    make.make_statement(double, value="2022-09-22", rank="preferred", reason="Ours.")
    make.make_statement(double, property="role", value="chair", participation=double.participations.first())
    shown = Card.objects.get(pk=kept.pk).data
    workflow.merge(double, into=kept, note="The same meeting.", at=LATER)
    assert (double.state, double.merged_into, double.withdrawn_reason) == (
        "withdrawn",
        kept,
        "The same meeting.",
    )
    assert notes(double)[-1] == (3, 1, "merged", "duplicate", "The same meeting.", LATER, None)
    assert listed() == [kept.public_id]
    assert [report.source for report in kept.reports.all()][1:] == [source]
    assert list(kept.statements.values_list("property", "value", "rank", "reason")) == [
        ("date", "2022-09-22", "normal", ""), ("role", "chair", "normal", ""),
    ]  # fmt: skip
    assert double.statements.count() == 2
    assert Card.objects.get(pk=kept.pk).data == shown
    assert Meeting.objects.get(pk=kept.pk).has_unpublished_changes is True
    assert kept.has_unpublished_changes is True


def test_an_edition_says_exactly_what_was_public_then_in_canonical_form() -> None:
    meeting = make.published_meeting(title="Žluťoučký 王毅", summary="a\nb")
    edition = meeting.editions.get()
    form = json.loads(edition.form)
    assert edition.form == canonical.dumps(form)
    assert edition.form == json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert form["texts"] == [
        {"language": "en", "original": True, "title": "Žluťoučký 王毅", "summary": "a\nb"}
    ]
    assert sorted(form) == [
        "date",
        "id",
        "kind",
        "occasions",
        "participations",
        "place",
        "schema",
        "sources",
        "start_time",
        "statements",
        "status",
        "texts",
        "timezone",
        "topics",
    ]


def test_the_same_rows_always_make_the_same_form() -> None:
    meeting = make.published_meeting(
        topics=[make.make_topic("B"), make.make_topic("A")], place=make.make_place()
    )
    workflow.withdraw(meeting, reason="other", note="Not ours.")
    workflow.restore(meeting, note="Ours.")
    first, second = meeting.editions.order_by("number")
    assert first.form == second.form
    assert first.form_sha256 == second.form_sha256
    assert first.sha256 != second.sha256


def test_a_merge_is_noticed_by_whoever_has_the_kept_meeting_open():
    kept, merged = make.published_meeting(), make.published_meeting()
    before = kept.lock_version
    workflow.merge(merged, into=kept, note="The same encounter.")
    kept.refresh_from_db()
    assert kept.lock_version == before + 1


def test_a_publication_asks_the_same_of_the_database_for_two_participants_and_for_twelve() -> None:
    make.published_meeting()
    counts = []
    for guests in (1, 11):
        sides = ["principal"] + guests * ["counterpart"]
        people = [
            {"side": side, "person": make.make_person(), "country": make.make_country()} for side in sides
        ]
        meeting = make.make_meeting(people=people)
        with CaptureQueriesContext(connection) as asked:
            workflow.publish(meeting, at=make.NOON)
        counts.append(len(asked))
    assert counts[0] == counts[1]
