"""Rows of one parent are saved in an order in which no constraint is broken on the way."""

import pytest
from django.forms import inlineformset_factory

from meetings.forms.meeting import ReportForm, ReportFormSet
from meetings.models import Meeting, MeetingSource, Source

pytestmark = pytest.mark.django_db
FORMSET = inlineformset_factory(Meeting, MeetingSource, form=ReportForm, formset=ReportFormSet, extra=0)


@pytest.fixture
def sources():
    return [Source.objects.create(title=f"Source {letter}") for letter in "abcd"]


def saved(meeting, sources, wanted, deleted=()):
    """Save the rows with other sources; give the names that the archive then holds, or the errors."""
    rows = list(meeting.reports.all())
    data = {"reports-TOTAL_FORMS": str(len(wanted)), "reports-INITIAL_FORMS": str(len(rows))}
    for number, source in enumerate(wanted):
        data |= {f"reports-{number}-source": source.pk, f"reports-{number}-position": number}
        if number < len(rows):
            data[f"reports-{number}-id"] = rows[number].pk
        if number in deleted:
            data[f"reports-{number}-DELETE"] = "on"
    formset = FORMSET(data, instance=meeting)
    if not formset.is_valid():
        return formset.non_form_errors().as_data() or formset.errors
    formset.save()
    return [row.source.title[-1] for row in meeting.reports.all()]


@pytest.fixture
def meeting(sources):
    meeting = Meeting.objects.create()
    for number, source in enumerate(sources[:3]):
        MeetingSource.objects.create(meeting=meeting, source=source, position=number)
    return meeting


def test_a_row_waits_for_the_one_whose_value_it_takes_over(meeting, sources):
    a, b, c, d = sources
    assert saved(meeting, sources, [b, c, d]) == ["b", "c", "d"]
    assert saved(meeting, sources, [a, b, c]) == ["a", "b", "c"]


def test_a_value_of_a_deleted_row_is_free(meeting, sources):
    a, b, c, _ = sources
    assert saved(meeting, sources, [c, b, c, a], deleted={2}) == ["c", "b", "a"]


def test_a_circle_is_an_error_of_the_form_and_changes_nothing(meeting, sources):
    a, b, c, _ = sources
    (error,) = saved(meeting, sources, [b, c, a])
    assert error.code == "exchange"
    assert [row.source for row in meeting.reports.all()] == [a, b, c]
