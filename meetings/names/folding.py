"""One plain form for the many spellings of a text: no case, marks, apostrophes or punctuation.

Latin, Cyrillic and Greek become plain Latin letters; Arabic keeps its script with the variants of its letters
made one; other scripts stay as they are. What is folded here is only ever compared, never shown.
"""

import re
import unicodedata
from functools import lru_cache

from ..text import clean_line

LONGEST_SLUG = 80

#: Characters written for an apostrophe, a glottal stop or a soft sign; two of them decompose into a space.
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼʻʽʾʿʹʺˈ′″＇ꞌ῾᾿᾽՚ՙ׳״"))

_LATIN = {
    "ı": "i", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ł": "l", "ø": "o", "œ": "oe", "æ": "ae", "đ": "d",
    "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k",
    "ƴ": "y", "ß": "ss",
}  # fmt: skip

# The Russian and Ukrainian letters as press and passports write them in English (close to BGN/PCGN), the
# Serbian and Macedonian ones as their own Latin spelling without its marks.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ѕ": "dz", "ќ": "kj", "ә": "e", "ғ": "gh",
    "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ҹ": "j", "ҝ": "g",
}  # fmt: skip

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip

# Hamza and madda fall with the other marks; these are the letters that Unicode keeps apart.
_ARABIC = {
    "ٱ": "ا", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ک": "ك", "ڪ": "ك", "ء": "", "ـ": "",
}  # fmt: skip

_COMPOSED = {ord(letter): plain for letter, plain in _CYRILLIC.items()}
_LETTERS = {
    ord(letter): plain for table in (_LATIN, _CYRILLIC, _GREEK, _ARABIC) for letter, plain in table.items()
}

# Marks that only vary a letter of the scripts above. The vowel signs of Indic scripts, the voicing marks of
# Japanese and the tones of Thai are letters in all but name, and stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)


class _Plain(dict[int, str]):
    """For ``str.translate``: letters, marks and numbers as they are, digits in ASCII, all else a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character.isdecimal():
            plain = str(unicodedata.decimal(character))
        elif category[0] in "LMN":
            plain = character
        else:
            plain = "" if category == "Cf" else " "
        if code < 0x3000:  # the scripts that come again and again; no table of a million ideographs
            self[code] = plain
        return plain


_PLAIN = _Plain()

#: What all of this comes to for ASCII, in one step.
_ASCII: dict[int, str | None] = {code: _PLAIN[ord(chr(code).lower())] for code in range(0x20, 0x7F)}
_ASCII |= dict.fromkeys([*range(9), *range(14, 0x20), 0x7F, *(code for code in _APOSTROPHES if code < 0x80)])
_LONGEST_REMEMBERED = 100


def fold(value: str) -> str:
    """Return ``value`` without case, diacritics, apostrophes and punctuation, as words with single spaces.

    "Wetang’ula" and "WETANG'ULA" are both "wetangula"; "Çavuşoğlu" is "cavusoglu", "Чавушоглу" "chavushoglu",
    "Amon-Tanoh" "amon tanoh". The result holds only letters and numbers (and the marks that
    Indic and some other scripts spell with), digits are ASCII, and folding it again changes nothing. It is at
    most twenty times as long as ``value``.
    """
    if value.isascii():
        return " ".join(value.translate(_ASCII).split())
    return _remembered(value) if len(value) <= _LONGEST_REMEMBERED else _folded(value)


def _folded(value: str) -> str:
    folded = _folded_once(value)
    while not folded.isascii():
        # Letters that came off their marks may compose or fold once more; this ends after a round or two.
        again = _folded_once(folded)
        if again == folded:
            break
        folded = again
    return folded


#: The names of a table come again and again.
_remembered = lru_cache(maxsize=10_000)(_folded)


def _folded_once(value: str) -> str:
    value = clean_line(value).translate(_APOSTROPHES).casefold()
    if value.isascii():
        return " ".join(value.translate(_PLAIN).split())
    value = unicodedata.normalize("NFKC", value).casefold()
    # Composed first: й and ў are letters of their own, not и and у with a mark.
    if not value.isascii():
        value = value.translate(_APOSTROPHES).translate(_COMPOSED)
        value = _MARKS.sub("", unicodedata.normalize("NFKD", value))
        value = value.translate(_APOSTROPHES).replace("ου", "ou").translate(_LETTERS)
        value = unicodedata.normalize("NFC", value)
    value = value.translate(_APOSTROPHES).translate(_PLAIN)
    return " ".join(word for word in map(_without_stray_marks, value.split()) if word)


def _without_stray_marks(word: str) -> str:
    """``word`` without marks that stand before its first letter and belong to none."""
    start = 0
    while start < len(word) and unicodedata.category(word[start])[0] == "M":
        start += 1
    return word[start:]


def words(value: str) -> list[str]:
    """Return the folded words of ``value``: what text search indexes and looks up."""
    return fold(value).split()


def slug(value: str) -> str:
    """Return the readable part of a web address: ASCII letters, digits and hyphens, at most 80 characters.

    Cut at a word where there is one. Scripts that ``fold`` does not turn into Latin letters vanish; what is
    left may be "", and callers need something else then.
    """
    parts = re.findall("[a-z0-9]+", re.sub(r"[^\x00-\x7f]+", "", fold(value)))
    joined = "-".join(parts)
    if len(joined) <= LONGEST_SLUG:
        return joined
    cut = joined[: LONGEST_SLUG + 1].rpartition("-")[0]
    return cut or joined[:LONGEST_SLUG]
