"""Names: people, places, organizations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.records import NameMark

LABELS = ("PER", "LOC", "ORG")
_STEP = np.zeros((7, 7), dtype=np.float32)
for _inside in (2, 4, 6):
    _STEP[:, _inside] = -np.inf
    _STEP[_inside - 1, _inside] = _STEP[_inside, _inside] = 0.0


def decode_names(logits: NDArray[np.float32], offset: int) -> list[NameMark]:
    """Return the names of a window; ``logits`` [words, 7] over O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG."""
    scores = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    found: list[NameMark] = []
    interesting = np.flatnonzero(scores[:, 0] < -1e-3)
    for first, last in _runs(interesting):
        found.extend(_decode_run(scores[first:last], offset + first))
    return found


def _runs(indices: NDArray[np.intp]) -> list[tuple[int, int]]:
    if not len(indices):
        return []
    breaks = np.flatnonzero(np.diff(indices) > 1)
    starts = indices[np.concatenate(([0], breaks + 1))]
    ends = indices[np.concatenate((breaks, [len(indices) - 1]))] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _decode_run(scores: NDArray[np.float32], offset: int) -> list[NameMark]:
    """Best label path of a run of words that may hold names (Viterbi)."""
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
    path.reverse()
    found: list[NameMark] = []
    word = 0
    while word < len(path):
        if path[word] in (1, 3, 5):
            end = word + 1
            while end < len(path) and path[end] == path[word] + 1:
                end += 1
            score = float(np.exp(np.mean([scores[i, path[i]] for i in range(word, end)])))
            found.append(NameMark(words=(offset + word, offset + end), label=LABELS[path[word] // 2], score=score))
            word = end
        else:
            word += 1
    return found
