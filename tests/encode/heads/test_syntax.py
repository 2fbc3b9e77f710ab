"""Every sentence gets one tree with one root."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rashomon.encode.heads.syntax import DEPRELS, UPOS, decode_heads, decode_syntax

Numbers = NDArray[np.float32]


def is_tree(heads: tuple[int, ...]) -> bool:
    """One word points at itself, and from every word the heads lead there."""
    roots = [word for word, head in enumerate(heads) if word == head]
    if len(roots) != 1:
        return False
    reached = list(range(len(heads)))
    for _ in heads:
        reached = [heads[word] for word in reached]
    return set(reached) == set(roots)


def total(arcs: Numbers, heads: tuple[int, ...]) -> float:
    return float(sum(arcs[word, head] for word, head in enumerate(heads)))


def draw_arcs(seed: int, size: int) -> Numbers:
    return np.random.default_rng(seed).normal(0, 3, (size, size)).astype(np.float32)


TREES = [heads for heads in product(range(4), repeat=4) if is_tree(heads)]


@given(st.integers(0, 100_000))
def test_under_its_root_no_tree_of_four_words_is_better(seed: int) -> None:
    arcs = draw_arcs(seed, 4)
    found = tuple(decode_heads(arcs, [(0, len(arcs))]).tolist())
    assert found in TREES
    (root,) = (word for word, head in enumerate(found) if word == head)
    assert total(arcs, found) == pytest.approx(
        max(total(arcs, t) for t in TREES if t[root] == root), abs=1e-4
    )


@given(st.integers(0, 100_000))
def test_best_heads_that_are_a_tree_are_taken_as_they_are(seed: int) -> None:
    arcs = draw_arcs(seed, 4)
    best = tuple(arcs.argmax(1).tolist())
    if best in TREES:
        assert tuple(decode_heads(arcs, [(0, len(arcs))]).tolist()) == best


@given(st.integers(0, 100_000), st.integers(1, 60))
def test_a_sentence_of_any_length_gets_a_tree(seed: int, size: int) -> None:
    assert is_tree(tuple(decode_heads(draw_arcs(seed, size), [(0, size)]).tolist()))


def test_two_cycles_are_both_broken() -> None:
    arcs = np.full((5, 5), -5, dtype=np.float32)
    for word, head in ((0, 1), (1, 0), (2, 3), (3, 2)):
        arcs[word, head] = 5
    arcs[4, 4] = 5
    arcs[0, 4], arcs[2, 1] = 1, 1
    assert decode_heads(arcs, [(0, len(arcs))]).tolist() == [4, 0, 1, 2, 4]


@given(st.integers(0, 100_000), st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_no_head_lies_in_another_sentence_and_only_roots_are_called_root(
    seed: int, lengths: list[int]
) -> None:
    edges = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
    sentences = list(pairwise(edges))
    random, size = np.random.default_rng(seed), edges[-1]

    def draw(*shape: int) -> Numbers:
        return random.normal(0, 1, shape).astype(np.float32)

    labels = draw(len(DEPRELS), 8), draw(len(DEPRELS))
    upos, heads, deprels = decode_syntax(
        draw(size, len(UPOS)), draw(size, size), draw(size, 8), draw(size, 8), sentences, labels
    )
    assert len(upos) == len(heads) == len(deprels) == size
    for first, last in sentences:
        assert is_tree(tuple(head - first for head in heads[first:last]))
    assert [deprel == "root" for deprel in deprels] == [word == head for word, head in enumerate(heads)]
