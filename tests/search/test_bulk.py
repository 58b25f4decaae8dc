"""Cards that are read as numbers are those that the models have, on both databases."""

import datetime

import pytest

from meetings.models import Card
from meetings.record.cards import sort_key
from meetings.search import engines
from tests import builders as make

pytestmark = pytest.mark.django_db

DAY = datetime.date
#: Earliest, latest, latest start, earliest end.
CERTAIN = (DAY(2022, 9, 22),) * 4
UNCERTAIN = [
    (DAY(1, 1, 1), DAY(9999, 12, 31), DAY(9999, 12, 31), DAY(1, 1, 1)),
    (DAY(1600, 2, 29), DAY(1600, 3, 1), DAY(1600, 2, 29), DAY(1600, 3, 1)),
    (DAY(1999, 12, 31), DAY(2000, 1, 1), DAY(2000, 1, 1), DAY(1999, 12, 31)),
]


def card(number: int, bounds, live: bool = True) -> Card:
    names = ("date_earliest", "date_latest", "date_start_latest", "date_end_earliest")
    return Card.objects.create(
        meeting=make.make_meeting(),
        public_id=number,
        key=sort_key(bounds[1] if bounds else None, number) if live else None,
        version=1,
        live=live,
        **dict(zip(names, bounds or (), strict=False)),
    )


def test_the_days_of_uncertain_cards_are_the_numbers_that_python_gives_them():
    for number, bounds in enumerate([CERTAIN, *UNCERTAIN, None], start=1):
        card(number, bounds)
    card(9, None, live=False)
    expected = sorted(
        (sort_key(bounds[1], number), *(day.toordinal() for day in bounds))
        for number, bounds in enumerate(UNCERTAIN, start=2)
    )
    assert engines.uncertain().T.tolist() == [list(row) for row in expected]


def test_listed_cards_are_the_public_ones_in_the_order_of_their_keys():
    cards = [card(number, bounds) for number, bounds in enumerate([CERTAIN, None, UNCERTAIN[1]], start=1)]
    card(9, None, live=False)
    assert engines.listed().T.tolist() == [
        [one.key, one.pk] for one in sorted(cards, key=lambda one: one.key)
    ]


def test_an_empty_archive_has_no_columns_to_read():
    assert (engines.listed().shape, engines.uncertain().shape) == ((2, 0), (5, 0))
