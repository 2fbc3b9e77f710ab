"""Events on a map: a GeoJSON FeatureCollection (RFC 7946)."""

from __future__ import annotations

from typing import Any

import msgspec

from rashomon.records import Place
from rashomon.store.exports.event_rows import event_row
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source
from rashomon.telling import ToldEvent

_write_json = msgspec.json.Encoder().encode
NO_COORDINATES = "events without coordinates"


def write_geojson(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write a feature an event, one a line; its properties are the columns of an event's row.

    Events without coordinates are left out, or have no geometry if ``settings.unplaced``.
    """
    tally = Tally()
    out.write('{"type":"FeatureCollection","features":[')
    for chosen in source.accounts():
        for told in chosen.events():
            geometry = _make_point(told.place)
            if geometry is None and not settings.unplaced:
                tally.left_out[NO_COORDINATES] += 1
                continue
            out.write(",\n" if tally.written else "\n")
            out.write(_write_json(_make_feature(told, geometry)).decode())
            tally.written += 1
    out.write("\n]}\n")
    return tally


def _make_feature(told: ToldEvent, geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{told.report.id}/{told.event.id}",
        "geometry": geometry,
        "properties": event_row(told),
    }


def _make_point(place: Place | None) -> dict[str, Any] | None:
    """Give where a place is, east before north; None if that is not known, or nowhere on earth."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
