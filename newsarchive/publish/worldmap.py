"""The map of places: public-domain outlines, drawn as far as the archive's places reach.

A place with coordinates is a dot, sized by how often it is named; a country is tinted. Where a
place can be neither, the page's table still holds it. Works out shapes only; no SVG is written.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path

import numpy as np

from newsarchive.model import Entity, EntityFile, EntityId
from newsarchive.publish.edition import Edition, Said, named

OUTLINES = Path(__file__).parent / "outlines.json"  # made by training/outlines.py

WIDTH, HEIGHT = 900, 520  # units of the drawing
NARROWEST = 24.0  # degrees of longitude shown at least
MARGIN = 0.18  # of the stretch of the dots, kept free around them
LARGEST, SMALLEST_DOT = 22.0, 4.0  # radius
LABELS = 14  # places that carry their name on the map
TINTS = 3  # steps of tint of a country
FINE = 1.2  # units: points of an outline closer together are one

HALF = 180.0  # degrees: half the way round

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the archive, for the table and for the drawing."""

    id: EntityId
    name: Said
    mentions: int
    articles: int
    coordinates: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A place that has coordinates within the picture."""

    place: Place
    x: float
    y: float
    radius: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Country:
    """The outline of a country; `place` where the archive names it."""

    path: str
    place: Place | None
    tint: int  # 0: not named, 1..TINTS


@dataclass(frozen=True, slots=True)
class Map:
    """What the picture shows."""

    countries: tuple[Country, ...]
    dots: tuple[Dot, ...]  # largest first, so that small ones stay on top
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _View:
    """The stretch of the earth shown; degrees."""

    west: float
    north: float
    across: float  # units of the drawing to a degree of longitude
    down: float  # to a degree of latitude

    def at(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def places(edition: Edition) -> tuple[Place, ...]:
    """Every place an article is tagged with, the most often named first."""
    files = (f for f in edition.archive.entities.values() if f.entity.kind == "place")
    found = [_place(edition, file) for file in files if file.articles]
    return tuple(sorted(found, key=lambda place: (-place.mentions, place.name.text, place.id)))


def world_map(edition: Edition, found: Sequence[Place]) -> Map | None:
    """The picture; None where no place has coordinates or an outline."""
    outlines = _outlines()
    named_countries = _countries(edition, found)
    corners = [p.coordinates for p in found if p.coordinates]
    if not corners:
        corners = [_middle(outlines[name]) for name in named_countries]
    if not corners:
        return None
    view = _view(corners)
    most = max((place.mentions for place in found), default=0) or 1
    countries = (
        _country(view, rings, named_countries.get(name), most) for name, rings in outlines.items()
    )
    marked = [place for place in found if place.coordinates]
    largest = max((place.mentions for place in marked), default=0) or 1
    dots = [_dot(view, one, largest, labelled=n < LABELS) for n, one in enumerate(marked)]
    return Map(tuple(c for c in countries if c.path), tuple(dots))


def _place(edition: Edition, file: EntityFile) -> Place:
    entity = file.entity
    name = named(entity, edition.reader)
    return Place(entity.id, name, file.mentions, len(file.articles), entity.coordinates)


# ---------------------------------------------------------------- which stretch of the earth


def _view(corners: Sequence[tuple[float, float]]) -> _View:
    """Holds all corners (latitude, longitude), with room around them, in the picture's shape."""
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(0.2, cos(radians(lat)))  # a degree of longitude is shorter away from the equator
    wide = max(NARROWEST, (max(lons) - min(lons)) * (1 + 2 * MARGIN))
    high = (max(lats) - min(lats)) * (1 + 2 * MARGIN)
    across = min(WIDTH / wide, HEIGHT / high * shrink if high else WIDTH / wide)
    down = across / shrink
    return _View(lon - WIDTH / across / 2, lat + HEIGHT / down / 2, across, down)


def _dot(view: _View, place: Place, most: int, *, labelled: bool) -> Dot:
    lat, lon = place.coordinates or (0.0, 0.0)
    x, y = view.at(lon, lat)
    radius = max(SMALLEST_DOT, LARGEST * sqrt(place.mentions / most))
    return Dot(place, round(x, 1), round(y, 1), round(radius, 1), labelled)


# ---------------------------------------------------------------- countries


def _countries(edition: Edition, found: Iterable[Place]) -> dict[str, Place]:
    """The outlines the archive has a name for, by the outline's own English name."""
    by_name = {name.casefold(): name for name in _outlines()}
    files = edition.archive.entities
    return {
        by_name[form]: place
        for place in found
        if not place.coordinates
        for form in _english(files[place.id].entity)
        if form in by_name
    }


def _english(entity: Entity) -> list[str]:
    return [name.casefold() for lang, name in (*entity.names, *entity.variants) if lang == "en"]


def _country(
    view: _View, rings: Sequence[Sequence[Point]], place: Place | None, most: int
) -> Country:
    drawn = (_path(view, turned) for ring in rings for turned in _turns(ring))
    tint = 1 + round((TINTS - 1) * sqrt(place.mentions / most)) if place else 0
    return Country("".join(drawn), place, tint)


def _turns(ring: Sequence[Point]) -> Iterable[Sequence[Point]]:
    """The ring itself, and where it reaches over the date line, once more on the other side."""
    yield ring
    if max(lon for lon, _ in ring) > HALF:
        yield [(lon - 2 * HALF, lat) for lon, lat in ring]
    if min(lon for lon, _ in ring) < -HALF:
        yield [(lon + 2 * HALF, lat) for lon, lat in ring]


def _path(view: _View, ring: Sequence[Point]) -> str:
    """The part of a ring inside the picture, as an SVG path; "" where there is none."""
    points = _clipped([view.at(lon, lat) for lon, lat in ring])
    thin: list[Point] = []
    for x, y in points:
        if not thin or abs(x - thin[-1][0]) + abs(y - thin[-1][1]) >= FINE:
            thin.append((x, y))
    if len(thin) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in thin) + "Z"


def _clipped(points: Sequence[Point]) -> Sequence[Point]:
    """Sutherland and Hodgman: the polygon inside the picture's frame, a little beyond its edge."""
    beyond = 4.0
    edges = ((0, -beyond, 1), (0, WIDTH + beyond, -1), (1, -beyond, 1), (1, HEIGHT + beyond, -1))
    for axis, limit, sign in edges:
        if any(sign * (point[axis] - limit) < 0 for point in points):
            points = _cut(points, axis, limit, sign)
    return points


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> Sequence[Point]:
    kept: list[Point] = []
    for n, point in enumerate(points):
        before = points[n - 1]
        inside, was = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            x = before[0] + part * (point[0] - before[0])
            y = before[1] + part * (point[1] - before[1])
            kept.append((x, y))
        if inside:
            kept.append(point)
    return kept


def _middle(rings: Sequence[Sequence[Point]]) -> tuple[float, float]:
    """(latitude, longitude) in the middle of a country's longest outline."""
    ring = max(rings, key=len)
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


@cache
def _outlines() -> dict[str, list[list[Point]]]:
    """Country -> rings of (longitude, latitude)."""
    stored = json.loads(OUTLINES.read_text("utf-8"))
    scale = stored["scale"]
    return {name: [_ring(flat, scale) for flat in rings] for name, rings in stored["countries"]}


def _ring(flat: Sequence[int], scale: int) -> list[Point]:
    """The points of a ring; one that crosses the date line goes on beyond 180 degrees."""
    points = np.cumsum(np.reshape(flat, (-1, 2)), axis=0) / scale
    points[:, 0] = np.unwrap(points[:, 0], period=2 * HALF)
    return [(lon, lat) for lon, lat in points.tolist()]
