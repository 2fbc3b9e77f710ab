"""Compiling the gazetteer: from sources of a few places to a file that is looked up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.extract.places.gazetteer import Gazetteer
from training import gazetteer

CITY = {"countrycode": "PE", "admin1code": "15", "timezone": ""}
REGIONS = [
    [
        "Lima Metropolitana",
        "PE-LMA",
        "PE.15",
        "3936451",
        "Municipality",
        "Lima|Lima Province|Ліма",
        "1",
        "",
        "1",
    ],
    ["Barranca", "", "PE.15.02", "3946082", "", "", "2", "1", "1"],
    ["Nowhere", "PE-XX", "", "", "Region", "", "1", "", "1"],
]


@pytest.fixture
def compiled(tmp_path: Path) -> Gazetteer:
    """Write sources of the real ones' form, compile them, and open the file."""
    data, cldr = tmp_path / "geonames", tmp_path / "cldr"
    data.mkdir()
    sources: dict[str, object] = {
        "cities500": {
            "1": {**CITY, "geonameid": 1, "name": "Lima", "latitude": -12.04318, "longitude": -77.02824}
            | {"population": 7737002, "alternatenames": ["Ciudad de los Reyes", "li ma", "Ліма"]},
            "2": {**CITY, "geonameid": 2, "name": "Lima", "latitude": -11.0, "longitude": -76.0}
            | {"population": 900, "alternatenames": []},
        },
        "countries": {
            "PE": {"geonameid": 3, "name": "Peru", "iso3": "PER", "capital": "Lima", "population": 31989256}
            | {"tld": ".pe"}
        },
        "continents": {},
        "us_states": {},
    }
    for name, rows in sources.items():
        (data / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    for path, names in (
        (
            "cldr-subdivisions-full/subdivisions/en/en.json",
            {"subdivisions": {"localeDisplayNames": {"subdivisions": {"pelma": "Lima²"}}}},
        ),
        (
            "cldr-localenames-full/main/en/territories.json",
            {"main": {"en": {"localeDisplayNames": {"territories": {"PE": "Peru"}}}}},
        ),
    ):
        (cldr / path).parent.mkdir(parents=True)
        (cldr / path).write_text(json.dumps(names), "utf-8")
    table = tmp_path / "regions.tsv"
    table.write_text("".join("\t".join(row) + "\n" for row in REGIONS), "utf-8")
    gazetteer.write(gazetteer.gather(data, table, cldr), tmp_path / "out.sqlite")
    return Gazetteer(tmp_path / "out.sqlite")


def test_places_come_by_population_with_country_region_and_point(compiled: Gazetteer) -> None:
    region, capital, hamlet = compiled.find("Lima")
    assert (region.feature, region.name, region.population, region.latitude) == (
        "admin1",
        "Lima",
        7737902,
        None,
    )
    assert (capital.feature, capital.country, capital.admin1) == ("capital", "PER", "Lima")
    assert (capital.latitude, capital.longitude) == (-12.04318, -77.02824)
    assert hamlet.feature == "city"


def test_latin_names_with_capitals_are_kept_and_romanisations_are_not(compiled: Gazetteer) -> None:
    assert compiled.find("Ciudad de los Reyes")[0].geonames_id == 1
    assert compiled.find("li ma") == () == compiled.find("Ліма")


def test_countries_and_districts_are_there_and_what_geonames_lacks_is_not(compiled: Gazetteer) -> None:
    assert compiled.find("Peru")[0].country == compiled.find_domain("pe")[0].country == "PER"
    assert compiled.find("Barranca")[0].feature == "admin2"
    assert compiled.find("Nowhere") == ()
