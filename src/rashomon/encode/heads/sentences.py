"""Sentence starts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.records import Span


def decode_sentences(logits: NDArray[np.float32], paragraph_starts: set[int], offset: int) -> list[Span]:
    """Cut a window's words into sentences, as spans of words counted in the whole text.

    ``logits`` [words]; a sentence starts where the logit is above zero, and at every paragraph.
    """
    starts = {0, *np.flatnonzero(logits > 0).tolist(), *(start - offset for start in paragraph_starts)}
    edges = [*sorted(starts), len(logits)]
    return [(offset + first, offset + last) for first, last in pairwise(edges)]
