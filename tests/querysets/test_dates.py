"""The database answers the two questions about dates as the pure functions do."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import dates
from meetings.models import Card, Meeting
from meetings.querysets.card import beyond
from meetings.record.cards import FIRST_DATED_KEY, sort_key

near = st.dates(min_value=dates.parse("2021-11").earliest, max_value=dates.parse("2022-03").latest)
any_day = near | st.dates()
points = st.one_of(
    any_day.map(lambda day: day.isoformat()),
    any_day.map(lambda day: day.isoformat()[:7]),
    any_day.map(lambda day: day.isoformat()[:4]),
    any_day.map(lambda day: f"{day.isoformat()[:7]}-XX"),
)


def text_of(first: str, last: str, shape: str) -> str:
    return {
        "single": first,
        "interval": f"{first}/{last}",
        "set": f"[{first}..{last}]",
        "from": f"{first}/..",
        "until": f"../{last}",
        "uncertain": f"{first}?",
        "approximate": f"{first}~",
    }[shape]


@st.composite
def edtf(draw) -> str:
    """A date of the archive's subset."""
    shapes = st.sampled_from(["single", "interval", "set", "from", "until", "uncertain", "approximate"])
    text = text_of(draw(points), draw(points), draw(shapes))
    try:
        return dates.parse(text).text
    except dates.DateError:
        return text_of(draw(points), "", "single")


class TestDateFilters(TestCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts=st.lists(edtf(), min_size=1, max_size=6), start=st.none() | any_day, end=st.none() | any_day)
    @example(
        texts=["2022-01-05"], start=dates.parse("2022-01-06").earliest, end=dates.parse("2022-01-04").latest
    )
    def test_the_filters_agree_with_the_dates(self, texts, start, end) -> None:
        read = dict(enumerate(map(dates.parse, texts), 1))
        meetings = Meeting.objects.bulk_create([Meeting() for _ in read])
        Card.objects.bulk_create(
            Card(
                meeting=meeting,
                public_id=number,
                key=sort_key(when.latest, number),
                version=1,
                date_earliest=when.earliest,
                date_latest=when.latest,
                date_start_latest=when.start_latest,
                date_end_earliest=when.end_earliest,
            )
            for meeting, (number, when) in zip(meetings, read.items(), strict=True)
        )
        for found, rule in (
            (Card.objects.possibly_within(start, end), dates.possibly_within),
            (Card.objects.certainly_within(start, end), dates.certainly_within),
        ):
            expected = {number for number, when in read.items() if rule(when, start, end)}
            assert set(found.values_list("public_id", flat=True)) == expected

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        keys=st.sets(st.integers(0, 2 * FIRST_DATED_KEY) | st.integers(0, 9), min_size=1, max_size=8),
        data=st.data(),
        inclusive=st.booleans(),
    )
    def test_a_position_divides_the_order_in_two(self, keys, data, inclusive) -> None:
        meetings = Meeting.objects.bulk_create([Meeting() for _ in keys])
        Card.objects.bulk_create(
            Card(meeting=meeting, public_id=number, key=key, version=1)
            for number, (meeting, key) in enumerate(zip(meetings, sorted(keys), strict=True))
        )
        order = sorted(keys, key=lambda key: (key < FIRST_DATED_KEY, key))
        at = data.draw(st.sampled_from(order))
        place = order.index(at)
        after = Card.objects.oldest_first(FIRST_DATED_KEY).filter(
            beyond(at, FIRST_DATED_KEY, forward=True, inclusive=inclusive)
        )
        before = Card.objects.oldest_last(FIRST_DATED_KEY).filter(
            beyond(at, FIRST_DATED_KEY, forward=False, inclusive=inclusive)
        )
        assert list(after.values_list("key", flat=True)) == order[place + (not inclusive) :]
        assert list(before.values_list("key", flat=True)) == order[: place + inclusive][::-1]


@given(st.none() | st.dates(), st.integers(1, 2**31 - 1))
def test_a_sort_key_is_held_exactly_by_every_reader_of_json(latest, public_id) -> None:
    key = sort_key(latest, public_id)
    assert int(float(key)) == key
    assert (key < FIRST_DATED_KEY) == (latest is None)
