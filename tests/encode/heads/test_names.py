"""Names are read off the likeliest labels, mended where those make no sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rashomon.encode.heads.names import decode_names
from rashomon.records import Span

Numbers = NDArray[np.float32]
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


def logits(*labels: str, second: dict[int, str] | None = None) -> Numbers:
    """Numbers whose best labels are these, with a second best where one is given."""
    numbers = np.zeros((len(labels), 7), dtype=np.float32)
    for word, label in enumerate(labels):
        numbers[word, LABELS.index(label)] = 6
    for word, label in (second or {}).items():
        numbers[word, LABELS.index(label)] = 5
    return numbers


def found(numbers: Numbers, offset: int = 0) -> list[tuple[Span, str]]:
    return [(name.words, name.label) for name in decode_names(numbers, offset)]


def is_allowed(path: tuple[int, ...]) -> bool:
    return all(
        label == 0 or label % 2 == 1 or before in (label, label - 1) for before, label in pairwise((0, *path))
    )


def names_of(path: tuple[int, ...]) -> list[tuple[Span, str]]:
    names: list[tuple[Span, str]] = []
    for word, label in enumerate(path):
        if label and label % 2 == 1:
            names.append(((word, word + 1), LABELS[label][2:]))
        elif label:
            names[-1] = ((names[-1][0][0], word + 1), names[-1][1])
    return names


def test_a_name_is_its_first_word_and_those_that_go_on() -> None:
    labels = ("O", "B-PER", "I-PER", "B-LOC", "O", "B-ORG", "I-ORG", "I-ORG")
    assert found(logits(*labels), 20) == [((21, 23), "PER"), ((23, 24), "LOC"), ((25, 28), "ORG")]


def test_no_name_is_found_where_none_is_likely() -> None:
    assert found(logits("O", "O")) == []


def test_a_name_that_goes_on_without_a_beginning_is_mended() -> None:
    assert found(logits("O", "I-ORG", "I-ORG", second={1: "B-ORG"})) == [((1, 3), "ORG")]


def test_a_name_that_changes_its_label_is_mended() -> None:
    assert found(logits("B-PER", "I-ORG", second={0: "B-ORG"})) == [((0, 2), "ORG")]


@given(st.integers(0, 100_000))
def test_three_named_words_get_the_best_sequence_there_is(seed: int) -> None:
    numbers = np.random.default_rng(seed).normal(0, 2, (3, 7)).astype(np.float32)
    numbers[:, 0] = numbers[:, 1:].max(1) - 0.5
    paths = [path for path in product(range(7), repeat=3) if is_allowed(path)]
    best = max(paths, key=lambda path: sum(numbers[word, label] for word, label in enumerate(path)))
    assert found(numbers) == names_of(best)


@given(st.integers(0, 100_000), st.integers(1, 30))
def test_names_stand_in_order_apart_and_inside_the_window(seed: int, size: int) -> None:
    numbers = np.random.default_rng(seed).normal(0, 2, (size, 7)).astype(np.float32)
    names = decode_names(numbers, 5)
    edges = [5, *(edge for name in names for edge in name.words), 5 + size]
    assert edges == sorted(edges)
    assert all(name.words[0] < name.words[1] and 0 < name.score <= 1 for name in names)


def test_the_score_is_the_likelihood_of_the_labels() -> None:
    numbers = np.log(np.array([[0.2, 0.8, 0, 0, 0, 0, 0]], dtype=np.float32) + np.float32(1e-9))
    assert decode_names(numbers, 0)[0].score == pytest.approx(0.8, abs=1e-3)


def test_a_name_ends_where_the_next_sentence_starts() -> None:
    numbers = np.zeros((4, 7), dtype=np.float32)
    numbers[0, 1] = numbers[1, 2] = numbers[2, 2] = numbers[3, 2] = 9.0
    assert [name.words for name in decode_names(numbers, 0, [0, 2])] == [(0, 2), (2, 4)]
