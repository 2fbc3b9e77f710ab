"""Lists of places over the gazetteer's file: the package's own large regions, and a user's own places.

Both are CSV with the columns ``name, latitude, longitude, country, admin1, feature``; several names of one
place are parted by ``|``, the main one first. Only name and feature must be filled in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from rashomon.errors import BadLexicon
from rashomon.extract.places.gazetteer import Entry, Gazetteer, name_key

COLUMNS = ("name", "latitude", "longitude", "country", "admin1", "feature")
_ISO3 = re.compile(r"[A-Z]{3}")


def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """Give the package's gazetteer with its regions and, over them, a user's own places.

    Raises:
        BadLexicon: the user's file cannot be read or has a mistake; says the line.
    """
    if path is None:
        return _shipped()
    overlay = dict(_regions())
    for key, entries in read_places(Path(path)).items():
        own = (replace(entry, is_own=True) for entry in entries)
        overlay[key] = (*own, *overlay.get(key, ()))
    return Gazetteer(overlay=overlay)


@cache
def _shipped() -> Gazetteer:
    return Gazetteer(overlay=_regions())


@cache
def _regions() -> Mapping[str, tuple[Entry, ...]]:
    """Read the large regions, seas, rivers and mountains that ship with the package."""
    return read_places(Path(str(files("rashomon.extract"))) / "data" / "regions.csv")


def read_places(path: Path) -> dict[str, tuple[Entry, ...]]:
    """Read a list of places; gives the entries by the key of each of their names.

    Raises:
        BadLexicon: the file cannot be read, lacks a column, or has a mistake; says the line.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(
            f"{path}: cannot be read as UTF-8 text ({error}); give the path of a CSV file"
        ) from error
    rows = csv.DictReader(lines)
    lacking = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if lacking:
        raise BadLexicon(
            f"{path}: no column {', '.join(lacking)}; the first line must name {', '.join(COLUMNS)}"
        )
    return _by_key(_read_row(row, f"{path}, line {rows.line_num}") for row in rows)


def _by_key(places: Iterable[tuple[list[str], Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for names, entry in places:
        for key in dict.fromkeys(name_key(name) for name in names):
            found[key] = (*found.get(key, ()), entry)
    return found


def _read_row(row: Mapping[str, str | None], where: str) -> tuple[list[str], Entry]:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    names = [name.strip() for name in cells["name"].split("|") if name_key(name)]
    if not names or not cells["feature"]:
        raise BadLexicon(f"{where}: needs a name and a feature, as in: Moria camp,39.1,26.5,GRC,,camp")
    if cells["country"] and not _ISO3.fullmatch(cells["country"]):
        raise BadLexicon(f"{where}: country {cells['country']!r} is no ISO 3166-1 alpha-3 code")
    if bool(cells["latitude"]) != bool(cells["longitude"]):
        raise BadLexicon(f"{where}: latitude and longitude go together")
    entry = Entry(
        geonames_id=None,
        name=names[0],
        feature=cells["feature"],
        country=cells["country"] or None,
        admin1=cells["admin1"] or None,
        latitude=_degrees(cells["latitude"], 90, where),
        longitude=_degrees(cells["longitude"], 180, where),
        population=0,
    )
    return names, entry


def _degrees(cell: str, most: int, where: str) -> float | None:
    try:
        value = float(cell) if cell else None
    except ValueError:
        value = float("nan")
    if value is not None and not -most <= value <= most:
        raise BadLexicon(f"{where}: {cell!r} is no number of degrees between -{most} and {most}")
    return value
