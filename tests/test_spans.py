"""Places in a text: in code points, never within a character, found whatever copying did to the words."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.text import Span, clean_text, find, from_utf16, whole

#: What spans stumble over: pairs of UTF-16, joiners, flags, marks, spaces of many kinds, what nobody sees.
mean = st.text(
    st.sampled_from("ab éə\u0301\u0323\u00ad\u200b\u200d\ufe0f\u00a0\u2009\n\t👩💻🏽🇦🇿🏴\U000e0067عش語."),
    max_size=40,
).map(clean_text)


@st.composite
def texts_with_places(draw) -> tuple[str, int, int]:
    text = draw(mean)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(mean, st.data())
def test_places_of_a_browser_are_those_of_the_archive(text, data):
    place = data.draw(st.integers(0, len(text)))
    units = len(text[:place].encode("utf-16-le")) // 2
    assert from_utf16(text, units) == place


@pytest.mark.parametrize(
    ("units", "place"), [(-3, 0), (0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (99, 3)]
)
def test_a_place_within_a_pair_is_that_before_it_and_one_outside_is_an_end(units, place):
    assert from_utf16("👩x💻", units) == place


@given(texts_with_places())
def test_a_span_is_made_whole_once_and_has_no_space_at_its_ends(given_span):
    text, start, end = given_span
    found = whole(text, Span(start, end))
    if found is None:
        assert not text[start:end].strip()
        return
    assert whole(text, found) == found
    assert text[found.start : found.end].strip() == text[found.start : found.end]
    assert found.start <= start + len(text[start:end]) - len(text[start:end].lstrip())


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("I thank 🇺🇸 Ambassador Hovenier", "🇺", "🇺🇸"),
        ("🇦🇿🇵🇱", "🇵", "🇵🇱"),
        ("a 👩‍💻 b", "👩", "👩‍💻"),
        ("a 👍🏽 b", "🏽", "👍🏽"),
        ("x̣ y", "x", "x̣"),
        ("  in New York \n", " in New York \n", "in New York"),
    ],
)
def test_no_character_that_a_reader_sees_is_cut(text, part, kept):
    start = text.index(part)
    span = whole(text, Span(start, start + len(part)))
    assert text[span.start : span.end] == kept


@st.composite
def texts_with_seen_words(draw) -> tuple[str, int, int]:
    """From something that is seen to something that is, so that few are passed over below."""
    text = clean_text(f"{draw(mean)}a{draw(mean)}b")
    seen = [place for place, character in enumerate(text) if character.strip() and _visible(character)]
    start = draw(st.sampled_from(seen))
    return text, start, 1 + draw(st.sampled_from([place for place in seen if place >= start]))


@given(texts_with_seen_words())
def test_words_are_found_where_they_were_copied_from(given_span):
    text, start, end = given_span
    span = whole(text, Span(start, end))
    assume(span is not None and _visible(text[span.start : span.end]))
    copied = text[span.start : span.end]
    found = find(text, copied, most=1_000)
    assert any(one.start <= span.start and span.end <= one.end for one in found)


def _visible(words: str) -> bool:
    """Whether something of ``words`` is seen, at both ends: what is not seen cannot be copied by itself."""
    unseen = {"Cf", "Mn"}
    return not ({unicodedata.category(words[0]), unicodedata.category(words[-1])} & unseen)


@pytest.mark.parametrize(
    "copied",
    [
        "Secretary of State Antony",
        "Secretary  of\nState\u00a0Antony",
        "Secretary of State An\u00adtony",
        " Secretary of State Antony\n",
        "\ufeffSecretary of State Antony",
    ],
)
def test_other_spaces_line_ends_and_soft_hyphens_are_passed_over(copied):
    text = "The 🇺🇸 Secre\u00adtary of\nState\u00a0Antony J. Blinken"
    (span,) = find(text, copied)
    assert text[span.start : span.end] == "Secre\u00adtary of\nState\u00a0Antony"


def test_decomposed_words_are_found_in_a_text_that_is_composed():
    text = clean_text("met Dimitar Kovačevski")
    (span,) = find(text, unicodedata.normalize("NFD", "Kovačevski"))
    assert text[span.start : span.end] == "Kovačevski"


def test_every_place_is_found_and_other_letters_are_not():
    text = "in New York, then in New York"
    assert find(text, "in New York") == [Span(0, 11), Span(18, 29)]
    assert find(text, "in New York", most=1) == [Span(0, 11)]
    assert find(text, "In new york") == []
    assert find(text, " \u00ad ") == []
    assert find("", "x") == []


def test_a_hundred_thousand_characters_are_searched():
    text = "a " * 50_000
    assert len(find(text, "a a")) == 100
