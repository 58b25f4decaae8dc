"""Two texts word by word: nothing of either is lost, and no pair of texts takes long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.forms import apart
from meetings.forms.apart import CAME, SAME, WENT, Piece, pieces, shown

WORDS = st.lists(
    st.sampled_from(["the", "minister", "met", "his", " ", "\n", ".", "Ünïcödé", "会"]), max_size=40
)


@settings(max_examples=200, deadline=None)
@given(WORDS.map("".join) | st.text(max_size=60), WORDS.map("".join) | st.text(max_size=60))
def test_the_pieces_make_both_texts_again(before, after):
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.kind != CAME) == before
    assert "".join(one.text for one in found if one.kind != WENT) == after
    assert all(one.text for one in found)
    assert (before == after) == all(one.kind == SAME for one in found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("Talks", "Talks", [(SAME, "Talks")]),
        ("", "Talks", [(CAME, "Talks")]),
        ("They talked.", "They talked about energy.",
         [(SAME, "They talked"), (CAME, " about energy"), (SAME, ".")]),
        ("one two three", "one four five", [(SAME, "one "), (WENT, "two three"), (CAME, "four five")]),
    ],
)  # fmt: skip
def test_words_that_went_and_came_are_told_in_their_place(before, after, told):
    assert [(one.kind, one.text) for one in pieces(before, after)] == told


def test_long_texts_are_compared_by_lines_and_then_as_a_whole_in_bounded_work():
    lines = [f"line {number} of the text\n" for number in range(400)]
    other = [*lines[:100], *(f"new {line}" for line in lines[100:300]), *lines[300:]]
    found = pieces("".join(lines), "".join(other))
    assert "".join(one.text for one in found if one.kind != CAME) == "".join(lines)
    words = " ".join(f"a{number}" for number in range(20_000)), " ".join(f"b{n}" for n in range(20_000))
    assert [one.kind for one in pieces(*words)] == [WENT, SAME, CAME] or len(pieces(*words)) == 2


def test_a_page_shows_a_bounded_part_and_says_how_much_it_leaves_out():
    before, after = "x " * 5_000 + "old" + " y" * 5_000, "x " * 5_000 + "n" * 9_000 + " y" * 5_000
    found = shown(pieces(before, after))
    assert [(one.kind, len(one.text), one.left_out) for one in found] == [
        (SAME, 0, 10_000 - apart.AROUND),
        (SAME, apart.AROUND, 0),
        (WENT, 3, 0),
        (CAME, apart.MOST_SHOWN, 9_000 - apart.MOST_SHOWN),
        (SAME, apart.AROUND, 10_000 - apart.AROUND),
    ]
    assert shown([Piece(SAME, "short")]) == [Piece(SAME, "short")]
