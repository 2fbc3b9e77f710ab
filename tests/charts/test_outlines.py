"""Outlines of a part of the world: what lies in it, and the names of what is seen of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.charts.outlines import BEYOND, Box, cut_outline, name_countries

HUNGARY = Box(west=19, south=46.5, east=22, north=48)


@settings(max_examples=20, deadline=None)
@given(st.floats(-175, 140), st.floats(-60, 60), st.floats(1, 30), st.floats(1, 18))
def test_nothing_is_kept_that_lies_far_outside(west: float, south: float, wide: float, tall: float) -> None:
    box = Box(west=west, south=south, east=west + wide, north=south + tall)
    around = box.grow(BEYOND + 0.01)
    for feature in cut_outline(box)["features"]:
        for ring in (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon):
            assert ring[0] == ring[-1]
            assert all(around.west <= x <= around.east and around.south <= y <= around.north for x, y in ring)


def test_countries_are_named_where_they_are_seen() -> None:
    named = {one.name: one.at for one in name_countries(HUNGARY, lambda point: point)}
    assert {"Hungary", "Romania"} <= named.keys()
    assert "Germany" not in named
    longitude, latitude = named["Hungary"]
    assert HUNGARY.west < longitude < HUNGARY.east
    assert HUNGARY.south < latitude < HUNGARY.north


def test_the_open_sea_has_neither_outline_nor_name() -> None:
    sea = Box(west=-40, south=-45, east=-35, north=-40)
    assert cut_outline(sea)["features"] == []
    assert list(name_countries(sea, lambda point: point)) == []
