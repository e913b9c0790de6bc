"""Distil the outlines of countries for the map of places.

    python -m training.outlines --data countries-50m.json --out newsarchive/publish/outlines.json

The data is Natural Earth's 1:50m countries (public domain) in the TopoJSON of the world-atlas
package. Kept: rings simplified to TOLERANCE, in steps of 1/SCALE degree, each ring as differences.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCALE = 50  # steps to a degree
TOLERANCE = 0.03  # degrees; an island or bay below it goes
SMALLEST = 0.02  # square degrees of a ring's bounding box

Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    raw = asked.data.read_bytes()
    topology = json.loads(raw)
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    made = {
        "source": "Natural Earth 1:50m, public domain, by way of world-atlas",
        "digest": hashlib.sha256(raw).hexdigest()[:12],
        "scale": SCALE,
        "countries": sorted(
            ([c["properties"]["name"], _rings(c, arcs)] for c in countries), key=lambda c: str(c[0])
        ),
    }
    asked.out.write_text(
        json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )


def _arc(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """An arc's absolute points; simplified here, so that neighbours still share their border."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return simplified(points, TOLERANCE)


def _rings(country: dict[str, Any], arcs: Sequence[list[Point]]) -> list[list[int]]:
    shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country.get("arcs", [])]
    rings = [_ring(shape[0], arcs) for shape in shapes if shape]
    return [_differences(ring) for ring in rings if _area(ring) >= SMALLEST]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _area(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _differences(ring: Sequence[Point]) -> list[int]:
    steps = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    flat, before = [], (0, 0)
    for step in dict.fromkeys(steps):
        flat += [step[0] - before[0], step[1] - before[1]]
        before = step
    return flat


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker: the fewest points that keep the line within `tolerance` of itself."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, place = 0.0, 0
        for n in range(first + 1, last):
            away = _distance(points[n], points[first], points[last])
            if away > far:
                far, place = away, n
        if far > tolerance:
            keep.add(place)
            todo += [(first, place), (place, last)]
    return [points[n] for n in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length)


if __name__ == "__main__":
    main()
