"""Which encoding a text file is in, how sure that is, and what else it might be.

Byte order marks and valid UTF-8 decide. Beyond them only single-byte code pages are left, which every file
fits; they are told apart by what the bytes would spell. The answer is shown and can be overruled.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from .limits import Refusal

#: Enough to tell by; a whole file is decoded later anyway.
SAMPLE = 400_000
_WORDS = 60_000
_WITH_HIGH = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")
CODE_PAGES = ("cp1252", "cp1251", "cp1254", "cp1250")

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TURKISH = frozenset("ğışİŞĞ")
_TURKISH_TOO = frozenset("çöüÇÖÜâîû")
_ICELANDIC = frozenset("ðþýÝÐÞ")
_ICELANDIC_TOO = frozenset("áéíóúæÁÉÍÓÚÆ")
_CENTRAL = frozenset("ąćęłńśźżčďěňřšťůžőűăâîșțşţđĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰĂŞŢĐ")
_WESTERN = frozenset("àâäåáãæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÅÁÃÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ’‘“”–—…€£°«»·•")
#: Footnote marks and signs that stand around words.
_AROUND = "¹²³ªº*†‡'’‘“”–—…«»·•\xa0№§©®™°"
#: For words that tell nothing: a little more than a letter of Central Europe at the end of a word is worth.
_NEUTRAL = 0.72
#: For a word that tables in many languages have as a header, or that names a month or a country.
_KNOWN = 1.6
_LISTS = ("column_names", "country_names", "month_names", "weekday_names")
_DATA = Path(__file__).parent.parent / "data"
_COMMON = frozenset("’‘“”–—…€£°«»·•\xa0№§©®")


@dataclass(frozen=True)
class Encoding:
    """``name`` for Python's codecs, ``confidence`` from 0 to 1, and the other code pages that fit."""

    name: str
    confidence: float
    alternatives: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def detect(path: Path) -> Encoding:
    """Return the encoding of a text file, read piece by piece. Raises ``Refusal`` where it is no text."""
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, 1.0)
    wide = _wide(head)
    if wide is not None:
        return wide
    if head.count(0) > len(head) // 500:
        raise Refusal("not_text", "The file is neither a spreadsheet nor text: it holds binary data.")
    seen = _look_through(path)
    if seen.broken == 0:
        return Encoding("utf-8", 1.0)
    if seen.broken * 12 < seen.high:
        # UTF-8 in which some bytes were damaged: no code page would spell the rest.
        return Encoding("utf-8", 0.9)
    return _code_page(b" ".join(seen.words))


@dataclass
class _Seen:
    """What a whole file holds: bytes beyond ASCII, sequences that are no UTF-8, and words with such bytes."""

    high: int = 0
    broken: int = 0
    words: list[bytes] = field(default_factory=list)


def _look_through(path: Path) -> _Seen:
    seen = _Seen()
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            decoded = decoder.decode(piece)
            if piece.isascii():
                continue
            seen.high += sum(byte >= 0x80 for byte in piece)
            seen.broken += decoded.count("\ufffd") - piece.count(b"\xef\xbf\xbd")
            if len(seen.words) < _WORDS:
                seen.words += _WITH_HIGH.findall(piece)[:_WORDS]
    seen.broken += decoder.decode(b"", final=True).count("\ufffd")
    return seen


def _wide(data: bytes) -> Encoding | None:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    sample = data[:4000]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return Encoding("utf-16-le", 0.95)
    if even > half * 0.6 and odd < half * 0.1:
        return Encoding("utf-16-be", 0.95)
    return None


def _code_page(sample: bytes) -> Encoding:
    scores = {page: _score(sample, page) for page in CODE_PAGES}
    ranked = sorted(CODE_PAGES, key=lambda page: (-scores[page], CODE_PAGES.index(page)))
    best = ranked[0]
    if scores[best] == float("-inf"):
        raise Refusal(
            "encoding",
            "The encoding is not known: the bytes are neither UTF-8, UTF-16 nor one of "
            f"{', '.join(CODE_PAGES)}. Save the file as UTF-8.",
        )
    # Pages that spell the same words with these bytes are no rivals.
    spelt = sample.decode(best)
    rivals = [page for page in ranked[1:] if scores[page] > -1 and sample.decode(page) != spelt]
    lead = scores[best] - (scores[rivals[0]] if rivals else -1)
    return Encoding(best, round(min(0.99, max(0.5, 0.6 + lead / 2)), 2), tuple(rivals))


def _score(sample: bytes, page: str) -> float:
    """How much the words look like a language of the code page, from about -1; minus infinity if unfit."""
    try:
        words = sample.decode(page).split()
    except UnicodeDecodeError:
        return float("-inf")
    if not words:
        return 0.0
    seen = Counter(words)
    total = sum(seen.values())
    return sum(_word_score(word, page) * count for word, count in seen.items()) / total


def _word_score(word: str, page: str) -> float:
    inside = word.strip(_AROUND)
    letters = [c for c in inside if not c.isascii() and c not in _COMMON]
    if not letters:
        return _NEUTRAL
    if inside.casefold() in _vocabulary():
        return _KNOWN
    if page == "cp1251":
        return _cyrillic_score(word, letters)
    strange = sum(not c.isalpha() for c in letters)
    if strange or _shouts_inside(word):
        return -1.0
    plain = sum(c.isascii() and c.isalpha() for c in word)
    if len(letters) > max(2, plain):
        return -0.8  # words of Latin languages hold more plain letters than marked ones
    return _latin_score(letters, page)


@cache
def _vocabulary() -> frozenset[str]:
    """The words of more than plain letters that tables are known to have, in all languages."""
    found: set[str] = set()
    for name in _LISTS:
        text = (_DATA / f"{name}.csv").read_text(encoding="utf-8").casefold()
        found.update(word for word in re.findall(r"[^\W\d_]{3,}", text) if not word.isascii())
    return frozenset(found)


def _cyrillic_score(word: str, letters: list[str]) -> float:
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in letters)
    latin = sum(c.isascii() and c.isalpha() for c in word)
    if cyrillic < len(letters) or latin:
        return -0.9
    if _shouts_inside(word):
        return -0.6
    rare = sum(c in "ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєїјЅѕ" for c in letters)
    return (1.0 if len(letters) > 1 else 0.4) - 0.5 * rare / len(letters)


def _latin_score(letters: list[str], page: str) -> float:
    found = set(letters)
    if page == "cp1254":
        if found & _TURKISH:
            return 1.0 if not found & _ICELANDIC_TOO - _TURKISH_TOO else 0.3
        return 0.75 if found <= _WESTERN else -0.5
    if page == "cp1252":
        if found & _ICELANDIC:
            return 0.9 if found & _ICELANDIC_TOO else 0.2
        return 0.8 if found <= _WESTERN else -0.4
    if found & _CENTRAL - _WESTERN:
        # The letters of Central Europe stand where cp1252 has signs and rare letters.
        return 0.7
    return 0.3


def _shouts_inside(word: str) -> bool:
    """Whether a capital follows a small letter, as when a code page is taken for another."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))
