"""Marking the words of a search in a text."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.search import pieces, read_query, snippet


def marked(text: str, query: str) -> str:
    return "".join(
        f"[{piece.text}]" if piece.hit else piece.text for piece in pieces(text, read_query(query))
    )


def test_a_word_is_marked_in_any_spelling_in_which_the_search_finds_it():
    assert marked("Dimitar Kovačevski, then Prime Minister", "kovachevski MINISTER") == (
        "Dimitar [Kovačevski], then Prime [Minister]"
    )


def test_a_prefix_marks_the_whole_word_and_an_unwanted_word_nothing():
    assert marked("Energy and energies", "energ* -and") == "[Energy] and [energies]"


def test_a_part_of_a_word_is_not_marked():
    assert marked("The Polish of Poland", "pol") == "The Polish of Poland"


@given(st.text(max_size=200), st.text(alphabet="abcç ıİ'’\"-*", min_size=1, max_size=20))
def test_pieces_join_to_the_text_again(text, typed):
    try:
        query = read_query(typed)
    except ValueError:
        return
    if query is not None:
        assert "".join(piece.text for piece in pieces(text, query)) == text


def test_a_snippet_shows_the_first_hit_with_words_around_it():
    texts = ["nothing here", "word " * 60 + "gas was discussed " + "word " * 60]
    found = snippet(texts, read_query("gas"))
    assert [piece.text for piece in found if piece.hit] == ["gas"]
    whole = "".join(piece.text for piece in found)
    assert (whole[:6], whole[-6:], len(whole) < 200) == ("… word", "word …", True)


def test_texts_without_a_hit_have_no_snippet():
    assert snippet(["one", "two"], read_query("three")) == []
