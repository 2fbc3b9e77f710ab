"""Groups by average linkage, and why their members belong to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.joining import Scorer, explain_groups, join_groups, load_scorer, score_pairs
from rashomon.records import RecordIn

SCORER = Scorer(bias=-1.0, weights={"same name": 3.0, "other kind": -2.0}, join=0, stranger=-2.0, unsure=-1.5)
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(6, 11)), st.floats(-4, 4, allow_nan=False), max_size=20
)


def test_two_join_by_their_tie_and_a_third_by_the_mean_of_its_ties() -> None:
    assert join_groups(3, {(0, 1): 2.0, (1, 2): 1.0}, SCORER) == [[0, 1], [2]]
    assert join_groups(3, {(0, 1): 2.0, (1, 2): 3.0, (0, 2): -1.0}, SCORER) == [[0, 1, 2]]


@given(PAIRS)
def test_everybody_is_in_one_group(odds: dict[tuple[int, int], float]) -> None:
    groups = join_groups(12, odds, SCORER)
    assert sorted(member for group in groups for member in group) == list(range(12))


@given(PAIRS, st.tuples(st.integers(0, 5), st.integers(6, 11)), st.booleans())
def test_what_a_person_said_outweighs_all_else(
    odds: dict[tuple[int, int], float], pair: tuple[int, int], is_one: bool
) -> None:
    groups = join_groups(12, odds, SCORER, {pair: is_one})
    assert any(set(pair) <= set(group) for group in groups) == is_one


def test_a_member_says_why_it_was_joined_and_a_doubt_why_not() -> None:
    at = [RecordIn(report=name, id=name) for name in "abc"]
    pairs = {(0, 1): {"same name": 1.0}, (1, 2): {"same name": 1.0, "other kind": 1.2}}
    joined, alone = explain_groups([[0, 1], [2]], pairs, score_pairs(pairs, SCORER), SCORER, at)
    assert [(one.left.id, one.right.id, one.by) for one in joined.because] == [("a", "b", ("same name",))]
    assert [one.right.id for one in joined.unsure] == ["c"]
    assert (alone.because, [one.left.id for one in alone.unsure]) == ((), ["b"])


def test_the_shipped_weights_are_whole() -> None:
    for kind in ("entities", "happenings", "figures", "stories"):
        scorer = load_scorer(kind)
        assert scorer.weights
        assert scorer.unsure < scorer.join
