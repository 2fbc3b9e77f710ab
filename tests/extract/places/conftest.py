"""Reads text in the notation of ``tests/extract/conftest.py`` up to its places and scenes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.extract import load_gazetteer, load_lexicon
from rashomon.extract.entities import Cast, find_entities
from rashomon.extract.places import Gazetteer, PlacedToponym, Scene, Scenes, find_places
from rashomon.extract.reading import Reading, read_marks
from rashomon.extract.trees import Tree
from rashomon.records import Marks, Place, Report

MarkUp = Callable[..., tuple[Report, Marks]]


@pytest.fixture
def place(mark_up: MarkUp) -> Callable[..., list[Place]]:
    """Give the function that finds the places of a marked text."""

    def find(
        marked: str, gazetteer: Gazetteer | None = None, url: str | None = None, **marks: object
    ) -> list[Place]:
        report, seen = mark_up(marked, **marks)
        return [one.place for one in _placed(replace(report, url=url), seen, gazetteer)[2]]

    return find


@pytest.fixture
def scene(mark_up: MarkUp) -> Callable[..., str | None]:
    """Give the function that tells the words of the scene of an event, or None."""

    def find(marked: str, anchor: str, **marks: object) -> str | None:
        report, seen = mark_up(marked, **marks)
        found = _find_scene(report, seen, anchor)
        return None if found is None else report.text[found.place.span[0] : found.place.span[1]]

    return find


@pytest.fixture
def site(mark_up: MarkUp) -> Callable[..., Place | None]:
    """Give the function that tells the place that is the scene of an event, or None."""

    def find(marked: str, anchor: str, **marks: object) -> Place | None:
        found = _find_scene(*mark_up(marked, **marks), anchor)
        return None if found is None else found.place

    return find


def _find_scene(report: Report, marks: Marks, anchor: str) -> Scene | None:
    reading, cast, placed = _placed(report, marks, None)
    return Scenes(Tree(reading), placed, cast).find(reading.words.index(anchor))


def _placed(
    report: Report, marks: Marks, gazetteer: Gazetteer | None
) -> tuple[Reading, Cast, list[PlacedToponym]]:
    reading = read_marks(report, marks, load_lexicon())
    cast = find_entities(reading)
    return reading, cast, find_places(reading, cast, gazetteer or load_gazetteer())
