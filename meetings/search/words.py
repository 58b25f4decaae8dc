"""The words under which a published meeting is found, folded, in segments that no phrase crosses."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from meetings import names
from meetings.models import OtherName
from meetings.record import titles
from meetings.record.references import references_in

#: Stands between two segments; a word that no search can hold.
BOUNDARY = "¦"
WORD_LENGTH = 80
#: PostgreSQL counts positions up to 16,383; later words are found, but not as part of phrases.
WORDS_AT_MOST = 16_000
#: A ``tsvector`` takes a megabyte, positions included.
BYTES_AT_MOST = 800_000
#: Azerbaijani ə folds to e, but abroad it is mostly an a: Əliyev is Aliyev.
_AS_A = str.maketrans("əƏ", "aA")
#: Scripts written without spaces: every character is a word of its own, so that a part is found.
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def split_words(folded: str) -> list[str]:
    """The words of a folded text; characters of scripts without spaces stand alone."""
    return _UNSPACED.sub(r" \1 ", folded).split()


def words_of(form: dict, rows: dict, other_names: dict[tuple[str, int], list[str]]) -> str:
    """The searchable words of a published form.

    ``rows`` are the linked rows as ``references.refresh`` gives them, ``other_names`` their other names
    by kind and primary key. Names are indexed twice: as folded, and as their match keys collapse them; those
    with the letter ə also with an a in its place.
    """
    words: list[str] = []
    for text in form["texts"]:
        words += _segment(text["title"])
    # Names come before long texts: where there are more words than can be kept, it is not they that go.
    for name in sorted(set(_names(form, rows, other_names))):
        words += _words_of_name(name)
    for prose in _prose(form):
        words += _segment(prose)
    kept = [word[:WORD_LENGTH] for word in words[:WORDS_AT_MOST]]
    joined = " ".join(kept)
    # No character takes more than four bytes: only a very long text has to be measured word by word.
    return joined if 4 * len(joined) <= BYTES_AT_MOST else " ".join(_as_many_as_fit(kept))


def words_of_names(names_given: Iterable[str]) -> str:
    """The words under which something with these names is found."""
    return " ".join(word for name in sorted(set(names_given)) for word in _words_of_name(name))


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name, and those of its match key where they are others. The same names come again."""
    words: list[str] = []
    for spelling in spellings(name):
        folded = split_words(names.fold(spelling))
        keyed = [names.word_key(word) for word in folded]
        words += [*folded, BOUNDARY] if keyed == folded else [*folded, BOUNDARY, *keyed, BOUNDARY]
    return tuple(words)


def spellings(name: str) -> tuple[str, ...]:
    """A name as it is written, and where it has the letter ə also with an a in its place."""
    other = name.translate(_AS_A)
    return (name,) if other == name else (name, other)


def _segment(text: str) -> list[str]:
    return [*split_words(names.fold(text)), BOUNDARY]


def _as_many_as_fit(words: Iterable[str]) -> Iterator[str]:
    size = 0
    for word in words:
        size += len(word.encode())
        if size > BYTES_AT_MOST:
            return
        yield word


def _prose(form: dict) -> Iterator[str]:
    for text in form["texts"]:
        yield text["summary"]
    for source in form["sources"]:
        yield source["title"]
    for statement in form["statements"]:
        yield statement["quote"]


def _names(form: dict, rows: dict, other_names) -> Iterator[str]:
    yield titles.title(form)
    for participation in form["participations"]:
        yield participation["name_as_printed"]
        yield participation["role_as_printed"]
    for statement in form["statements"]:
        yield statement["speaker"]
        yield statement["value_as_printed"]
    for kind, reference in references_in(form):
        yield reference["name"]
        yield reference.get("abbreviation", "")
        yield reference.get("short_name", "")
        yield from reference["names"].values()
        row = rows.get((kind, reference.get("code") or reference["slug"]))
        if row is not None:
            yield row.plain_name
            yield from other_names.get((kind, row.pk), ())


def other_names_of(rows: Iterable) -> dict[tuple[str, int], list[str]]:
    """The other names of linked rows by kind and primary key, as prefetched."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        others = [other for other in row.other_names.all() if isinstance(other, OtherName)]
        found[row._meta.model_name, row.pk] = [other.name for other in others]
    return found
