"""Makes the outlines of countries that maps are drawn over: ``python -m training.world FOLDER``.

FOLDER is that of the npm package ``world-atlas`` (2.0.2), with Natural Earth's countries, which are in the
public domain, as TopoJSON: ``countries-110m.json`` becomes the outline of the world, ``countries-50m.json``
the finer one for maps of a part of it. Points are put on a grid; those that a line hardly needs are left out,
and so is the Antarctic. Names stay in the finer one, of countries that are in ISO 3166.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "charts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How finely an outline is kept.

    ``steps`` of the grid are in a degree, at its scale no more can be seen; ``flattest`` is twice the area of
    a triangle, in squares of the grid, that is taken for a line.
    """

    source: str
    target: str
    steps: int
    flattest: int
    has_names: bool


SCALES = (
    Scale(source="countries-110m.json", target="world.json", steps=10, flattest=12, has_names=False),
    Scale(source="countries-50m.json", target="countries.json", steps=40, flattest=4, has_names=True),
)
LEAST_POINTS = 3
ANTARCTICA = "010"
"""Its number in ISO 3166-1."""

Point = tuple[int, int]
Numbers = Sequence[int]


def read_arcs(topology: dict[str, Any], steps: int) -> Iterator[list[Point]]:
    """Read the arcs of a topology as points on our grid."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(moves)) for moves in zip(*arc, strict=True))
        yield [
            (round((x * scale_x + from_x) * steps), round((y * scale_y + from_y) * steps))
            for x, y in zip(xs, ys, strict=True)
        ]


def thin(points: Sequence[Point], flattest: int) -> list[Point]:
    """Leave out points that lie where the one before does, or all but on the line between their neighbours.

    Never two in a row: what bends slowly stays bent.

    >>> thin([(0, 0), (0, 0), (9, 9), (20, 20), (30, 10)], 12)
    [(0, 0), (20, 20), (30, 10)]
    """
    moved = [points[0], *(point for before, point in pairwise(points) if point != before)]
    kept, was_left_out = moved[:1], False
    for before, point, after in zip(moved, moved[1:], moved[2:], strict=False):
        was_left_out = not was_left_out and _is_flat((before, point, after), flattest)
        if not was_left_out:
            kept.append(point)
    return [*kept, moved[-1]]


def _is_flat(corners: tuple[Point, Point, Point], flattest: int) -> bool:
    one, other, third = corners
    area = (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])
    return abs(area) <= flattest


def to_deltas(points: Sequence[Point]) -> list[Numbers]:
    """Write the points of an arc as TopoJSON does: the first, then steps from one to the next."""
    return [points[0], *((x - before[0], y - before[1]) for before, (x, y) in pairwise(points))]


def _keep_rings(nested: Any, arcs: Sequence[Sequence[Point]]) -> Any:  # noqa: ANN401 - as TopoJSON nests it
    """Leave out rings that have become a line or a point: on a globe they would hold everything."""
    if isinstance(nested[0], int):
        used = [arcs[arc] for arc in _list_arcs(nested)]
        return nested if len({point for arc in used for point in arc}) >= LEAST_POINTS else None
    return [kept for one in nested if (kept := _keep_rings(one, arcs))]


def _list_arcs(nested: Any) -> Iterator[int]:  # noqa: ANN401 - as deep as TopoJSON nests it
    for one in nested:
        if isinstance(one, int):
            yield one if one >= 0 else ~one
        else:
            yield from _list_arcs(one)


def _renumber(nested: Any, numbers: dict[int, int]) -> Any:  # noqa: ANN401
    if isinstance(nested, int):
        return numbers[nested] if nested >= 0 else ~numbers[~nested]
    return [_renumber(one, numbers) for one in nested]


def make_outline(topology: dict[str, Any], scale: Scale) -> dict[str, Any]:
    """Make the small topology: one collection, ``countries``."""
    arcs = [thin(arc, scale.flattest) for arc in read_arcs(topology, scale.steps)]
    countries = [
        {**one, "arcs": kept}
        for one in topology["objects"]["countries"]["geometries"]
        if one.get("id") != ANTARCTICA and (kept := _keep_rings(one["arcs"], arcs))
    ]
    used = sorted({arc for one in countries for arc in _list_arcs(one["arcs"])})
    numbers = {old: new for new, old in enumerate(used)}
    geometries = [
        {"type": one["type"], "arcs": _renumber(one["arcs"], numbers), **_name(one, scale)}
        for one in countries
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [1 / scale.steps, 1 / scale.steps], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [to_deltas(arcs[old]) for old in used],
    }


def _name(country: dict[str, Any], scale: Scale) -> dict[str, Any]:
    return {"properties": country["properties"]} if scale.has_names and country.get("id") else {}


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for one in SCALES:
        outline = make_outline(json.loads((Path(sys.argv[1]) / one.source).read_text("utf-8")), one)
        written = json.dumps(outline, ensure_ascii=False, separators=(",", ":"))
        (TARGET / one.target).write_text(f"{written}\n", encoding="utf-8")
