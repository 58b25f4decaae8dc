"""How alike two names are, and under which keys names that may be alike meet.

Whoever looks for doubles among many names compares only those that share a key, so that the work grows with
the number of names and not with its square.
"""

import re
from dataclasses import dataclass

from .keys import match_key, word_key

#: Names of more words are compared by their first ones.
_MOST_WORDS = 6
#: A letter more or less makes another name of a short word.
_LONG = 5
_VOWELS = re.compile("[aeiouy]")
#: Words by which nobody tells two bodies apart.
SMALL = frozenset(
    map(
        word_key,
        (
            "a", "an", "and", "at", "by", "d", "de", "del", "der", "des", "di", "die", "du", "et", "for",
            "für", "in", "la", "le", "les", "of", "on", "the", "to", "und", "von", "y",
        ),
    )
)  # fmt: skip
_BRITISH = re.compile("tre$")
#: How one word is spelt here and there, after ``word_key``.
_SPELT = (
    (re.compile("our$"), "or"),
    (re.compile("ence$"), "ense"),
    (re.compile("is(e|ed|ing|ation|ations)$"), r"iz\1"),
    (re.compile("grame(s?)$"), r"gram\1"),
    (re.compile("(?<=[^aeious]i)es$|(?<=[^sui])s$"), ""),
)


@dataclass(frozen=True)
class Likeness:
    """How alike two names are, from 0 to 1, and why."""

    score: float
    why: str


NOT_ALIKE = Likeness(0.0, "")


def words_of(name: str) -> tuple[str, ...]:
    """The words by which a name is compared."""
    return tuple(match_key(name).split()[:_MOST_WORDS])


def words_of_body(name: str) -> tuple[str, ...]:
    """The words by which the name of an organisation or place is compared: those that tell something."""
    words = [_BRITISH.sub("ter", word) for word in match_key(name).split()]
    telling = [word for word in words if word not in SMALL]
    return tuple((telling or words)[:_MOST_WORDS])


def words_of_topic(name: str) -> tuple[str, ...]:
    """The words by which the name of a topic is compared: whether it is one or many, in either spelling."""
    found = []
    for word in words_of_body(re.sub(r"\b([Cc])o-op", r"\1oop", name)):
        for pattern, spelt in _SPELT:
            word = pattern.sub(spelt, word)
        found.append(word)
    return tuple(found)


def meeting_keys_of_topics(words: tuple[str, ...]) -> set[str]:
    """The keys of a topic: those of a body, and of a single word also itself without any one letter."""
    found = meeting_keys_of_bodies(words)
    if len(words) == 1 and len(words[0]) > _LONG:
        (word,) = words
        found |= {f"? {word}", *(f"? {word[:place]}{word[place + 1 :]}" for place in range(len(word)))}
    return found


def meeting_keys_of_bodies(words: tuple[str, ...]) -> set[str]:
    """The keys of a body: those of every name, and all its words but one, which may be misspelt.

    Bodies share their words with many others, so that two words alone are no key.
    """
    found = meeting_keys(words)
    for left_out in range(len(words)) if len(words) > 2 else ():
        rest = sorted(consonants_of(word) for place, word in enumerate(words) if place != left_out)
        found.add(f"- {' '.join(rest)}")
    return found


def meeting_keys(words: tuple[str, ...]) -> set[str]:
    """The keys of a name; two names that may be alike have one in common.

    A word with the initial of another meets initials, left-out middle names and changed order; the
    consonants of all words meet vowels that were heard otherwise.
    """
    if len(words) < 2:
        return {f"= {word}" for word in words}
    found = {f"= {' '.join(sorted(words))}", f"~ {' '.join(sorted(map(consonants_of, words)))}"}
    for one in words:
        for other in words:
            if one is not other and len(one) > 1:
                found.add(f"{consonants_of(one)} {other[0]}")
    return found


def consonants_of(word: str) -> str:
    """A word without its vowels, but for one that it begins with."""
    return word[0] + _VOWELS.sub("", word[1:])


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """How alike two names are, given by ``words_of``."""
    if not one or not other:
        return NOT_ALIKE
    if sorted(one) == sorted(other):
        return Likeness(1.0 if len(one) > 1 else 0.75, "the same name in another spelling or order")
    if len(one) < 2 or len(other) < 2:
        return NOT_ALIKE
    if sorted(map(consonants_of, one)) == sorted(map(consonants_of, other)):
        return Likeness(0.92, "the same name but for vowels")
    shorter, longer = sorted((one, other), key=len)
    if set(shorter) < set(longer) and len(shorter) > 1:
        return Likeness(0.85, "one name holds the other")
    if _agree_by_initials(shorter, longer):
        return Likeness(0.8, "the same family name, the other names agree by their initials")
    return _by_letters(one, other)


def likeness_of_bodies(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """How alike the names of two organisations or places are.

    A person leaves names out or gives their initials; a body that is called more, or otherwise in one word,
    is another one: a council of the union is not the union.
    """
    if sorted(one) == sorted(other) and len(one) > 1:
        return Likeness(1.0, "the same name in another spelling or order")
    if one == other and one:
        return Likeness(0.75, "the same name in another spelling or order")
    if len(one) > 1 and sorted(map(consonants_of, one)) == sorted(map(consonants_of, other)):
        return Likeness(0.92, "the same name but for vowels")
    # A last letter is another ending, not a slip: the European Council and the Council of Europe.
    same_endings = sorted(word[-1] for word in one) == sorted(word[-1] for word in other)
    return _by_letters(one, other) if len(one) > 1 and same_endings else NOT_ALIKE


def likeness_of_topics(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """How alike the names of two topics are: as those of bodies, and a single long word may be misspelt."""
    if len(one) == len(other) == 1 and one != other:
        long = min(len(one[0]), len(other[0])) > _LONG
        return (
            Likeness(0.8, "the names differ by a letter") if long and is_slip(one[0], other[0]) else NOT_ALIKE
        )
    if one and sorted(one) == sorted(other):
        return Likeness(1.0, "the same name in another spelling or order")
    return likeness_of_bodies(one, other)


def _agree_by_initials(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether each word of one is a word of the other or its initial, with a whole word in common."""
    left = list(longer)
    whole = initials = 0
    for word in sorted(shorter, key=len, reverse=True):
        match = next((found for found in left if found == word), None)
        if match is not None and len(word) > 1:
            whole += 1
        else:
            short = (found for found in left if 1 in (len(found), len(word)) and found[0] == word[0])
            match = next(short, None)
            initials += match is not None
        if match is None:
            return False
        left.remove(match)
    return whole > 0 and initials > 0


def _by_letters(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Whether the words are the same but for one letter of one long word."""
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    if len(one) != len(other) or len(left) != 1 or len(right) != 1:
        return NOT_ALIKE
    alike = is_slip(left[0], right[0])
    return Likeness(0.8, "the names differ by a letter") if alike else NOT_ALIKE


def is_slip(one: str, other: str) -> bool:
    """Whether one of two words may be the other misspelt: long ones that a letter tells apart."""
    return min(len(one), len(other)) >= _LONG and _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one word becomes the other by one letter more, less or other, or by two that change places.

    A number is never a slip of another.
    """
    if not (one.isalpha() and other.isalpha()):
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    mine, its = one[start:], other[start:]
    return (
        mine[1:] == its[1:]
        or mine[1:] == its
        or mine == its[1:]
        or (mine[:2] == its[1::-1] and mine[2:] == its[2:])
    )
