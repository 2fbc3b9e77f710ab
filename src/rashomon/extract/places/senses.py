"""From a report's toponyms to its names in their senses, each with the places it may mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rashomon.extract.places.choosing import (
    MOST_OUTER,
    Choice,
    choose,
    keep_out,
    lies_in,
    link,
    place_in_country,
)
from rashomon.extract.places.containment import Containment
from rashomon.extract.places.gazetteer import Entry, Gazetteer, name_key
from rashomon.extract.places.place_words import AREAS, PARTS
from rashomon.extract.places.toponyms import FoundToponyms
from rashomon.extract.reading import Reading

Key = tuple[str, str]
"""A name's key in the gazetteer, and what the words beside it call it."""
_ARTICLES = frozenset("al el an ar as ash at az ad the la le".split())
_FIRST_WORDS = 3
"""Words of direction and kind taken off a name's front at most."""


def find_namesakes(gazetteer: Gazetteer, name: str, sort: str) -> tuple[Entry, ...]:
    """Look a name up as it is; failing that, without words of direction, kind and article.

    Names of facilities and rivers are looked up as they are: Kabul airport is not Kabul.
    """
    words = name.split()
    found = gazetteer.find(name)
    if found or sort in ("facility", "nature"):
        return found
    for _ in range(_FIRST_WORDS):
        if len(words) > 1 and words[0].lower() in PARTS | _ARTICLES:
            words = words[1:]
        elif len(words) > 2 and words[1].lower() == "of" and words[0].lower() in AREAS:
            words = words[2:]
        elif len(words) > 1 and words[-1].lower() in AREAS:
            words = words[:-1]
        else:
            return ()
        found = gazetteer.find(" ".join(words))
        if found:
            return found
    return ()


def find_senses(
    reading: Reading, found: FoundToponyms, containments: Sequence[Containment], gazetteer: Gazetteer
) -> list[Choice | None]:
    """Give each toponym the choice that it shares with the others of its sense; None if no place bears it."""
    names = [" ".join(reading.text_of(one.words).split()) for one in found.toponyms]
    keys = [(name_key(name), one.sort) for name, one in zip(names, found.toponyms, strict=True)]
    borne: dict[Key, tuple[Entry, ...]] = {}
    for name, key in zip(names, keys, strict=True):
        if key not in borne:
            borne[key] = find_namesakes(gazetteer, name, key[1])
    told = [(one, _fits(one, keys, borne)) for one in containments]
    told = [(one, fits) for one, fits in told if fits or _contradicts(one, keys, borne)]
    within = _places_told(told, keys)
    countries = _countries_told(found)
    choices: dict[tuple[Key, str | None], Choice] = {}
    chosen: list[Choice | None] = []
    for at, key in enumerate(keys):
        sense = key, within.get(at) or within.get(key)
        if sense not in choices:
            choices[sense] = choose(borne[key], key[1], countries.get(at))
        choices[sense].mentions.append(at)
        chosen.append(choices[sense] if borne[key] else None)
    _link(told, chosen)
    _doubt(found, {end for one, _ in told for end in (one.inner, one.outer)}, chosen)
    return chosen


def _doubt(found: FoundToponyms, told: Collection[int | None], chosen: Sequence[Choice | None]) -> None:
    """Mark names that the report never tells as places: "the Homestead governor", of a party."""
    for choice in {id(one): one for one in chosen if one is not None}.values():
        mentions = [found.toponyms[at] for at in choice.mentions]
        is_placed = any(
            one.is_placed or one.sort or at in told for at, one in zip(choice.mentions, mentions, strict=True)
        )
        choice.is_doubted = not is_placed or any(one.is_somebody for one in mentions)


def _countries_told(found: FoundToponyms) -> dict[int, str]:
    """Give the country of each toponym that the lexicon has as the name or the capital of one."""
    forms = {
        (first, first + len(form.words)): form.iso3
        for first, form in zip(found.countries.places, found.countries.forms, strict=True)
    }
    return {at: forms[one.words] for at, one in enumerate(found.toponyms) if one.words in forms}


def _fits(one: Containment, keys: Sequence[Key], borne: Mapping[Key, Sequence[Entry]]) -> bool:
    """Say whether any of the places that bear the inner name lies in any that bears the outer."""
    inner = borne[keys[one.inner]]
    if one.outer is None:
        return any(entry.country == one.country for entry in inner)
    outer = borne[keys[one.outer]][:MOST_OUTER]
    return any(lies_in(entry, other) for other in outer for entry in inner)


def _contradicts(one: Containment, keys: Sequence[Key], borne: Mapping[Key, Sequence[Entry]]) -> bool:
    """Say whether a name is said, beyond doubt, to lie in a country or region where no place bears it."""
    if one.manner != "in" or any(
        entry.feature in ("country", "continent") for entry in borne[keys[one.inner]][:1]
    ):
        return False
    outer = () if one.outer is None else borne[keys[one.outer]][:1]
    return one.outer is None or any(entry.feature in ("country", "admin1") for entry in outer)


def _places_told(told: Sequence[tuple[Containment, bool]], keys: Sequence[Key]) -> dict[int | Key, str]:
    """Give where a toponym is said to lie, an outer one's key or a country; for its key the first told."""
    best: dict[int, tuple[float, str]] = {}
    for one, _ in told:
        place = one.country if one.outer is None else keys[one.outer][0]
        if place is not None and one.strength > best.get(one.inner, (0.0, ""))[0]:
            best[one.inner] = one.strength, place
    within: dict[int | Key, str] = {}
    for at, (_, place) in best.items():
        within[at] = place
        within.setdefault(keys[at], place)
    return within


def _link(told: Sequence[tuple[Containment, bool]], chosen: Sequence[Choice | None]) -> None:
    """Let names agree on what is said outright, once a pair of names; outer ones first."""
    done: set[tuple[int, int | str | None]] = set()
    for one, fits in reversed(told):
        inner = chosen[one.inner]
        outer = None if one.outer is None else chosen[one.outer]
        pair = id(inner), one.country if outer is None else id(outer)
        if inner is None or pair in done:
            continue
        done.add(pair)
        if not fits:
            keep_out(inner)
        elif outer is not None:
            link(inner, outer, one.strength)
        elif one.country is not None:
            place_in_country(inner, one.country, one.strength)
