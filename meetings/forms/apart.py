"""What two texts have apart: the words that went and the words that came, in bounded work.

Nothing here knows a request, a form or the database.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, WENT, CAME = "same", "went", "came"
#: Comparing takes at worst the product of both lengths; beyond this, larger pieces are compared.
MOST_PAIRS = 250_000
#: Of an unchanged stretch so many characters are shown around what changed, and of a changed one so many.
AROUND, MOST_SHOWN = 160, 8_000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, that went or that came. ``left_out`` characters follow unshown."""

    kind: str
    text: str
    left_out: int = 0


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts in one: what is the same and went makes ``before``, what is the same and came ``after``.

    Words are compared; of texts in which too much changed for that, lines; of texts without such lines all
    that lies between the first and the last change is one piece.
    """
    return list(_joined(_compared(before, after, (_WORDS, _LINES))))


def _compared(before: str, after: str, ways: tuple[re.Pattern, ...]) -> Iterator[Piece]:
    old, new = ways[0].findall(before), ways[0].findall(after)
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    middle = old[first : len(old) - last], new[first : len(new) - last]
    yield Piece(SAME, "".join(old[:first]))
    if len(middle[0]) * len(middle[1]) <= MOST_PAIRS:
        yield from _matched(*middle)
    elif len(ways) > 1:
        yield from _compared("".join(middle[0]), "".join(middle[1]), ways[1:])
    else:
        yield Piece(WENT, "".join(middle[0]))
        yield Piece(CAME, "".join(middle[1]))
    yield Piece(SAME, "".join(old[len(old) - last :]))


def _common(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    found = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        found += 1
    return found


def _matched(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(old[i:j]))
        else:
            yield Piece(WENT, "".join(old[i:j]))
            yield Piece(CAME, "".join(new[k:m]))


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and neighbours as one; a lone space between two changes is part of the change."""
    stretches: list[list[str]] = []  # what is the same, then what went and came after it, and so on
    for piece in found:
        if not piece.text:
            continue
        if piece.kind == SAME and stretches and not (stretches[-1][1] or stretches[-1][2]):
            stretches[-1][0] += piece.text
        elif piece.kind == SAME:
            stretches.append([piece.text, "", ""])
        else:
            if not stretches:
                stretches.append(["", "", ""])
            changed = 1 if piece.kind == WENT else 2
            stretches[-1][changed] += piece.text
    for same, went, came in _with_spaces(stretches):
        yield from (Piece(kind, text) for kind, text in ((SAME, same), (WENT, went), (CAME, came)) if text)


def _with_spaces(stretches: list[list[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for same, went, came in stretches:
        if found and same.isspace() and (went or came):
            found[-1][1] += same + went
            found[-1][2] += same + came
        else:
            found.append([same, went, came])
    return found


def shown(found: list[Piece]) -> list[Piece]:
    """The pieces as a page shows them: long ones shortened, with how much was left out."""
    last = len(found) - 1
    return [piece for place, one in enumerate(found) for piece in _shortened(one, place == 0, place == last)]


def _shortened(piece: Piece, first: bool, last: bool) -> Iterator[Piece]:
    text = piece.text
    if piece.kind != SAME:
        yield Piece(piece.kind, text[:MOST_SHOWN], max(0, len(text) - MOST_SHOWN))
        return
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if first and last:
        head = AROUND
    if len(text) <= head + tail + AROUND:
        yield piece
        return
    yield Piece(SAME, text[:head], len(text) - head - tail)
    if tail:
        yield Piece(SAME, text[-tail:])
