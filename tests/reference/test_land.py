"""The outline of the land: no stripes at the date line, coasts where they are, a point for every country."""

import csv
from itertools import pairwise

import pytest

from meetings.reference import make_land
from meetings.reference.land import DATA, coasts, country_points


def is_land(longitude, latitude):
    rings = [[*ring, ring[0]] for ring in coasts()]
    return sum(make_land.holds(ring, (longitude, latitude)) for ring in rings) % 2 == 1


def test_no_line_of_a_coast_crosses_the_map():
    steps = [
        abs(end[0] - start[0])
        for ring in coasts()
        for start, end in pairwise([*ring, ring[0]])
        if min(start[1], end[1]) > -89
    ]
    assert max(steps) < 20


def test_every_coast_lies_on_the_map():
    points = [point for ring in coasts() for point in ring]
    assert (min(x for x, _ in points), max(x for x, _ in points)) == (-180, 180)
    assert (min(y for _, y in points), max(y for _, y in points) < 84) == (-90, True)


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        (37.6, 55.8, True),
        (-98, 39, True),
        (178, 67, True),
        (-175, 66, True),
        (0, -80, True),
        (179, -85, True),
        (-179, -85, True),
        (135, -25, True),
        (0, 0, False),
        (-150, 0, False),
        (180, 0, False),
        (-30, 40, False),
        (51, 42, False),
        (0, 88, False),
    ],
)
def test_land_and_sea_are_where_they_are(longitude, latitude, expected):
    assert is_land(longitude, latitude) is expected


def test_the_outline_is_small():
    assert (DATA / "land.txt").stat().st_size < 25_000


def test_every_country_of_the_tables_has_a_point():
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert list(country_points()) == codes
    assert [code for code, (x, y) in country_points().items() if abs(x) > 180 or abs(y) > 90] == []


def test_a_ring_over_the_date_line_is_cut_there():
    ring = [(170, 10), (-170, 10), (-170, 20), (170, 20), (170, 10)]
    parts = make_land.cut(make_land.unrolled(ring))
    spans = sorted((min(x for x, _ in part), max(x for x, _ in part)) for part in parts)
    assert spans == [(-180, -170), (170, 180)]
    assert [abs(make_land.area(part)) for part in parts] == [100, 100]


def test_a_ring_around_a_pole_is_closed_along_it():
    ring = [(-120, -70), (0, -70), (120, -70), (-120, -70)]
    parts = make_land.cut(make_land.unrolled(ring))
    assert sum(abs(make_land.area(part)) for part in parts) == 360 * 20


def test_a_ring_that_stays_on_one_side_stays_whole():
    ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    (part,) = make_land.cut(make_land.unrolled(ring))
    assert ({*part}, make_land.area(part)) == ({*ring}, 100)


def test_points_on_a_line_are_left_out_and_corners_stay():
    ring = [(0, 0), (5, 0.01), (10, 0), (10, 10), (0, 10), (0, 0)]
    assert make_land.reduced(ring) == [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]


def test_the_point_of_a_shape_like_a_hook_lies_inside_it():
    ring = [(0, 0), (10, 0), (10, 10), (8, 10), (8, 2), (0, 2), (0, 0)]
    assert make_land.holds(ring, make_land.inner_point(ring)) is True


def test_a_written_ring_reads_back():
    assert make_land.written([(0, 0), (1.5, 0), (1.5, -2), (0, -2.5), (0, 0)]) == "0 0 15 0 0 -20 -15 -5"
    assert make_land.written([(0, 0), (0.01, 0), (0, 0.01), (0, 0)]) == ""
