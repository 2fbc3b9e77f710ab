"""A report joins the story it is likest to, and a story that holds two is split."""

from __future__ import annotations

from dataclasses import replace

from rashomon.compare.grouping import (
    MOST,
    Grouper,
    choose_story,
    compare_signatures,
    find_split,
    group_reports,
    rank_near,
    reach,
)
from rashomon.compare.joining import Scorer
from rashomon.compare.signatures import Signature

SCORER = Scorer(bias=-4.0, weights={"words": 10.0}, join=-1.0, stranger=-4.0, unsure=-2.0)
"""Reports are one story's from a cosine of 0.3."""


def make(report: str, words: dict[int, float], *, day: int | None = 1000) -> Signature:
    empty = frozenset[int]()
    return Signature(
        report=report,
        day=day,
        words=words,
        names={},
        lead={},
        deeds=empty,
        dated=frozenset(),
        places=empty,
        figures=empty,
    )


def test_features_are_the_same_both_ways() -> None:
    one = replace(make("a", {1: 0.8, 2: 0.6}), names={1: 2.0}, dated=frozenset({(5, 999)}))
    other = replace(
        make("b", {1: 0.6, 3: 0.8}, day=1003), names={1: 2.0, 2: 2.0}, dated=frozenset({(5, 998)})
    )
    found = compare_signatures(one, other)
    assert found == compare_signatures(other, one)
    assert (found["names"], found["days apart"]) == (0.5, 0.3)
    assert {"other days", "same deed other day"} <= found.keys()


def test_the_likelier_half_of_a_story_decides() -> None:
    new = make("new", {1: 1.0, 2: 0.2})
    like, unlike = make("a", {1: 0.5, 2: 0.1}), make("b", {3: 1.0})
    near = [("long", like), ("long", like), ("long", unlike), ("short", unlike)]
    choice = choose_story(new, near, {"long": 4, "short": 1}.__getitem__, SCORER)
    assert choice is not None
    assert (choice.story, choice.by) == ("long", ("words",))
    assert choose_story(new, near, {"long": 9, "short": 1}.__getitem__, SCORER) is None
    assert choose_story(new, list[tuple[str, Signature]](), {"short": 1}.__getitem__, SCORER) is None


def test_reports_that_share_one_key_are_not_compared() -> None:
    assert rank_near([[1, 2], [2, 3], [3]]) == [2, 3]
    assert len(rank_near([range(2 * MOST), range(2 * MOST)])) == MOST


def test_reports_without_a_date_are_in_reach_of_all() -> None:
    assert reach(1000) == (990, 1010)
    assert reach(None) is None
    words = {1: 0.7, 2: 0.7}
    told = [make("a", words), make("b", words, day=5000), make("c", words, day=None)]
    assert dict(group_reports(told, SCORER)) == {"a": "a", "b": "b", "c": "a"}


def test_a_story_that_holds_two_falls_apart_at_the_second_report_of_the_other() -> None:
    first = {1: 0.7, 2: 0.7, 3: 0.2}
    second = {4: 0.7, 5: 0.7, 1: 0.3, 2: 0.2}
    grouper = Grouper(scorer=SCORER)
    for name in "abc":
        grouper.add(make(name, first))
    assert grouper.add(make("d", second)) == "a"
    assert grouper.add(make("e", second)) == "d"
    assert grouper.stories == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
    assert grouper.add(make("f", first)) == "a"


def test_a_report_that_stood_alone_is_asked_again_when_another_ties_it_to_a_story() -> None:
    grouper = Grouper(scorer=SCORER)
    grouper.add(make("a", {1: 0.7, 2: 0.7}))
    assert grouper.add(make("b", {3: 0.7, 4: 0.7})) == "b"
    both = {1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5}
    grouper.add(make("c", both))
    assert len(set(grouper.stories.values())) == 1


def test_one_report_alone_never_leaves() -> None:
    first = {1: 0.7, 2: 0.7}
    same = [make(name, first) for name in "abcd"]
    assert find_split([*same, make("e", {3: 1.0})], SCORER) == []
    assert find_split(same[:3], SCORER) == []
