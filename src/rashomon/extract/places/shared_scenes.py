"""Scenes that events of one sentence share: "nine were hurt when police fired tear gas in Kisumu".

A bodily event without a scene of its own takes that of another on which its words hang, or which hangs on
them. Read by eye on the train and dev stories, seven of 38 such scenes were wrong; of those that any other
event of the sentence tells every second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from rashomon.extract.places.scenes import Scene
from rashomon.extract.trees import Tree
from rashomon.records import Event

SHARED = 0.5
"""Confidence in a scene that another event of the sentence tells."""
FARTHEST = 3
"""Words climbed at most from one event to the other."""
_BODILY = frozenset(("ASSAULT", "PROTEST", "MOBILIZE"))
_BODILY_MODES = {
    "COERCE": frozenset("seize arrest restrict curfew".split()),
    "OTHER": frozenset(
        "death injury accident shipwreck collapse disaster fire evacuation missing epidemic discovery".split()
    ),
}


def share_scenes(
    tree: Tree, events: Sequence[Event], heads: Sequence[int], scenes: Sequence[Scene | None]
) -> list[Scene | None]:
    """Give each event its scene, or that of a neighbour; ``heads`` are the words that events turn on."""
    givers = [
        at
        for at, (event, scene) in enumerate(zip(events, scenes, strict=True))
        if scene is not None and not scene.is_by_dateline and _is_bodily(event)
    ]
    above = {at: set(islice(tree.climb(heads[at]), FARTHEST + 1)) for at in range(len(events))}
    found = list(scenes)
    for at, event in enumerate(events):
        if scenes[at] is not None or not _is_bodily(event):
            continue
        near = [one for one in givers if heads[one] in above[at] or heads[at] in above[one]]
        giver = min(near, key=lambda one: abs(heads[one] - heads[at]), default=None)
        told = None if giver is None else scenes[giver]
        if giver is not None and told is not None:
            found[at] = replace(told, confidence=SHARED, told_with=events[giver].anchor)
    return found


def _is_bodily(event: Event) -> bool:
    """Say whether an event is done by bodies at one place, which what is said or decided is not."""
    return event.type in _BODILY or event.mode in _BODILY_MODES.get(event.type, ())
