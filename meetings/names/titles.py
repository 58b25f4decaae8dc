"""How alike the titles of two offices of one country or organisation are.

Whose office it is says its place in the archive, so that the title is compared without it: the Minister of
Foreign Affairs of Poland, the Polish Foreign Minister and the Minister for Foreign Affairs are one.
"""

import re
from collections.abc import Collection, Iterable

from .folding import fold
from .keys import word_key
from .likeness import (
    NOT_ALIKE,
    SMALL,
    Likeness,
    consonants_of,
    is_slip,
    meeting_keys_of_bodies,
)

_MOST_WORDS = 8
#: Words for one thing, each with the one that stands for them.
_SAID_OTHERWISE = {
    word_key(word): word_key(stands)
    for stands, said in {
        "chair": ("chairman", "chairwoman", "chairperson"),
        "deputy": ("vice",),
        "foreign": ("external",),
        "acting": ("interim",),
    }.items()
    for word in said
}
#: Words that an office has or leaves out.
_LEFT_OUT = frozenset(
    map(word_key, ("affairs", "relations", "federal", "his", "her", "excellency", "office"))
)
_SHORT = {word_key("premier"): ("prime", "minister"), word_key("fm"): ("foreign", "minister")}
#: How adjectives of countries end: Polish, Italian, Chinese, Iraqi, French.
_ADJECTIVE = re.compile("(ish|an|ese|i|ic|ch)$")


def words_of_party(names: Iterable[str]) -> frozenset[str]:
    """The words by which titles say whose office it is, from all names of a country or organisation."""
    found = {word_key(word) for name in names for word in fold(name).split()}
    return frozenset(found - SMALL)


def words_of_title(title: str, party: Collection[str] = ()) -> tuple[str, ...]:
    """The words by which a title is compared: without those that say whose office it is."""
    words: list[str] = []
    office: list[str] = []
    for word in fold(title).split():
        key = word_key(word)
        keys = list(map(word_key, _SHORT[key])) if key in _SHORT else [_SAID_OTHERWISE.get(key, key)]
        words += keys
        if not _is_of_party(word, key, party):
            office += keys
    telling = [key for key in office if key not in SMALL and key not in _LEFT_OUT]
    return tuple((telling or office or words)[:_MOST_WORDS])


def _is_of_party(word: str, key: str, party: Collection[str]) -> bool:
    if key in party:
        return True
    return bool(_ADJECTIVE.search(word)) and any(key[:3] == one[:3] for one in party if len(one) > 3)


def meeting_keys_of_titles(words: tuple[str, ...]) -> set[str]:
    """The keys of a title; two titles of one party that may be alike have one in common."""
    return meeting_keys_of_bodies(words) | {f"~ {' '.join(sorted(map(consonants_of, words)))}"}


def likeness_of_titles(one: tuple[str, ...], other: tuple[str, ...], names: Collection[str] = ()) -> Likeness:
    """How alike two titles are, given by ``words_of_title``.

    ``names`` are words that are no slip of one another: the ambassador to Niger is not the one to Nigeria.
    """
    if not one or not other:
        return NOT_ALIKE
    if sorted(one) == sorted(other):
        return Likeness(1.0, "the same title in another spelling or order")
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    if len(one) != len(other) or any(word in names for word in (*left, *right)):
        return NOT_ALIKE
    if sorted(map(consonants_of, one)) == sorted(map(consonants_of, other)):
        return Likeness(0.92, "the same title but for vowels")
    if len(left) == len(right) == 1 and is_slip(left[0], right[0]):
        return Likeness(0.8, "the titles differ by a letter")
    return NOT_ALIKE
