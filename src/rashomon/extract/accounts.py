"""From a report and the encoder's marks to its account."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rashomon.extract.coreference import Thresholds
from rashomon.extract.entities import find_entities
from rashomon.extract.events import Ontology, find_events, load_ontology
from rashomon.extract.labels import find_labels
from rashomon.extract.lexicon import Lexicon
from rashomon.extract.mending import mend
from rashomon.extract.places import (
    Gazetteer,
    PlacedToponym,
    Scene,
    Scenes,
    find_places,
    load_gazetteer,
    share_scenes,
)
from rashomon.extract.quantities import attach, find_quantities
from rashomon.extract.reading import Reading, read_marks
from rashomon.extract.statements import find_statements
from rashomon.extract.times import EventTimes, find_times
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Account, Event, Marks, Place, Quantity, Reason, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What accounts are built with besides the lexicon; left out, what comes with the package.

    ``thresholds`` say how sure the encoder must be to link mentions; ``weights`` is the id of its weights,
    which events that its head saw tell.
    """

    ontology: Ontology = field(default_factory=load_ontology)
    gazetteer: Gazetteer = field(default_factory=load_gazetteer)
    thresholds: Thresholds | None = None
    weights: str = ""


def build_account(
    report: Report, marks: Marks, lexicon: Lexicon, coder: str, *, resources: Resources | None = None
) -> Account:
    """Tell what a report says and who says so.

    Args:
        report: the report; its sentences are filled in from the marks, mended.
        marks: what the encoder saw in ``report.text``.
        lexicon: the word lists, from ``load_lexicon``.
        coder: what made the account, with versions; stored with it.
        resources: the ontology and what else is not to be the package's.
    """
    resources = resources or Resources()
    reading = mend(read_marks(report, marks, lexicon))
    sentences = tuple(reading.chars(span) for span in reading.marks.sentences if span[0] < span[1])
    report = replace(report, sentences=sentences)
    reading = replace(reading, report=report)
    cast = find_entities(reading, resources.thresholds)
    statements = find_statements(reading, cast)
    tree, voices = Tree(reading), Voices(statements)
    events = find_events(tree, cast, statements, resources.ontology, resources.weights)
    times = find_times(reading, tree)
    toponyms = find_places(reading, cast, resources.gazetteer)
    heads = [_head(reading, event) for event in events]
    found = Scenes(tree, toponyms, cast)
    scenes = share_scenes(tree, events, heads, [found.find(head) for head in heads])
    events = _with_scenes(events, scenes)
    quantities = attach(find_quantities(reading, tree, cast), events, voices, tree)
    return Account(
        report=report,
        entities=cast.entities,
        statements=statements,
        events=_with_figures(_with_times(events, heads, EventTimes(tree, times, heads)), quantities),
        quantities=quantities,
        times=times,
        places=_all_places(toponyms, scenes),
        labels=find_labels(reading, tree, cast, events, voices),
        coder=coder,
    )


def _with_times(events: Sequence[Event], heads: Sequence[int], times: EventTimes) -> list[Event]:
    """Give each event, which turns on the head at its place, the time that belongs to it."""
    found = [times.of(head) for head in heads]
    return [
        replace(event, time=None if time is None else time.id)
        for event, time in zip(events, found, strict=True)
    ]


def _with_scenes(events: Sequence[Event], scenes: Sequence[Scene | None]) -> list[Event]:
    """Give each event the place that is its scene."""
    return [
        event if scene is None else _set_scene(event, scene)
        for event, scene in zip(events, scenes, strict=True)
    ]


def _all_places(toponyms: Sequence[PlacedToponym], scenes: Sequence[Scene | None]) -> tuple[Place, ...]:
    """Give the places that are named, and those that only a noun tells if an event takes place there."""
    places = {toponym.place.id: toponym.place for toponym in toponyms}
    for scene in scenes:
        if scene is not None:
            places.setdefault(scene.place.id, scene.place)
    return tuple(sorted(places.values(), key=lambda place: (place.span[0], -place.span[1])))


def _set_scene(event: Event, scene: Scene) -> Event:
    """Give an event its place; that only the dateline or another event tells it is among the reasons."""
    reasons = [Reason(by="dateline", spans=(scene.place.span,))] if scene.is_by_dateline else []
    if scene.told_with is not None:
        reasons.append(Reason(by="scene of", spans=(scene.told_with,)))
    return replace(event, place=scene.place.id, because=(*event.because, *reasons))


def _with_figures(events: Sequence[Event], quantities: Sequence[Quantity]) -> tuple[Event, ...]:
    """Give each event the figures that are said to be its."""
    own: dict[str, list[str]] = {}
    for quantity in quantities:
        if quantity.event is not None:
            own.setdefault(quantity.event, []).append(quantity.id)
    return tuple(replace(event, quantities=tuple(own.get(event.id, ()))) for event in events)


def _head(reading: Reading, event: Event) -> int:
    """Give the word that an event's anchor turns on."""
    spans = reading.marks.words
    start, end = event.anchor
    first = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return reading.head_of((first, max(first + 1, bisect_left(spans, end, key=lambda span: span[0]))))
