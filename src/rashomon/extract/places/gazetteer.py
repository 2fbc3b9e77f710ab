"""The gazetteer: what places bear a name, from a read-only SQLite file and a user's own list over it.

The file is compiled by ``training/gazetteer.py`` from GeoNames data; ``docs/places.md`` tells what is in it.
It is opened when the first name is looked up, and the operating system shares its pages between processes.
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from rashomon.errors import BadLexicon

SHIPPED = Path(str(files("rashomon.extract"))) / "data" / "gazetteer.sqlite"
FORMAT = 1
"""Of the file's tables (``PRAGMA user_version``); a file of another is refused."""
MOST_NAMESAKES = 60
"""Places looked at for a name, the most populous; 25 of 533,347 names have more, and cost stays linear."""
MOST_KEPT = 20_000
"""Names kept once looked up."""
_LOOK_UP = """
SELECT place.geonames_id, place.name, place.feature, place.country, region.name, place.latitude,
       place.longitude, place.population, name.is_main
FROM name JOIN place ON place.rank = name.place LEFT JOIN place AS region ON region.rank = place.admin1
WHERE name.key = ? ORDER BY name.place LIMIT ?
"""
DEGREES = 1e-5
"""The file's unit of latitude and longitude, about a metre."""
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "e"}
)
_UNSPOKEN = re.compile("['’‘`´ʻʼʽʾʿˈ.]")
_BETWEEN = re.compile(r"[\W_]+")
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_COMPASS = re.compile(r"\b(north|south) (east|west)")
_LONGEST_CODE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of the gazetteer.

    ``is_main`` says that the name looked up is its main one, ``is_own`` that it is from a user's own list.
    ``country`` is ISO 3166-1 alpha-3, ``admin1`` the name of the first-order region. Countries and regions
    have no coordinates: a point in their middle is no place.
    """

    geonames_id: int | None
    name: str
    feature: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    is_main: bool = True
    is_own: bool = False


def name_key(name: str) -> str:
    """Give the form in which names are compared: without case, accents, points and apostrophes.

    Codes of up to four capitals keep their case, so that "US" is not "us".

    >>> name_key("Saint-Étienne"), name_key("Sana'a"), name_key("North-West"), name_key("N.Y.")
    ('st etienne', 'sanaa', 'northwest', 'NY')
    """
    bare = _UNSPOKEN.sub("", name)
    if len(bare) <= _LONGEST_CODE and bare.isupper():
        return bare
    bare = bare.casefold()
    if not bare.isascii():
        parted = unicodedata.normalize("NFKD", bare).translate(_LETTERS)
        bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    words = " ".join(_SHORT_FORMS.get(word, word) for word in _BETWEEN.split(bare) if word)
    return _COMPASS.sub(r"\1\2", words)


class Gazetteer:
    """Looks up names; safe to use from several threads and after a fork."""

    def __init__(self, path: Path = SHIPPED, overlay: Mapping[str, tuple[Entry, ...]] | None = None) -> None:
        self._path = path
        self._overlay = overlay or {}
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._connection: tuple[int, sqlite3.Connection] | None = None

    def find(self, name: str) -> tuple[Entry, ...]:
        """Give the places that bear a name, a user's own first, then the most populous, at most 60.

        Of up to four capitals, which may be a code or a name in capitals, those of both.

        Raises:
            BadLexicon: the file is missing, damaged or of another version.
        """
        key = name_key(name)
        found = self._find_key(key)
        return (*found, *self._find_key(key.lower())) if key.isupper() else found

    def find_domain(self, domain: str) -> tuple[Entry, ...]:
        """Give the country that a top-level domain ("ke") belongs to."""
        return self._find_key(f".{domain.lower()}")

    def _find_key(self, key: str) -> tuple[Entry, ...]:
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            found = self._known[key] = (*self._overlay.get(key, ()), *self._read(key))
        return found

    def _read(self, key: str) -> list[Entry]:
        try:
            rows = self._connect().execute(_LOOK_UP, (key, MOST_NAMESAKES)).fetchall()
        except sqlite3.Error as error:
            raise BadLexicon(f"{self._path}: cannot be read ({error}); install the package anew") from error
        return [_entry(row) for row in rows]

    def _connect(self) -> sqlite3.Connection:
        """Open the file, once a process: a connection must not be used on both sides of a fork."""
        if self._connection is None or self._connection[0] != os.getpid():
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found != FORMAT:
                raise BadLexicon(
                    f"{self._path}: format {found}, but {FORMAT} is read; install the package anew"
                )
            self._connection = os.getpid(), connection
        return self._connection[1]


def _entry(row: tuple[int, str, str, str | None, str | None, int | None, int | None, int, int]) -> Entry:
    geonames_id, name, feature, country, admin1, latitude, longitude, population, is_main = row
    return Entry(
        geonames_id=geonames_id,
        name=name,
        feature=feature,
        country=country,
        admin1=name if feature == "admin1" else admin1,
        latitude=None if latitude is None else round(latitude * DEGREES, 5),
        longitude=None if longitude is None else round(longitude * DEGREES, 5),
        population=population,
        is_main=bool(is_main),
    )
