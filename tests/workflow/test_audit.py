"""``check_archive`` finds what no row can promise by itself, and says nothing against a sound archive."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings import workflow
from meetings.models import ArchiveState, Card, CardText, CardValue, Country, Meeting, Person, Statement
from meetings.search import exposure
from meetings.workflow.audit import CHECKS
from tests import builders as make

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    return [fault for check in CHECKS.values() for fault in check()]


def of(meeting: Meeting, *words: str) -> list[str]:
    return [f"meeting {meeting.pk}: {said}" for said in words]


@pytest.fixture
def meeting() -> Meeting:
    """A published meeting beside a draft, a withdrawn one, and one whose corrected edition is waiting."""
    found = make.published_meeting(title="A meeting", summary="Of some words", topics=[make.make_topic()])
    make.make_meeting()
    workflow.withdraw(make.published_meeting(), reason="other", note="Not ours.")
    changed = make.published_meeting()
    make.make_participation(changed)
    workflow.publishing.note_changes(changed)
    return found


def test_a_sound_archive_is_said_to_be_sound(meeting: Meeting) -> None:
    out = StringIO()
    call_command("check_archive", stdout=out)
    assert out.getvalue().splitlines() == [
        *(f"Sound: {words}." for words in CHECKS),
        "The archive is sound: 2 published meetings of 4.",
    ]


def test_an_empty_archive_is_sound() -> None:
    assert faults() == []


def test_every_fault_is_a_line_and_the_command_fails(meeting: Meeting) -> None:
    Card.objects.published().update(data="{}")
    out = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("check_archive", stdout=out)
    assert failed.value.returncode == 1
    assert out.getvalue().splitlines() == [
        f"meeting {pk}: its card is not what a rebuild would give (data)"
        for pk in Meeting.objects.published().order_by("pk").values_list("pk", flat=True)
    ]


def test_a_meeting_published_past_the_workflow_has_no_edition_and_no_card() -> None:
    draft = make.make_meeting()
    Meeting.objects.update(state="published", public_id=1, published_at=make.NOON)
    assert faults() == [
        *of(draft, "it was public, and has no edition"),
        "public number 1 was used, and the last one given is 0",
    ]


def test_a_published_meeting_without_a_card_is_found(meeting: Meeting) -> None:
    number = meeting.card.public_id
    CardValue.objects.filter(card=meeting.pk).delete()
    Card.objects.filter(pk=meeting.pk).delete()
    found = of(meeting, "it is published, and has no live card")
    assert sorted(faults()) == sorted(
        [*found, f"words of meeting number {number}: they belong to no live card"]
    )


def test_a_meeting_published_of_nobody_without_a_source_is_found() -> None:
    """Such an edition can only come past the verbs."""
    draft = make.make_meeting(people=[], sources=[])
    with workflow.moves.transaction.atomic():
        draft.state, draft.public_id = "published", workflow.publishing.state.next_public_id()
        draft.published_at = make.NOON
        workflow.publishing.expose(draft, "published", "first_publication", note="", by=None, at=make.NOON)
    assert faults() == of(draft, "it is published without a participant", "it is published without a source")


def test_a_country_outside_its_lifetime_is_found(meeting: Meeting) -> None:
    Country.objects.filter(code="mk").update(exists_from=datetime.date(2022, 9, 23))
    published = Meeting.objects.published().order_by("pk")
    assert faults() == [of(one, "mk did not exist on 2022-09-22")[0] for one in published]


def test_a_live_card_of_what_is_not_published_is_found(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="withdrawn", withdrawn_reason="By hand.")
    assert faults() == [
        *of(meeting, "it has a live card, and is not published"),
    ]


def test_values_of_a_tombstone_are_found(meeting: Meeting) -> None:
    withdrawn = Meeting.objects.withdrawn().get()
    CardValue.objects.create(card=withdrawn.card, facet=3, value=Person.objects.first().pk)
    assert faults() == of(withdrawn, "it has facet values without a live card")


def test_sets_of_a_tombstone_that_a_rebuild_would_give_otherwise_are_found_and_mended(
    meeting: Meeting,
) -> None:
    withdrawn = Meeting.objects.withdrawn().get()
    kept = CardValue.objects.filter(card=withdrawn.card)
    expected = sorted(kept.values_list("facet", "value"))
    kept.delete()
    assert faults() == of(withdrawn, "the sets that it was in are not what a rebuild would give")
    exposure.rebuild()
    assert (faults(), sorted(kept.all().values_list("facet", "value"))) == ([], expected)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("data", "{}"),
        ("key", 5),
        ("public_id", 99),
        ("date_earliest", None),
        ("date_latest", datetime.date(2030, 1, 1)),
        ("date_start_latest", None),
        ("date_end_earliest", None),
    ],
)
def test_a_card_that_a_rebuild_would_make_otherwise_is_found(meeting: Meeting, field: str, value) -> None:
    Card.objects.filter(pk=meeting.pk).update(**{field: value})
    found = [fault for fault in faults() if not fault.startswith("words")]
    words = ["its words are not what a rebuild would give"] * (field == "public_id")
    assert found == of(meeting, f"its card is not what a rebuild would give ({field})", *words)


def test_values_and_words_that_a_rebuild_would_make_otherwise_are_found(meeting: Meeting) -> None:
    CardValue.objects.filter(card=meeting.pk).first().delete()
    CardValue.objects.create(card=meeting.card, facet=1, value=-1)
    CardText.objects.filter(pk=meeting.card.public_id).update(words="other")
    assert faults() == [
        *of(meeting, "its facet values are not what a rebuild would give"),
        *of(meeting, "its words are not what a rebuild would give"),
        "the index of words does not hold the words that it should",
    ]


def test_a_name_changed_past_the_models_is_found_in_the_copies(meeting: Meeting) -> None:
    person = meeting.participations.first().person
    Person.objects.filter(pk=person.pk).update(name="Somebody Else")
    assert faults() == of(
        meeting,
        "its card is not what a rebuild would give (data)",
        "its words are not what a rebuild would give",
    )


def test_a_statement_about_a_participant_of_another_meeting_is_found(meeting: Meeting) -> None:
    draft = Meeting.objects.get(state="draft")
    row = make.make_statement(draft, participation=meeting.participations.first())
    assert faults() == of(draft, f"statement {row.pk} is about a participant of another meeting")
    assert Statement.objects.count() == 1


def test_a_change_on_the_desk_that_is_not_marked_is_found(meeting: Meeting) -> None:
    meeting.kind = "video"
    meeting.save()
    assert faults() == of(meeting, "it differs from its newest edition, and is marked otherwise")


def test_a_mark_without_a_change_is_found(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(has_unpublished_changes=True)
    assert faults() == of(meeting, "it equals its newest edition, and is marked otherwise")


def test_a_published_meeting_whose_edition_was_emptied_is_found(meeting: Meeting) -> None:
    meeting.editions.update(form="", redacted_at=make.NOON)
    assert faults() == [
        f"meeting {meeting.pk}, edition 1: it was emptied, and no change note says why",
        *of(meeting, "it is published, and its newest edition is redacted"),
    ]


def test_a_version_beyond_the_archives_is_found(meeting: Meeting) -> None:
    version = ArchiveState.objects.get().version
    ArchiveState.objects.update(version=version - 1)
    assert faults() == [f"version {version} was used, and the archive is at version {version - 1}"]


def test_meetings_merged_in_a_circle_are_found() -> None:
    rows = [make.published_meeting() for _ in range(2)]
    for row in rows:
        workflow.withdraw(row, reason="other", note="Not ours.")
    for row, other in zip(rows, reversed(rows), strict=True):
        Meeting.objects.filter(pk=row.pk).update(merged_into=other)
    assert faults() == [of(row, "it was merged in a circle")[0] for row in rows]


def test_what_is_found_in_the_copies_a_rebuild_repairs(meeting: Meeting) -> None:
    withdrawn = Meeting.objects.withdrawn().get()
    CardValue.objects.create(card=withdrawn.card, facet=3, value=Person.objects.first().pk)
    CardText.objects.create(public_id=12345, words="stray")
    Card.objects.filter(pk=meeting.pk).update(data="{}", key=7)
    Meeting.objects.filter(pk=meeting.pk).update(state="withdrawn", withdrawn_reason="By hand.")
    version = ArchiveState.objects.get().version
    out = StringIO()
    call_command("rebuild_cards", stdout=out)
    assert out.getvalue() == "Cards and words of 1 published meetings were made anew.\n"
    assert faults() == []
    assert ArchiveState.objects.get().version == version + 1
