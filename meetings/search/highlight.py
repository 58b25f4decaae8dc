"""Where the words of a search stand in a text, so that a page can mark them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from meetings import names
from meetings.search.query import TextQuery
from meetings.search.words import split_words

_WORD = re.compile(r"[^\W_]+(?:[’'ʼ`][^\W_]+)*")
#: Of so many printed words a search remembers whether they fit it.
_WORDS_KNOWN = 20_000
#: How many characters of context a snippet keeps on each side of its first hit.
CONTEXT = 90


@dataclass(frozen=True)
class Piece:
    """A piece of a text; ``hit`` says that it is one of the words searched for."""

    text: str
    hit: bool


def pieces(text: str, query: TextQuery) -> list[Piece]:
    """``text`` cut into pieces that join to it again, the words that fit the query's marked.

    Every word of a phrase is marked by itself, in any spelling in which the search finds it.
    """
    found, end = [], 0
    for start, stop in hits(text, query):
        if start > end:
            found.append(Piece(text[end:start], hit=False))
        found.append(Piece(text[start:stop], hit=True))
        end = stop
    if end < len(text):
        found.append(Piece(text[end:], hit=False))
    return found


def hits(text: str, query: TextQuery) -> list[tuple[int, int]]:
    """Start and end (code points) of the words of ``text`` that fit the query's."""
    fits = _fitting(*query.marked)
    return [match.span() for match in _WORD.finditer(text) if fits[match[0]]]


def has_hit(text: str, query: TextQuery) -> bool:
    """Whether a word of ``text`` fits the query's."""
    fits = _fitting(*query.marked)
    return any(fits[word] for word in _WORD.findall(text))


class _Fitting(dict[str, bool]):
    """Of each printed word, whether it is one that is marked or begins as one; found out when asked."""

    def __init__(self, whole: frozenset[str], heads: tuple[str, ...]) -> None:
        super().__init__()
        self._whole, self._heads = whole, heads

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS_KNOWN:
            self.clear()
        forms, heads = _forms(word), self._heads
        begun = bool(heads and any(form.startswith(heads) for form in forms))
        self[word] = fits = begun or not self._whole.isdisjoint(forms)
        return fits


# A page has thousands of words, nearly all of which the page before had too.
_fitting = lru_cache(maxsize=20)(_Fitting)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    """What a printed word is found by. A page prints the same words again and again."""
    folded = split_words(names.fold(word))
    return (*folded, *(names.word_key(form) for form in folded))


def snippet(texts: Iterable[str], query: TextQuery) -> list[Piece]:
    """The first hit in the first of ``texts`` that has one, with some words around it; empty without one."""
    for text in texts:
        line = " ".join(text.split())
        places = hits(line, query)
        if places:
            return pieces(_window(line, *places[0]), query)
    return []


def _window(line: str, start: int, stop: int) -> str:
    """The part of ``line`` around a hit, cut at words."""
    first = line.find(" ", max(start - CONTEXT, 0), start) + 1 if start > CONTEXT else 0
    last = line.rfind(" ", stop, stop + CONTEXT) if len(line) > stop + CONTEXT else len(line)
    last = last if last > stop else stop
    return f"{'… ' if first else ''}{line[first:last]}{' …' if last < len(line) else ''}"
