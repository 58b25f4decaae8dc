"""Which words of a text went and which came."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.record.wording import GONE, MOST_WORDS, NEW, SAME, word_changes

TEXTS = st.lists(st.sampled_from(["gas", "grain", "and", ",", "\n", " ", "外務", "大臣", "ə"])).map(" ".join)


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text()), st.one_of(TEXTS, st.text()))
def test_the_stretches_make_up_both_texts(old, new):
    found = word_changes(old, new)
    assert "".join(text for sign, text in found if sign != NEW) == old
    assert "".join(text for sign, text in found if sign != GONE) == new


@settings(deadline=None)
@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert word_changes(text, text) == ([(SAME, text)] if text else [])


def test_only_the_words_that_changed_are_marked():
    assert word_changes("They spoke of gas, at length.", "They spoke of grain, at length.") == [
        (SAME, "They spoke of "),
        (GONE, "gas,"),
        (NEW, "grain,"),
        (SAME, " at length."),
    ]


def test_a_script_without_spaces_is_compared_by_character():
    assert word_changes("外務大臣", "外務次官") == [(SAME, "外務"), (GONE, "大臣"), (NEW, "次官")]


def test_long_texts_are_compared_in_bounded_time():
    words = [f"w{place * 7919 % 150}" for place in range(100_000)]
    begun = time.process_time()
    assert len(word_changes(" ".join(words), " ".join(words[::-1]))) == 2
    near = words[: MOST_WORDS // 2 - 1]
    word_changes(" ".join(["a", *near, "b"]), " ".join(["c", *near[::-1], "d"]))
    assert time.process_time() - begun < 5
