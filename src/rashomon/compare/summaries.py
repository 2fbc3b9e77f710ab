"""One plain line about a story, made of its records alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.compare.omissions import FIGURES
from rashomon.records import Divergence, Origin, Position, Story, StoryReport

SHOWN = 3
"""Positions of a figure that the line shows; the rest are counted."""
_LARGEST = ("conflicting", "updated")
_LEAST = frozenset(("name", "label", "attribution"))
"""Slots of wording: what is called what differs nearly everywhere."""


def summarize(
    reports: Sequence[StoryReport], origins: Sequence[Origin], divergences: Sequence[Divergence]
) -> str:
    """Say how many tell of a story and where the figures of people differ, with whose they are."""
    head = ", ".join(
        (
            _count(len(reports), "report"),
            _count(len(origins), "origin"),
            _count(count_speakers(divergences), "voice"),
        )
    )
    return " ".join((f"{head}.", *_figures(divergences)))


def count_speakers(divergences: Iterable[Divergence]) -> int:
    """Count who is named behind some position."""
    voices = (voice for one in divergences for position in one.positions for voice in position.voices)
    return len({voice.speaker for voice in voices if voice.speaker is not None})


def tell_largest(story: Story) -> str | None:
    """Say in a few words where a story's voices differ most; None where they do not.

    Conflicts come before figures that were put right, figures of people before all else, and what more
    reports tell before what fewer do.
    """
    told = [one for one in story.divergences if one.relation in _LARGEST and _width(one) > 1]
    if not told:
        return None
    best = min(told, key=_rank)
    return f"{best.slot}: {_show(best)}"


def _rank(one: Divergence) -> tuple[int, int, int, str]:
    kind = 0 if one.slot in FIGURES else 1 + (one.slot in _LEAST)
    return _LARGEST.index(one.relation), kind, -_width(one), one.id


def _show(divergence: Divergence) -> str:
    told = [position for position in divergence.positions if position.value is not None]
    shown = " / ".join(f"{position.value} ({_whose(position)})" for position in told[:SHOWN])
    return shown + (f" and {len(told) - SHOWN} more" if len(told) > SHOWN else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _figures(divergences: Sequence[Divergence]) -> Iterator[str]:
    """Give of each role of people the figure that most reports tell."""
    best: dict[str, Divergence] = {}
    for one in divergences:
        if one.slot in FIGURES and (one.slot not in best or _width(one) > _width(best[one.slot])):
            best[one.slot] = one
    for slot, one in best.items():
        yield f"{slot.capitalize()}: {_show(one)}."


def _width(divergence: Divergence) -> int:
    return len(
        {voice.report for one in divergence.positions if one.value is not None for voice in one.voices}
    )


def _whose(position: Position) -> str:
    names = dict.fromkeys(
        voice.speaker or ("nobody named" if voice.statement else voice.outlet) or "unknown outlet"
        for voice in position.voices
    )
    first, *others = names
    return f"{first} and {_count(len(others), 'other')}" if others else first
