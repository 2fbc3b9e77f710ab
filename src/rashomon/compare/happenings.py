"""Events of several accounts that are one happening: by what, who, where, when, how many and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.contexts import Contexts
from rashomon.compare.entities import JoinedEntities, read_judgements
from rashomon.compare.joining import (
    Explained,
    Features,
    Pair,
    Scorer,
    compare_pairs,
    cut_pairs,
    explain_groups,
    join_groups,
    load_scorer,
    score_pairs,
)
from rashomon.compare.rarities import Rarities
from rashomon.compare.stems import content_stems
from rashomon.records import (
    Account,
    Event,
    EventIn,
    Happening,
    Judgement,
    Quantity,
    RecordIn,
    Reference,
)
from rashomon.text import content_id

COMMON = 80
"""A key that more events of a story share leads to no comparison."""

_FINE = frozenset(("time", "hour", "minute", "day", "part of day", "weekday"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHappening:
    """An event of an account and what it is compared by.

    ``parties`` are entities of the story by part ("by", "to"); ``figures`` its quantities' values with role
    or thing counted; ``stems`` those of its anchor, ``around`` those of its sentence; ``sentence`` is its
    sentence's number in the report, ``is_past`` says that it tells of long before.
    """

    at: RecordIn
    event: Event
    parties: Mapping[str, frozenset[str]]
    place: str | None
    days: tuple[str, str] | None
    figures: frozenset[str]
    stems: frozenset[str]
    around: frozenset[str]
    sentence: int
    is_past: bool


def list_happenings(accounts: Sequence[Account], joined: JoinedEntities) -> list[ToldHappening]:
    """Give the events of accounts in their order, with their parties as entities of the story."""
    return [prepared for account in accounts for prepared in _prepare_all(account, joined)]


def _prepare_all(account: Account, joined: JoinedEntities) -> Iterator[ToldHappening]:
    report = account.report
    contexts = Contexts(account)
    quantities = {one.id: one for one in account.quantities}
    times = {one.id: one for one in account.times}
    places = {one.id: one for one in account.places}

    def known(references: Iterable[Reference]) -> frozenset[str]:
        own = (joined.of.get(RecordIn(report=report.id, id=one.entity or "")) for one in references)
        return frozenset(entity for entity in own if entity is not None)

    for event in sorted(account.events, key=lambda one: (one.anchor, one.id)):
        number = contexts.number(event.anchor)
        place, time = places.get(event.place or ""), times.get(event.time or "")
        stems = frozenset(content_stems(report.text[slice(*event.anchor)]))
        yield ToldHappening(
            at=RecordIn(report=report.id, id=event.id),
            event=event,
            parties={"by": known(event.actors), "to": known(event.recipients)},
            place=None if place is None else str(place.geonames_id or place.name.casefold()),
            days=None
            if time is None or time.start is None
            else (time.start[:10], (time.end or time.start)[:10]),
            figures=frozenset(_figure(quantities[one]) for one in event.quantities if one in quantities),
            stems=stems,
            around=contexts.stems(number) - stems,
            sentence=number,
            is_past=contexts.is_past(number),
        )


def _figure(quantity: Quantity) -> str:
    what = quantity.role if quantity.role != "other" else (quantity.of or "other").casefold()
    return f"{what} {quantity.low} {quantity.high}"


def happening_keys(one: ToldHappening) -> Iterator[str]:
    """Give what two events must share at least one of to be compared at all."""
    yield f"type {one.event.type} {one.event.mode}"
    yield from (f"stem {stem}" for stem in one.stems)
    for part, entities in one.parties.items():
        yield from (f"{one.event.type} {part} {entity}" for entity in entities)
    yield from (f"party {entity}" for entities in one.parties.values() for entity in entities)


def compare_happenings(one: ToldHappening, other: ToldHappening, rarities: Rarities) -> dict[str, float]:
    """Give the features of a pair of events."""
    found = dict(_compare_kinds(one, other))
    found |= _compare_parties(one, other)
    found |= _compare_settings(one, other)
    stems = one.stems & other.stems
    if stems:
        found["same words"] = 1.0
        found["rare words"] = rarities.rarest(stems)
    found["company"] = rarities.overlap(one.around, other.around)
    found["words in company"] = float(bool(one.stems & other.around or other.stems & one.around))
    if one.at.report == other.at.report:
        found["one account"] = 1.0
        found["one sentence" if one.sentence == other.sentence else "other sentence"] = 1.0
        found["headline"] = float(0 in (one.sentence, other.sentence))
    elif found["company"] > NEARLY_ALL and stems:
        found["sentence shared"] = 1.0
    return found


NEARLY_ALL = 0.6
"""Share of a sentence's words from which two sentences are one text; chosen by eye on train stories."""


def _compare_kinds(one: ToldHappening, other: ToldHappening) -> Iterator[tuple[str, float]]:
    left, right = one.event, other.event
    if left.type != right.type:
        yield ("one type is OTHER" if "OTHER" in (left.type, right.type) else "other types"), 1.0
    elif left.mode == right.mode:
        yield "same type, no mode" if left.mode is None else "same mode", 1.0
    else:
        yield "one has no mode" if None in (left.mode, right.mode) else "other modes", 1.0
    if left.status != right.status:
        unreal = {"hypothetical", "planned", "threatened"}
        is_apart = (left.status in unreal) != (right.status in unreal)
        yield "real and unreal" if is_apart else "other status", 1.0


def _compare_parties(one: ToldHappening, other: ToldHappening) -> Iterator[tuple[str, float]]:
    for part, name in (("by", "actor"), ("to", "recipient")):
        left, right = one.parties[part], other.parties[part]
        if left and right:
            yield (f"same {name}" if left & right else f"other {name}"), 1.0
        elif left or right:
            yield f"one has no {name}", 1.0
    crossed = one.parties["by"] & other.parties["to"] | one.parties["to"] & other.parties["by"]
    if crossed:
        yield "parts exchanged", 1.0
    if not all(any(each.parties.values()) for each in (one, other)):
        yield "one has nobody", 1.0


def _compare_settings(one: ToldHappening, other: ToldHappening) -> Iterator[tuple[str, float]]:
    if one.place and other.place:
        yield "same place" if one.place == other.place else "other place", 1.0
    if one.days and other.days:
        is_shared = one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
        yield "same days" if is_shared else "other days", 1.0
    if one.is_past or other.is_past:
        yield "both long before" if one.is_past and other.is_past else "one long before", 1.0
    if one.figures and other.figures:
        yield "same figure" if one.figures & other.figures else "other figures", 1.0


def compare_all(ones: Sequence[ToldHappening]) -> dict[Pair, Features]:
    """Give the features of all pairs that share a key."""
    rarities = Rarities(one.stems | one.around for one in ones)
    return compare_pairs(
        cut_pairs(map(happening_keys, ones), COMMON),
        [_profile(one) for one in ones],
        [one.at.report for one in ones],
        lambda left, right: compare_happenings(ones[left], ones[right], rarities),
    )


def _profile(one: ToldHappening) -> Hashable:
    """Give all of an event by which it is compared with one of another report."""
    own = one.event
    told = own.type, own.mode, own.status, one.place, one.days, one.is_past
    return told, *one.parties.values(), one.figures, one.stems, one.around


def join_happenings(
    accounts: Sequence[Account],
    joined: JoinedEntities,
    judgements: Iterable[Judgement] = (),
    *,
    scorer: Scorer | None = None,
) -> tuple[Happening, ...]:
    """Join the events of a story's accounts that are one happening in the world.

    ``judgements`` are what a person said of two events; they are obeyed. Pairs that are likely but not likely
    enough are kept as unsure.
    """
    scorer = scorer or load_scorer("happenings")
    ones = list_happenings(accounts, joined)
    pairs = compare_all(ones)
    odds = score_pairs(pairs, scorer)
    numbers = {one.at: number for number, one in enumerate(ones)}
    groups = join_groups(len(ones), odds, scorer, read_judgements(judgements, numbers, "event"))
    explained = explain_groups(groups, pairs, odds, scorer, [one.at for one in ones])
    return tuple(_make_happening(group, [ones[number] for number in group.members]) for group in explained)


def _make_happening(group: Explained, ones: Sequence[ToldHappening]) -> Happening:
    events = tuple(EventIn(report=one.at.report, event=one.at.id) for one in ones)
    types = Counter(one.event.type for one in ones)
    return Happening(
        id=content_id("happening", *(part for one in events for part in (one.report, one.event))),
        type=max(types, key=lambda name: (types[name], name != "OTHER", name)),
        events=events,
        because=group.because,
        unsure=group.unsure,
    )
