"""Text as the archive stores it: normalised, and free of characters that hide or reorder other characters.

Everything is kept in Unicode normalisation form C (UAX #15). What a reader cannot see is taken away where it
can only do harm; what a script needs to be written correctly stays.
"""

import re
import unicodedata

# Above this many marks on one letter no language is being written, and normalising takes quadratic time
# (UAX #15, section 13, "stream-safe text format").
_MOST_MARKS = 30

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_PLANE_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
# C0 and C1 without tab and the line breaks, lone surrogates (not encodable) and noncharacters.
_UNSTORABLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")

# Embeddings, overrides and isolates reach past their own line; the three marks below do not.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)

_EMOJI = (
    "\u00a9\u00ae\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
# Arabic, Syriac and Mongolian join their letters; the scripts of India and their neighbours build clusters.
_JOINING = (
    "\u0600-\u0605\u0610-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
_JOINERS_AND_TAGS = re.compile(
    # The flags of England, Scotland and Wales spell their code in tag characters; elsewhere tags only hide.
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)"
    f"|(?P<emoji>(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}]))"
    f"|(?P<letters>(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]))"
    "|[\u200c\u200d\U000e0000-\U000e007f]"
)


def clean_line(value: str) -> str:
    """Return ``value`` as a name, title or other one-line field is stored.

    Normal form C; no control characters, zero-width characters, soft hyphens, byte order marks or
    bidirectional controls; every run of white space, no-break spaces and line ends included, is one space,
    and none is left at either end. A zero-width (non-)joiner stays in the two places where it is spelling:
    inside an emoji sequence, and between two letters of a joining script (Persian and Indic orthography);
    name keys ignore it there too. Variation selectors stay. Cleaning twice changes nothing.
    """
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    value = _UNSTORABLE.sub("", value)
    value = _INVISIBLE.sub("", value)
    value = _compose(value)
    value = _compose(_JOINERS_AND_TAGS.sub(_spelling_only, value))
    return " ".join(value.split())


def clean_text(value: str) -> str:
    r"""Return ``value`` as a text of several lines is stored: a summary, a note, the snapshot of a source.

    Normal form C; every kind of line end, form feeds included, is ``\n``; other control characters except
    tab, characters that cannot be stored, bidirectional embeddings, overrides and isolates, and a byte order
    mark in front are removed. Everything else stays where it is (joiners, soft hyphens, no-break and trailing
    spaces), so that code-point offsets into the result point at what the source printed. Cleaning twice
    changes nothing.
    """
    if value.isascii() and value.isprintable():
        return value
    value = _LINE_BREAKS.sub("\n", value)
    value = _UNSTORABLE.sub("", value)
    value = _BIDI_CONTROLS.sub("", value)
    return _compose(value.lstrip("\ufeff"))


def lower_first(value: str, language: str = "en") -> str:
    """Return ``value`` with a small first letter, as it stands inside a sentence; Azerbaijani has İ and I."""
    first = {"İ": "i", "I": "ı"}.get(value[:1]) if language == "az" else None
    return (first or value[:1].lower()) + value[1:]


def upper_first(value: str, language: str = "en") -> str:
    """Return ``value`` with a capital first letter, as it stands by itself."""
    first = {"i": "İ", "ı": "I"}.get(value[:1]) if language == "az" else None
    return (first or value[:1].upper()) + value[1:]


def _compose(value: str) -> str:
    """Normal form C in linear time, whatever is piled on one letter."""
    if value.isascii():
        return value
    if any(map(unicodedata.combining, value)):
        value = _without_piles(value)
    return unicodedata.normalize("NFC", value)


def _without_piles(value: str) -> str:
    kept: list[str] = []
    pile = 0
    for character in value:
        # Counted decomposed, since a few marks are two marks and would make the pile grow again.
        pile = pile + len(unicodedata.normalize("NFD", character)) if unicodedata.combining(character) else 0
        if pile <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _spelling_only(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup else ""
