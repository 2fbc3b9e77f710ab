"""Places: the toponyms of a report with the places of the gazetteer that they mean, where that is clear.

What the gazetteer lacks, or leaves open, takes the place that it is said to lie in, marked so; failing that
it stays without coordinates. Nothing falls back on a country's middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.entities import Cast
from rashomon.extract.mentions import trim_words
from rashomon.extract.places.choosing import MOST_DOUBTED, Choice, best_of, is_same_area, settle
from rashomon.extract.places.containment import Containment, find_containments
from rashomon.extract.places.gazetteer import Entry, Gazetteer, name_key
from rashomon.extract.places.senses import find_senses
from rashomon.extract.places.surroundings import gather_evidence
from rashomon.extract.places.toponyms import Toponym, find_toponyms
from rashomon.extract.reading import Reading
from rashomon.records import Candidate, Place, Span
from rashomon.text import content_id

SURE = 0.5
"""Probability from which a name is resolved."""
OF_SURROUNDING = 0.8
"""Share of the confidence in a place that goes to what is said to lie in it."""
MOST_CANDIDATES = 5
"""Candidates told of a name that stays open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedToponym:
    """A place of a report, the words that name it, and whether they stand in its dateline."""

    place: Place
    words: Span
    is_dateline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a name means: the likeliest place if likely enough, how likely it is, and what it might be."""

    entry: Entry | None
    confidence: float
    candidates: tuple[Candidate, ...]


OPEN = Answer(entry=None, confidence=0.0, candidates=())


def find_places(reading: Reading, cast: Cast, gazetteer: Gazetteer) -> list[PlacedToponym]:
    """Find every place that a report names, in order of text, the longer first where names nest."""
    found = find_toponyms(reading, cast, gazetteer)
    containments = find_containments(reading, found.toponyms, found.countries)
    choices = find_senses(reading, found, containments, gazetteer)
    distinct = {id(choice): choice for choice in choices if choice is not None}
    settle(list(distinct.values()), gather_evidence(reading.report, found.countries, gazetteer))
    known = {of: _answer(choice) for of, choice in distinct.items()}
    answers = [OPEN if choice is None else known[id(choice)] for choice in choices]
    around = _surroundings(reading, found.toponyms, answers, containments)
    entities = _entities(reading, cast)
    return [
        PlacedToponym(
            place=_place(reading, toponym, answer, around.get(at), entities.get(toponym.words)),
            words=toponym.words,
            is_dateline=toponym.is_dateline,
        )
        for at, (toponym, answer) in enumerate(zip(found.toponyms, answers, strict=True))
    ]


def _answer(choice: Choice) -> Answer:
    order = sorted(range(len(choice.entries)), key=lambda at: -choice.shares[at])
    best = best_of(choice)
    confidence = sum(
        share for entry, share in zip(choice.entries, choice.shares, strict=True) if is_same_area(entry, best)
    )
    if choice.is_doubted and best.feature == "city":
        confidence = min(confidence, MOST_DOUBTED)
    return Answer(
        entry=best if confidence >= SURE else None,
        confidence=confidence,
        candidates=tuple(
            Candidate(
                geonames_id=entry.geonames_id,
                name=entry.name,
                country=entry.country,
                admin1=entry.admin1,
                score=round(choice.shares[at], 4),
            )
            for at in order[:MOST_CANDIDATES]
            if (entry := choice.entries[at]).geonames_id is not None
        ),
    )


def _is_located(entry: Entry) -> bool:
    """Say whether it is known where a place is: the package's large regions have neither id nor point."""
    return entry.geonames_id is not None or entry.latitude is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrounding:
    """Where something is said to lie."""

    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    confidence: float


def _surroundings(
    reading: Reading,
    toponyms: Sequence[Toponym],
    answers: Sequence[Answer],
    containments: Sequence[Containment],
) -> dict[int, Surrounding]:
    """Give where open toponyms are said to lie; what one mention of a name tells holds for the others."""
    keys = [name_key(reading.text_of(one.words)) for one in toponyms]
    told: dict[str, Surrounding] = {}
    for one in containments:
        if not _is_open(answers[one.inner]):
            continue
        if one.outer is None:
            outer = Surrounding(
                country=one.country, admin1=None, latitude=None, longitude=None, confidence=one.strength
            )
        else:
            outer = _as_surrounding(answers[one.outer], one.manner)
        if outer is not None:
            told.setdefault(keys[one.inner], outer)
    return {at: told[key] for at, key in enumerate(keys) if key in told and _is_open(answers[at])}


def _is_open(answer: Answer) -> bool:
    return answer.entry is None or not _is_located(answer.entry)


def _as_surrounding(outer: Answer, manner: str) -> Surrounding | None:
    """Give a place as what another lies in; after a comma only a region or country may be that."""
    entry = outer.entry
    if entry is None or not _is_located(entry):
        return None
    if manner == "list" or (manner == "comma" and entry.feature not in ("country", "admin1", "admin2")):
        return None
    return Surrounding(
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        confidence=outer.confidence,
    )


def _entities(reading: Reading, cast: Cast) -> dict[Span, str]:
    """Give the ids of entities by the words of their names."""
    ids: dict[Span, str] = {}
    for phrase, entity in zip(cast.phrases, cast.entity_of, strict=True):
        if entity is not None and phrase.form == "name":
            for words in (phrase.words, phrase.name_words):
                span = None if words is None else trim_words(reading, words)
                if span is not None:
                    ids[span] = cast.entities[entity].id
    return ids


def _place(
    reading: Reading, toponym: Toponym, answer: Answer, around: Surrounding | None, entity: str | None
) -> Place:
    """Make the record: resolved, lying in another place, or unresolved."""
    span = reading.chars(toponym.words)
    text = " ".join(reading.text_of(toponym.words).split())
    entry = answer.entry
    feature = entry.feature if entry else "facility" if toponym.sort == "facility" else None
    identity = content_id("place", reading.report.id, f"{span[0]}", f"{span[1]}")
    if entry is not None and _is_located(entry):
        return Place(
            id=identity,
            span=span,
            name=entry.name,
            entity=entity,
            latitude=entry.latitude,
            longitude=entry.longitude,
            country=entry.country,
            admin1=entry.admin1,
            geonames_id=entry.geonames_id,
            feature=feature,
            how="resolved",
            confidence=_round(answer.confidence),
        )
    if around is not None:
        return Place(
            id=identity,
            span=span,
            name=entry.name if entry else text,
            entity=entity,
            latitude=around.latitude,
            longitude=around.longitude,
            country=around.country,
            admin1=around.admin1,
            feature=feature,
            how="lies in",
            confidence=_round(OF_SURROUNDING * around.confidence),
        )
    return Place(
        id=identity,
        span=span,
        name=entry.name if entry else text,
        entity=entity,
        country=entry.country if entry else None,
        feature=feature,
        how="unresolved",
        confidence=_round(answer.confidence),
        candidates=answer.candidates,
    )


def _round(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 4)
