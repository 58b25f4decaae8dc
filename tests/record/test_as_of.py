"""The moment a reader asks for."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings import dates
from meetings.record import as_of

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-09-26", datetime.datetime(2022, 9, 26, 23, 59, 59, 999999, UTC)),
        ("2024-02", datetime.datetime(2024, 2, 29, 23, 59, 59, 999999, UTC)),
        ("2022", datetime.datetime(2022, 12, 31, 23, 59, 59, 999999, UTC)),
        ("9999", datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)),
        ("2022-09-26T12:00", datetime.datetime(2022, 9, 26, 12, tzinfo=UTC)),
        ("2022-09-26T12:00:00Z", datetime.datetime(2022, 9, 26, 12, tzinfo=UTC)),
        ("2022-09-26T16:00+04:00", datetime.datetime(2022, 9, 26, 12, tzinfo=UTC)),
        ("2022-09-26T16:00 04:00", datetime.datetime(2022, 9, 26, 12, tzinfo=UTC)),
    ],
)
def test_a_day_counts_to_its_end_and_a_time_as_it_says(text, moment):
    assert as_of.moment(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2022-13", "2022-09-26?", "2022~", "2022-09-20/2022-09-26", "[2022..2023]", "2022/..",
     "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "T", "2022-09-26T25:00", "T" * 10_000, "9" * 10_000],
)  # fmt: skip
def test_what_is_no_single_moment_is_refused_with_a_reason(text):
    with pytest.raises(dates.DateError) as refusal:
        as_of.moment(text)
    assert refusal.value.reason


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("0123456789-T:+Z. ", max_size=30)))
def test_any_text_is_a_moment_or_refused(text):
    try:
        zone = as_of.moment(text).tzinfo
    except dates.DateError:
        zone = UTC
    assert zone is UTC
