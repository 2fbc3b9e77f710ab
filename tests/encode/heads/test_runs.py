"""Runs of words under B/I/O labels."""

from __future__ import annotations

import numpy as np

from rashomon.encode.heads.runs import find_runs, odds_of


def test_probabilities_of_a_word_sum_to_one() -> None:
    assert odds_of(np.array([[0, 100, -100], [1, 1, 1]], dtype=np.float32)).sum(1).tolist() == [1, 1]


def test_words_that_go_on_are_one_run() -> None:
    odds = np.array([[9, 0, 0], [0, 9, 0], [0, 0, 9], [0, 9, 0], [9, 0, 0], [0, 0, 9]], dtype=np.float32)
    assert [(first, last) for first, last, _ in find_runs(odds, 0.4)] == [(1, 3), (3, 4), (5, 6)]


def test_a_higher_threshold_finds_fewer_runs() -> None:
    odds = np.log(np.array([[0.4, 0.6, 0], [0.2, 0.8, 0]], dtype=np.float32) + np.float32(1e-9))
    assert [len(find_runs(odds, threshold)) for threshold in (0.5, 0.7, 0.9)] == [2, 1, 0]
