"""Seasons, quarters, halves and weeks as the days among which a meeting was: "Autumn 2019", "Q2 2019"."""

import datetime
import re
from calendar import monthrange

from meetings import dates

from .periods import month_number

_SEASONS = {
    "spring": "spring printemps primavera frühling frühjahr wiosna wiosną весна весной ilkbahar bahar vår "
    "forår lente kevät jaro",
    "summer": "summer été verano verão estate sommer lato latem лето летом yaz yay sommar kesä léto zomer",
    "autumn": "autumn fall automne otoño outono autunno herbst jesień jesienią осень осенью sonbahar "
    "payız höst "
    "efterår høst syksy podzim herfst",
    "winter": "winter hiver invierno inverno zima zimą зима зимой kış qış vinter talvi",
}
_BY_WORD = {word: season for season, words in _SEASONS.items() for word in words.split()}
#: The first month of a season on the northern half of the Earth; on the southern it is six months off.
_FIRST = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SEASON = re.compile(r"([^\W\d_]+)(?: of| de| do|,)? (\d{4})(?:\s*[/–-]\s*(\d{4}|\d\d))?")
_QUARTER = re.compile(
    r"(?:q|qtr|quarter|t|trimestre|kvartal|quartal|quartier)\.? ?([1-4])[ ,/-]+(?:of )?(\d{4})|"
    r"([1-4])(?:st|nd|rd|th|\.|e|er|ème|º|°)? ?(?:q|qtr|quarter|quartal|trimestre|kvartal|kwartał|квартал)\.?"
    r"[ ,/-]+(?:of |de )?(\d{4})(?: ?(?:г|года)\.?)?|(\d{4})[ -]?q([1-4])",
    re.IGNORECASE,
)
_ROMAN_QUARTER = re.compile(
    r"(i{1,3}|iv)\.? ?(?:кв|квартал|quartal|kwartał|kvartal|trimestre|çeyrek|rüb)\.?[ ,/-]+(\d{4})"
    r"(?: ?(?:г|р|r)\.?)?",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: A week by its number, as ISO 8601 counts them.
_CALENDAR_WEEK = re.compile(
    r"(?:week|wk|kw|kalenderwoche|uge|uke|vecka|v\.|semaine|semana|settimana|неделя|hafta)\.? ?(\d{1,2})"
    r"[ ,/-]+(?:of |de )?(\d{4})",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:h([12])|(first|second|1st|2nd) half(?: of)?) (\d{4})", re.IGNORECASE)
_WEEK = re.compile(
    r"(1st|first|2nd|second|3rd|third|4th|fourth|last) week (?:of|in) ([^\W\d_]+) (\d{4})", re.IGNORECASE
)
_WEEKS = {"1": 1, "f": 1, "2": 8, "s": 8, "3": 15, "t": 15, "4": 22}


def part_of_year(text: str, *, southern: bool) -> dates.Edtf | None:
    """The months or days that a text names by a season, quarter, half or week; ``None`` where it names none.

    ``southern`` says that seasons are those of the southern half of the Earth. Raises ``dates.DateError``
    where a season could be that of two years.
    """
    if season := season_in(text):
        match = _SEASON.fullmatch(text)
        return _season(season, int(match[2]), match[3] or "", southern) if match else None
    if match := _QUARTER.fullmatch(text):
        number = int(match[1] or match[3] or match[6])
        return _months(int(match[2] or match[4] or match[5]), 3 * number - 2, 3)
    if match := _ROMAN_QUARTER.fullmatch(text):
        return _months(int(match[2]), 3 * _ROMAN[match[1].casefold()] - 2, 3)
    if match := _CALENDAR_WEEK.fullmatch(text):
        return _calendar_week(int(match[1]), int(match[2]))
    if match := _HALF.fullmatch(text):
        second = (match[1] or match[2]).casefold() in ("2", "second", "2nd")
        return _months(int(match[3]), 7 if second else 1, 6)
    if (match := _WEEK.fullmatch(text)) and (month := month_number(match[2])):
        return _week(match[1].casefold(), month, int(match[3]))
    return None


def season_in(text: str) -> str:
    """The season that a date in words begins with, or ""."""
    match = _SEASON.match(text)
    return _BY_WORD.get(match[1].casefold(), "") if match else ""


def _season(season: str, year: int, second: str, southern: bool) -> dates.Edtf:
    first = _FIRST[season]
    if southern:
        first = (first + 5) % 12 + 1
    if first + 2 > 12 and not second:
        sentence = (
            "This could be the season that began in %(before)s or in %(year)s; write the months, such as "
            "[%(year)s-12..%(after)s-02]."
        )
        raise dates.DateError("ambiguous", sentence, before=year - 1, year=year, after=year + 1)
    return _months(year, first, 3)


def _months(year: int, first: int, count: int) -> dates.Edtf:
    last = first + count - 1
    end = f"{year + (last > 12):04}-{(last - 1) % 12 + 1:02}"
    return dates.parse(f"[{year:04}-{first:02}..{end}]")


def _week(which: str, month: int, year: int) -> dates.Edtf:
    days = monthrange(year, month)[1]
    first = days - 6 if which == "last" else _WEEKS[which[0]]
    return dates.parse(f"[{year:04}-{month:02}-{first:02}..{year:04}-{month:02}-{first + 6:02}]")


def _calendar_week(number: int, year: int) -> dates.Edtf | None:
    try:
        first = datetime.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return dates.parse(f"[{first.isoformat()}..{(first + datetime.timedelta(days=6)).isoformat()}]")
