"""Signs that a text was damaged on its way: letters that were lost, and bytes that were read twice."""

import re

_LOST = re.compile(r"([^\W\d_])(?:\?{1,3}|\ufffd+)([^\W\d_])|[^\W\d_]\ufffd|\ufffd[^\W\d_]")


def has_lost_characters(value: str) -> bool:
    """Whether a letter seems to have been lost: ``Laj?ák``, ``Au?enminister``, or U+FFFD in a word.

    A question mark counts only between two letters, not in a web address, and not where a sentence ends
    without a space (``Really?Yes``).
    """
    for word in value.split():
        if "://" in word or word.startswith("www."):
            continue
        for match in _LOST.finditer(word):
            before, after = match.group(1), match.group(2)
            if before is None or "\ufffd" in match.group() or not (before.islower() and after.isupper()):
                return True
    return False


def _printed_bytes() -> dict[str, int]:
    """What each byte looks like when UTF-8 is read as Windows-1252 (or as Latin-1, where that has gaps)."""
    printed = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", errors="ignore")
        if character:
            printed[character] = byte
    return printed


_BYTE_OF = _printed_bytes()
_TAIL = "[" + "".join(re.escape(c) for c, byte in _BYTE_OF.items() if 0x80 <= byte < 0xC0) + "]"
_QUOTES = "«»‘’“”‹›–—…"
# Only sequences that spell scripts and punctuation met in diplomatic texts: Latin, Greek, Cyrillic, Hebrew,
# Arabic, the schwa of Azerbaijani, general punctuation, emoji; others only in runs, because "é»…" is French.
_DOUBLE_ENCODED = re.compile(
    f"[ÂÃÄÅÎÏÐÑ×ØÙÚÛ]{_TAIL}|É(?:™|\u0099)|Æ\u008f|È(?:™|\u0099|›|\u009b|˜|\u0098)"
    f"|â(?:€|\u0080){_TAIL}|ï»¿|ð{_TAIL}{{3}}|(?:[àáâãäåæçèéêëì]{_TAIL}{{2}}){{2,}}"
)


def looks_double_encoded(value: str) -> str | None:
    """Return the repair of UTF-8 that was read as Windows-1252 (``PiquÃ©`` gives ``Piqué``), else None.

    A proposal for an editor, never applied unasked. Ask before cleaning: cleaning removes the invisible
    characters that some damaged letters consist of.
    """
    repaired = value
    for _round in range(3):  # texts that went through the mill twice exist
        again = _DOUBLE_ENCODED.sub(_decoded, repaired)
        if again == repaired:
            break
        repaired = again
    return repaired if repaired != value else None


def _decoded(match: re.Match[str]) -> str:
    printed = match.group()
    following = match.string[match.end() : match.end() + 1]
    if len(printed) == 2 and printed[1] in _QUOTES and not following.isalpha():
        return printed  # a capital before a closing quotation mark or a dash: »IRMÃ«
    try:
        return bytes(_BYTE_OF[character] for character in printed).decode()
    except UnicodeDecodeError:
        return printed
