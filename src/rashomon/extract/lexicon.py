"""The word lists behind the records: read from ``data/``, checked, merged with a user's own.

A user's file is TOML with any of the tables of ``TABLES``; its entries are added to those of the package
and replace equal ones.
``docs/lexicons.md`` tells how to write one.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from rashomon.errors import BadLexicon
from rashomon.extract.entries import (
    BoundEntry,
    CurrencyEntry,
    FigureEntry,
    LoadedEntry,
    NumberEntry,
    UnitEntry,
    read_bound,
    read_currency,
    read_figure,
    read_loaded,
    read_number,
    read_numbered,
    read_unit,
)

CUE_KINDS = ("statement", "belief", "intention", "attitude", "decree", "perception")
STANCES = ("neutral", "doubting", "affirming", "denying", "evaluative")
POLARITIES = ("asserted", "denied", "withheld")
ENTITY_KINDS = ("person", "organization", "group", "place", "facility", "event", "work")
SECTORS = tuple("GOV MIL COP JUD LEG OPP REB CVL BUS MED NGO IGO EDU REL LAB SPY CRM UAF".split())
FLAGS = ("official", "spokes", "veiled", "document", "outlet", "male", "female")
GENDERS = ("male", "female")
COUNTRY_FORMS = ("name", "people", "capital")
OF_FIGURES = ("numbers", "bounds", "units", "currencies", "numbered", "figures")
TABLES = (
    "cues",
    "idioms",
    "nouns",
    "titles",
    "countries",
    "given",
    "verbs",
    "plurals",
    *OF_FIGURES,
    "loaded",
)
AS_WRITTEN = ("titles", "countries", "given", "currencies", "numbered")
"""Tables whose entries keep their capitals."""

_PIECES = re.compile(r"['’]s\b|\w(?:[\w.]|['’](?!s\b))*|[^\w\s]")
_ISO3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """What a cue may be: kinds and stances, the usual first, and its polarity where stance does not tell."""

    kinds: tuple[str, ...]
    stances: tuple[str, ...]
    polarity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NounEntry:
    """What a head noun or title says of whom it names."""

    kind: str
    sector: str | None = None
    country: str | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryForm:
    """A word or words for a country: its name, its people or adjective, or its capital."""

    words: tuple[str, ...]
    iso3: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists, keyed as they are looked up: lower-case lemmas, or words as written for countries."""

    cues: Mapping[str, CueEntry]
    cue_words: frozenset[str]
    """Every word of every cue."""
    idioms: Mapping[str, str]
    """Words that together attribute nothing, and what they mean instead."""
    nouns: Mapping[str, NounEntry]
    titles: Mapping[str, NounEntry]
    given: Mapping[str, str]
    """Given names that tell a gender, and which."""
    verbs: Mapping[str, str]
    plurals: Mapping[str, str]
    countries: Mapping[str, tuple[CountryForm, ...]]
    """By first word, longest form first."""
    numbers: Mapping[str, NumberEntry]
    bounds: Mapping[str, BoundEntry]
    units: Mapping[str, UnitEntry]
    currencies: Mapping[str, CurrencyEntry]
    numbered: Mapping[str, str]
    """Words beside which a number counts nothing ("Article 5"), and where they stand."""
    figures: Mapping[str, FigureEntry]
    loaded: Mapping[str, LoadedEntry]
    """By words set apart as in the text: "so - called"."""


def load_lexicon(path: str | Path | None = None) -> Lexicon:
    """Load the package's word lists and, over them, a user's own file.

    Raises:
        BadLexicon: the file cannot be read, is no TOML, or has an entry that is none; names the entry.
    """
    tables = {name: dict(entries) for name, entries in _own_tables().items()}
    if path is not None:
        for name, entries in _read_file(Path(path)).items():
            tables[name].update(entries)
    return _assemble(tables)


@cache
def _own_tables() -> Mapping[str, Mapping[str, object]]:
    """Read the lists that ship with the package; each table maps an entry to what it stands for."""
    data = files("rashomon.extract") / "data"
    tables: dict[str, dict[str, object]] = {name: {} for name in TABLES}
    for name in (
        "cues.toml",
        "idioms.toml",
        "nouns.toml",
        "given.toml",
        "lemmas.toml",
        "quantities.toml",
        "loaded.toml",
    ):
        text = (data / name).read_text(encoding="utf-8")
        for table, entries in _read_tables(text, name).items():
            tables[table].update(entries)
    rows = csv.DictReader((data / "countries.csv").read_text(encoding="utf-8").splitlines())
    for row in rows:
        for column, form in (("names", "name"), ("people", "people"), ("capital", "capital")):
            for words in filter(None, row[column].split("|")):
                tables["countries"][words] = _country(words, f"{row['iso3']} {form}")
    return tables


def _read_file(path: Path) -> dict[str, dict[str, object]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(
            f"{path}: cannot be read as UTF-8 text ({error}); give the path of a TOML file"
        ) from error
    return _read_tables(text, str(path))


def _read_tables(text: str, where: str) -> dict[str, dict[str, object]]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(f"{where}: not valid TOML: {error}; see docs/lexicons.md") from error
    return {name: _read_table(name, entries, where) for name, entries in raw.items()}


def _read_table(name: str, entries: object, where: str) -> dict[str, object]:
    if name not in TABLES or not isinstance(entries, dict):
        raise BadLexicon(f"{where}: [{name}] is no table of a lexicon; use one of [{'], ['.join(TABLES)}]")
    table: dict[str, object] = {}
    for key, value in cast("dict[str, object]", entries).items():
        try:
            if not isinstance(value, str) or not key.strip():
                raise ValueError("needs a word or words and a text in quotation marks")
            if name in ("verbs", "plurals"):
                table.update(dict.fromkeys(value.lower().split(), key))
            elif name == "given":
                (gender,) = _each_of([key], GENDERS, "gender")
                table.update(dict.fromkeys(value.split(), gender))
            else:
                table[key if name in AS_WRITTEN else key.lower()] = _READERS[name](key, value)
        except ValueError as error:
            raise BadLexicon(f"{where}: [{name}] {key!r}: {error}") from None
    return table


def _cue(_key: str, value: str) -> CueEntry:
    parts = value.split()
    if len(parts) not in (2, 3):
        raise ValueError('write it as "kind stance" or "kind stance polarity"')
    return CueEntry(
        kinds=_each_of(parts[0].split("|"), CUE_KINDS, "kind"),
        stances=_each_of(parts[1].split("|"), STANCES, "stance"),
        polarity=_each_of(parts[2:], POLARITIES, "polarity")[0] if parts[2:] else None,
    )


def _idiom(_key: str, value: str) -> str:
    if not value.strip():
        raise ValueError("say what it means instead")
    return value


def _noun(_key: str, value: str) -> NounEntry:
    kind, *rest = value.split() or [""]
    (kind,) = _each_of([kind], ENTITY_KINDS, "kind")
    return _sector_and_flags(kind, rest)


def _title(_key: str, value: str) -> NounEntry:
    return _sector_and_flags("person", value.split())


def _sector_and_flags(kind: str, parts: list[str]) -> NounEntry:
    sector = parts[0] if parts and parts[0] in SECTORS else None
    rest = parts[1:] if sector else parts
    country = rest[0] if rest and _ISO3.fullmatch(rest[0]) else None
    flags = _each_of(rest[1:] if country else rest, (*FLAGS,), "sector or flag")
    return NounEntry(kind=kind, sector=sector, country=country, flags=frozenset(flags))


def _country(key: str, value: str) -> CountryForm:
    parts = value.split()
    if not parts or not _ISO3.fullmatch(parts[0]) or len(parts) > 2:
        raise ValueError('write it as "ISO3" or "ISO3 name", "ISO3 people", "ISO3 capital"')
    (form,) = _each_of(parts[1:], COUNTRY_FORMS, "form") if parts[1:] else ("name",)
    return CountryForm(words=tuple(_PIECES.findall(key)), iso3=parts[0], form=form)


_READERS: dict[str, Callable[[str, str], object]] = {
    "cues": _cue,
    "idioms": _idiom,
    "nouns": _noun,
    "titles": _title,
    "countries": _country,
    "numbers": read_number,
    "bounds": read_bound,
    "units": read_unit,
    "currencies": read_currency,
    "numbered": read_numbered,
    "figures": read_figure,
    "loaded": read_loaded,
}


def _each_of(found: list[str], allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    for value in found:
        if value not in allowed:
            raise ValueError(f"{what} {value!r} is none of {', '.join(allowed)}")
    return tuple(found)


def _assemble(tables: Mapping[str, Mapping[str, object]]) -> Lexicon:
    by_first: dict[str, list[CountryForm]] = {}
    for form in cast("Mapping[str, CountryForm]", tables["countries"]).values():
        by_first.setdefault(form.words[0], []).append(form)
    return Lexicon(
        cues=cast("Mapping[str, CueEntry]", tables["cues"]),
        cue_words=frozenset(word for cue in tables["cues"] for word in cue.split()),
        idioms=cast("Mapping[str, str]", tables["idioms"]),
        nouns=cast("Mapping[str, NounEntry]", tables["nouns"]),
        titles=cast("Mapping[str, NounEntry]", tables["titles"]),
        given=cast("Mapping[str, str]", tables["given"]),
        verbs=cast("Mapping[str, str]", tables["verbs"]),
        plurals=cast("Mapping[str, str]", tables["plurals"]),
        countries={
            first: tuple(sorted(forms, key=lambda form: (-len(form.words), form.words)))
            for first, forms in by_first.items()
        },
        numbers=cast("Mapping[str, NumberEntry]", tables["numbers"]),
        bounds=cast("Mapping[str, BoundEntry]", tables["bounds"]),
        units=cast("Mapping[str, UnitEntry]", tables["units"]),
        currencies=_with_codes(cast("Mapping[str, CurrencyEntry]", tables["currencies"])),
        numbered=cast("Mapping[str, str]", tables["numbered"]),
        figures=cast("Mapping[str, FigureEntry]", tables["figures"]),
        loaded={
            " ".join(_PIECES.findall(key)): entry
            for key, entry in cast("Mapping[str, LoadedEntry]", tables["loaded"]).items()
        },
    )


def _with_codes(currencies: Mapping[str, CurrencyEntry]) -> Mapping[str, CurrencyEntry]:
    """Add the codes themselves: "USD 5 million"."""
    codes = {entry.code for entry in currencies.values() if entry.code}
    codes.update(code for entry in currencies.values() for code in entry.by_country.values())
    return {**{code: CurrencyEntry(code=code, by_country={}) for code in codes}, **currencies}
