"""Which events of one sentence share a scene."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import load_lexicon
from rashomon.extract.places import Scene, share_scenes
from rashomon.extract.reading import read_marks
from rashomon.extract.trees import Tree
from rashomon.records import Event, Marks, Place, Report

TEXT = "Clerks were hurt when guards shot at lorries in Gao and left."
DEPS = {"shot": ("advcl", "hurt"), "left": ("conj", "shot")}
UPOS = {"hurt": "VERB", "shot": "VERB", "left": "VERB"}
GAO = Place(id="gao", span=(48, 51), name="Gao", how="resolved", confidence=1.0)
Share = Callable[..., Scene | None]


@pytest.fixture
def share(mark_up: Callable[..., tuple[Report, Marks]]) -> Share:
    """Give the function that tells the scene of an event beside a shooting in Gao."""

    def find(word: str, type_: str, mode: str | None = None, confidence: float = 0.9) -> Scene | None:
        reading = read_marks(*mark_up(TEXT, deps=DEPS, upos=UPOS), load_lexicon())
        heads = [reading.words.index("shot"), reading.words.index(word)]
        kinds = (("ASSAULT", "firearms"), (type_, mode))
        events = [
            Event(id=one[0], type=one[0], mode=one[1], anchor=reading.marks.words[head], status="happened",
                  confidence=1.0, because=())
            for one, head in zip(kinds, heads, strict=True)
        ]  # fmt: skip
        given = Scene(place=GAO, confidence=confidence)
        assert share_scenes(Tree(reading), events, heads, [given, None])[0] is given
        return share_scenes(Tree(reading), events, heads, [given, None])[1]

    return find


def test_who_is_hurt_is_hurt_where_the_shots_fall_that_hurt_him(share: Share) -> None:
    scene = share("hurt", "OTHER", "injury")
    assert scene is not None and scene.place is GAO and scene.confidence < 0.9
    assert TEXT[slice(*(scene.told_with or (0, 0)))] == "shot"


def test_what_is_only_said_or_decided_has_no_part_in_it(share: Share) -> None:
    assert share("hurt", "ACCUSE") is None
    assert share("left", "RETREAT", "withdraw") is None


def test_the_scene_by_a_dateline_is_not_handed_on(share: Share) -> None:
    assert share("hurt", "OTHER", "injury", confidence=0.3) is None
