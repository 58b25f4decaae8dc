"""The outline of the land and a point for every country, in degrees: what a map without borders draws."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

#: ``land.txt`` is written in tenths of a degree.
_PARTS = 10
#: Longitude and latitude.
Point = tuple[float, float]


@cache
def coasts() -> tuple[tuple[Point, ...], ...]:
    """Closed rings of coast, cut at the date line; lakes are rings too, for an even-odd fill."""
    return tuple(_ring(line) for line in (DATA / "land.txt").read_text("utf-8").splitlines())


def _ring(line: str) -> tuple[Point, ...]:
    steps = [int(number) for number in line.split()]
    x = y = 0
    found = []
    for x_step, y_step in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + x_step, y + y_step
        found.append((x / _PARTS, y / _PARTS))
    return tuple(found)


@cache
def country_points() -> dict[str, Point]:
    """A point well inside each country, by its code."""
    with (DATA / "country_points.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)
        }
