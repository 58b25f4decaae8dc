"""The words that stand in dates as people write them, and how they are told apart."""

import re
import unicodedata

from . import languages

ENGLISH_WEEKDAYS = languages.WEEKDAYS["en"]


def key(text: str) -> str:
    """``text`` in lower case and without marks, so that "Février", "FEVRIER" and "أبريل" are found."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub("[’ʼ‘`]", "'", plain)


def with_plain_dashes(text: str) -> str:
    """``text`` with hyphens, dashes and minus signs of all kinds as ASCII hyphens."""
    return re.sub("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]", "-", text)


def _numbered(*tables: tuple[str, ...]) -> dict[str, int]:
    return {key(name).replace(" ", "_"): number for table in tables for number, name in enumerate(table)}


_OTHER = {key(name).replace(" ", "_"): i for i, names in enumerate(languages.OTHER_MONTHS) for name in names}
MONTHS = {
    name: number + 1
    for name, number in (
        _OTHER | _numbered(*languages.MONTHS.values(), *languages.MONTHS_AFTER_DAY.values())
    ).items()
}
WEEKDAYS = _numbered(
    *languages.WEEKDAYS.values(),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("mon", "tues", "weds", "thurs", "fri", "sat", "sun"),
)
_IN_SEVERAL_WORDS = {
    name.replace("_", " "): name for name in sorted(MONTHS | WEEKDAYS, key=len, reverse=True) if "_" in name
}


def _words(text: str) -> frozenset[str]:
    return frozenset(key(text).split())


def _any_of(*phrases: str) -> str:
    return "|".join(re.escape(key(phrase)) for phrase in sorted(phrases, key=len, reverse=True))


FILLERS = _words(
    "of the on in at st nd rd th er e day year a d ad ce le la l de du d en an il ili ilin ildə ci cı cu cü "
    "г года год году го е я عام سنة م في يوم"
)
RELATIVE = _words(
    "today yesterday tomorrow now tonight recently last next this ago earlier later previous following "
    "hier demain aujourd hui dernier dernière prochain prochaine вчера сегодня завтра прошлый прошлой "
    "прошлую прошлого dünən sabah bu keçən أمس اليوم غدا الماضي"
)
SEASONS = _words(
    "spring summer autumn fall winter printemps été automne hiver весна весной лето летом осень осенью "
    "зима зимой yaz yay payız qış ربيع الربيع صيف الصيف خريف الخريف شتاء الشتاء"
)
CENTURIES = _words("century siècle век века əsr قرن decade")
BEFORE_OUR_ERA = _words("bc bce")
UNDATED = re.compile(r"(?:n\.? ?d\.?|n\.?/?a\.?|no date|undated|unknown|not known|tb[acd]|none|nil|s\. ?d\.)")
ONE_SIDED = re.compile(
    rf"(?:{_any_of('before', 'after', 'by', 'avant', 'après', 'до', 'после', 'قبل', 'بعد')})\b"
)

_ABOUT = (
    "|".join(
        _words(
            "c ca circa about around approximately approx roughly early mid late vers environ около примерно "
            "təxminən نحو حوالي"
        )
    )
    + "|(?:beginning|middle|end) of"
)
_PERHAPS = (
    "|".join(_words("perhaps possibly probably maybe peut-être probablement возможно вероятно bəlkə ربما"))
    + "|ehtimal ki"
)
QUALIFIER = re.compile(rf"(?:(?P<perhaps>{_PERHAPS})|{_ABOUT})(?=[\W\d])[\s.,-]*(?:the |le )?")

BETWEEN = re.compile(
    rf"between (.+?) and (.+)|{key('entre')} (.+?) et (.+)|{key('между')} (.+?) {key('и')} (.+)"
    rf"|{key('بين')} (.+?) {key('و')} ?(.+)"
    rf"|(.+?) ?(?:-|{key('və')}|{key('ilə')}) ?(.+) (?:{_any_of('arasında', 'aralığında')})"
    r"|(.+?) ?\.\. ?(.+)"
)
OPEN = re.compile(
    rf"(?:{_any_of('since', 'depuis', 'начиная с')}) (?P<since>.+)"
    rf"|(?:{_any_of('until', 'till', 'jusqu’en', 'jusqu’au', 'حتى')}) (?P<until>.+)"
)
_RANGE = (
    re.compile(
        rf"(?:(?:{_any_of('from', 'с', 'со', 'du', 'de', 'من')}) )?(.+?) "
        rf"(?:{_any_of('to', 'until', 'through', 'по', 'au', 'à', 'إلى')}|-|/) (.+)"
    ),
    re.compile(r"(.*\b\d{4}) ?- ?(\d{4}\b.*)"),
    re.compile(r"(\d{1,2}) ?- ?(\d{1,2}\b.*[^\W\d_].*)"),
    re.compile(r"([^\W\d_]{3,}) ?- ?([^\W\d_]{3,},? \d{4}.*)"),
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+\.?) (\d{1,2}) ?(?:-|to|\.\.) ?(\d{1,2}),? (\d{4})")
MONTH_AND_TWO_DIGITS = re.compile(r"[^\W\d_]{3,}\.?(?:-'?| ')\d\d|\d\d-[^\W\d_]{3,}\.?")


def split_range(text: str) -> tuple[str, str] | None:
    """The two ends of a range in words, or ``None`` where ``text`` is not a range."""
    if match := _MONTH_FIRST.fullmatch(text):
        return match[2], f"{match[3]} {match[1]} {match[4]}"
    for pattern in _RANGE:
        if match := pattern.fullmatch(text):
            return match[1], match[2]
    return None


def tokens(text: str) -> list[str]:
    """The numbers and words of ``text``; names of two words are one token."""
    for phrase, name in _IN_SEVERAL_WORDS.items():
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", name, text)
    return re.findall(r"\d+|[^\W\d]+", text)
