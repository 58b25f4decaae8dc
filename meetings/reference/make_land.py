"""Makes the outline of the land and the points of countries in ``data/`` anew. For developers only.

Run it as ``python -m meetings.reference.make_land FOLDER`` on the unpacked npm package ``world-atlas``, which
holds Natural Earth (public domain) as TopoJSON; commit what it writes. The archive reads only ``data/``.

It writes ``land.txt``, the coasts without any border, and ``country_points.csv``, one point well inside the
largest part of each country, on which a map puts its dot. Countries that Natural Earth does not tell apart,
former ones among them, have their points in ``hand/country_points.csv``.
"""

import csv
import json
import sys
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

HERE = Path(__file__).parent
#: A coast may be off by so many degrees: less than a dot of a map is wide.
TOLERANCE = 0.22
#: Rings are written in tenths of a degree.
PARTS = 10
#: A point of a country is looked for among so many columns and rows, against so many points of its border.
GRID, BORDER_POINTS = 24, 160
Point = tuple[float, float]
Ring = list[Point]


class Topology:
    """A TopoJSON file: arcs that its shapes share, in steps from point to point."""

    def __init__(self, path: Path):
        read = json.loads(path.read_text("utf-8"))
        (x_scale, y_scale), (x_start, y_start) = read["transform"]["scale"], read["transform"]["translate"]
        self.arcs: list[Ring] = []
        for steps in read["arcs"]:
            x = y = 0
            arc = []
            for x_step, y_step in steps:
                x, y = x + x_step, y + y_step
                arc.append((x * x_scale + x_start, y * y_scale + y_start))
            self.arcs.append(arc)
        self.shapes = {name: found["geometries"] for name, found in read["objects"].items()}

    def rings(self, shape: dict) -> list[Ring]:
        """Every ring of a shape, holes like coasts: an even-odd fill tells them apart."""
        if "arcs" not in shape:
            return []
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        return [self._joined(ring) for polygon in polygons for ring in polygon]

    def _joined(self, numbers: list[int]) -> Ring:
        ring: Ring = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        return ring


def unrolled(ring: Ring) -> Ring:
    """The ring with longitudes that never jump: what crosses the date line goes on beyond 180 degrees.

    A ring around a pole does not end where it began; it is closed along that pole.
    """
    found = [ring[0]]
    for x, y in ring[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append((x + 360 * turns, y))
    (first, _), (last, _) = found[0], found[-1]
    if abs(last - first) > 180:
        pole = -90.0 if sum(y for _, y in found) < 0 else 90.0
        found += [(last, pole), (first, pole), found[0]]
    return found


def cut(ring: Ring) -> list[Ring]:
    """An unrolled ring as rings between 180 degrees west and east, cut at the date line."""
    least, most = min(x for x, _ in ring), max(x for x, _ in ring)
    found = []
    for turn in range(int((least + 180) // 360), int((most + 180) // 360) + 1):
        moved = [(x - 360 * turn, y) for x, y in ring]
        inside = _kept(_kept(moved, 180, -1), -180, 1)
        if len({*inside}) > 2 and abs(area(inside)) > 1e-9:
            found.append(inside)
    return found


def _kept(ring: Ring, bound: float, side: int) -> Ring:
    """What of a closed ring lies on one side of a meridian (Sutherland and Hodgman)."""
    found: Ring = []
    for (x_1, y_1), (x_2, y_2) in pairwise(ring):
        here, there = (x_1 - bound) * side >= 0, (x_2 - bound) * side >= 0
        if here != there:
            found.append((bound, y_1 + (y_2 - y_1) * (bound - x_1) / (x_2 - x_1)))
        if there:
            found.append((x_2, y_2))
    return [*found, found[0]] if found else []


def area(ring: Ring) -> float:
    """The area of a closed ring in square degrees, negative where it runs clockwise."""
    return sum(x_1 * y_2 - x_2 * y_1 for (x_1, y_1), (x_2, y_2) in pairwise(ring)) / 2


def reduced(ring: Ring, tolerance: float = TOLERANCE) -> Ring:
    """The ring without the points that lie as good as on the line of the others (Douglas and Peucker)."""
    far = max(range(len(ring)), key=lambda place: _distance(ring[place], ring[0], ring[0]))
    return _thinned(ring[: far + 1], tolerance)[:-1] + _thinned(ring[far:], tolerance)


def _thinned(line: Ring, tolerance: float) -> Ring:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, most = first, tolerance
        for place in range(first + 1, last):
            distance = _distance(line[place], line[first], line[last])
            if distance > most:
                far, most = place, distance
        if far != first:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [line[place] for place in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others, where degrees are as wide as at the point."""
    width = max(cos(radians(point[1])), 0.2)
    x, y = (point[0] - start[0]) * width, point[1] - start[1]
    x_end, y_end = (end[0] - start[0]) * width, end[1] - start[1]
    length = x_end * x_end + y_end * y_end
    share = min(max((x * x_end + y * y_end) / length, 0), 1) if length else 0
    return hypot(x - share * x_end, y - share * y_end)


def inner_point(ring: Ring) -> Point:
    """A point of a grid over a ring that lies inside, as far from its border as any other."""
    least, most = min(x for x, _ in ring), max(x for x, _ in ring)
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    border = ring[:: len(ring) // BORDER_POINTS + 1]
    border.append(border[0])
    best, far = ring[0], -1.0
    for column in range(1, GRID):
        for row in range(1, GRID):
            point = (least + (most - least) * column / GRID, low + (high - low) * row / GRID)
            if holds(border, point):
                distance = min(_distance(point, *edge) for edge in pairwise(border))
                best, far = (point, distance) if distance > far else (best, far)
    return ((best[0] + 180) % 360 - 180, best[1])


def holds(ring: Ring, point: Point) -> bool:
    """Whether a closed ring holds a point."""
    x, y = point
    crossed = [
        (y_1 > y) != (y_2 > y) and x < x_1 + (x_2 - x_1) * (y - y_1) / (y_2 - y_1)
        for (x_1, y_1), (x_2, y_2) in pairwise(ring)
    ]
    return sum(crossed) % 2 == 1


def written(ring: Ring) -> str:
    """A ring as one line: the first point, then steps, in tenths of a degree; empty where nothing is left."""
    points = [(round(x * PARTS), round(y * PARTS)) for x, y in ring]
    points = [point for place, point in enumerate(points) if not place or point != points[place - 1]]
    if len(points) < 4:
        return ""
    steps = [points[0], *((x_2 - x_1, y_2 - y_1) for (x_1, y_1), (x_2, y_2) in pairwise(points))]
    return " ".join(f"{x} {y}" for x, y in steps[:-1])


def write_land(topology: Topology, target: Path) -> None:
    """Write the coasts, the largest land first."""
    rings = [
        part
        for shape in topology.shapes["land"]
        for ring in topology.rings(shape)
        for part in cut(unrolled(ring))
    ]
    lines = [written(reduced(ring)) for ring in sorted(rings, key=lambda ring: -abs(area(ring)))]
    target.write_text("".join(f"{line}\n" for line in lines if line), "utf-8")


def write_points(topology: Topology, target: Path) -> None:
    """Write a point for every country of the archive's tables."""
    largest: dict[str, Ring] = {}
    for shape in topology.shapes["countries"]:
        for ring in map(unrolled, topology.rings(shape)):
            known = largest.get(shape.get("id", ""))
            if known is None or abs(area(ring)) > abs(area(known)):
                largest[shape.get("id", "")] = ring
    with (HERE / "hand" / "country_points.csv").open(encoding="utf-8", newline="") as file:
        by_hand = {row["code"]: (row["latitude"], row["longitude"]) for row in csv.DictReader(file)}
    with (HERE / "data" / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "latitude", "longitude"])
        for country in countries:
            if country["code"] not in by_hand:
                x, y = inner_point(largest[country["numeric"]])
                by_hand[country["code"]] = (f"{y:.1f}", f"{x:.1f}")
            writer.writerow([country["code"], *by_hand[country["code"]]])


def main(source: Path, target: Path = HERE / "data") -> None:
    """Make both files from an unpacked ``world-atlas``."""
    write_land(Topology(source / "land-110m.json"), target / "land.txt")
    write_points(Topology(source / "countries-10m.json"), target / "country_points.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
