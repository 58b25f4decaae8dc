"""Places in a text, counted in Unicode code points, and how words that were copied from it are found again.

A browser counts in units of UTF-16, in which an emoji is two; and what is copied from a page seldom comes as
it stands in the text: other spaces, other line ends, without the soft hyphens.
"""

import re
import unicodedata
from typing import NamedTuple

from .cleaning import clean_text

_SPACE = re.compile(r"\s")
#: What nobody sees and copying loses: soft hyphen, zero-width characters, marks of direction, variations.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_JOINER = "\u200d"
#: Colours of skin, and the letters of which flags of regions are spelt.
_MODIFIER = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")


class Span(NamedTuple):
    """From the code point ``start`` to before ``end``."""

    start: int
    end: int


def from_utf16(text: str, units: int) -> int:
    """The place in code points of a place in UTF-16 units, as browsers count; within a pair, that before it.

    What lies before the text is its beginning, and what lies behind it its end.
    """
    place = 0
    for character in text:
        units -= 2 if character > "\uffff" else 1
        if units < 0:
            break
        place += 1
    return place


def whole(text: str, span: Span) -> Span | None:
    """``span`` without white space at its ends, and grown so that it cuts no character that a reader sees.

    An accent stays with its letter, an emoji with what it is joined to, and a flag with both of its letters.
    ``None`` where only white space is left.
    """
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    while start > 0 and _goes_on(text, start):
        start -= 1
    while end < len(text) and _goes_on(text, end):
        end += 1
    return Span(start, end)


def _goes_on(text: str, place: int) -> bool:
    """Whether what stands at ``place`` belongs to the character before it."""
    before, here = text[place - 1], text[place]
    if before.isspace() or here.isspace():
        return False
    if here == _JOINER or before == _JOINER or _MODIFIER.match(here):
        return True
    if unicodedata.category(here) in ("Mn", "Mc", "Me"):
        return True
    return bool(_FLAG_LETTER.match(here)) and _flag_letters_before(text, place) % 2 == 1


def _flag_letters_before(text: str, place: int) -> int:
    found = 0
    while place - found > 0 and _FLAG_LETTER.match(text[place - found - 1]):
        found += 1
    return found


def find(text: str, words: str, *, most: int = 100) -> list[Span]:
    """Where ``words`` stand in ``text``, from the front; at most ``most`` places, which may overlap.

    ``text`` is as the archive stores it (normal form C). Every run of white space is as good as another, a
    line end or no-break space too, and characters that nobody sees are passed over on both sides. Letters,
    accents, capitals and punctuation have to be the same.
    """
    sought = "".join(" " if _SPACE.match(one) else one for one in _seen(clean_text(words)))
    sought = " ".join(sought.split())
    if not sought:
        return []
    reduced, places = _reduced(text)
    found: list[Span] = []
    at = reduced.find(sought)
    while at >= 0 and len(found) < most:
        last = at + len(sought)
        if span := whole(text, Span(places[at], places[last - 1] + 1)):
            found.append(span)
        at = reduced.find(sought, at + 1)
    return found


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _reduced(text: str) -> tuple[str, list[int]]:
    """``text`` as it is searched, and for each of its characters the place it has in ``text``."""
    characters: list[str] = []
    places: list[int] = []
    for place, one in enumerate(text):
        if _UNSEEN.match(one):
            continue
        if one.isspace():
            if characters and characters[-1] == " ":
                continue
            one = " "
        characters.append(one)
        places.append(place)
    return "".join(characters), places
