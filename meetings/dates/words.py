"""Dates said to people, in the site's languages.

Each language is a table of whole phrases, since word order, prepositions and cases differ. The phrases are
chosen so that none depends on the gender, the first letter or the vowels of what is put into it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .edtf import Edtf, Precision
from .grammar import DateError, Form, Point, Shape, shape_of
from .languages import MONTHS, MONTHS_AFTER_DAY, MONTHS_SHORT, WEEKDAYS, known

_KINDS = ("day", "month", "year")


def _same(phrase: str) -> dict[str, str]:
    return dict.fromkeys(_KINDS, phrase)


def _each(phrase: str, *units: str) -> dict[str, str]:
    return {kind: phrase.replace("UNIT", unit) for kind, unit in zip(_KINDS, units, strict=True)}


@dataclass(frozen=True, slots=True)
class _Phrases:
    """How a language says a date.

    ``{}`` is one date in words; ``{a}`` and ``{b}`` are two, ``{span}`` both with a dash between. What
    differs for a day, a month and a year is keyed by these words. The ``bare`` phrases take a date that
    already has words of its own before it ("about ...").
    """

    both: dict[str, str]
    one_of: dict[str, str]
    since: dict[str, str]
    until: dict[str, str]
    bare_since: str
    bare_until: str
    unknown_day: dict[str, str]
    unknown_month: str
    or_before: str
    or_later: str
    qualified: dict[str, str]
    qualified_day: dict[str, str] = field(default_factory=dict)
    with_year: str = "{m} {y}"
    year: str = "{y}"
    year_oblique: str = "{y}"


_PHRASES = {
    "en": _Phrases(
        both=_same("{a} to {b}"),
        one_of=_each("some UNIT from {a} to {b}", *_KINDS),
        since=_same("from {}, end not known"),
        until=_same("until {}, start not known"),
        bare_since="from {}, end not known",
        bare_until="until {}, start not known",
        unknown_day=_same("some day in {}"),
        unknown_month="some month in {}",
        or_before="{} or before",
        or_later="{} or later",
        qualified={"?": "perhaps {}", "~": "about {}", "%": "perhaps about {}"},
    ),
    "az": _Phrases(
        both=_same("{span}"),
        one_of=_each("{span} aralığında bir UNIT", "gün", "ay", "il"),
        since=_same("başlanğıcı {}, sonu məlum deyil"),
        until=_same("sonu {}, başlanğıcı məlum deyil"),
        bare_since="başlanğıcı {}, sonu məlum deyil",
        bare_until="sonu {}, başlanğıcı məlum deyil",
        unknown_day=_same("{}, günü məlum deyil"),
        unknown_month="{}, ayı məlum deyil",
        or_before="{} və ya daha əvvəl",
        or_later="{} və ya daha sonra",
        qualified={"?": "ehtimal ki, {}", "~": "təxminən {}", "%": "ehtimal ki, təxminən {}"},
    ),
    "ru": _Phrases(
        both=_same("с {a} по {b}"),
        one_of=_each("один из UNIT с {a} по {b}", "дней", "месяцев", "годов"),
        since=_same("с {}, окончание неизвестно"),
        until=_same("по {}, начало неизвестно"),
        bare_since="начало: {}, окончание неизвестно",
        bare_until="окончание: {}, начало неизвестно",
        unknown_day=_same("один из дней {}"),
        unknown_month="один из месяцев {}",
        or_before="{} или ранее",
        or_later="{} или позднее",
        qualified={"?": "возможно, {}", "~": "около {}", "%": "возможно, около {}"},
        with_year="{m} {y} года",
        year="{y} год",
        year_oblique="{y} года",
    ),
    "fr": _Phrases(
        both={"day": "du {a} au {b}", "month": "{a} à {b}", "year": "{a} à {b}"},
        one_of={
            "day": "un jour entre le {a} et le {b}",
            "month": "un mois entre {a} et {b}",
            "year": "une année entre {a} et {b}",
        },
        since=_same("depuis {}, fin inconnue") | {"day": "depuis le {}, fin inconnue"},
        until=_same("jusqu’en {}, début inconnu") | {"day": "jusqu’au {}, début inconnu"},
        bare_since="début : {}, fin inconnue",
        bare_until="fin : {}, début inconnu",
        unknown_day=_same("un jour en {}"),
        unknown_month="un mois de {}",
        or_before="{} ou avant",
        or_later="{} ou après",
        qualified={"?": "peut-être {}", "~": "vers {}", "%": "peut-être vers {}"},
        qualified_day={"?": "peut-être le {}", "~": "vers le {}", "%": "peut-être vers le {}"},
    ),
    "ar": _Phrases(
        both=_same("من {a} إلى {b}"),
        one_of=_each("UNIT غير محدد بين {a} و{b}", "يوم", "شهر", "عام"),
        since=_same("من {}، والنهاية غير معروفة"),
        until=_same("حتى {}، والبداية غير معروفة"),
        bare_since="من {}، والنهاية غير معروفة",
        bare_until="حتى {}، والبداية غير معروفة",
        unknown_day=_same("يوم غير محدد في {}") | {"year": "يوم غير محدد في عام {}"},
        unknown_month="شهر غير محدد في عام {}",
        or_before="{} أو قبل ذلك",
        or_later="{} أو بعد ذلك",
        qualified={"?": "ربما {}", "~": "نحو {}", "%": "ربما نحو {}"},
    ),
}


def words(value: Edtf, language: str = "en") -> str:
    """Return ``value`` as people say it in ``language`` (en, az, ru, fr, ar; English for any other)."""
    language = known(language)
    shape = shape_of(value.text)
    start, end = shape.start, shape.end
    if start is None or end is None:
        return _open(shape, language)
    if shape.form is Form.SINGLE:
        return _single(start, language)
    if not _plain_pair(start, end):
        return f"{_single(start, language)} – {_single(end, language)}"
    phrases = _PHRASES[language]
    a, b = _shared(start, end, language), _said(end, language)
    pattern = (phrases.one_of if shape.form is Form.SET else phrases.both)[_kind(end)]
    return with_prepositions(pattern.format(a=a, b=b, span=_span(a, b)), language)


def bound_words(value: Edtf, language: str = "en") -> str:
    """Return ``value`` as the beginning or the end of a time in words.

    An interval with one open end bounds it: "20 May 1949 or before" for ``../1949-05-20``.
    """
    language = known(language)
    shape = shape_of(value.text)
    phrases = _PHRASES[language]
    if shape.end and not shape.start:
        return phrases.or_before.format(_single(shape.end, language))
    if shape.start and not shape.end:
        return phrases.or_later.format(_single(shape.start, language))
    return words(value, language)


def short_words(value: Edtf, language: str = "en") -> str:
    """Return ``value`` for a list under the heading of its year.

    "22 September", "20–26 September", "September": the year is left out of what lies in a single year.
    A date that is no finer than a year gives "", one that is not in a single year all its ``words``.
    """
    language = known(language)
    shape = shape_of(value.text)
    start, end = shape.start, shape.end
    if value.precision is Precision.YEAR:
        return ""
    if start is None or end is None or start.year != end.year or not start.month or not end.month:
        return words(value, language)
    if shape.form is Form.SINGLE:
        # In a ledger the month alone says that the day is not known.
        point = Point(start.year, start.month, start.day, "", start.qualifier)
        return _single(point, language, year=False)
    if not _plain_pair(start, end):
        return words(value, language)
    same_month = bool(start.day) and start.month == end.month
    first = _day(start, language) if same_month else _said(start, language, year=False)
    return _span(first, _said(end, language, year=False))


def with_prepositions(said: str, language: str = "en") -> str:
    """Return ``said`` with each preposition as the number behind it wants it: "со 2 сентября"."""
    return re.sub(r"\bс (?=2 )", "со ", said) if known(language) == "ru" else said


def month_names(language: str = "en") -> list[tuple[str, str]]:
    """Return the twelve months by name, each also in short for narrow tables."""
    return list(zip(MONTHS[known(language)], MONTHS_SHORT[known(language)], strict=True))


def weekday_words(day: date, language: str = "en") -> str:
    """Return the name of the day of the week in ``language`` (English for an unknown one)."""
    return WEEKDAYS[known(language)][day.weekday()]


def refusal_words(error: DateError, language: str, translate: Callable[[str], str]) -> str:
    """Return why a date cannot be taken, in ``language``; ``translate`` gives the sentence in it."""
    values = {
        name: _said(value, known(language)) if isinstance(value, Point) else value
        for name, value in error.values.items()
    }
    sentence = translate(error.sentence)
    return sentence % values if values else sentence


def _plain_pair(start: Point, end: Point) -> bool:
    """Whether one phrase can hold both ends: equally fine, without qualifiers and unknown parts."""
    simple = not any(point.qualifier or point.unknown for point in (start, end))
    return simple and _kind(start) == _kind(end)


def _kind(point: Point) -> str:
    return "day" if point.day else "month" if point.month else "year"


def _open(shape: Shape, language: str) -> str:
    phrases = _PHRASES[language]
    if shape.start:
        if shape.start.qualifier or shape.start.unknown:
            return phrases.bare_since.format(_single(shape.start, language))
        said = phrases.since[_kind(shape.start)].format(_said(shape.start, language, oblique=True))
        return with_prepositions(said, language)
    if shape.end is None:
        return ""
    if shape.end.qualifier or shape.end.unknown:
        return phrases.bare_until.format(_single(shape.end, language))
    return phrases.until[_kind(shape.end)].format(_said(shape.end, language))


def _single(point: Point, language: str, *, year: bool = True) -> str:
    phrases = _PHRASES[language]
    oblique = bool(point.unknown) or point.qualifier in ("~", "%")
    said = _said(point, language, oblique=oblique, year=year)
    if point.unknown == "day":
        said = phrases.unknown_day[_kind(point)].format(said)
    elif point.unknown == "month":
        said = phrases.unknown_month.format(said)
    if not point.qualifier:
        return said
    table = (point.day and phrases.qualified_day) or phrases.qualified
    return table[point.qualifier].format(said)


def _said(point: Point, language: str, *, oblique: bool = False, year: bool = True) -> str:
    """The bare date; ``oblique`` in the case that the language puts behind a preposition."""
    phrases = _PHRASES[language]
    if not point.month:
        return (phrases.year_oblique if oblique else phrases.year).format(y=point.year)
    months = MONTHS_AFTER_DAY if point.day or oblique else MONTHS
    said = months[language][point.month - 1]
    if point.day:
        said = f"{_day(point, language)} {said}"
    return phrases.with_year.format(m=said, y=point.year) if year else said


def _shared(start: Point, end: Point, language: str) -> str:
    """The first of two dates, without what it shares with the second."""
    if start.day and (start.year, start.month) == (end.year, end.month):
        return _day(start, language)
    return _said(start, language, oblique=True, year=start.year != end.year)


def _day(point: Point, language: str) -> str:
    return "1er" if language == "fr" and point.day == 1 else str(point.day)


def _span(first: str, last: str) -> str:
    return f"{first}–{last}" if " " not in first and last[:1].isdigit() else f"{first} – {last}"
