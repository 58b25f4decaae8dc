"""What the public may not see yet is refused with every reason at once."""

import datetime

import pytest

from meetings import workflow
from meetings.models import Meeting, Statement
from meetings.workflow import Refused, Verb
from tests import builders as make

pytestmark = pytest.mark.django_db


def reasons(meeting: Meeting) -> list[str]:
    with pytest.raises(Refused) as refused:
        workflow.publish(meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == "draft"
    assert workflow.why_not(Verb.SUBMIT, meeting) == refused.value.reasons
    return refused.value.reasons


def test_a_meeting_of_nobody_without_source_has_both_reasons_against_it() -> None:
    assert reasons(make.make_meeting(people=[], sources=[])) == [
        "The meeting has no participant.",
        "The meeting has no source.",
    ]


def test_all_reasons_of_all_tables_come_at_once() -> None:
    former = make.make_country("suhh", name="USSR", exists_until=datetime.date(1991, 12, 26))
    kept = make.make_person("Kept")
    meeting = make.make_meeting(
        people=[{"person": make.make_person("Gone", merged_into=kept), "country": former}],
        sources=[],
        date_basis="",
    )
    make.make_statement(meeting, make.make_source("A paper"))
    assert reasons(meeting) == [
        "The meeting has only one participant.",
        "No participant is the principal, whose meeting this is.",
        "The meeting has no source.",
        "The meeting has a date, but not how it is known.",
        "USSR did not exist on the date of the meeting (22 September 2022): it existed until 1991-12-26.",
        "“Gone” was merged into another entry; choose that one.",
        "“A paper” is quoted, but is not among the meeting's sources.",
    ]


@pytest.mark.parametrize(
    ("lifetime", "date", "refused"),
    [
        ((None, (1991, 12, 26)), "1991-12-25", False),
        ((None, (1991, 12, 26)), "1991-12-26", True),
        ((None, (1991, 12, 26)), "1991-12", False),
        ((None, (1991, 12, 26)), "1992/..", True),
        ((None, (1991, 12, 26)), "../1992", False),
        (((2011, 7, 9), None), "2011-07-08", True),
        (((2011, 7, 9), None), "2011", False),
        (((1949, 10, 7), (1990, 10, 3)), "2005", True),
        (((1949, 10, 7), (1990, 10, 3)), "", False),
    ],
)
def test_a_country_takes_part_only_in_its_lifetime(lifetime, date: str, refused: bool) -> None:
    first, last = (day and datetime.date(*day) for day in lifetime)
    country = make.make_country("xxzz", name="Elsewhere", exists_from=first, exists_until=last)
    meeting = make.make_meeting(date=date)
    make.make_participation(meeting, country=country)
    assert len(workflow.why_not(Verb.PUBLISH, meeting)) == refused


def test_an_office_is_held_by_who_speaks_for_it() -> None:
    held = make.make_appointment(make.make_person("Right"), make.make_office("Chair"))
    meeting = make.make_meeting()
    make.make_participation(meeting, person=make.make_person("Wrong"), appointments=[held])
    make.make_participation(meeting, country=make.make_country("rs"), appointments=[held])
    assert reasons(meeting) == [
        "The office “Chair” is held there by somebody else than “Wrong”.",
        "The office “Chair” is held there by somebody else than “Serbia”.",
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"value": "22 Sept"},
            "The date that “A paper” gives cannot be read: ",
        ),
        (
            {"property": "quotation", "value": "", "value_as_printed": "x", "quote": ""},
            "A quotation of “A paper” has no words.",
        ),
    ],
)
def test_a_statement_that_says_nothing_readable_is_refused(fields: dict, reason: str) -> None:
    meeting = make.make_meeting(sources=[make.make_source("A paper")])
    make.make_statement(meeting, **fields)
    (found,) = reasons(meeting)
    assert found.startswith(reason)


def test_a_statement_about_a_participant_of_another_meeting_is_refused() -> None:
    meeting, other = make.make_meeting(), make.make_meeting()
    make.make_statement(meeting, property="role", value="chair", participation=other.participations.first())
    assert reasons(meeting) == ["A statement is about a participant of another meeting: Role: chair"]


def test_a_verb_lists_its_own_reasons_with_the_others() -> None:
    meeting = make.published_meeting()
    meeting.participations.all().delete()
    for verb, words in (
        (workflow.correct, "A correction needs a note that tells the public what changed."),
        (workflow.withdraw, "A withdrawal needs a reason that the public may read."),
    ):
        with pytest.raises(Refused) as refused:
            verb(meeting, reason="other", note=" \n", by=make.make_user())
        assert refused.value.reasons[0] == "You do not have the permission to do this."
        assert refused.value.reasons[-1] == words


def test_a_correction_that_changes_nothing_public_is_refused() -> None:
    meeting = make.published_meeting()
    meeting.internal_note = "only for us"
    meeting.save()
    with pytest.raises(Refused) as refused:
        workflow.correct(meeting, reason="other", note="Nothing.")
    assert refused.value.reasons == ["Nothing that the public sees has changed."]


def test_a_restoration_needs_a_note_and_what_a_publication_needs() -> None:
    meeting = make.published_meeting()
    workflow.withdraw(meeting, reason="other", note="Not ours.")
    meeting.reports.all().delete()
    with pytest.raises(Refused) as refused:
        workflow.restore(meeting, note="")
    assert refused.value.reasons == [
        "The meeting has no source.",
        "A restoration needs a note that the public may read.",
    ]


@pytest.mark.parametrize(
    ("numbers", "reasons"),
    [
        ([], ["No edition was named."]),
        ([1, 7, 9], ["There is no edition 7, 9."]),
        ([2], ["The public reads the newest edition: correct or withdraw the meeting first."]),
    ],
)
def test_what_cannot_be_redacted_is_refused(numbers: list[int], reasons: list[str]) -> None:
    meeting = make.published_meeting()
    make.make_participation(meeting)
    workflow.correct(meeting, reason="other", note="More.")
    with pytest.raises(Refused) as refused:
        workflow.redact(meeting, numbers=numbers, reason="legal", note="By order.")
    assert refused.value.reasons == reasons
    with pytest.raises(Refused) as refused:
        workflow.redact(meeting, numbers=numbers, reason="legal", note="")
    assert refused.value.reasons == ["A redaction needs a reason that the public may read.", *reasons]


def test_a_merge_into_itself_or_into_nothing_public_is_refused() -> None:
    meeting = make.published_meeting()
    for into, reason in (
        (meeting, "A meeting cannot be merged into itself."),
        (make.make_meeting(), "The meeting to merge into is not public."),
    ):
        with pytest.raises(Refused) as refused:
            workflow.merge(meeting, into=into, note="")
        assert refused.value.reasons == ["A merge needs a reason that the public may read.", reason]
    assert Statement.objects.count() == 0
