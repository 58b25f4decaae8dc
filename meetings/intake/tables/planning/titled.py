"""A role and then a name, in other languages than English: "Ministre de la Culture Jean Exemple"."""

import re
from collections.abc import Sequence

from meetings.intake.tables.sentences import Lexicon
from meetings.intake.tables.sentences import words as known
from meetings.intake.tables.sentences.lexicon import phrase_words

from .naming import ROLE_WORD, country_in_role, is_given_name, plain_name

_MOST_BEFORE = 4
_LONGEST_NAME = 5
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+[^\W\d_]*")
_LEADING = re.compile(
    r"^(?:(?:с|со|mit|avec|con|com|ze?|met|med|dem|der|die|den|le|la|il|lo|o|a|el|the)\s+|l['’]\s*)+",
    re.IGNORECASE,
)
#: The portfolio of a Dutch minister, which stands behind the name: "minister Jan Voorbeeld van Financiën".
_PORTFOLIO_BEHIND = re.compile(
    r"(.+?) ((?:van|voor) (?:Buitenlandse|Binnenlandse|Financiën|Defensie|Justitie|Economische|"
    r"Infrastructuur|"
    r"Onderwijs|Volksgezondheid|Sociale|Landbouw|Algemene|Klimaat|Natuur|Cultuur)\b.*)"
)
#: Behind these a role goes on, so that no name begins.
_GOES_ON = frozenset(
    [
        "des",
        "der",
        "de",
        "du",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "degli",
        "dei",
        "d'",
        "of",
        "for",
        "für",
        "fur",
        "à",
        "a",
        "al",
        "zu",
        "and",
        "et",
        "und",
        "e",
        "y",
        "och",
        "og",
        "i",
        "və",
        "ve",
        "и",
        "по",
        "the",
        "la",
        "le",
        "les",
        "los",
        "las",
        "el",
        "il",
        "lo",
        "gli",
        "van",
        "voor",
    ]
)
_PORTFOLIOS = frozenset(
    [
        "auswärtigen",
        "auswärtiges",
        "äußeres",
        "affaires",
        "asuntos",
        "affari",
        "estrangeiros",
        "exteriores",
        "esteri",
        "negócios",
        "negocios",
        "spraw",
        "zagranicznych",
        "dışişleri",
        "dış",
        "işler",
        "işlər",
        "xarici",
        "foreign",
        "affairs",
        "europe",
        "europa",
        "inneres",
        "finanzen",
        "finances",
        "état",
        "estado",
        "stato",
        "stanu",
        "buitenlandse",
        "binnenlandse",
        "zaken",
    ]
)


def titled(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The role and the name of a text that has one behind the other; the name may be "".

    ``None`` where no role stands near the beginning. In a script without capitals only the name of a country
    tells where the role ends.
    """
    words = _LEADING.sub("", " ".join(text.split()), count=1).split()
    at = next((i for i, word in enumerate(words[: _MOST_BEFORE + 1]) if ROLE_WORD.match(word)), None)
    if at is None or not _is_origin(words[:at], lexicon) or _is_of_name(words, at):
        return None
    if text.upper() == text.lower():
        return _without_capitals(" ".join(words), lexicon)
    while at + 1 < len(words) and ROLE_WORD.match(words[at + 1]):
        at += 1
    start = _name_at(words, at, lexicon)
    return with_portfolio(" ".join(words[:start]), plain_name(" ".join(words[start:])))


def with_portfolio(role: str, name: str) -> tuple[str, str]:
    """A role and a name, where the portfolio may stand behind the name as in Dutch."""
    found = _PORTFOLIO_BEHIND.fullmatch(name)
    return (f"{role} {found[2]}", found[1]) if found and role else (role, name)


def _without_capitals(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    words = text.split()
    rest = words[1:]
    definite = words[0].startswith("ال") and not any(word.startswith(("ال", "لل", "ل")) for word in rest)
    if definite and 1 < len(rest) <= _LONGEST_NAME:
        return words[0], " ".join(rest)
    named = next((i for i, word in enumerate(words) if i and is_given_name(word)), None)
    if named is not None and len(words) - named > 1:
        return " ".join(words[:named]), " ".join(words[named:])
    origin = country_in_role(text, lexicon)
    if origin is None:
        return None
    end = text.index(origin.text) + len(origin.text)
    return text[:end], text[end:].strip()


def _is_of_name(words: Sequence[str], at: int) -> bool:
    """Whether the word for a role is a title that belongs to the name: "Professor Jane Roe"."""
    return words[at].casefold().strip(".") in ("professor", "professorin") and at + 1 < len(words)


def _is_origin(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what stands before a role says whose it is, or belongs to it as "vice" or "new" does."""
    if not words or all(not word[0].isupper() for word in words):
        return True
    return country_in_role(" ".join(words), lexicon) is not None or all(
        word.casefold() in _PORTFOLIOS or not word[0].isupper() for word in words[1:] or words
    )


def _name_at(words: Sequence[str], role: int, lexicon: Lexicon) -> int:
    """Where the name begins; the number of words where all may be the role, and no name is made of it."""
    places = range(role + 1, len(words))
    sure = next(
        (
            i
            for i in places
            if _may_be_name(words[i:]) and (is_given_name(words[i]) or _has_initials(words[i]))
        ),
        None,
    )
    if sure is not None:
        return sure
    for place in places:
        if not _may_be_name(words[place:]) or _is_of_role(words[place], lexicon):
            continue
        if words[place - 1].casefold() in _GOES_ON or re.match(r"[dl]['’]", words[place]):
            return len(words)
        return place
    return len(words)


def _has_initials(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) and "." in word


def _is_of_role(word: str, lexicon: Lexicon) -> bool:
    plain = word.strip(",.")
    return (
        plain.casefold() in _PORTFOLIOS
        or phrase_words(plain) in lexicon.countries
        or country_in_role(plain, lexicon) is not None
        or bool(ROLE_WORD.match(plain))
    )


def _may_be_name(words: Sequence[str]) -> bool:
    """Whether words could be a name: each with a capital, or a particle between two."""
    if not words or len(words) > _LONGEST_NAME or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.casefold() in known.PARTICLES for word in words) and not any(
        word.casefold() in known.BODIES for word in words
    )
