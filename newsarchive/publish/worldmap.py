"""The map of places: public-domain outlines, drawn as far as the archive's places reach.

A place with coordinates is a dot, sized by how often it is named; a country is tinted. Where a
place can be neither, the page's table still holds it. Works out shapes only; no SVG is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from newsarchive.model import Entity, EntityFile, EntityId
from newsarchive.publish.edition import Edition, Said, named
from newsarchive.publish.outlines import Ring, outlines

WIDTH, HEIGHT = 900, 520  # units of the drawing
NARROWEST = 24.0  # degrees of longitude shown at least
MARGIN = 0.18  # of the stretch of the dots, kept free around them
LARGEST, SMALLEST_DOT = 22.0, 4.0  # radius
LABELS = 14  # places that carry their name on the map
TINTS = 3  # steps of tint of a country
FINE = 1.2  # units: points of an outline closer together are one
BEYOND = 4.0  # units: outlines are drawn so far beyond the picture's edge

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

    def drawn(self, ring: Ring, turn: float) -> list[Point] | None:
        """A ring moved east by `turn` degrees; None where all of it lies outside the picture."""
        left, top = self.at(ring.west + turn, ring.north)
        right, bottom = self.at(ring.east + turn, ring.south)
        if right < -BEYOND or bottom < -BEYOND or left > WIDTH + BEYOND or top > HEIGHT + BEYOND:
            return None
        xs = (ring.points[:, 0] + turn - self.west) * self.across
        ys = (self.north - ring.points[:, 1]) * self.down
        return list(zip(xs.tolist(), ys.tolist(), strict=True))


def places(edition: Edition) -> tuple[Place, ...]:
    """Every place an article is tagged with, the most often named first."""
    files = (f for f in edition.archive.entities.values() if f.entity.kind == "place")
    found = [_place(edition, file) for file in files if file.articles]
    return tuple(sorted(found, key=lambda place: (-place.mentions, place.name.text, place.id)))


def world_map(edition: Edition, found: Sequence[Place]) -> Map | None:
    """The picture; None where no place has coordinates or an outline."""
    known = outlines()
    named_countries = _countries(edition, found)
    corners = [p.coordinates for p in found if p.coordinates]
    if not corners:
        corners = [_middle(known[name]) for name in named_countries]
    if not corners:
        return None
    view = _view(corners)
    most = max((place.mentions for place in found), default=0) or 1
    countries = (
        _country(view, rings, named_countries.get(name), most) for name, rings in known.items()
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
    by_name = {name.casefold(): name for name in outlines()}
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


def _country(view: _View, rings: Sequence[Ring], place: Place | None, most: int) -> Country:
    drawn = (view.drawn(ring, turn) for ring in rings for turn in ring.turns)
    tint = 1 + round((TINTS - 1) * sqrt(place.mentions / most)) if place else 0
    return Country("".join(_path(points) for points in drawn if points), place, tint)


def _path(ring: Sequence[Point]) -> str:
    """The part of a ring inside the picture, as an SVG path; "" where there is none."""
    points = _clipped(ring)
    thin: list[Point] = []
    for x, y in points:
        if not thin or abs(x - thin[-1][0]) + abs(y - thin[-1][1]) >= FINE:
            thin.append((x, y))
    if len(thin) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in thin) + "Z"


def _clipped(points: Sequence[Point]) -> Sequence[Point]:
    """Sutherland and Hodgman: the polygon inside the picture's frame, a little beyond its edge."""
    edges = ((0, -BEYOND, 1), (0, WIDTH + BEYOND, -1), (1, -BEYOND, 1), (1, HEIGHT + BEYOND, -1))
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


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """(latitude, longitude) in the middle of a country's longest outline."""
    ring = max(rings, key=lambda ring: len(ring.points))
    return (ring.south + ring.north) / 2, (ring.west + ring.east) / 2
