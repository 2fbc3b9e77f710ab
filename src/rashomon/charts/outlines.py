"""The outlines of countries that maps are drawn over: of the whole world, or finer of a part of it.

Natural Earth, in the public domain; ``training/world.py`` makes both files. Borders are those held, not
claimed. Names are those of countries in ISO 3166.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

BEYOND = 0.3
"""How far outlines go on beyond a map, as a part of it: lines along its edges are great circles, and bend."""
LEAST_SHARE = 0.012
"""Part of a map that a country fills at least to be named."""

Point = tuple[float, float]
"""Longitude and latitude."""
Ring = list[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def grow(self, part: float) -> Box:
        """Give the box with more around it, as a part of it."""
        wide, tall = (self.east - self.west) * part, (self.north - self.south) * part
        return Box(
            west=self.west - wide, south=self.south - tall, east=self.east + wide, north=self.north + tall
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name, None for what ISO 3166 does not list, and its polygons, each rings of points."""

    name: str | None
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The name of a country and where it is written."""

    name: str
    at: Point


@cache
def read_outline() -> dict[str, Any]:
    """Give the outline of the world's countries as TopoJSON, at 1:110 million."""
    return _read("world.json")


@cache
def read_countries() -> tuple[Country, ...]:
    """Give the world's countries at 1:50 million."""
    topology = _read("countries.json")
    scale_x, scale_y = topology["transform"]["scale"]
    arcs = [
        [(x * scale_x, y * scale_y) for x, y in zip(*map(accumulate, zip(*arc, strict=True)), strict=True)]
        for arc in topology["arcs"]
    ]
    return tuple(
        Country(
            name=one.get("properties", {}).get("name"),
            polygons=tuple(
                tuple(_join(ring, arcs) for ring in polygon)
                for polygon in ([one["arcs"]] if one["type"] == "Polygon" else one["arcs"])
            ),
        )
        for one in topology["objects"]["countries"]["geometries"]
    )


def _read(name: str) -> dict[str, Any]:
    return json.loads((resources.files("rashomon.charts") / name).read_text("utf-8"))


def _join(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Give the points of a ring; an arc with a negative number is gone through backwards."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def cut_outline(box: Box) -> dict[str, Any]:
    """Give the outlines of countries in a part of the world, and somewhat beyond it, as GeoJSON."""
    wider = box.grow(BEYOND)
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for country in read_countries()
        if (polygons := [rings for polygon in country.polygons if (rings := _cut_polygon(polygon, wider))])
    ]
    return {"type": "FeatureCollection", "features": features}


def _cut_polygon(polygon: Sequence[Ring], box: Box) -> list[Ring]:
    """Cut a polygon; of one that has nothing in the box nothing is left."""
    outer = clip(polygon[0], box)
    if not outer:
        return []
    cut = [outer, *(inner for ring in polygon[1:] if (inner := clip(ring, box)))]
    return [[(round(x, 3), round(y, 3)) for x, y in [*ring, ring[0]]] for ring in cut]


def clip(ring: Sequence[Point], box: Box) -> Ring:
    """Cut a ring at the edges of a box, one edge after the other (Sutherland and Hodgman, 1974).

    >>> clip([(0, 0), (0, 4), (4, 4), (4, 0)], Box(west=1, south=1, east=9, north=9))
    [(1.0, 1), (1, 4.0), (4, 4), (4.0, 1)]
    """
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if min(xs) > box.east or max(xs) < box.west or min(ys) > box.north or max(ys) < box.south:
        return []
    points = list(ring)
    for axis, edge, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        points = list(_clip_edge(points, axis, edge, sign))
    return points


def _clip_edge(points: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    for before, point in pairwise([points[-1], *points] if points else []):
        was_in, is_in = (sign * (one[axis] - edge) >= 0 for one in (before, point))
        if was_in != is_in:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            across = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            yield (edge, across) if axis == 0 else (across, edge)
        if is_in:
            yield point


def name_countries(box: Box, to_flat: Callable[[Point], Point]) -> Iterator[Naming]:
    """Give the names of countries that fill some of a map, each at the middle of what is seen of them.

    ``to_flat`` says where on the map a point is. A country whose middle lies outside it is not named.
    """
    corners = [(box.west, box.south), (box.west, box.north), (box.east, box.north), (box.east, box.south)]
    whole = abs(_measure([to_flat(one) for one in corners])[0])
    for country in read_countries():
        seen = [ring for polygon in country.polygons if (ring := clip(polygon[0], box))]
        if country.name is None or not seen:
            continue
        flat = [[to_flat(point) for point in ring] for ring in seen]
        area, middle, ring = max(((*_measure(one), one) for one in flat), key=lambda found: abs(found[0]))
        if abs(area) >= LEAST_SHARE * whole and _holds(ring, middle):
            yield Naming(name=country.name, at=middle)


def _measure(ring: Sequence[Point]) -> tuple[float, Point]:
    """Give the area of a ring on paper and its middle."""
    area = across = along = 0.0
    for (x, y), (next_x, next_y) in pairwise([*ring, ring[0]]):
        cross = x * next_y - next_x * y
        area, across, along = area + cross / 2, across + (x + next_x) * cross, along + (y + next_y) * cross
    return (area, (across / (6 * area), along / (6 * area))) if area else (0.0, ring[0])


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Say whether a point lies inside a ring: a ray from it crosses it an odd number of times."""
    x, y = point
    crossed = (
        (one[1] > y) != (two[1] > y) and x < one[0] + (y - one[1]) / (two[1] - one[1]) * (two[0] - one[0])
        for one, two in pairwise([*ring, ring[0]])
    )
    return sum(crossed) % 2 == 1
