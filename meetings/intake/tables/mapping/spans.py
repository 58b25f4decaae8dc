"""Several days in figures, and ranges in the words of many languages, in the form in which dates are read."""

import re
from calendar import monthrange

from .periods import month_number

#: "17./18.01.2023", "15-16.02.2021", "3 und 4/5/2019": days of one month.
_DAYS = re.compile(
    r"(\d{1,2})\.?\s*(-|/|,|&|and|und|et|og|och|y|e|i|и|ve|və)\s*(\d{1,2})([./])(\d{1,2})\4(\d{4}|\d\d)\.?",
    re.IGNORECASE,
)
#: "28.02.-02.03.2019", "5/5 - 7/5/2019": the first day without its year.
_LAST_YEAR = re.compile(
    r"(\d{1,2})([./])(\d{1,2})\.?\s*-\s*(\d{1,2})\2(\d{1,2})\2(\d{4}|\d\d)\.?", re.IGNORECASE
)
#: "7/5-6/2019" where the month comes first.
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})\s*-\s*(\d{1,2})/(\d{4}|\d\d)")
#: "30.12.2019-02.01.2020": two whole dates.
_WHOLE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)\.?\s*-\s*(\d{1,2})\2(\d{1,2})\2(\d{4}|\d\d)\.?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_TO_BE_CONFIRMED = re.compile(r"\s*[(\[](?:tbc|to be confirmed|provisional|\?)[)\]]\s*$", re.IGNORECASE)
#: "17/5-2021", as Danes write.
_SLASH_AND_DASH = re.compile(r"(\d{1,2})/(\d{1,2})\s*-\s*((?:19|20)\d\d)")
#: "2021. gada 5. maijs", "2021 m. gegužės 5 d.": the year first, with its word.
_YEAR_FIRST = re.compile(
    r"(\d{4})\.? ?(?:gada|m\.|metų) (?:(\d{1,2})\. ?([^\W\d_]+)|([^\W\d_]+) (\d{1,2}) d\.?)"
)
_ORDINAL_SIGN = re.compile(r"(?<=\d)[ºª°](?=[ .-])")
#: In Croatian, which sets a dot behind the day, listopad is October; in Polish it is November.
_LISTOPAD = re.compile(r"(?<=\d\.) ?listopada\b|^listopad(?=,? \d{4}\.$)", re.IGNORECASE)
#: Footnote marks, and words in brackets such as "(Friday)" or "(matin)", which say nothing of the day.
_BEHIND = re.compile(r"(?:\s*[*†‡§¹²³⁰⁴-⁹]+|\s*[(\[][^()\[\]\d]*[)\]])+$")
#: So many months less are those of the next year: from December to January.
_TURN_OF_THE_YEAR = 8
_FROM = re.compile(
    r"^(?:del?|dal?|з|із|vom|von|od|van|fra|från|das|den|desde el) (?:el |o )?(?=\d)", re.IGNORECASE
)
_TO = re.compile(
    r"(?<=[\w.]) (?:ao?|al|bis(?: zum)?|do|t/m|tot(?: en met)?|til|till|hasta el) (?=\d)", re.IGNORECASE
)
_YEAR_WORD = re.compile(
    r"(?:(?<=\d{4})|(?<=\.\d\d))\s*(?:r|roku|г|года?|р|року|god)\.?(?=$|\s*-)", re.IGNORECASE
)
_NO_YEAR = re.compile(r"(\d{1,2})([./])(\d{1,2})\.?")
#: "3. 5. 2021", "2014. 5. 5.", "2014.05.05.": dots with blanks behind them, or one too many.
_DOTS = re.compile(r"(?:\d{1,4}\.\s*){2}\d{0,4}\.?(?=$|\s*[-/])")
#: "28/29 May 2019": two days before a month in words.
_TWO_DAYS = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})(\.? [^\W\d_]{3,}.*)")
#: "31 May and 1 June 2019": two days of different months.
_TWO_MONTHS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? ([^\W\d_]{3,}) (?:and|&|et|und|y|e|и|og|och) (\d{1,2})(?:st|nd|rd|th|\.)? "
    r"([^\W\d_]{3,}),? (\d{4})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|\.)?(?: [^\W\d_]{3,})?(?:\s*(?:,|&|;|and|et|und|y|e|и|og|och|və|ve)\s*\d{1,2}"
    r"(?:st|nd|rd|th|\.)?(?: [^\W\d_]{3,})?)+,?(?: \d{4})?|"
    r"\d{4}-\d\d-\d\d(?:\s*(?:,|&|;|and)\s*\d{4}-\d\d-\d\d)+",
    re.IGNORECASE,
)


def said_plainly(text: str, *, day_first: bool | None, year: int | None) -> str:
    """A date of a table as ``dates.read`` takes it: ranges with blanks around their dash, years written out.

    ``year`` completes a day and a month that stand alone. What is none of these forms stays as it is.
    """
    unsure = _TO_BE_CONFIRMED.search(text)
    text = _BEHIND.sub("", _TO_BE_CONFIRMED.sub("", text)) or text
    plain = _plain(_YEAR_WORD.sub("", text.replace("–", "-").replace("—", "-")), day_first, year)
    return f"{plain}?" if unsure else plain


def several(text: str) -> str:
    """The days of a text that names several, as it prints them; "" where it names none or one."""
    return text if _SEVERAL.fullmatch(text) else ""


def _plain(text: str, day_first: bool | None, year: int | None) -> str:
    if match := _TWO_DAYS.fullmatch(text):
        return f"{match[1]}-{match[2]}{match[3]}"
    if match := _TWO_MONTHS.fullmatch(text):
        return _if_they_follow(match) or text
    text = _of_one_language(text, day_first)
    text = _DOTS.sub(lambda dotted: re.sub(r"\s+", "", dotted[0]).rstrip("."), text)
    if match := _DAYS.fullmatch(text):
        return _days(match) or text
    if match := _LAST_YEAR.fullmatch(text):
        return _across(match, day_first)
    if day_first is False and (match := _MONTH_FIRST.fullmatch(text)):
        month, end = match[1], century(match[4])
        return f"{month}/{match[2]}/{end} - {month}/{match[3]}/{end}"
    if match := _WHOLE.fullmatch(text):
        return _from_whole_to_whole(match)
    if match := _EAST_ASIAN.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}" + (f"-{int(match[3]):02}" if match[3] else "")
    if year is not None and (match := _NO_YEAR.fullmatch(text)):
        return f"{match[1]}{match[2]}{match[3]}{match[2]}{year}"
    return _FROM.sub("", _TO.sub(" - ", text))


def _of_one_language(text: str, day_first: bool | None) -> str:
    """A date as only Latvians and Lithuanians, Danes or Croats write it in the form of the others."""
    text = _LISTOPAD.sub(" October", _ORDINAL_SIGN.sub("", text))
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match[2] or match[5]} {match[3] or match[4]} {match[1]}"
    if day_first is not False and (match := _SLASH_AND_DASH.fullmatch(text)):
        return f"{match[1]}.{match[2]}.{match[3]}"
    return text


def century(year: str) -> int:
    """A year of two digits as spreadsheet programs read it: 1930 to 2029."""
    return int(year) if len(year) > 2 else int(year) + (2000 if int(year) < 30 else 1900)


def _days(match: re.Match[str]) -> str:
    """Two days of a month as a range; days that do not follow each other only where a dash says so."""
    first, joined, last, mark, month, year = match.groups()
    if joined == "/" == mark or (joined != "-" and int(last) != int(first) + 1):
        return ""
    return f"{first}.{month}.{century(year)} - {last}.{month}.{century(year)}"


def _if_they_follow(match: re.Match[str]) -> str:
    """The last day of a month and the first of the next as a range, or ""."""
    first, month, last, next_month, year = match.groups()
    start, end = month_number(month), month_number(next_month)
    if end != start + 1 or int(last) != 1 or int(first) != monthrange(int(year), start)[1]:
        return ""
    return f"{first} {month} {year} - {last} {next_month} {year}"


def _across(match: re.Match[str], day_first: bool | None) -> str:
    one, mark, two, three, four, year = match.groups()
    end = century(year)
    month_of_start, month_of_end = (one, three) if mark == "/" and day_first is False else (two, four)
    start = end - 1 if int(month_of_start) - int(month_of_end) > _TURN_OF_THE_YEAR else end
    return f"{one}{mark}{two}{mark}{start} - {three}{mark}{four}{mark}{end}"


def _from_whole_to_whole(match: re.Match[str]) -> str:
    """Two whole dates; where one of them can only have the day first, or the month, so has the other."""
    one, mark, two, start, three, four, end = match.groups()
    if mark != "." and (int(one) > 12 or int(three) > 12) and max(int(two), int(four)) <= 12:
        mark = "."
    elif mark != "." and (int(two) > 12 or int(four) > 12) and max(int(one), int(three)) <= 12:
        one, mark, two, three, four = two, ".", one, four, three
    return f"{one}{mark}{two}{mark}{century(start)} - {three}{mark}{four}{mark}{century(end)}"
