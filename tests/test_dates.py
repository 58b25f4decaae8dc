"""EDTF: what is taken, what it means, what is refused and why."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import (
    DateError,
    Edtf,
    Precision,
    certainly_within,
    parse,
    possibly_within,
    read,
    short_words,
    weekday_words,
    words,
)

years = st.integers(1, 9999) | st.integers(2020, 2024)


@st.composite
def points(draw: st.DrawFn, *, qualified: bool = True) -> str:
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    forms = [f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}"]
    if qualified:
        forms += [f"{year:04}-{month:02}-XX", f"{year:04}-XX", f"{year:04}-XX-XX"]
    return draw(st.sampled_from(forms)) + (
        draw(st.sampled_from(["", "", "?", "~", "%"])) if qualified else ""
    )


@st.composite
def dates(draw: st.DrawFn) -> Edtf:
    """Any date that the grammar allows."""
    form = draw(st.sampled_from(["single", "interval", "since", "until", "set"]))
    first = draw(points(qualified=form != "set"))
    if form == "single":
        return parse(first)
    if form in ("since", "until"):
        return parse(f"{first}/.." if form == "since" else f"../{first}")
    last = draw(points(qualified=form != "set").filter(lambda text: form != "set" or len(text) == len(first)))
    if parse(first).earliest > parse(last).latest:
        first, last = last, first
    return parse(f"{first}/{last}" if form == "interval" else f"[{first}..{last}]")


days = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "bounds", "precision"),
    [
        ("2022", ("2022-01-01", "2022-12-31", "2022-12-31", "2022-01-01"), "year"),
        ("2024-02", ("2024-02-01", "2024-02-29", "2024-02-29", "2024-02-01"), "month"),
        ("2022-09-22", ("2022-09-22", "2022-09-22", "2022-09-22", "2022-09-22"), "day"),
        ("2022-09-XX", ("2022-09-01", "2022-09-30", "2022-09-30", "2022-09-01"), "month"),
        ("2022-XX-XX", ("2022-01-01", "2022-12-31", "2022-12-31", "2022-01-01"), "year"),
        ("2022-XX", ("2022-01-01", "2022-12-31", "2022-12-31", "2022-01-01"), "year"),
        ("2022-12-30/2023-01-02", ("2022-12-30", "2023-01-02", "2022-12-30", "2023-01-02"), "interval"),
        ("2022-09/2022-11", ("2022-09-01", "2022-11-30", "2022-09-30", "2022-11-01"), "interval"),
        ("2022/2022-03-05", ("2022-01-01", "2022-03-05", "2022-03-05", "2022-03-05"), "interval"),
        ("2022-09-22/..", ("2022-09-22", "9999-12-31", "2022-09-22", "2022-09-22"), "interval"),
        ("../2022-09-22", ("0001-01-01", "2022-09-22", "2022-09-22", "2022-09-22"), "interval"),
        ("[2022-09-20..2022-09-26]", ("2022-09-20", "2022-09-26", "2022-09-26", "2022-09-20"), "set"),
        ("[2022-09..2022-10]", ("2022-09-01", "2022-10-31", "2022-10-31", "2022-09-01"), "set"),
        ("0001", ("0001-01-01", "0001-12-31", "0001-12-31", "0001-01-01"), "year"),
        ("1582-10-10", ("1582-10-10", "1582-10-10", "1582-10-10", "1582-10-10"), "day"),
        ("9999-12-31", ("9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31"), "day"),
    ],
)
def test_a_date_knows_between_which_days_its_start_and_end_lie(
    text: str, bounds: tuple[str, ...], precision: str
) -> None:
    value = parse(text)
    found = (value.earliest, value.latest, value.start_latest, value.end_earliest)
    assert tuple(day.isoformat() for day in found) == bounds
    assert value.precision == Precision(precision)
    assert (value.text, str(value)) == (text, text)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2022", False, False),
        ("2022?", True, False),
        ("2022-09~", False, True),
        ("2022-09-22%", True, True),
        ("2022-09-22?/2022-09-24", True, False),
        ("../2022~", False, True),
        ("2022?/2023~", True, True),
    ],
)
def test_qualifiers_say_how_the_date_is_trusted_and_move_no_bound(
    text: str, uncertain: bool, approximate: bool
) -> None:
    value = parse(text)
    plain = parse(text.translate(dict.fromkeys(map(ord, "?~%"))))
    assert (value.uncertain, value.approximate) == (uncertain, approximate)
    assert (value.earliest, value.latest) == (plain.earliest, plain.latest)
    assert (value.start_latest, value.end_earliest) == (plain.start_latest, plain.end_earliest)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" 2022-09-22\n", "2022-09-22"),
        ("２０２２-09", "2022-09"),
        ("٢٠٢٢", "2022"),
        ("2022-09-xx", "2022-09-XX"),
        ("2022-09-22/2022-09-22", "2022-09-22"),
        ("[2022-09..2022-09]", "2022-09"),
    ],
)
def test_one_date_has_one_canonical_form(text: str, canonical: str) -> None:
    assert parse(text).text == canonical


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("", "empty", "There is no date. Leave it out, or write what is known, such as 2022 or 2022-09."),
        ("2022-13", "month", "There is no month 13; months run from 01 to 12."),
        ("2022-00", "month", "There is no month 0; months run from 01 to 12."),
        ("2023-02-29", "day", "February 2023 has 28 days; there is no day 29 in it."),
        ("2022-04-31", "day", "April 2022 has 30 days; there is no day 31 in it."),
        ("2022-04-00", "day", "April 2022 has 30 days; there is no day 0 in it."),
        (
            "0000",
            "year",
            "Years run from 0001 to 9999; there is no year 0, and years before it are not recorded.",
        ),
        ("-0044", "year", "Years before 0001 or after 9999 are not recorded."),
        ("12022", "year", "A year has four digits, and a full date hyphens: 2022-09-22."),
        ("999", "year", "A year has four digits: write 0999 for the year 999."),
        (
            "2023-01-02/2022-12-30",
            "reversed",
            "It ends (2022-12-30) before it starts (2023-01-02); write the earlier date first.",
        ),
        (
            "[2022-09-26..2022-09-20]",
            "reversed",
            "It ends (2022-09-20) before it starts (2022-09-26); write the earlier date first.",
        ),
        (
            "[2022-09-20,2022-09-22]",
            "unsupported",
            "Lists such as [a,b] are not recorded; write the first and last day: [2022-09-20..2022-09-22].",
        ),
        (
            "[2022..2022-09-22]",
            "unsupported",
            "Both ends of [..] are days, or both months, or both years.",
        ),
        (
            "2022-21",
            "unsupported",
            "Seasons and quarters are not recorded; write the months, such as [2022-09..2022-11].",
        ),
        ("201X", "unsupported", "Decades and centuries are written as an interval: 2010/2019."),
        (
            "2022-09-22T10:00",
            "unsupported",
            "The time of day does not belong into the date; write 2022-09-22.",
        ),
        ("2022-9-2", "format", "Month and day have two digits each: 2022-09-02."),
        (
            "/2022",
            "format",
            "An end that is not known is written with two dots: 2022-09-22/.. or ../2022-09-22.",
        ),
        ("../..", "format", "An interval that is open at both ends says nothing; leave the date out."),
        ("2022/2023/2024", "format", "An interval has two ends: 2022-12-30/2023-01-02."),
        ("tomorrow", "format", "This is no date in the form 2022, 2022-09 or 2022-09-22."),
        ("9" * 1_000_000, "too_long", "A date has at most 60 characters; this has 1000000."),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, code: str, reason: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert (refusal.value.code, refusal.value.reason, str(refusal.value)) == (code, reason, reason)


@given(dates())
def test_the_canonical_form_means_the_same_date(value: Edtf) -> None:
    assert parse(value.text) == value
    assert read(value.text) == value


@given(dates())
def test_bounds_are_in_order(value: Edtf) -> None:
    assert value.earliest <= value.start_latest <= value.latest
    assert value.earliest <= value.end_earliest <= value.latest


@given(dates(), st.none() | days, st.none() | days)
def test_what_is_certainly_within_is_possibly_within(
    value: Edtf, start: date | None, end: date | None
) -> None:
    assert possibly_within(value, start, end) >= certainly_within(value, start, end)


@given(dates())
def test_every_date_is_within_all_time(value: Edtf) -> None:
    assert certainly_within(value, None, None) is True


def _worlds(value: Edtf) -> list[tuple[date, date]]:
    """Every pair of first and last day that the date allows, counted out one by one."""
    span = [value.earliest + timedelta(n) for n in range((value.latest - value.earliest).days + 1)]
    if value.precision is not Precision.INTERVAL:
        return [(day, day) for day in span]
    return [
        (start, end)
        for start in span
        for end in span
        if start <= value.start_latest and end >= value.end_earliest and start <= end
    ]


near = st.dates(date(2022, 9, 1), date(2022, 9, 20))


forms = st.sampled_from(
    [
        "{a}",
        "{a}/{b}",
        "[{a}..{b}]",
        "2022-09",
        "2022-09-XX",
        "2022-09/{b}",
        "{a}/2022-09",
        "2022-09/2022-09-XX",
    ]
)


@given(forms, near, near, near, near)
def test_overlap_agrees_with_counting_all_days(
    form: str, one: date, other: date, start: date, end: date
) -> None:
    value = parse(form.format(a=min(one, other), b=max(one, other)))
    overlaps = [first <= end and last >= start and start <= end for first, last in _worlds(value)]
    assert possibly_within(value, start, end) is any(overlaps)
    assert certainly_within(value, start, end) is all(overlaps)


@given(dates(), st.sampled_from(["en", "az", "ru", "fr", "ar", "fr-CH", "de", "", "x" * 50]))
def test_every_date_can_be_said_in_every_language(value: Edtf, language: str) -> None:
    assert words(value, language).strip() == words(value, language) != ""
    assert short_words(value, language).strip() == short_words(value, language)


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr", "ar"])
@given(st.dates(date(1000, 1, 1)))
def test_a_day_said_in_words_is_read_back(language: str, day: date) -> None:
    for value in (parse(day.isoformat()), parse(f"{day:%Y-%m}"), parse(f"{day:%Y-%m-%d}~")):
        assert read(words(value, language)) == value
    assert read(f"{weekday_words(day, language)} {words(parse(day.isoformat()), language)}") == parse(
        day.isoformat()
    )


#: Whatever looks a little like a date, to get past the first check.
almost = st.text(st.sampled_from("0123456789-/.XX?~%[] .,'–TзsJanSeptбмتcà"), max_size=30) | st.lists(
    st.sampled_from(
        [
            "22",
            "2022",
            "Sep",
            "24",
            "-",
            "to",
            "from",
            "between",
            "and",
            "/",
            "..",
            "about",
            "c.",
            "?",
            "Feb",
            "с",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(st.text(st.characters(codec=None, categories=None)) | almost, st.sampled_from([None, True, False]))
def test_any_text_is_a_date_or_a_refusal_with_a_reason(text: str, day_first: bool | None) -> None:
    for reading in (parse, lambda text: read(text, day_first=day_first)):
        try:
            value = reading(text)
        except DateError as refusal:
            reason = refusal.reason
            value = None
        assert value is None or parse(value.text) == value
        assert value is not None or reason.strip() == reason != ""
