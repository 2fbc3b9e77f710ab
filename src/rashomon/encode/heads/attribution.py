"""Attribution: cues, then each cue's source and content.

For every cue the words of its window get one of five labels; the best path has at most one source (one unbroken
span) and any number of content spans. Found by dynamic programming over all cues of a window at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from rashomon.records import AttributionMark, Span

Numbers = NDArray[np.float32]

CUE_KINDS = ("statement", "belief", "intention", "attitude", "decree", "perception")
STANCES = ("neutral", "doubting", "affirming", "denying", "evaluative")
LABELS = ("other", "source begins", "source", "content begins", "content")
NEVER = {"content": [False, False, False, True, True]}
"""Labels that a corpus without content marks cannot show."""
DISTANCES = 28
_EDGES = np.array([-120, -80, -50, -30, -20, -14, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 80, 120])

# states of the path: (label, whether a source has been closed or is open)
_STATES = ((0, 0), (1, 1), (2, 1), (3, 0), (4, 0), (0, 1), (3, 1), (4, 1))
_LABEL_OF_STATE = np.array([label for label, _ in _STATES])
_MAY_FOLLOW = {
    (0, 0): [(0, 0), (1, 1), (3, 0)],
    (1, 1): [(2, 1), (0, 1), (3, 1)],
    (2, 1): [(2, 1), (0, 1), (3, 1)],
    (3, 0): [(4, 0), (0, 0), (1, 1), (3, 0)],
    (4, 0): [(4, 0), (0, 0), (1, 1), (3, 0)],
    (0, 1): [(0, 1), (3, 1)],
    (3, 1): [(4, 1), (0, 1), (3, 1)],
    (4, 1): [(4, 1), (0, 1), (3, 1)],
}
_STEP = np.full((len(_STATES), len(_STATES)), -1e4, dtype=np.float32)
for _from, _all_to in _MAY_FOLLOW.items():
    for _to in _all_to:
        _STEP[_STATES.index(_from), _STATES.index(_to)] = 0.0
_START = np.array([0.0 if state in ((0, 0), (1, 1), (3, 0)) else -1e4 for state in _STATES], dtype=np.float32)

CUE_THRESHOLD = 0.5
"""A cue needs this probability on its first word; chosen on the development stories."""


def distance_of(size: int, first: int, last: int) -> NDArray[np.intp]:
    """Return for each of ``size`` words its distance class from the cue ``[first, last]``."""
    order = np.arange(size)
    away = np.where(order < first, order - first, np.where(order > last, order - last, 0))
    return np.searchsorted(_EDGES, away, side="left")


def find_cues(logits: Numbers, threshold: float = CUE_THRESHOLD) -> list[tuple[int, int, float]]:
    """Return cues as (first, last exclusive, probability); ``logits`` [words, 3] over O, B, I."""
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    odds = shifted / shifted.sum(1, keepdims=True)
    is_cue = 1.0 - odds[:, 0]
    found: list[tuple[int, int, float]] = []
    word = 0
    while word < len(odds):
        if is_cue[word] < threshold:
            word += 1
            continue
        end = word + 1
        while end < len(odds) and is_cue[end] >= threshold and odds[end, 2] >= odds[end, 1]:
            end += 1
        found.append((word, end, float(is_cue[word:end].max())))
        word = end
    return found


def score_pairs(outputs: Mapping[str, Numbers], cues: list[tuple[int, int, float]], table: Numbers) -> Numbers:
    """Return [cues, words, 5] scores; the same sum as in training."""
    key = outputs["key"]
    size, labels = len(key), len(LABELS)
    scores = np.empty((len(cues), size, labels), dtype=np.float32)
    for row, (first, last, _) in enumerate(cues):
        query = outputs["query"][first:last].mean(0).reshape(labels, -1)
        of_cue = outputs["alone"][first:last, labels:].mean(0)
        scores[row] = key @ query.T + outputs["alone"][:, :labels] + of_cue + table[:, distance_of(size, first, last - 1)].T
        scores[row, first:last, 1:] = -1e4
    return scores


def best_paths(scores: Numbers) -> NDArray[np.intp]:
    """Return the best label of each word for each cue, [cues, words], under the rules of the module's head."""
    emit = scores[:, :, _LABEL_OF_STATE]
    best = _START + emit[:, 0]
    back = np.empty((scores.shape[1], scores.shape[0], len(_STATES)), dtype=np.int8)
    for word in range(1, scores.shape[1]):
        reach = best[:, :, None] + _STEP
        chosen = reach.argmax(1)
        back[word] = chosen
        best = np.take_along_axis(reach, chosen[:, None, :], 1)[:, 0] + emit[:, word]
    states = np.empty(scores.shape[:2], dtype=np.intp)
    state = best.argmax(1)
    rows = np.arange(len(scores))
    for word in range(scores.shape[1] - 1, -1, -1):
        states[:, word] = state
        if word:
            state = back[word, rows, state]
    return _LABEL_OF_STATE[states]


def decode_attributions(outputs: Mapping[str, Numbers], table: Numbers, offset: int) -> list[AttributionMark]:
    """Return a window's attributions; ``outputs`` of the head for one window, ``table`` [5, 28] distance scores."""
    cues = find_cues(outputs["cues"])
    if not cues:
        return []
    scores = score_pairs(outputs, cues, table)
    scores -= np.logaddexp.reduce(scores, axis=2, keepdims=True)
    paths = best_paths(scores)
    found: list[AttributionMark] = []
    for (first, last, odds), path, rows in zip(cues, paths, scores, strict=True):
        sources = _spans(path, 1, 2, offset)
        content = _spans(path, 3, 4, offset)
        if not content:
            continue
        labelled = path > 0
        sure = float(np.exp(rows[labelled, path[labelled]].mean()))
        found.append(
            AttributionMark(
                source=sources[0] if sources else None,
                cue=(offset + first, offset + last),
                content=tuple(content),
                kinds=_odds(outputs["kinds"][first:last].mean(0), CUE_KINDS),
                stances=_odds(outputs["stances"][first:last].mean(0), STANCES),
                score=round(odds * sure, 4),
            )
        )
    return found


def _spans(path: NDArray[np.intp], begins: int, goes_on: int, offset: int) -> list[Span]:
    spans: list[Span] = []
    for word in np.flatnonzero((path == begins) | (path == goes_on)).tolist():
        if spans and spans[-1][1] == offset + word and path[word] == goes_on:
            spans[-1] = (spans[-1][0], offset + word + 1)
        else:
            spans.append((offset + word, offset + word + 1))
    return spans


def _odds(logits: Numbers, names: tuple[str, ...]) -> dict[str, float]:
    shifted = np.exp(logits - logits.max())
    return {name: round(float(value), 4) for name, value in zip(names, shifted / shifted.sum(), strict=True)}
