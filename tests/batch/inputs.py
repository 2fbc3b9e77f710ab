"""Inputs for the tests of many reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fake_coder import load_fake

from rashomon.batch import Item, Outcome, Recipe, find_items
from rashomon.read import Unread
from rashomon.records import Account, Dropped, Report

RECIPE = Recipe(load=load_fake)


def find_texts(texts: Iterable[str]) -> Iterator[Item]:
    """Find each text as a source of its own."""
    return find_items(texts, lambda text: [Unread(source=text, label=f"text {text[:12]}")])


def name_places(count: int) -> list[str]:
    """Give so many texts, no two alike."""
    return [
        f"Place{number} was cut off by the flood of day {number}, and {number} bridges fell."
        for number in range(count)
    ]


def tell(outcomes: Iterable[Outcome]) -> list[str]:
    """Say what became of each input, in order."""
    return [
        one.report.text
        if isinstance(one, Account)
        else f"{one.reason}: {one.detail}"
        if isinstance(one, Dropped)
        else f"known {one.id}"
        if isinstance(one, Report)
        else "."
        for one in outcomes
    ]
