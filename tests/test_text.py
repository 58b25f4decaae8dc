import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.text import clean_line, clean_text, has_lost_characters, looks_double_encoded

anything = st.text(st.characters(codec=None, categories=None), max_size=60)
#: What breaks cleaners: joiners, marks that decompose, overrides, line ends, emoji, tags.
mean = st.text(
    st.sampled_from(
        "aé\u0301\u0344\u0316\u200b\u200c\u200d\u202e\u2066\u00ad\ufeff\u00a0\x00\r\n\t\x0b\x85\u2028"
        "ب\u0e33\ud800\uffff👩💻\ufe0f🏴\U000e0067\U000e007f \u1100\u1161?"
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("e\u0301", "é"),
        ("S\u0327", "Ş"),
        ("Nikola\u00a0 Dimitrov \n", "Nikola Dimitrov"),
        ("Secretary of\r\nState", "Secretary of State"),
        ("Lav\u200brov\ufeff", "Lavrov"),
        ("Lav\u00adrov", "Lavrov"),
        ("\u202eevil\u202c name", "evil name"),
        ("\u2067عراقجي\u2069", "عراقجي"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("\u200d\u200c", ""),
        ("La\u200dv\u200crov", "Lavrov"),
        (" \t\n\u2003 ", ""),
        ("", ""),
    ],
)
def test_a_line_is_normalised_and_stripped_of_what_nobody_sees(printed: str, kept: str) -> None:
    assert clean_line(printed) == kept


@pytest.mark.parametrize(
    "spelling",
    [
        "👩\u200d💻",
        "🏳\ufe0f\u200d🌈",
        "می\u200cخواهم",
        "क्\u200dष",
        "🇺🇸 Jeff Hovenier",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_joiners_and_tags_stay_where_they_are_spelling(spelling: str) -> None:
    assert clean_line(spelling) == spelling


def test_tag_characters_outside_a_flag_are_removed() -> None:
    assert clean_line("Lavrov" + "".join(chr(0xE0000 + ord(c)) for c in "ignore")) == "Lavrov"


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb  \n\n c ", "a\tb  \n\n c "),
        ("\ufeffbegins", "begins"),
        ("e\u0301\x00\x1b", "é"),
        ("\u202dspoofed\u202c", "spoofed"),
        ("می\u200cخواهم 👩\u200d💻", "می\u200cخواهم 👩\u200d💻"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_a_text_keeps_its_lines_and_loses_only_what_cannot_be_stored_or_deceives(
    printed: str, kept: str
) -> None:
    assert clean_text(printed) == kept


@given(anything | mean)
def test_cleaning_twice_changes_nothing(value: str) -> None:
    assert clean_line(clean_line(value)) == clean_line(value)
    assert clean_text(clean_text(value)) == clean_text(value)


@given(anything | mean)
def test_what_is_cleaned_can_be_stored_and_is_in_normal_form(value: str) -> None:
    for cleaned in (clean_line(value), clean_text(value)):
        assert cleaned.encode().decode() == cleaned
        assert cleaned.count("\x00") == 0
        assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_line(value).splitlines() in ([], [clean_line(value)])


@settings(max_examples=5, deadline=2000)
@given(st.sampled_from(["\u0301\u0316", "\u0344", "\u0301"]), st.sampled_from([clean_line, clean_text]))
def test_a_hundred_thousand_marks_on_one_letter_take_no_time(marks: str, clean) -> None:  # type: ignore[no-untyped-def]
    cleaned = clean("a" + marks * (100_000 // len(marks)))
    assert len(cleaned) <= 31
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "value", ["Laj?ák", "LAJ?ÁK", "Au?enminister", "Gespr?ch", "Mu??oz", "Gespr\ufffdch", "Bo\ufffd"]
)
def test_a_question_mark_or_replacement_character_in_a_word_is_a_lost_character(value: str) -> None:
    assert has_lost_characters(value) is True


@pytest.mark.parametrize(
    "value", ["", "Really?", "Really?Yes", "https://example.org/a?b=c", "2022?", "? ?", "Lajčák"]
)
def test_other_question_marks_are_punctuation(value: str) -> None:
    assert has_lost_characters(value) is False


@pytest.mark.parametrize(
    "value",
    [
        "Piqué",
        "Fédération",
        "Çavuşoğlu",
        "Lajčák",
        "Məmmədyarov",
        "Лавров",
        "João — “Šefčovič”",
        "Μητσοτάκης",
        "عراقجي",
        "’s",
        "🇺🇸",
    ],
)
@pytest.mark.parametrize("misread_as", ["cp1252", "latin-1"])
def test_text_read_in_the_wrong_encoding_gets_a_repair_proposed(value: str, misread_as: str) -> None:
    damaged = "".join(
        bytes([byte]).decode(misread_as, errors="ignore") or chr(byte) for byte in value.encode()
    )
    assert looks_double_encoded(damaged) == value


def test_text_damaged_twice_is_repaired_whole() -> None:
    assert looks_double_encoded("PiquÃƒÂ©") == "Piqué"


@pytest.mark.parametrize(
    "value", ["", "Piqué", "São João", "IRMÃ» e", "«café»…", "AÑO", "JoAPound o", "Ørsted", "Lajčák"]
)
def test_sound_text_gets_no_repair_proposed(value: str) -> None:
    assert looks_double_encoded(value) is None


@given(anything)
def test_looking_for_damage_never_fails(value: str) -> None:
    assert has_lost_characters(value) in (True, False)
    assert looks_double_encoded(value) != value
