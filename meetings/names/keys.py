"""Keys under which the spellings of one name meet.

The rules are those by which press offices differ: marks written or not, ``ch`` for č, ``kh`` for h, ``-iy``
for ``-y``, articles joined or apart. They are kept coarse enough to find and fine enough to be worth asking;
a key proposes, an editor decides.
"""

import re
from functools import lru_cache

from .folding import fold
from .people import POST_NOMINALS, strip_honorifics

# In this order: what one rule writes, a later one reads.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch", "sc"),  # щ, which Latin alphabets spell šč
        ("tsch|tch|ch|cz", "c"),  # č, ç, ć and ч in English, French, German and Polish
        ("sch|sh|sz", "s"),
        ("dj", "d"),  # đ, ђ
        ("dzh|dz", "j"),  # дж, џ, dž
        ("zh", "z"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|q", "k"),
        ("(?<=.)x", "ks"),
        ("w", "v"),
        ("tz", "ts"),
        ("ts(?=.)", "c"),  # ц is ts to the Russian and c to the Serb
        ("y", "i"),
        ("(?<=[aeiou])j(?![aeiou])", "i"),  # Lajčák, Laychak; Sergej, Sergei
        ("(?<=[aeiou])ie|^ie", "e"),  # Aliyev, Aliev; Yeltsin, Eltsin
        ("(?<=[bcdfhjklmnprstvz])([ou])e(?=[bcdfghjklmnprstvz])", r"\1"),  # Schroeder; not Miguel
        (r"([a-z])\1+", r"\1"),
        ("(?<=...a)h$", ""),  # Abdullah, Abdulla
    )
)

#: European names in which ``al-`` is no article.
_NO_ARTICLE = re.compile(
    "al(?:bert|brecht|ban|bin|derm|exa|fons|fred|ger|gir|magr|meid|mgren|phons|ston|thaus|var|ves|vin|win)"
)
_CONSONANT = "[bcdfghjkmnpqrstvwxyz]"
_JOINED_ARTICLE = re.compile(f"al(?={_CONSONANT}[a-z]{{3}})|el(?={_CONSONANT}[a-z]{{4}})")
_ARABIC_ARTICLE = re.compile("ال(?=\\w{3})")
_SERVANT_OF = re.compile("abd[aeiu]l(?=..)")

_ARTICLES = frozenset({"al", "el", "ul"})
#: The article before a sun letter takes its sound: as-Sisi, an-Nahyan.
_ASSIMILATED = frozenset({"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az"})


def word_key(word: str) -> str:
    """Return one folded word (see ``fold``) with its transliteration made one.

    "kovachevski" and "kovacevski" give "kovacevski", "zelenskyy" and "zelensky" "zelenski", "alzayani" and
    "zayani" "zaiani". A word in another script loses the Arabic article and is otherwise returned as it is.
    """
    if not word.isascii():
        return _ARABIC_ARTICLE.sub("", word, count=1) if _ARABIC_ARTICLE.match(word) else word
    word = _SERVANT_OF.sub("abdul", word, count=1) if _SERVANT_OF.match(word) else word
    article = _JOINED_ARTICLE.match(word)
    if article and not _NO_ARTICLE.match(word):
        word = word[2:]
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=20_000)
def match_key(value: str) -> str:
    """Return the key that the spellings of one name share: search by it to find whom a name may mean.

    Honorifics before and letters behind the name are left out as long as a name remains, Arabic articles
    wherever they stand before a word, and each word is reduced by ``word_key``. The key depends neither on
    case nor on the Unicode normal form. It is "" where ``value`` has no letter.
    """
    return " ".join(_key_words(value))


def unordered_key(value: str) -> str:
    """Return ``match_key`` with its words in alphabetical order: the same for "Mba Mokuy" and "Mokuy Mba"."""
    return " ".join(sorted(_key_words(value)))


def _key_words(value: str) -> list[str]:
    words = fold(strip_honorifics(value)[1]).split()
    while len(words) > 2 and words[-1] in POST_NOMINALS:
        words.pop()
    return [word_key(word) for word in _compounds(_without_articles(words))]


def _without_articles(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word, following in zip(words, [*words[1:], ""], strict=False):
        assimilated = word in _ASSIMILATED and following.startswith(word[1:])
        if following and (word in _ARTICLES or assimilated):
            continue
        kept.append("bin" if word == "ibn" else word)
    return kept


def _compounds(words: list[str]) -> list[str]:
    """``words`` with "abd", "abdul" and the like joined to what follows: Abd al-Rahman is Abdulrahman."""
    joined: list[str] = []
    before = ""
    for word in words:
        if before:
            joined.append("abdul" + word)
            before = ""
        elif word in ("abd", "abdul", "abdel", "abdal"):
            before = word
        else:
            joined.append(word)
    return [*joined, before] if before else joined
