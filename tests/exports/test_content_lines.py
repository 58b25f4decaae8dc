"""The lines of calendars: what RFC 5545 says of escaping and folding."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exports.content_lines import folded, text

_UNESCAPED = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}


def unfolded(lines: str) -> str:
    return re.sub("\r\n ", "", lines)


def unescaped(value: str) -> str:
    return re.sub(r"\\.", lambda found: _UNESCAPED[found[0]], value)


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\r\n"), max_size=400))
def test_a_line_of_any_text_is_folded_at_75_octets_and_is_whole_again(line):
    lines = folded(line)
    assert unfolded(lines) == f"{line}\r\n"
    assert [part for part in lines.encode().split(b"\r\n") if len(part) > 75] == []


def test_a_line_is_folded_where_it_has_to_be_and_not_before():
    assert folded("a" * 75) == "a" * 75 + "\r\n"
    assert folded("a" * 150) == "\r\n ".join(["a" * 75, "a" * 74, "a"]) + "\r\n"
    # Of two octets each: the 38th would end in the 76th octet.
    assert folded("ə" * 75) == "\r\n ".join(["ə" * 37, "ə" * 37, "ə"]) + "\r\n"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=100))
def test_any_text_can_be_read_back(value):
    escaped = text(value)
    assert unescaped(escaped) == value
    assert ("\n" in escaped, re.findall(r"(?<!\\)(?:\\\\)*[;,]", escaped)) == (False, [])


def test_ends_of_lines_are_one_and_control_characters_none():
    assert text("one\r\ntwo\nthree\rfour\x00\x1b\x7f") == "one\\ntwo\\nthreefour"
