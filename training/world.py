"""Makes the outline of the world that charts are drawn over: ``python -m training.world FILE``.

FILE is ``countries-110m.json`` of the npm package ``world-atlas`` (2.0.2): Natural Earth's countries at
1:110 million, which are in the public domain, as TopoJSON. Points are put on a grid of a tenth of a degree;
those that a line hardly needs are left out, and so are the Antarctic and all names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

OUTLINE = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "charts" / "world.json"
STEPS = 10
"""Steps of the grid in a degree: at the scale of these outlines no more can be seen."""
FLATTEST = 12
"""Twice the area of a triangle, in squares of the grid, that is taken for a line."""
LEAST_POINTS = 3
ANTARCTICA = "010"
"""Its number in ISO 3166-1."""

Point = tuple[int, int]
Numbers = Sequence[int]


def read_arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Read the arcs of a topology as points on our grid."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(steps)) for steps in zip(*arc, strict=True))
        yield [
            (round((x * scale_x + from_x) * STEPS), round((y * scale_y + from_y) * STEPS))
            for x, y in zip(xs, ys, strict=True)
        ]


def thin(points: Sequence[Point]) -> list[Point]:
    """Leave out points that lie where the one before does, or all but on the line between their neighbours.

    Never two in a row: what bends slowly stays bent.

    >>> thin([(0, 0), (0, 0), (9, 9), (20, 20), (30, 10)])
    [(0, 0), (20, 20), (30, 10)]
    """
    moved = [points[0], *(point for before, point in pairwise(points) if point != before)]
    kept, was_left_out = moved[:1], False
    for before, point, after in zip(moved, moved[1:], moved[2:], strict=False):
        was_left_out = not was_left_out and _is_flat(before, point, after)
        if not was_left_out:
            kept.append(point)
    return [*kept, moved[-1]]


def _is_flat(one: Point, other: Point, third: Point) -> bool:
    area = (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])
    return abs(area) <= FLATTEST


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


def make_outline(topology: dict[str, Any]) -> dict[str, Any]:
    """Make the small topology: one collection, ``countries``, without properties."""
    arcs = [thin(arc) for arc in read_arcs(topology)]
    countries = [
        {**one, "arcs": kept}
        for one in topology["objects"]["countries"]["geometries"]
        if one.get("id") != ANTARCTICA and (kept := _keep_rings(one["arcs"], arcs))
    ]
    used = sorted({arc for one in countries for arc in _list_arcs(one["arcs"])})
    numbers = {old: new for new, old in enumerate(used)}
    return {
        "type": "Topology",
        "transform": {"scale": [1 / STEPS, 1 / STEPS], "translate": [0, 0]},
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": one["type"], "arcs": _renumber(one["arcs"], numbers)} for one in countries
                ],
            }
        },
        "arcs": [to_deltas(arcs[old]) for old in used],
    }


if __name__ == "__main__":
    OUTLINE.parent.mkdir(exist_ok=True)
    outline = make_outline(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    OUTLINE.write_text(json.dumps(outline, separators=(",", ":")) + "\n", encoding="utf-8")
