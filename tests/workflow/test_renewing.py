"""A change that many published meetings show: the request stays short, and lists follow step by step."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from meetings.models import Card, CardText, CardValue, ChangeNote, Meeting, Renewal
from meetings.record import editions
from meetings.search import upkeep
from meetings.vocabulary import Facet, number_of
from meetings.workflow import Refused, correct, renewing, withdraw
from meetings.workflow.audit import CHECKS
from meetings.workflow.joining import join, plan
from meetings.workflow.parting import part
from meetings.workflow.renewing import renew_some, renew_waiting
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Nothing is renewed with the change itself, and one meeting a step after it."""
    monkeypatch.setattr(upkeep, "AT_ONCE", 0)
    monkeypatch.setattr(renewing, "BATCH", 1)
    monkeypatch.setattr(renewing, "PAUSE", 0)


def with_person(person, **fields) -> Meeting:
    people = [{"side": "principal", "country": make.make_country("mk")}, {"person": person}]
    return make.published_meeting(people=people, **fields)


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def faults() -> list[str]:
    return [fault for check in CHECKS.values() for fault in check()]


def listed_under(person) -> set[int]:
    rows = CardValue.objects.filter(facet=number_of(Facet.PERSON), value=person.pk)
    return set(rows.values_list("card", flat=True))


def said() -> list[tuple]:
    return [(note.meeting_id, note.reason, note.note) for note in ChangeNote.objects.filter(action="renewed")]


def shown(meeting) -> bool:
    """Whether the card of a meeting has the name of the kept person."""
    return "Kept" in Card.objects.get(pk=meeting.pk).data


@pytest.mark.parametrize("number", [2, 20])
def test_a_merge_costs_as_many_queries_however_many_published_meetings_name_the_entry(
    number, later, django_assert_num_queries
):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    for _ in range(number):
        with_person(going)
    # Once a process Django looks up what it calls its models.
    ContentType.objects.get_for_models(*apps.get_models())
    with django_assert_num_queries(67):
        merge = join(going, into=kept, note="One.")
    assert Renewal.objects.get().total == number
    renew_waiting()
    with django_assert_num_queries(49):
        part(merge, note="Two.")


def test_lists_of_the_kept_entry_are_whole_at_once_and_cards_and_notes_follow_together(later):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    first, second, third = with_person(going), with_person(kept), with_person(going)
    join(going, into=kept, note="One.")
    assert (listed_under(kept), listed_under(going)) == ({first.pk, second.pk, third.pk}, set())
    assert editions.current_form(third)["participations"][1]["person"]["name"] == "Kept"
    assert (said(), [shown(one) for one in (first, second, third)]) == ([], [False, True, False])
    assert faults() == []
    assert renew_some() is True
    assert (said(), [shown(one) for one in (first, third)]) == (
        [(first.pk, "same_entry", "One.")],
        [True, False],
    )
    assert faults() == []
    call_command("publish_scheduled")
    assert said() == [(first.pk, "same_entry", "One."), (third.pk, "same_entry", "One.")]
    assert [shown(one) for one in (first, second, third)] == [True, True, True]
    assert (Renewal.objects.count(), renew_some(), faults()) == (0, False, [])


def test_a_topic_that_became_another_is_listed_under_what_that_one_is_part_of(later):
    above = make.make_topic("Above")
    kept, going = make.make_topic("Kept", broader=above), make.make_topic("Going")
    meeting = make.published_meeting(topics=[going])
    join(going, into=kept, note="One.")
    found = CardValue.objects.filter(facet=number_of(Facet.TOPIC), card=meeting.pk)
    assert set(found.values_list("value", flat=True)) == {kept.pk, above.pk}
    renew_waiting()
    assert set(found.values_list("value", flat=True)) == {kept.pk, above.pk}
    assert faults() == []


def test_what_ends_in_the_middle_of_a_step_leaves_nothing_of_it(later, monkeypatch):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    meeting = with_person(going)
    join(going, into=kept, note="One.")

    def end(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(renewing, "mark_changes", end)
        with pytest.raises(KeyboardInterrupt):
            renew_some()
    assert (said(), shown(meeting), Renewal.objects.get().done) == ([], False, 0)
    renew_waiting()
    assert (said(), shown(meeting)) == ([(meeting.pk, "same_entry", "One.")], True)
    assert faults() == []


def test_merges_and_their_undoing_before_lists_followed_are_told_in_their_order(later):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    meeting = with_person(going)
    merge = join(going, into=kept, note="One.")
    part(merge, note="Two.")
    assert faults() == []
    renew_waiting()
    assert said() == [(meeting.pk, "same_entry", "One."), (meeting.pk, "factual_error", "Two.")]
    assert (listed_under(going), listed_under(kept), faults()) == ({meeting.pk}, set(), [])


def test_a_merge_of_a_merge_before_lists_followed_tells_both(later):
    one, two, three = (make.make_person(name) for name in ("One", "Two", "Three"))
    meeting = with_person(one)
    join(one, into=two, note="First.")
    join(fresh(two), into=three, note="Second.")
    assert listed_under(three) == {meeting.pk}
    renew_waiting()
    assert said() == [(meeting.pk, "same_entry", "First."), (meeting.pk, "same_entry", "Second.")]
    assert faults() == []


def test_what_was_corrected_or_withdrawn_meanwhile_is_not_told_again(later):
    kept, going = make.make_person("Kept"), make.make_person("Going")
    corrected, gone = with_person(going), with_person(going)
    join(going, into=kept, note="One.")
    withdraw(fresh(gone), reason="legal", note="Removed.")
    Meeting.objects.filter(pk=corrected.pk).update(kind="telephone")
    correct(fresh(corrected), reason="factual_error", note="By telephone.")
    assert faults() == []
    renew_waiting()
    assert (said(), faults()) == ([], [])


def test_a_new_name_of_an_entry_that_many_show_follows_too(later):
    person = make.make_person("Before")
    meeting = with_person(person)
    person.name = "Kept"
    person.save()
    assert (shown(meeting), Renewal.objects.get().kind, faults()) == (False, "", [])
    renew_waiting()
    assert (shown(meeting), said(), faults()) == (True, [], [])
    assert "kept" in CardText.objects.get().words


def test_a_source_that_many_report_by_marks_their_changes_in_steps(later):
    kept, going = make.make_source("Kept"), make.make_source("Going")
    meeting = make.published_meeting(sources=[going])
    merge = join(going, into=kept, note="One.")
    assert fresh(meeting).has_unpublished_changes is False
    renew_waiting()
    assert (fresh(meeting).has_unpublished_changes, said()) == (True, [(meeting.pk, "same_entry", "One.")])
    part(merge, note="Two.")
    renew_waiting()
    assert (fresh(meeting).has_unpublished_changes, faults()) == (False, [])


def test_where_too_many_may_name_an_entry_to_look_a_reason_is_asked_for(later):
    above = make.make_topic("Above")
    make.published_meeting(topics=[make.make_topic("Below", broader=above)])
    other = make.make_topic("Other")
    # The list of a topic holds what is about its narrower ones.
    assert (plan(above, other).public.is_exact, len(plan(above, other).public.meetings)) == (False, 1)
    with pytest.raises(Refused) as refused:
        join(above, into=other)
    assert refused.value.reasons == [
        "Published meetings name the entry: a reason is needed that the public may read."
    ]
    join(above, into=other, note="One.")
    renew_waiting()
    assert (said(), faults()) == ([], [])


def test_new_names_that_come_with_an_update_are_everywhere_before_the_archive_starts(later, monkeypatch):
    monkeypatch.setattr("meetings.management.commands.load_reference.DATASETS", ())
    person = make.make_person("Before")
    meeting = with_person(person)
    person.name = "Kept"
    person.save()
    call_command("load_reference", verbosity=0)
    assert (shown(meeting), Renewal.objects.count()) == (True, 0)
