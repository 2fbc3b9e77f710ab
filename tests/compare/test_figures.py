"""Which quantities are figures of one thing, and which of them may contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rashomon.compare.figures import (
    FigureGroup,
    compare_figures,
    find_strangers,
    list_figures,
    may_contradict,
)
from rashomon.compare.rarities import Rarities
from rashomon.records import RecordIn

Begin = Callable[..., Any]

TWO = "A blast killed 12 people, among them 3 children. Police counted 40 injured and 12 dead."


def features(begin: Begin, left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, float]:
    """Compare the first figures of two accounts that say the same of other amounts."""
    ones = list_figures(
        [
            begin(f"It took {one['words']} there.", outlet).figure(**one).done()
            for outlet, one in (("Wire", left), ("Daily", right))
        ],
        [],
    )
    first, second = ones
    return compare_figures(first, second, Rarities(one.around | one.counted for one in ones))


def test_near_amounts_speak_for_one_thing_and_sums_of_money_less(begin: Begin) -> None:
    near = features(
        begin,
        {"words": "900 men", "low": 900, "high": 900, "role": "other"},
        {"words": "1,150 men", "low": 1150, "high": 1150, "role": "other"},
    )
    assert near["large amounts near"] == near["amounts near"]
    assert 0.7 < near["amounts near"] < 1
    sums = features(
        begin,
        {"words": "$900", "low": 900, "high": 900, "role": "money", "unit": "USD"},
        {"words": "$1,150", "low": 1150, "high": 1150, "role": "money", "unit": "USD"},
    )
    assert "sums near" in sums
    assert "amounts near" not in sums


def test_bodies_and_people_are_of_one_unit(begin: Begin) -> None:
    found = features(
        begin,
        {"words": "39 bodies", "low": 39, "high": 39, "role": "killed", "unit": "count"},
        {"words": "39 people", "low": 39, "high": 39, "role": "killed"},
    )
    assert {"same unit", "both killed", "same amount"} <= found.keys()
    assert not any("differ" in name for name in found)


def test_figures_whose_amounts_exclude_each_other_are_weighed_on_their_own(begin: Begin) -> None:
    found = features(
        begin,
        {"words": "3 people", "low": 3, "high": 3, "role": "killed"},
        {"words": "9 people", "low": 9, "high": 9, "role": "killed"},
    )
    assert found["both killed, amounts differ"] == found["both killed"]


def test_the_killed_are_not_the_injured_even_in_one_number(begin: Begin) -> None:
    ones = list_figures(
        [
            begin("A blast killed 12 people.").figure("12 people", 12, 12, "killed").done(),
            begin("A blast hurt 12 people.", "Daily").figure("12 people", 12, 12, "injured").done(),
        ],
        [],
    )
    assert find_strangers(ones) == {(0, 1): False}


def test_ages_beside_other_names_are_of_other_persons(begin: Begin) -> None:
    def age(name: str, years: int, outlet: str) -> Any:  # noqa: ANN401 - an account
        text = f"{name}, {years}, was there."
        return begin(text, outlet).entity(name).figure(f"{years}", years, years, "age", unit="year").done()

    told = [age("Ana Brekke", 41, "Wire"), age("Jon Lund", 29, "Daily"), age("Brekke", 42, "Post")]
    strangers = find_strangers(list_figures(told, []))
    assert strangers == {(0, 1): False, (1, 2): False}


def test_of_sums_for_one_thing_none_is_many_times_another(begin: Begin) -> None:
    told = [
        begin(f"It cost ${cost}.", str(cost)).figure(f"${cost}", cost, cost, "money", unit="USD").done()
        for cost in (20, 45000, 50000)
    ]
    assert find_strangers(list_figures(told, [])) == {(0, 1): False, (0, 2): False}


def test_a_part_does_not_contradict_its_total(begin: Begin) -> None:
    account = begin(TWO).figure("12 people", 12, 12, "killed").figure("3 children", 3, 3, "killed").done()
    total, part = list_figures([account], [])
    assert (total.is_part, part.is_part) == (False, True)
    assert not may_contradict(total, part)


def test_sums_of_money_must_be_surer_to_be_of_one_thing(begin: Begin) -> None:
    def is_sure(role: str, unit: str, of: str) -> bool:
        one = begin(f"It took 9 {of}.").figure("9", 9, 9, role, unit=unit, of=of).done()
        other = begin(f"It took 80 {of}.", "Daily").figure("80", 80, 80, role, unit=unit, of=of).done()
        ones = list_figures([one, other], [])
        ats = [RecordIn(report="Wire", id="Wire/9"), RecordIn(report="Daily", id="Daily/80")]
        group = FigureGroup(members=tuple(ones), odds={frozenset(ats): 0.5}, stranger=-3)
        return group.is_sure(ats[:1], ats[1:])

    assert is_sure("killed", "people", "people")
    assert not is_sure("money", "EUR", "fine")
