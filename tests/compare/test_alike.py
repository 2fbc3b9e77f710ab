"""Records that are alike are compared once for all of them: that must be what each pair would give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rashomon.compare import entities, figures, happenings
from rashomon.compare.joining import Features, Pair
from rashomon.compare.rarities import Rarities
from rashomon.records import Account
from rashomon.serial import account_from_json

LINES = (Path(__file__).parents[1] / "cases" / "market.accounts.jsonl").read_text("utf-8").splitlines()
ACCOUNTS = [account_from_json(line) for line in LINES]
REPRINTED = [
    *ACCOUNTS,
    *(replace(one, report=replace(one.report, id=f"{one.report.id}r")) for one in ACCOUNTS),
]


def join_all(accounts: list[Account]) -> tuple[entities.JoinedEntities, list[happenings.ToldHappening]]:
    joined = entities.join_entities(accounts)
    return joined, happenings.list_happenings(accounts, joined)


def apart(found: dict[Pair, Features]) -> int:
    """Count features that are no other pair's."""
    return len({id(features) for features in found.values()})


def test_entities_are_compared_as_each_pair_would_be() -> None:
    ones = entities.list_entities(REPRINTED)
    rarities = Rarities(one.nouns | one.heads | one.around | one.deeds for one in ones)
    found = entities.compare_all(ones)
    assert apart(found) < len(found)
    for (left, right), features in found.items():
        assert features == entities.compare_entities(ones[left], ones[right], rarities)


def test_happenings_are_compared_as_each_pair_would_be() -> None:
    _, ones = join_all(REPRINTED)
    rarities = Rarities(one.stems | one.around for one in ones)
    found = happenings.compare_all(ones)
    assert apart(found) < len(found)
    for (left, right), features in found.items():
        assert features == happenings.compare_happenings(ones[left], ones[right], rarities)


def test_figures_are_compared_as_each_pair_would_be() -> None:
    joined = entities.join_entities(REPRINTED)
    ones = figures.list_figures(REPRINTED, happenings.join_happenings(REPRINTED, joined))
    rarities = Rarities(one.around | one.counted for one in ones)
    found = figures.compare_all(ones)
    assert apart(found) < len(found)
    for (left, right), features in found.items():
        assert features == figures.compare_figures(ones[left], ones[right], rarities)
