"""Sentences start where the encoder says so, and wherever a paragraph does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.encode.heads.sentences import decode_sentences


def test_a_sentence_starts_at_a_likely_word_and_at_a_paragraph() -> None:
    logits = np.array([-3, -1, 2, -1, -1, -2], dtype=np.float32)
    assert decode_sentences(logits, {30, 34}, 30) == [(30, 32), (32, 34), (34, 36)]


def test_the_first_word_of_a_window_starts_a_sentence() -> None:
    assert decode_sentences(np.array([-9], dtype=np.float32), set(), 4) == [(4, 5)]


@given(st.lists(st.floats(-5, 5, width=32), min_size=1, max_size=40), st.sets(st.integers(0, 39)))
def test_every_word_is_in_one_sentence(logits: list[float], paragraphs: set[int]) -> None:
    starts = {100 + start for start in paragraphs if start < len(logits)}
    sentences = decode_sentences(np.array(logits, dtype=np.float32), starts, 100)
    assert [word for first, last in sentences for word in range(first, last)] == [
        100 + word for word in range(len(logits))
    ]
    assert starts <= {first for first, _ in sentences}
