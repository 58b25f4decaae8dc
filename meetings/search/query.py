"""The words of a search: words in any spelling, "phrases", -excluded, and prefix*."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from meetings import names
from meetings.search.words import WORD_LENGTH, split_words

TEXT_LENGTH = 400
TERMS = 20
_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class QueryError(ValueError):
    """A text that cannot be searched for; ``reason`` says why in the reader's language."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Term:
    """One word, or several that have to follow one another; ``prefix`` lets the last one go on."""

    words: tuple[str, ...]
    prefix: bool = False

    @cached_property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The word sequences any of which will do: as folded, and as the match key collapses them."""
        keyed = tuple(names.word_key(word) for word in self.words)
        return (self.words,) if keyed == self.words else (self.words, keyed)


@dataclass(frozen=True)
class TextQuery:
    """All of ``wanted`` and none of ``unwanted``."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    @cached_property
    def marked(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The words that a page marks, and the beginnings of words."""
        whole = {word for term in self.wanted for spelling in term.spellings for word in spelling}
        heads = (spelling[-1] for term in self.wanted if term.prefix for spelling in term.spellings)
        return frozenset(whole), tuple(heads)


def read_query(text: str) -> TextQuery | None:
    """Read what somebody typed into the search field; ``None`` for nothing but space.

    Raises ``QueryError`` where the text is too long, has too many words, or no word at all.
    """
    if not text.strip():
        return None
    if len(text) > TEXT_LENGTH:
        said = _("A search has at most %(most)d characters; this one has %(given)d.")
        raise QueryError(said % {"most": TEXT_LENGTH, "given": len(text)})
    wanted, unwanted = [], []
    for found in _TERM.finditer(text):
        is_phrase = found["phrase"] is not None
        written = found["phrase"] if is_phrase else found["word"]
        words = tuple(word[:WORD_LENGTH] for word in split_words(names.fold(written)))
        if words:
            prefix = not is_phrase and written.endswith("*")
            (unwanted if found["minus"] else wanted).append(Term(words, prefix))
    if not wanted and not unwanted:
        raise QueryError(_("There is no word in this search."))
    if len(wanted) + len(unwanted) > TERMS:
        raise QueryError(_("A search has at most %(most)d words.") % {"most": TERMS})
    return TextQuery(tuple(wanted), tuple(unwanted))
