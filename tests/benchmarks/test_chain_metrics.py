from __future__ import annotations

import pytest

from benchmarks.chain_metrics import ChainScores, assign, score_b_cubed, score_ceaf_e, score_lea, score_muc

GOLD = ["abc", "defg"]
ANSWER = ["ab", "cd", "fghi"]
"""The worked example of Luo et al. 2014 (An extension of BLANC to system mentions)."""


def test_the_published_example_comes_out_as_published() -> None:
    muc = score_muc(GOLD, ANSWER)
    assert (muc.recall, muc.precision, muc.f1) == pytest.approx((0.4, 0.4, 0.4))
    b_cubed = score_b_cubed(GOLD, ANSWER)
    assert b_cubed.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert b_cubed.precision == pytest.approx((2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)
    ceaf = score_ceaf_e(GOLD, ANSWER)
    assert (ceaf.recall, ceaf.precision) == pytest.approx((1.3 / 2, 1.3 / 3))


def test_the_right_answer_scores_one_everywhere() -> None:
    scores = ChainScores()
    scores.add(["abc", "de", "f"], ["ed", "f", "cab"])
    assert all(figure == pytest.approx(100) for figure in scores.as_figures().values())


def test_single_mentions_count_for_all_but_muc() -> None:
    assert score_muc(["a", "b"], ["a", "b"]).f1 == 0
    assert score_b_cubed(["a", "b"], ["a"]).recall == 0.5
    assert score_lea(["a", "b"], ["a", "bc"]).recall == 0.5


def test_nothing_against_nothing_is_zero_and_no_error() -> None:
    scores = ChainScores()
    scores.add([], [])
    scores.add(["ab"], [])
    assert scores.conll == 0


def test_documents_add_up() -> None:
    scores = ChainScores()
    scores.add(["ab"], ["ab"])
    scores.add(["ab"], ["a", "b"])
    assert scores.muc.recall == 0.5


def test_the_pairing_is_the_best_one() -> None:
    costs = [[7.0, 5.0, 11.2], [5.0, 4.0, 1.0], [9.3, 3.0, 2.0]]
    pairing = assign(costs)
    assert sum(costs[row][column] for row, column in enumerate(pairing)) == pytest.approx(11.0)
    assert assign([]) == []
