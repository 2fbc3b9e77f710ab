"""One plain line about a story, made of its records alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.compare.omissions import FIGURES
from rashomon.records import Divergence, Origin, Position, StoryReport

SHOWN = 3
"""Positions of a figure that the line shows; the rest are counted."""


def summarize(
    reports: Sequence[StoryReport], origins: Sequence[Origin], divergences: Sequence[Divergence]
) -> str:
    """Say how many tell of a story and where the figures of people differ, with whose they are."""
    speakers = {
        voice.speaker
        for one in divergences
        for position in one.positions
        for voice in position.voices
        if voice.speaker is not None
    }
    head = ", ".join(
        (
            _count(len(reports), "report"),
            _count(len(origins), "origin"),
            _count(len(speakers), "voice"),
        )
    )
    return " ".join((f"{head}.", *_figures(divergences)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _figures(divergences: Sequence[Divergence]) -> Iterator[str]:
    """Give of each role of people the figure that most reports tell."""
    best: dict[str, Divergence] = {}
    for one in divergences:
        if one.slot in FIGURES and (one.slot not in best or _width(one) > _width(best[one.slot])):
            best[one.slot] = one
    for slot, one in best.items():
        told = [position for position in one.positions if position.value is not None]
        shown = " / ".join(f"{position.value} ({_whose(position)})" for position in told[:SHOWN])
        more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
        yield f"{slot.capitalize()}: {shown}{more}."


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
