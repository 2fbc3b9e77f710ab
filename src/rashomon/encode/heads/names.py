"""Names: people, places, organizations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.records import NameMark

LABELS = ("PER", "LOC", "ORG")
_STEP = np.zeros((7, 7), dtype=np.float32)
for _inside in (2, 4, 6):
    _STEP[:, _inside] = -np.inf
    _STEP[_inside - 1, _inside] = _STEP[_inside, _inside] = 0.0


def decode_names(
    logits: NDArray[np.float32], offset: int, sentence_starts: Sequence[int] = (0,)
) -> list[NameMark]:
    """Return the names of a window; ``logits`` [words, 7]: O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG.

    A run of named words whose likeliest labels are no allowed sequence gets its best allowed one. No name
    goes over the start of a sentence (``sentence_starts``, window indices): in a list names follow names.
    """
    best = logits.argmax(1)
    named = np.flatnonzero(best)
    if not len(named):
        return []
    most = logits.max(1, keepdims=True)
    scores = logits - np.log(np.exp(logits - most).sum(1, keepdims=True)) - most
    found: list[NameMark] = []
    for first, last in _runs(named, set(sentence_starts)):
        path = best[first:last].tolist()
        if not _is_path(path):
            path = _best_path(scores[first:last])
        found.extend(_read_path(path, scores[first:last], offset + first))
    return found


def _is_path(path: list[int]) -> bool:
    return path[0] % 2 == 1 and all(
        label % 2 == 1 or before in (label, label - 1) for before, label in pairwise(path)
    )


def _runs(indices: NDArray[np.intp], breaks: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in indices.tolist():
        if runs and runs[-1][1] == index and index not in breaks:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _best_path(scores: NDArray[np.float32]) -> list[int]:
    """Best allowed label path of a run of words (Viterbi)."""
    best = scores[0].copy()
    best[[2, 4, 6]] = -np.inf
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        reach = best[:, None] + _STEP
        back.append(reach.argmax(0))
        best = reach.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _read_path(path: list[int], scores: NDArray[np.float32], offset: int) -> list[NameMark]:
    found: list[NameMark] = []
    word = 0
    while word < len(path):
        end = word + 1
        if path[word] % 2 == 1:
            while end < len(path) and path[end] == path[word] + 1:
                end += 1
            score = math.exp(sum(float(scores[i, path[i]]) for i in range(word, end)) / (end - word))
            found.append(
                NameMark(
                    words=(offset + word, offset + end), label=LABELS[path[word] // 2], score=round(score, 4)
                )
            )
        word = end
    return found
