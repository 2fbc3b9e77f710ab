"""Events on a map, read with the geojson library."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from rashomon.records import Account
from rashomon.store import export
from rashomon.store.exports.event_rows import event_rows
from rashomon.store.exports.geojson import NO_COORDINATES
from tests.store.exports.conftest import Export, some, spoil, spoilings

geojson: Any = import_module("geojson")


def test_a_feature_is_an_event_where_it_happens(kostenets: Account, written: Export) -> None:
    read = geojson.loads(written([kostenets], "geojson"))
    assert read.is_valid
    placed = [row for row in event_rows(kostenets) if row["latitude"] is not None]
    assert len(read.features) == len(placed) > 0
    for feature, row in zip(read.features, placed, strict=True):
        assert feature.geometry.coordinates == [row["longitude"], row["latitude"]]
        assert feature.properties == row
        assert feature.id == f"{row['report_id']}/{row['event_id']}"


def test_events_without_coordinates_are_counted_or_kept(kostenets: Account, tmp_path: Path) -> None:
    out = tmp_path / "events.geojson"
    left_out = export([kostenets], "geojson", out).left_out
    placed = len(geojson.loads(out.read_text("utf-8")).features)
    assert left_out == {NO_COORDINATES: len(kostenets.events) - placed}
    assert not export([kostenets], "geojson", out, unplaced=True).left_out
    read = geojson.loads(out.read_text("utf-8"))
    assert len(read.features) == len(kostenets.events)
    assert sum(feature.geometry is None for feature in read.features) == left_out[NO_COORDINATES]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91.0, 0.0), (0.0, -180.5), (float("nan"), 0.0), (None, 0.0)]
)
def test_nowhere_on_earth_is_no_place(
    kostenets: Account, written: Export, latitude: float | None, longitude: float
) -> None:
    places = tuple(replace(one, latitude=latitude, longitude=longitude) for one in kostenets.places)
    account = replace(kostenets, places=places)
    assert not geojson.loads(written([account], "geojson")).features
    kept = geojson.loads(written([account], "geojson", unplaced=True)).features
    assert {feature.geometry for feature in kept} == {None}


def test_no_events_are_an_empty_collection(written: Export) -> None:
    read = geojson.loads(written([], "geojson"))
    assert read.is_valid
    assert not read.features


@some
@given(spoiled=spoilings)
def test_hostile_texts_come_back(kostenets: Account, written: Export, spoiled: dict[str, str]) -> None:
    account = spoil(kostenets, spoiled)
    read = geojson.loads(written([account], "geojson", unplaced=True))
    assert [feature.properties for feature in read.features] == list(event_rows(account))
