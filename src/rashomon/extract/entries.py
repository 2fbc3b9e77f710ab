"""What an entry of the lists of figures and loaded words says, read from its text in a TOML file.

A reader raises ValueError with what to write; ``lexicon`` adds where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DIMENSIONS = ("share", "area", "length", "volume", "mass", "time", "speed", "temperature", "energy", "power")
FIGURE_ROLES = ("killed", "injured", "missing", "arrested", "displaced", "participants", "seized")
TONES = ("neg", "pos")
SENSES = ("above", "below", "near")
PLACES = ("before", "after", "beside", "joined")

_CODE = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"(?P<how>[x~]?)(?P<value>\d+(?:\.\d+)?)(?:(?P<open>\.\.)|/(?P<parts>\d+))?")
_NAME = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEntry:
    """What a number word is worth; ``kind`` is cardinal, multiplier, vague (at least), near or fraction."""

    kind: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundEntry:
    """What words beside a figure make of it: above, below or near it; and whether they stand after it."""

    sense: str
    is_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry:
    """A unit: its dimension, its name in the records, and how many of the dimension's base unit it is."""

    dimension: str
    name: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyEntry:
    """Whose money a word is: the code meant where nothing else is said, and codes by country (ISO3)."""

    code: str | None
    by_country: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """What a word says of the figure it goes with; of a verb, whether object or subject is counted."""

    role: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedEntry:
    """A loaded word: its tone, what makes it so, and its use.

    ``use`` is word, noun (one that colours by naming), verb (a noun or verb that does), or as: a verb that
    colours what stands behind "as".
    """

    tone: str
    reason: str
    use: str


def read_number(_key: str, value: str) -> NumberEntry:
    """Read what a number word is worth.

    >>> read_number("dozens", "24.."), read_number("third", "1/3").kind
    (NumberEntry(kind='vague', value=24.0), 'fraction')
    """
    match = _NUMBER.fullmatch(value)
    if match is None:
        raise ValueError('write it as "12", "x12", "24..", "~2" or "1/3"')
    number, parts = float(match["value"]), match["parts"]
    if parts:
        if not int(parts):
            raise ValueError("nothing has parts of 0")
        return NumberEntry(kind="fraction", value=number / int(parts))
    kind = "vague" if match["open"] else {"x": "multiplier", "~": "near", "": "cardinal"}[match["how"]]
    return NumberEntry(kind=kind, value=number)


def read_bound(_key: str, value: str) -> BoundEntry:
    """Read what words before or after a figure make of it."""
    sense, *rest = value.split() or [""]
    if sense not in SENSES or rest not in ([], ["after"]):
        raise ValueError(f"write one of {', '.join(SENSES)}, and 'after' if it stands after the figure")
    return BoundEntry(sense=sense, is_after=bool(rest))


def read_unit(_key: str, value: str) -> UnitEntry:
    """Read a unit.

    >>> read_unit("ha", "area hectare 10000")
    UnitEntry(dimension='area', name='hectare', factor=10000.0)
    """
    parts = value.split()
    if len(parts) != 3 or parts[0] not in DIMENSIONS or not _NAME.fullmatch(parts[1]):
        raise ValueError(f'write it as "dimension name factor"; dimensions are {", ".join(DIMENSIONS)}')
    try:
        factor = float(parts[2])
    except ValueError:
        raise ValueError(f"factor {parts[2]!r} is no number") from None
    return UnitEntry(dimension=parts[0], name=parts[1], factor=factor)


def read_currency(_key: str, value: str) -> CurrencyEntry:
    """Read a currency.

    >>> read_currency("shilling", "KEN:KES UGA:UGX").by_country["UGA"]
    'UGX'
    """
    code: str | None = None
    by_country: dict[str, str] = {}
    for part in value.split():
        country, _, own = part.rpartition(":")
        if not _CODE.fullmatch(own) or not (country == "" or _CODE.fullmatch(country)):
            raise ValueError('write it as "EUR", or "USD AUS:AUD": a usual code, and codes by country (ISO3)')
        if country:
            by_country[country] = own
        else:
            code = own
    if not value.split():
        raise ValueError("needs a currency's code")
    return CurrencyEntry(code=code, by_country=by_country)


def read_figure(_key: str, value: str) -> FigureEntry:
    """Read what a word says of the figure it goes with."""
    role, *rest = value.split() or [""]
    if role not in FIGURE_ROLES or rest not in ([], ["object"], ["subject"]):
        raise ValueError(f"write one of {', '.join(FIGURE_ROLES)}, and for a verb 'object' or 'subject'")
    return FigureEntry(role=role, part=rest[0] if rest else "object")


def read_numbered(_key: str, value: str) -> str:
    """Read where a word stands beside a number that counts nothing."""
    if value not in PLACES:
        raise ValueError(f"write one of {', '.join(PLACES)}")
    return value


def read_loaded(_key: str, value: str) -> LoadedEntry:
    """Read a loaded word.

    >>> read_loaded("smear", "neg deceit verb").use, read_loaded("hero", "pos heroism").use
    ('verb', 'word')
    """
    parts = value.split()
    if len(parts) not in (2, 3) or parts[0] not in TONES or parts[2:] not in ([], ["noun"], ["verb"], ["as"]):
        raise ValueError('write it as "neg reason" or "pos reason", and "noun", "verb" or "as" behind it')
    return LoadedEntry(tone=parts[0], reason=parts[1], use=parts[2] if parts[2:] else "word")
