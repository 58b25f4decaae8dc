"""Forms of parameters share their fields, and no question sees what another one asked."""

from django.http import QueryDict

from meetings.filters import MeetingFilterSet


def test_one_question_leaves_nothing_behind_for_the_next():
    first = MeetingFilterSet(QueryDict("from=2022-13&sort=oldest&kind=video&size=50"))
    second = MeetingFilterSet(QueryDict("kind=visit"))
    assert not first.is_valid()
    assert second.is_valid()
    assert [name for name, _errors in first.form.errors.items()] == ["from"]
    assert second.form.cleaned_data["kind"] == {"visit": 6}
    assert (second.form.cleaned_data["sort"], second.form.cleaned_data["size"]) == ("newest", 25)


def test_what_is_not_given_is_what_an_empty_value_is():
    empty = "&".join(f"{name}=" for name in MeetingFilterSet.base_filters)
    absent, given = MeetingFilterSet(QueryDict("")), MeetingFilterSet(QueryDict(empty))
    assert absent.is_valid()
    assert given.is_valid()
    assert absent.form.cleaned_data == given.form.cleaned_data
