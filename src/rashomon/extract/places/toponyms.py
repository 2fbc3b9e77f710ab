"""Toponyms: the words of a report that name places, before it is asked which places they are.

They are the encoder's names with label LOC, named entities of kind place and facility, countries and
capitals that the lexicon knows outside other names, and datelines. Names of persons and bodies are none,
nor are peoples ("Iranian").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.extract.countries import Countries, find_countries
from rashomon.extract.entities import Cast
from rashomon.extract.lemmas import find_lemma
from rashomon.extract.mentions import trim_words
from rashomon.extract.places.datelines import find_datelines
from rashomon.extract.places.gazetteer import Gazetteer
from rashomon.extract.places.place_words import AREAS, FACILITIES, LOCATIVES, NATURE, PARTS, POSSESSED
from rashomon.extract.reading import Reading
from rashomon.records import Span

LARGE = 100_000
"""People of a town that a country's name in the lexicon may mean beside the country and its capital."""
_PLACING = frozenset(("of", "via", "outside", "leave", "leaving", "left", "reach", "reached", "visited"))
"""Words before a place beside prepositions of place."""
_PARTING = frozenset((",", "/", ";"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Words that name a place.

    ``sort`` is what a common noun in or beside the name says it is: a feature of the gazetteer,
    "facility", "nature", or "". ``is_placed`` tells that it stands where places do, behind "in" or "of", or
    in a dateline; ``is_somebody`` that its chain or its label is that of a person or a body.
    """

    words: Span
    sort: str
    is_dateline: bool
    is_placed: bool = False
    is_somebody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundToponyms:
    """The toponyms of a report in order of text, and where it names countries, peoples and capitals."""

    toponyms: list[Toponym]
    countries: Countries


def find_toponyms(reading: Reading, cast: Cast, gazetteer: Gazetteer) -> FoundToponyms:
    """Find the words of a report that name places."""
    countries = find_countries(reading)
    datelines = find_datelines(reading)
    known = set(_known_countries(countries, gazetteer))
    spans = {
        part for span in (*_labelled(reading), *_entities(reading, cast)) for part in _parts(reading, span)
    }
    spans.update(span for dateline in datelines for span in dateline.names)
    spans.update(_labelled_otherwise(reading, known, spans))
    spans.update(_unlabelled(reading, known, spans))
    towns = {dateline.names[0] for dateline in datelines}
    on_dateline = {word for dateline in datelines for word in range(*dateline.words)}
    peoples, somebody = _people_words(countries), _somebody(reading, cast)
    toponyms = [
        Toponym(
            words=span,
            sort="city" if span in towns else _sort(reading, span),
            is_dateline=span[0] in on_dateline,
            is_placed=span[0] in on_dateline or _is_placed(reading, span),
            is_somebody=span in somebody,
        )
        for span in sorted(spans, key=lambda span: (span[0], -span[1]))
        if not _is_common(reading, span, peoples)
    ]
    return FoundToponyms(toponyms=toponyms, countries=countries)


def _labelled(reading: Reading) -> Iterator[Span]:
    for name in reading.marks.names:
        span = trim_words(reading, name.words) if name.label == "LOC" else None
        if span is not None:
            yield _with_possessed(reading, span)


def _with_possessed(reading: Reading, span: Span) -> Span:
    """Take in the noun that makes a name of a possessor: "Gull's Island"; not "Peru's Lake Titicaca"."""
    noun = span[1] + 1
    if noun >= len(reading.words) or reading.lower[span[1]] not in ("'s", "’s"):
        return span
    is_part = reading.words[noun][0].isupper() and reading.lower[noun] in POSSESSED
    is_last = noun + 1 == len(reading.words) or not reading.words[noun + 1][0].isupper()
    return (span[0], noun + 1) if is_part and is_last else span


def _labelled_otherwise(reading: Reading, known: set[Span], found: set[Span]) -> list[Span]:
    """Give names labelled otherwise that are a country's or capital's, or a place's elsewhere in the report.

    A name that is part of a longer person's name is none: "Jordan" where there is a Michael Jordan.
    """
    places = {tuple(reading.lower[start:end]) for start, end in found}
    others = [(span, name.label) for name in reading.marks.names if (span := trim_words(reading, name.words))]
    persons = {
        word
        for span, label in others
        if label == "PER" and span[1] - span[0] > 1 and span not in known
        for word in reading.lower[span[0] : span[1]]
    }
    return [
        span
        for span, label in others
        if label != "LOC"
        and (span in known or tuple(reading.lower[span[0] : span[1]]) in places)
        and persons.isdisjoint(reading.lower[span[0] : span[1]])
    ]


def _entities(reading: Reading, cast: Cast) -> Iterator[Span]:
    """Give the names of places and facilities that the encoder's labels call otherwise."""
    for phrase in cast.phrases:
        if phrase.name_words is None or phrase.label in ("PER", "LOC"):
            continue
        span = trim_words(reading, phrase.name_words) if phrase.kind in ("place", "facility") else None
        if span is not None:
            yield span


def _somebody(reading: Reading, cast: Cast) -> set[Span]:
    """Give the names of persons and bodies, by their chains and by the encoder's labels."""
    labelled = (trim_words(reading, name.words) for name in reading.marks.names if name.label != "LOC")
    spans = (
        trim_words(reading, phrase.name_words)
        for phrase, entity in zip(cast.phrases, cast.entity_of, strict=True)
        if phrase.name_words is not None
        and entity is not None
        and cast.entities[entity].kind in ("person", "organization")
    )
    return {span for span in (*spans, *labelled) if span is not None}


def _is_placed(reading: Reading, span: Span) -> bool:
    """Say whether a name stands behind a preposition of place, with no more than "the northern" between."""
    word = span[0] - 1
    while word > 0 and (reading.lower[word] in PARTS or reading.lower[word] == "the"):
        word -= 1
    return word >= 0 and (reading.lower[word] in LOCATIVES or reading.lower[word] in _PLACING)


def _parts(reading: Reading, span: Span) -> list[Span]:
    """Part a name at its commas: "Paris, Texas" is two; without an article in front."""
    parts: list[Span] = []
    start = span[0]
    for word in range(span[0], span[1] + 1):
        if word == span[1] or reading.lower[word] in _PARTING:
            inner = trim_words(reading, (start, word))
            if inner is not None:
                if reading.lower[inner[0]] == "the" and inner[1] - inner[0] > 1:
                    inner = (inner[0] + 1, inner[1])
                parts.append(inner)
            start = word + 1
    return [part for part in parts if any(letter.isalpha() for letter in reading.words[part[0]])]


def _known_countries(countries: Countries, gazetteer: Gazetteer) -> Iterator[Span]:
    """Give where countries and capitals are named; "White House" stands for a country and is no place."""
    for first, form in zip(countries.places, countries.forms, strict=True):
        if form.form != "people" and any(
            entry.country == form.iso3
            and (entry.feature in ("country", "capital") or entry.population >= LARGE)
            for entry in gazetteer.find(" ".join(form.words))
        ):
            yield first, first + len(form.words)


def _unlabelled(reading: Reading, known: set[Span], found: set[Span]) -> list[Span]:
    """Give countries and capitals that share words with no name of the encoder and no toponym found yet."""
    taken = {word for name in reading.marks.names for word in range(max(0, name.words[0]), name.words[1])}
    taken.update(word for span in found for word in range(*span))
    return [span for span in known if taken.isdisjoint(range(*span))]


def _people_words(countries: Countries) -> set[int]:
    return {
        word
        for first, form in zip(countries.places, countries.forms, strict=True)
        if form.form == "people"
        for word in range(first, first + len(form.words))
    }


def _is_common(reading: Reading, span: Span, peoples: set[int]) -> bool:
    """Say whether words name nothing by themselves: "Sudanese city", "the National Government"."""
    words = [word for word in range(*span) if word not in peoples]
    if len(words) == span[1] - span[0] > 1 and reading.lower[max(0, span[0] - 1)] not in ("the", "a", "this"):
        return False  # "College Station" is a town
    return all(_is_common_word(reading, word) for word in words)


def _is_common_word(reading: Reading, word: int) -> bool:
    lower = reading.lower[word]
    if not reading.words[word][0].isupper() or lower in PARTS or lower in AREAS or lower in FACILITIES:
        return True
    return lower in NATURE or find_lemma(lower, "NOUN", reading.lexicon.plurals) in reading.lexicon.nouns


def _sort(reading: Reading, span: Span) -> str:
    """Tell what sort of place a name is of by its last and first words, or the common noun beside it."""
    start, end = span
    last, first = reading.lower[end - 1], reading.lower[start]
    if end - start > 1:
        if _is_facility(reading, last) or first in ("camp", "fort") or re.fullmatch(r"\d+", last):
            return "facility"
        if last in NATURE or first in ("lake", "mount", "river", "gulf", "strait"):
            return "nature"
        if last in AREAS:
            return AREAS[last]
        if reading.lower[start + 1] == "of" and first in AREAS:
            return AREAS[first]
    if end < len(reading.words) and reading.lower[end] in AREAS and reading.words[end].islower():
        return AREAS[reading.lower[end]]
    if start > 1 and reading.lower[start - 1] == "of" and reading.lower[start - 2] in AREAS:
        return AREAS[reading.lower[start - 2]]
    return ""


def _is_facility(reading: Reading, word: str) -> bool:
    entry = reading.lexicon.nouns.get(word)
    return word in FACILITIES or (entry is not None and entry.kind == "facility")
