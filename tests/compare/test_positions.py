"""How the positions of a slot stand to one another, in time too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.compare.amounts import Amount, relate_amounts
from rashomon.compare.positions import Stand, Telling, find_relation, gather
from rashomon.records import Voice


def say(number: float, outlet: str, published: str | None = None, speaker: str | None = None) -> Telling:
    voice = Voice(report=outlet, outlet=outlet, speaker=speaker, published=published)
    return Telling(key=number, value=str(number), voice=voice, amount=Amount(low=number, high=number))


def relate(one: Stand, other: Stand) -> str:
    left, right = one.first.amount, other.first.amount
    assert left is not None
    assert right is not None
    return relate_amounts(left, right)


@pytest.mark.parametrize(
    ("tellings", "relation"),
    [
        ([say(3, "A"), say(3, "B")], "same"),
        ([say(3, "A")], "silent"),
        ([say(3, "A"), say(6, "B")], "conflicting"),
        ([say(480000, "A"), say(483500, "B")], "compatible"),
        ([say(3, "A", "2031-01-01", "police"), say(6, "B", "2031-01-02", "police")], "updated"),
        ([say(3, "A", "2031-01-01", "police"), say(6, "B", "2031-01-02", "union")], "conflicting"),
        ([say(3, "A", "2031-01-01"), say(6, "A", "2031-01-02")], "updated"),
        ([say(3, "A", None, "police"), say(6, "B", "2031-01-02", "police")], "conflicting"),
        ([say(11, "A", None, "police"), say(16, "A", None, "police"), say(16, "B")], "updated"),
        ([say(11, "A", None, "police"), say(16, "A", None, "union")], "conflicting"),
    ],
)
def test_relations_of_positions(tellings: list[Telling], relation: str) -> None:
    reports = len({one.voice.report for one in tellings})
    assert find_relation(gather(tellings), relate, reports) == relation


def test_nothing_conflicts_where_some_that_differ_may_be_of_two_things() -> None:
    def relate_unsurely(one: Stand, other: Stand) -> str:
        return "unsure" if "9" in (one.first.value, other.first.value) else relate(one, other)

    assert find_relation(gather([say(3, "A"), say(6, "B")]), relate_unsurely, 2) == "conflicting"
    assert find_relation(gather([say(3, "A"), say(6, "B"), say(9, "C")]), relate_unsurely, 3) == "unsure"


def test_a_voice_that_says_the_same_twice_counts_once() -> None:
    (stand,) = gather([say(3, "A"), say(3, "A"), say(3, "B")])
    assert [one.voice.report for one in stand.tellings] == ["A", "B"]


def test_an_outlet_and_somebody_it_does_not_name_are_two_voices() -> None:
    own = say(3, "A")
    unnamed = replace(own, voice=replace(own.voice, statement="s"))
    (stand,) = gather([own, unnamed])
    assert [one.voice.statement for one in stand.tellings] == [None, "s"]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (Amount(low=12, high=12), Amount(low=10, high=10), "conflicting"),
        (Amount(low=50, high=None), Amount(low=70, high=70), "compatible"),
        (Amount(low=None, high=30), Amount(low=40, high=40), "conflicting"),
        (Amount(low=2500, high=2500, approximate=True), Amount(low=2700, high=2700), "compatible"),
        (Amount(low=200, high=200), Amount(low=240, high=240), "compatible"),
        (Amount(low=30, high=40), Amount(low=35, high=60), "compatible"),
    ],
)
def test_amounts_are_compatible_where_one_is_rounder_or_vaguer(
    one: Amount, other: Amount, relation: str
) -> None:
    assert relate_amounts(one, other) == relate_amounts(other, one) == relation
