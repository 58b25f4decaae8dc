"""What differs between two forms: nothing where they are equal, and every part that changed."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.record.changes import Change, Sign, differences
from tests.exports import sample

#: What a form's lists of plain items may gain, lose or have in another order.
LISTS = ("texts", "occasions", "topics", "participations", "sources", "statements")


def leaves(value, path=()):
    """The paths to everything in a form that is no list or mapping."""
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, part in enumerate(value) for leaf in leaves(part, (*path, place))]
    return [path]


def with_leaf(form: dict, path: tuple, value) -> dict:
    changed = copy.deepcopy(form)
    target = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return changed


def at(form: dict, path: tuple):
    for step in path:
        form = form[step]
    return form


def other(path: tuple, value):
    """Another value that may stand there, which the form does not have."""
    if value is None:
        return 2 if path[-1] == "participation" else sample.reference("zyzzyva", "Zyzzyva")
    if isinstance(value, bool):
        return not value
    return value + 90 if isinstance(value, int) else "zyzzyva"


PATHS = leaves(sample.form())
MUTATIONS = st.lists(st.sampled_from(PATHS), max_size=4, unique=True)


def test_equal_forms_have_no_difference():
    assert differences(sample.form(), sample.form()) == []


@settings(deadline=None)
@given(st.sampled_from(PATHS))
def test_every_changed_leaf_is_reported_under_its_part_of_the_form(path):
    old = sample.form()
    value = other(path, at(old, path))
    found = differences(old, with_leaf(old, path, value))
    assert [change for change in found if change.property == path[0]] != []
    assert any(json.dumps(value) in json.dumps(change.new) for change in found if change.property == path[0])


@settings(deadline=None)
@given(st.sampled_from(PATHS))
def test_a_change_backwards_is_reported_too(path):
    new = sample.form()
    old = with_leaf(new, path, other(path, at(new, path)))
    assert path[0] in {change.property for change in differences(old, new)}


@settings(deadline=None)
@given(MUTATIONS, MUTATIONS, st.randoms(use_true_random=False))
def test_there_is_a_difference_exactly_where_forms_differ(first, second, random):
    forms = []
    for paths in (first, second):
        form = sample.form()
        for path in paths:
            form = with_leaf(form, path, other(path, at(form, path)))
        if random.random() < 0.5:
            random.shuffle(form[random.choice(LISTS)])
        if random.random() < 0.5 and (entries := form[random.choice(LISTS)]):
            entries.pop(random.randrange(len(entries)))
        forms.append(form)
    assert (differences(*forms) == []) == (forms[0] == forms[1])


def test_a_new_participant_in_front_is_the_only_difference():
    old, new = sample.form(), sample.form()
    guest = copy.deepcopy(new["participations"][1]) | {"person": sample.reference("bo-guest", "Bo Guest")}
    new["participations"].insert(0, guest)
    for statement in new["statements"]:
        if statement["participation"] is not None:
            statement["participation"] += 1
    assert differences(old, new) == [Change("participations", Sign.ADDED, guest, new=guest)]


def test_a_statement_about_a_participant_who_is_gone_is_no_longer_about_the_same():
    old, new = sample.form(), sample.form()
    gone = new["participations"].pop(1)
    new["statements"][1]["participation"] = 1
    new["statements"][2]["participation"] = 2
    found = differences(old, new)
    assert [(change.property, change.sign, change.part) for change in found] == [
        ("participations", Sign.REMOVED, ""),
        ("statements", Sign.CHANGED, "participation"),
    ]
    assert found[0].old == gone


def test_participants_are_recognised_by_the_party_where_nobody_is_named():
    old, new = sample.form(), sample.form()
    new["participations"][2]["role_as_printed"] = "the Deputy Foreign Minister"
    [change] = differences(old, new)
    assert (change.part, change.old, change.new) == (
        "role_as_printed",
        "the Foreign Minister",
        "the Deputy Foreign Minister",
    )


def test_another_date_is_one_difference_and_its_bounds_are_none():
    found = differences(sample.form(), sample.form(date=sample.day("2022-09-23", "inferred")))
    assert [(change.part, change.old, change.new) for change in found] == [
        ("edtf", "2022-09-22", "2022-09-23"),
        ("basis", "stated", "inferred"),
    ]


def test_another_order_is_a_difference():
    old, new = sample.form(), sample.form()
    new["topics"].reverse()
    assert differences(old, new) == [Change("topics", Sign.REORDERED)]


def test_what_is_not_known_by_name_is_compared_as_it_stands():
    old, new = sample.form(), sample.form(weather="rain")
    assert differences(old, new) == [Change("weather", Sign.ADDED, new="rain")]
