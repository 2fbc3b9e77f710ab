"""What happened, who did it to whom, where and when, and whether it did: each as the voices tell it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rashomon.compare.contexts import Contexts
from rashomon.compare.positions import Stand, Telling, always_compatible, make_divergence
from rashomon.compare.stems import fold, stem
from rashomon.compare.voices import Voices
from rashomon.records import (
    Account,
    Divergence,
    Event,
    Happening,
    Place,
    Reference,
    Span,
    Statement,
    StoryEntity,
    Time,
    Voice,
)

NEAR_KM = 25.0
"""Two places so near may be one scene: a town and its suburb."""
EARTH_KM = 6371.0
UNREAL = frozenset(("planned", "threatened", "hypothetical"))
DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event of a happening with its account's records by id."""

    event: Event
    voices: Voices
    statements: Mapping[str, Statement]
    places: Mapping[str, Place]
    times: Mapping[str, Time]

    @property
    def voice(self) -> Voice:
        """Who tells it, in the words of its anchor."""
        return self.voices.tell(self.event.anchor, self.event.voice)


def find_event_slots(
    accounts: Sequence[Account],
    happenings: Sequence[Happening],
    entities: Iterable[StoryEntity],
    voices: Mapping[str, Voices],
) -> Iterator[Divergence]:
    """Give what is told of the happenings that several reports tell."""
    known = {entity.id: entity for entity in entities}
    by_report = {account.report.id: _prepare(account, voices[account.report.id]) for account in accounts}
    contexts = {account.report.id: Contexts(account) for account in accounts}
    for happening in happenings:
        if len({one.report for one in happening.events}) > 1:
            told = [by_report[one.report][one.event] for one in happening.events]
            yield from _compare(happening, _drop_background(told, contexts), known, accounts)


def _drop_background(told: Sequence[ToldEvent], contexts: Mapping[str, Contexts]) -> Sequence[ToldEvent]:
    """Leave out what a report tells of long before, unless all do: it is no word on what happened now."""

    def is_past(one: ToldEvent) -> bool:
        own = contexts[one.voices.account.report.id]
        return own.is_past(own.number(one.event.anchor))

    return [one for one in told if not is_past(one)] or told


def _prepare(account: Account, voices: Voices) -> dict[str, ToldEvent]:
    statements = {one.id: one for one in account.statements}
    places, times = {one.id: one for one in account.places}, {one.id: one for one in account.times}
    return {
        event.id: ToldEvent(event=event, voices=voices, statements=statements, places=places, times=times)
        for event in account.events
    }


def _compare(
    happening: Happening,
    told: Sequence[ToldEvent],
    known: Mapping[str, StoryEntity],
    accounts: Sequence[Account],
) -> Iterator[Divergence]:
    reports = {one.voice.report for one in told}
    telling = [account for account in accounts if account.report.id in reports]
    nobody = [one.voice for one in told]
    relate_parties = _PartyRelation(known, told)
    for slot, tellings, relate, silent in (
        ("verb", map(_tell_verb, told), always_compatible, ()),
        ("type", map(_tell_type, told), always_compatible, ()),
        ("actor", _tell_parties(told, "actors"), relate_parties, nobody),
        ("recipient", _tell_parties(told, "recipients"), relate_parties, nobody),
        ("place", _tell_places(told), _relate_places, nobody),
        ("time", _tell_times(told), _relate_times, nobody),
        ("status", map(_tell_status, told), _relate_statuses, ()),
    ):
        listed = list(tellings)
        if listed:
            yield make_divergence(slot, happening.id, listed, relate, telling, silent)


def _tell_verb(one: ToldEvent) -> Telling:
    words = fold(one.voice.words or "")
    return Telling(key=" ".join(map(stem, words.split())), value=words, voice=one.voice)


def _tell_type(one: ToldEvent) -> Telling:
    event = one.event
    value = event.type if event.mode is None else f"{event.type}/{event.mode}"
    return Telling(key=value, value=value, voice=one.voice)


def _tell_status(one: ToldEvent) -> Telling:
    value = DENIED if _is_denied(one) else one.event.status
    return Telling(key=value, value=value, voice=one.voice)


def _is_denied(one: ToldEvent) -> bool:
    """Say whether the voice that tells of an event denies what it tells."""
    statement = one.statements.get(one.event.voice or "")
    if statement is None:
        return one.event.status == DENIED
    return one.event.status == DENIED or DENIED in (statement.polarity,) or statement.cue.stance == "denying"


def _relate_statuses(one: Stand, other: Stand) -> str:
    """Take what is denied against what is told, unless all who tell it deny it as well."""
    keys = {one.first.key, other.first.key}
    if DENIED not in keys or not keys & {"happened", "ongoing"}:
        return "compatible"
    denied, told = (one, other) if one.first.key == DENIED else (other, one)
    deniers = {_who(telling) for telling in denied.tellings}
    return "compatible" if {_who(telling) for telling in told.tellings} <= deniers else "conflicting"


def _who(telling: Telling) -> tuple[str | None, str | None]:
    """Give a speaker wherever they speak, or an outlet's own voice."""
    voice = telling.voice
    return (voice.speaker, None) if voice.speaker is not None else (None, voice.report)


def _tell_parties(told: Iterable[ToldEvent], part: str) -> Iterator[Telling]:
    for one in told:
        references: tuple[Reference, ...] = getattr(one.event, part)
        for reference in references:
            entity, name = one.voices.entity(reference), one.voices.name(reference)
            voice = one.voices.tell(reference.span, one.event.voice)
            yield Telling(key=entity or fold(name), value=name, voice=voice)


class _PartyRelation:
    """Parties contradict each other only if both are persons or bodies that cannot be one or part of one.

    Whom a pronoun means is too unsure for that.
    """

    def __init__(self, known: Mapping[str, StoryEntity], told: Sequence[ToldEvent]) -> None:
        self._known = known
        self._together = {
            frozenset((left, right))
            for one in told
            for references in (one.event.actors, one.event.recipients)
            for left, right in product([one.voices.entity(each) for each in references], repeat=2)
        }
        self._pronouns = {
            voices.account.report.id: _list_pronouns(voices.account) for voices in _voices_of(told)
        }

    def __call__(self, one: Stand, other: Stand) -> str:
        if self._is_by_pronoun(one) or self._is_by_pronoun(other):
            return "compatible"
        left, right = self._known.get(str(one.first.key)), self._known.get(str(other.first.key))
        if left is None or right is None or frozenset((left.id, right.id)) in self._together:
            return "compatible"
        is_told_apart = left.kind == right.kind == "person" or (
            None not in (left.country, right.country) and left.country != right.country
        )
        is_named = left.sector is not None and right.sector is not None and left.sector != right.sector
        return "conflicting" if is_told_apart and is_named else "compatible"

    def _is_by_pronoun(self, stand: Stand) -> bool:
        return all(one.voice.span in self._pronouns[one.voice.report] for one in stand.tellings)


def _voices_of(told: Iterable[ToldEvent]) -> list[Voices]:
    return list({one.voices.account.report.id: one.voices for one in told}.values())


def _list_pronouns(account: Account) -> frozenset[Span]:
    return frozenset(
        mention.span
        for entity in account.entities
        for mention in entity.mentions
        if mention.form == "pronoun"
    )


def _tell_places(told: Iterable[ToldEvent]) -> Iterator[Telling]:
    for one in told:
        place = one.places.get(one.event.place or "")
        if place is not None:
            key = place if place.latitude is not None else fold(place.name)
            voice = one.voices.tell(place.span, one.event.voice)
            yield Telling(
                key=_PlaceKey.of(place) if place.latitude is not None else key, value=place.name, voice=voice
            )


@dataclass(frozen=True, slots=True)
class _PlaceKey:
    """A place on the map."""

    geonames_id: int | None
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    is_wide: bool

    @classmethod
    def of(cls, place: Place) -> _PlaceKey:
        """Give a place's key; a country or region is wide, and so is what has no country, as a continent."""
        feature = place.feature or ""
        is_wide = place.country is None or feature.startswith(("PCL", "ADM", "country", "region"))
        return cls(
            place.geonames_id,
            place.latitude or 0.0,
            place.longitude or 0.0,
            place.country,
            place.admin1,
            is_wide,
        )

    def holds(self, other: _PlaceKey) -> bool:
        """Say whether the other may lie in this one."""
        same_region = None in (self.admin1, other.admin1) or self.admin1 == other.admin1
        return self.is_wide and self.country in (None, other.country) and same_region


def _relate_places(one: Stand, other: Stand) -> str:
    left, right = one.first.key, other.first.key
    if not isinstance(left, _PlaceKey) or not isinstance(right, _PlaceKey):
        return "compatible"
    if left.holds(right) or right.holds(left):
        return "compatible"
    is_near = distance_km((left.latitude, left.longitude), (right.latitude, right.longitude)) < NEAR_KM
    return "compatible" if is_near else "conflicting"


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two points, each (latitude, longitude) in degrees, along a great circle.

    >>> round(distance_km((52.52, 13.40), (48.86, 2.35)))
    877
    """
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


@dataclass(frozen=True, slots=True)
class _TimeKey:
    """From when to when, as dates or times in ISO 8601."""

    start: str
    end: str


def _tell_times(told: Iterable[ToldEvent]) -> Iterator[Telling]:
    for one in told:
        time = one.times.get(one.event.time or "")
        if time is not None and time.start is not None:
            key = _TimeKey(time.start, time.end or time.start)
            value = key.start if key.start == key.end else f"{key.start} to {key.end}"
            yield Telling(key=key, value=value, voice=one.voices.tell(time.span, one.event.voice))


def _relate_times(one: Stand, other: Stand) -> str:
    left, right = one.first.key, other.first.key
    assert isinstance(left, _TimeKey)
    assert isinstance(right, _TimeKey)
    is_shared = left.start[:10] <= right.end[:10] and right.start[:10] <= left.end[:10]
    return "compatible" if is_shared else "conflicting"
