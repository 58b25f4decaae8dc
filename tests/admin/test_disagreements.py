"""All statements of a meeting side by side, one of them preferred with a reason; the public follows."""

import pytest

from meetings import workflow
from meetings.models import Meeting, Statement
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member


def address(meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/statements/"


@pytest.fixture
def meeting(db) -> Meeting:
    """Two sources disagree on the date, two on nothing; one quotes."""
    found = make.published_meeting(sources=[make.make_source("One"), make.make_source("Two")])
    first, second = [report.source for report in found.reports.all()]
    make.make_statement(found, first, value="2022-09-22", quote="on Thursday")
    make.make_statement(found, second, value="2022-09-23", quote="on Friday")
    for source in (first, second):
        make.make_statement(found, source, property="kind", value="bilateral", quote="")
    make.make_statement(found, first, property="quotation", value="", quote="We talked.")
    workflow.correct(found, reason="added_detail", note="Statements were added.")
    return found


def choose(client, meeting, chosen, **fields):
    data = {"seen_version": meeting.lock_version, "statement": chosen.pk, "reason": "Its own readout."}
    return client.post(address(meeting), data | fields)


def test_the_page_groups_what_is_said_and_begins_with_what_is_undecided(client, editor, meeting):
    groups = client.get(address(meeting)).context["groups"]
    assert [(one["title"], one["undecided"], one["can_choose"]) for one in groups] == [
        ("Date", True, True), ("Kind", False, True), ("Quotation", False, False),
    ]  # fmt: skip
    assert [one["says"] for one in groups[0]["statements"]] == ["22 September 2022", "23 September 2022"]


def test_the_preferred_statement_reaches_the_public_with_the_next_correction(
    client, editor, reviewer, meeting
):
    first, second = Statement.objects.filter(property="date")
    assert choose(client, meeting, first).status_code == 302
    meeting.refresh_from_db()
    answer = client.get(address(meeting))
    assert [one["undecided"] for one in answer.context["groups"]] == [False, False, False]
    assert desk.messages_of(answer) == [
        "“Date: 22 September 2022” is preferred now.", "The public reads it with the next correction.",
    ]  # fmt: skip
    assert (meeting.has_unpublished_changes, meeting.changed_by) == (True, editor)
    assert choose(client, meeting, second, reason="Corrected later.").status_code == 302
    ranks = Statement.objects.filter(property="date").values_list("rank", "reason")
    assert list(ranks) == [("normal", ""), ("preferred", "Corrected later.")]
    public = f"/meetings/{meeting.public_id}.json"
    assert "Corrected later." not in client.get(public).text
    meeting.refresh_from_db()
    workflow.correct(meeting, reason="added_detail", note="A date is preferred.", by=reviewer)
    assert "Corrected later." in client.get(public).text


def test_a_choice_without_reason_of_another_meeting_or_of_an_older_version_changes_nothing(
    client, editor, meeting
):
    statement = Statement.objects.filter(property="date").first()
    other = make.make_meeting()
    foreign = make.make_statement(other)
    quotation = Statement.objects.get(property="quotation")
    for fields, said in (
        ({"reason": " "}, "needs a reason"),
        ({"statement": foreign.pk}, "Select a valid choice"),
        ({"statement": quotation.pk}, "Select a valid choice"),
        ({"statement": "9" * 30}, "Select a valid choice"),
        ({"statement": ""}, "Choose the statement"),
        ({"seen_version": meeting.lock_version - 1}, "was changed since you looked at it"),
    ):
        answer = choose(client, meeting, statement, **fields)
        assert answer.status_code == 200
        assert said in answer.text
    assert set(Statement.objects.values_list("rank", flat=True)) == {"normal"}


def test_who_may_not_change_meetings_chooses_nothing(client, groups, meeting):
    statement = Statement.objects.filter(property="date").first()
    assert client.get(address(meeting)).status_code == 302
    user = member("guest", "editor")
    user.groups.clear()
    client.force_login(user)
    assert client.get(address(meeting)).status_code == 403
    assert choose(client, meeting, statement).status_code == 403
    with pytest.raises(workflow.Refused) as refused:
        workflow.prefer(statement, reason="", by=user)
    assert refused.value.reasons == [
        "You do not have the permission to do this.",
        "A preference needs a reason that the public may read.",
    ]
    client.force_login(member("ed", "editor"))
    for missing in ("0", "x", "9" * 30):
        assert client.get(f"/admin/meetings/meeting/{missing}/statements/").status_code == 404


def test_a_planned_publication_is_off_after_a_choice(client, editor, reviewer):
    meeting = make.make_meeting()
    make.make_statement(meeting, value="2022-09-22")
    statement = make.make_statement(meeting, value="2022-09-23")
    workflow.submit(meeting)
    workflow.schedule(meeting, publish_at=make.NOON.replace(year=9000), by=reviewer)
    choose(client, meeting, statement)
    meeting.refresh_from_db()
    assert meeting.publish_at is None


def test_the_list_of_disagreements_and_the_form_lead_there(client, editor, meeting):
    page = client.get("/admin/meetings/meeting/?waiting=disagreeing")
    assert f'<a href="{address(meeting)}">Compare</a>' in page.text
    assert address(meeting) not in client.get("/admin/meetings/meeting/").text
    assert f'<a href="{address(meeting)}">What the sources say</a>' in client.get(desk.address(meeting)).text


def test_the_page_costs_the_same_whatever_is_said(client, editor, django_assert_num_queries, meeting):
    with django_assert_num_queries(6):
        client.get(address(meeting))
    for _ in range(30):
        make.make_statement(meeting, meeting.reports.first().source, property="topic", value="Energy")
    with django_assert_num_queries(6):
        client.get(address(meeting))


def test_who_may_publish_prefers_and_corrects_in_one_act(client, reviewer, meeting, settings):
    client.force_login(reviewer)
    second = Statement.objects.filter(property="date").last()
    assert "Prefer and publish" in client.get(address(meeting)).text
    answer = choose(client, meeting, second, publish="1")
    assert "Choose the public reason of the correction." in answer.text
    assert choose(client, meeting, second, publish="1", correction="factual_error").status_code == 302
    assert desk.messages_of(client.get(address(meeting))) == [
        "“Date: 23 September 2022” is preferred now.",
        "Date: the meeting itself follows it.",
        "Published as edition 3.",
    ]
    assert client.get(f"/meetings/{meeting.public_id}.json").json()["form"]["date"]["edtf"] == "2022-09-23"
    settings.ARCHIVE_SELF_REVIEW = False
    assert "Prefer and publish" not in client.get(address(meeting)).text


def test_the_page_says_which_entry_the_words_of_a_source_mean(client, editor, meeting):
    sources = [report.source for report in meeting.reports.all()]
    place = make.make_place("New York")
    make.make_other_name(place, "Nyu York")
    for source, said in zip(sources, ("Nyu York", "Baku"), strict=True):
        make.make_statement(meeting, source, property="place", value=said, quote=f"in {said}")
    (group,) = [one for one in client.get(address(meeting)).context["groups"] if one["title"] == "Place"]
    assert [(one["says"], one["means"], bool(one["unreadable"])) for one in group["statements"]] == [
        ("Nyu York", "New York", False), ("Baku", "", True),
    ]  # fmt: skip


def test_the_page_says_what_the_meeting_has_and_which_words_it_cannot_follow(client, editor, meeting):
    source = meeting.reports.first().source
    for value in ("Vienna", "Atlantis"):
        make.make_statement(meeting, source, property="place", value=value, quote="")
    make.make_place("Vienna")
    group = client.get(address(meeting)).context["groups"][1]
    assert (group["title"], group["now"]) == ("Place", "")
    assert [bool(one["unreadable"]) for one in group["statements"]] == [False, True]
    choose(client, meeting, group["statements"][1]["row"])
    assert desk.messages_of(client.get(address(meeting)))[1] == (
        "The meeting itself was not changed, for the statement could not be read: No place is called "
        "“Atlantis”: enter it first, or name another in the statement."
    )
