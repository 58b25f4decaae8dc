"""Three versions of a record, compared field by field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.forms.threeway import BOTH, THEIRS, WHOLE, YOURS, align, compare, settle, unchosen

VALUES = st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(sorted).map(tuple)
ROWS = st.fixed_dictionaries({"name": VALUES, "topics": VALUES})
SHEETS = st.dictionaries(st.sampled_from(["row-1", "row-2", "row-3"]), ROWS).flatmap(
    lambda rows: ROWS.map(lambda record: {"": record, **rows})
)


def sheet(name="", *topics, **rows):
    return {"": {"name": (name,) if name else (), "topics": tuple(topics)}, **rows}


def test_a_field_that_one_side_changed_is_theirs_or_yours_and_one_that_both_did_is_nobodys():
    before, theirs, yours = sheet("a"), sheet("b"), sheet("c")
    assert [one.default for one in compare(before, theirs, yours)] == [""]
    assert [one.default for one in compare(before, theirs, before)] == [THEIRS]
    assert [one.default for one in compare(before, before, yours)] == [YOURS]
    assert compare(before, theirs, theirs) == []


def test_both_changes_of_a_set_are_offered_where_they_are_a_third_answer():
    before, theirs, yours = sheet("", "a", "b"), sheet("", "a", "b", "c"), sheet("", "a", "d")
    (one,) = compare(before, theirs, yours, ["topics"])
    assert one.both == ("a", "c", "d")
    assert settle(theirs, [one], {one.key: BOTH})[""]["topics"] == ("a", "c", "d")
    (one,) = compare(before, theirs, before, ["topics"])
    assert one.both is None


def test_a_row_that_one_removed_and_the_other_changed_is_nobodys():
    row, changed = {"name": ("a",)}, {"name": ("b",)}
    with_row, without = {"": {}, "row-1": row}, {"": {}}
    (one,) = compare(with_row, without, {"": {}, "row-1": changed})
    assert (one.field, one.theirs, one.yours, one.default) == (WHOLE, None, changed, "")
    (one,) = compare(with_row, without, with_row)
    assert (one.default, settle(without, [one], {})) == (THEIRS, without)
    (one,) = compare(without, with_row, without)
    assert (one.default, settle(with_row, [one], {one.key: YOURS})) == (THEIRS, without)


def test_what_nobody_chose_cannot_be_settled():
    theirs = sheet("b")
    found = compare(None, theirs, sheet("c"))
    assert unchosen(found, {found[0].key: "nonsense"}) == found
    with pytest.raises(ValueError, match="nothing was chosen"):
        settle(theirs, found, {})


def test_rows_that_both_added_get_one_name_and_what_refers_to_them_follows():
    theirs = {"": {}, "people-7": {"person": ("1",)}}
    yours = {"": {}, "people-new-0": {"person": ("1",)}, "said-new-0": {"about": ("people-new-0",)}}
    assert align({"": {}}, theirs, yours, {"people": "person"}, "about") == {
        "": {},
        "people-7": {"person": ("1",)},
        "said-new-0": {"about": ("people-7",)},
    }


@settings(max_examples=60, deadline=None)
@given(SHEETS, SHEETS, SHEETS)
def test_choosing_one_side_throughout_gives_that_side_and_no_change_of_one_alone_is_asked_about(
    before, theirs, yours
):
    found = compare(before, theirs, yours, ["topics"])
    for side, wanted in ((THEIRS, theirs), (YOURS, yours)):
        assert settle(theirs, found, {one.key: side for one in found}) == wanted
    assert unchosen(compare(before, theirs, before), {}) == []
    assert unchosen(compare(before, before, yours), {}) == []
    assert settle(before, compare(before, before, yours), {}) == yours
