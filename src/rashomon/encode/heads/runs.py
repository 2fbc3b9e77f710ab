"""What heads share: probabilities, runs of words under B/I/O labels, the sentence of each word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.records import Span

Numbers = NDArray[np.float32]


def odds_of(logits: Numbers) -> Numbers:
    """Turn logits [words, labels] into probabilities."""
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    return shifted / shifted.sum(1, keepdims=True)


def find_runs(logits: Numbers, threshold: float) -> list[tuple[int, int, float]]:
    """Return runs as (first, last exclusive, probability); ``logits`` [words, 3] over O, B, I."""
    odds = odds_of(logits)
    found: list[tuple[int, int, float]] = []
    for word in np.flatnonzero(1.0 - odds[:, 0] >= threshold).tolist():
        inside, goes_on = float(1.0 - odds[word, 0]), bool(odds[word, 2] >= odds[word, 1])
        if found and found[-1][1] == word and goes_on:
            found[-1] = (found[-1][0], word + 1, max(found[-1][2], inside))
        else:
            found.append((word, word + 1, inside))
    return found


def sentence_numbers(sentences: Sequence[Span], size: int) -> NDArray[np.intp]:
    """Give each word the number of its sentence.

    >>> sentence_numbers([(0, 2), (2, 3)], 3).tolist()
    [0, 0, 1]
    """
    numbers = np.zeros(size, dtype=np.intp)
    for number, (first, last) in enumerate(sentences):
        numbers[first:last] = number
    return numbers
