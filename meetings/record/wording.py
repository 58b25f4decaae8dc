"""Which words of a text were taken away and which were added."""

import re
from difflib import SequenceMatcher

#: Texts that differ in more words than these are not compared word by word: the one is gone, the other new.
MOST_WORDS = 2_000
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
#: A word with its punctuation, or one character of a script that is written without spaces.
_WORD = re.compile(rf"\s+|[{_CJK}]|[^\s{_CJK}]+")

SAME, GONE, NEW = "same", "gone", "new"


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """How ``old`` became ``new``: pairs of ``same``, ``gone`` or ``new`` and a stretch of text, in order.

    The stretches that are not ``new`` make up ``old``, those that are not ``gone`` make up ``new``. The work
    is bounded, however long the texts are.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    middle = before[start : len(before) - end], after[start : len(after) - end]
    found = [(SAME, "".join(before[:start])), *_middle(*middle), (SAME, "".join(before[len(before) - end :]))]
    return [(sign, text) for sign, text in found if text]


def _common(first: list[str], second: list[str]) -> int:
    """How many words both begin with."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def _middle(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    if max(len(before), len(after)) > MOST_WORDS:
        return [(GONE, "".join(before)), (NEW, "".join(after))]
    found = []
    for sign, i, j, k, m in SequenceMatcher(a=before, b=after).get_opcodes():
        if sign == "equal":
            found.append((SAME, "".join(before[i:j])))
        else:
            found += [(GONE, "".join(before[i:j])), (NEW, "".join(after[k:m]))]
    return found
