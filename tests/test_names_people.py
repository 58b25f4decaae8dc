"""How names of persons are sorted, and which are no names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.names import fold, is_suspicious, sort_name

anything = st.text(st.characters(codec=None, categories=None), max_size=40)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Zbigniew Rau", "Rau, Zbigniew"),
        ("Abdullah", "Abdullah"),
        ("Dr Mochtar", "Mochtar"),
        ("Abdullah II", "Abdullah II"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Gianni De Michelis", "De Michelis, Gianni"),
        ("Alfonso de la Peña", "de la Peña, Alfonso"),
        ("Yousef Al Otaiba", "Al Otaiba, Yousef"),
        ("Mohammed bin Abdulrahman bin Jassim Al Thani", "Al Thani, Mohammed bin Abdulrahman bin Jassim"),
        ("Ismail Ould Cheikh Ahmed", "Ould Cheikh Ahmed, Ismail"),
        ("Reema bint Bandar", "bint Bandar, Reema"),
        ("Abdel Fattah el-Sisi", "el-Sisi, Abdel Fattah"),
        ("Al Gore", "Gore, Al"),
        ("Schaerer, Juan-Pedro", "Schaerer, Juan-Pedro"),
        ("王毅", "王毅"),
        ("  ", ""),
    ],
)
def test_without_more_knowledge_the_last_word_and_its_particles_sort_a_name(
    name: str, sorted_as: str
) -> None:
    assert sort_name(name) == sorted_as


@pytest.mark.parametrize(
    ("name", "family", "given_name", "sorted_as"),
    [
        ("João Gomes Cravinho", "Gomes Cravinho", "João", "Gomes Cravinho, João"),
        ("João Gomes Cravinho", "Gomes Cravinho", "", "Gomes Cravinho, João"),
        ("Kamikawa Yōko", "Kamikawa", "", "Kamikawa, Yōko"),
        ("Kamikawa Yōko", "", "Yōko", "Kamikawa, Yōko"),
        ("Gordan Grlić Radman", "Grlić Radman", "", "Grlić Radman, Gordan"),
        ("HE Dr. Abbas Araghchi", "Araghchi", "", "Araghchi, Abbas"),
        ("Soeharto", "Soeharto", "", "Soeharto"),
        ("Soeharto", "", "Soeharto", "Soeharto"),
        ("Cleverly", "Cleverly", "James", "Cleverly, James"),
        ("Anderson", "And", "", "And"),
    ],
)
def test_a_family_or_given_name_that_is_said_is_kept_whole(
    name: str, family: str, given_name: str, sorted_as: str
) -> None:
    assert sort_name(name, family, given_name) == sorted_as


@given(anything, st.just("") | anything, st.just("") | anything)
def test_any_name_can_be_sorted(name: str, family: str, given_name: str) -> None:
    assert sort_name(name, family, given_name).strip() == sort_name(name, family, given_name)


@given(st.lists(st.sampled_from("Ana de la Peña bin Al Thani von II Ould".split()), max_size=6))  # noqa: SIM905
def test_sorting_without_knowledge_loses_no_word(parts: list[str]) -> None:
    assert sorted(fold(sort_name(" ".join(parts))).split()) == sorted(fold(" ".join(parts)).split())


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "The name is empty."),
        (" \u00a0\u200b ", "The name is empty."),
        ("N/A", '"N/A" stands for a missing name; leave the name empty.'),
        ("n/a", '"n/a" stands for a missing name; leave the name empty.'),
        ("NA", '"NA" stands for a missing name; leave the name empty.'),
        ("TBC", '"TBC" stands for a missing name; leave the name empty.'),
        ("nil return", '"nil return" stands for a missing name; leave the name empty.'),
        ("Unknown", '"Unknown" stands for a missing name; leave the name empty.'),
        ("-", "The name has no letter in it."),
        ("2022", "The name has no letter in it."),
        ("🇺🇸", "The name has no letter in it."),
        ("x" * 201, "The name has 201 characters; the longest that is taken has 200."),
        ("E v a n s", "The letters stand apart, as after a scan; write the words together."),
        ("E V A N S", "The letters stand apart, as after a scan; write the words together."),
        ("N k obi", "The letters stand apart, as after a scan; write the words together."),
        ("https://example.org/rau", "This is an address, not a name."),
        ("www.example.org", "This is an address, not a name."),
        ("rau@example.org", "This is an address, not a name."),
        ("@ABZayed", '"@ABZayed" is the handle of an account; write the name of the person.'),
        ("Laj?ák", "A letter seems to have been lost or replaced; write the name as it is spelt."),
        (
            "JoAPound o Lourenco",
            "A letter seems to have been lost or replaced; write the name as it is spelt.",
        ),
        ("PiquÃ©", 'Letters are damaged: this may be "Piqué".'),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(value: str, reason: str) -> None:
    assert is_suspicious(value) == reason


@pytest.mark.parametrize(
    "value",
    [
        "U", "x" * 200, "Na Kyung-won", "Na", "He Lifeng", "J R R Tolkien", "J. R. R. Tolkien", "王 毅",
        "王毅", "Kim Il", "José Ortega y Gasset", "McDonald", "O'Brien", "d’Alembert", "João Lourenço",
        "Məmmədyarov", "عباس عراقجي", "Abdullah II", "Wetang'ula", "Abdullah", "Jos e Silva",
        "Robert'); DROP TABLE--",
    ],
)  # fmt: skip
def test_a_name_is_taken(value: str) -> None:
    assert is_suspicious(value) is None


@given(anything)
def test_any_text_is_a_name_or_gets_a_sentence(value: str) -> None:
    reason = is_suspicious(value)
    assert reason is None or (reason[0] in '"TAL' and reason[-1] == ".")
