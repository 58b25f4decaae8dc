"""Names of months and days of the week in the site's languages, January and Monday first.

A month has up to two forms: by itself ("сентябрь 2022") and behind a day or a preposition ("22 сентября").
"""

from .grammar import MONTHS as ENGLISH

FALLBACK = "en"


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


MONTHS: dict[str, tuple[str, ...]] = {
    "en": ENGLISH,
    "az": _listed("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
    "ru": _listed("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    "fr": _listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "ar": _listed("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
}

MONTHS_AFTER_DAY: dict[str, tuple[str, ...]] = MONTHS | {
    "ru": _listed("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
}

#: For narrow tables; Arabic does not shorten its months.
MONTHS_SHORT: dict[str, tuple[str, ...]] = {
    "en": tuple(name[:3] for name in ENGLISH),
    "az": _listed("yan fev mar apr may iyn iyl avq sen okt noy dek"),
    "ru": _listed("янв фев мар апр май июн июл авг сен окт ноя дек"),
    "fr": _listed("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    "ar": MONTHS["ar"],
}

#: Other spellings that sources print, for reading only: abbreviations, and the Arabic names of the Levant.
OTHER_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "янв", "janv", "yan", "كانون الثاني", "جانفي"),
    ("feb", "фев", "февр", "fév", "févr", "fev", "شباط", "فيفري"),
    ("mar", "мар", "آذار"),
    ("apr", "апр", "avr", "نيسان", "إبريل", "أفريل"),
    ("أيار", "ماي"),
    ("jun", "июн", "حزيران", "يونيه", "جوان"),
    ("jul", "июл", "juil", "تموز", "يوليه", "جويلية"),
    ("aug", "авг", "avq", "آب", "أوت"),
    ("sep", "sept", "сен", "сент", "sen", "أيلول"),
    ("oct", "окт", "okt", "تشرين الأول"),
    ("nov", "ноя", "нояб", "noy", "تشرين الثاني"),
    ("dec", "дек", "déc", "dek", "كانون الأول"),
)

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "az": (
        "bazar ertəsi",
        "çərşənbə axşamı",
        "çərşənbə",
        "cümə axşamı",
        "cümə",
        "şənbə",
        "bazar",
    ),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}


def known(language: str) -> str:
    """Return the language of the tables for a code such as ``fr`` or ``fr-CH``; English for any other."""
    primary = language.replace("_", "-").split("-")[0].lower()
    return primary if primary in MONTHS else FALLBACK
