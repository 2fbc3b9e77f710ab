"""Attribution: cues, then each cue's source and content.

For every cue the words of its window get one of five labels; the best path has at most one source (one
unbroken span) and any number of content spans. Found by dynamic programming over all cues at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.runs import find_runs
from rashomon.records import AttributionMark, Span

Numbers = NDArray[np.float32]

CUE_KINDS = ("statement", "belief", "intention", "attitude", "decree", "perception")
STANCES = ("neutral", "doubting", "affirming", "denying", "evaluative")
LABELS = ("other", "source begins", "source", "content begins", "content")
NEVER = {"content": [False, False, False, True, True]}
"""Labels that a corpus without content marks cannot show."""
DISTANCES = 28
_AWAY = (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 80, 120)
_EDGES = np.array([*(-words for words in reversed(_AWAY)), 0, *_AWAY])

NOT = -1e4
"""The score of what cannot be."""
CUE_THRESHOLD = 0.25
"""A cue needs this probability on its first word. On the development stories who-said-what F1 is 76.0 at 0.5,
75.7 at 0.4, 75.8 at 0.25, 75.5 at 0.2, and recall of statements 92.6, 93.8, 94.7, 95.0: a lost claim costs
more than a doubtful one."""


def distance_of(size: int, first: int | NDArray[np.intp], last: int | NDArray[np.intp]) -> NDArray[np.intp]:
    """Return each word's distance class from the cue ``[first, last]``, or from several, [cues, 1]."""
    order = np.arange(size)
    away = np.minimum(order - first, 0) + np.maximum(order - last, 0)
    return np.searchsorted(_EDGES, away, side="left")


@dataclass(slots=True)
class CueScores:
    """A window's cues; ``scores`` [cues, words, 5] are log probabilities, the two others logits."""

    offset: int
    cues: list[tuple[int, int, float]]
    scores: Numbers
    kinds: Numbers
    stances: Numbers


def score_cues(outputs: Mapping[str, Numbers], tables: Mapping[str, Numbers], offset: int) -> CueScores:
    """Score a window's cues; ``outputs`` and ``tables`` of the head.

    ``scores`` is [cues, words, 5], the same sum as in training.
    """
    cues = find_runs(outputs["cues"], CUE_THRESHOLD)
    key = outputs["key"]
    size, labels = len(key), len(LABELS)
    distance = tables["attribution_distance"].T
    pool = np.zeros((len(cues), size), dtype=np.float32)
    for row, (first, last, _) in enumerate(cues):
        pool[row, first:last] = 1.0 / (last - first)
    firsts, lasts = (np.array([cue[edge] for cue in cues], dtype=np.intp)[:, None] for edge in (0, 1))
    query = pool @ outputs["pair"] @ tables["attribution_query_weight"].T + tables["attribution_query_bias"]
    query = query.reshape(-1, key.shape[1])
    scores = (query @ key.T).reshape(len(cues), labels, size).transpose(0, 2, 1)
    scores = scores + outputs["alone"][:, :labels] + (pool @ outputs["alone"][:, labels:])[:, None]
    scores += distance[distance_of(size, firsts, lasts - 1)]
    scores[pool > 0, 1:] = NOT
    most = scores.max(2, keepdims=True)
    scores -= np.log(np.exp(scores - most).sum(2, keepdims=True)) + most
    return CueScores(offset, cues, scores, pool @ outputs["kinds"], pool @ outputs["stances"])


def best_paths(scores: Numbers) -> NDArray[np.intp]:
    """Return the best label of each word for each cue, [cues, words]; ``scores`` [cues, words, 5].

    A path has at most one source, in one piece; content may come in several. Five states: other, in content,
    in the source, and the first two again once the source is over. All cues are solved together.
    """
    count, size = len(scores), scores.shape[1]
    emit = np.ascontiguousarray(scores.transpose(1, 2, 0))  # [words, labels, cues]
    never = np.full(count, NOT, dtype=np.float32)
    states: _States = (np.zeros(count, dtype=np.float32), never, never, never, never)
    back = np.empty((size, 5, count), dtype=np.int8)
    for word in range(size):
        states = _advance(states, emit[word], back[word])
    return _trace_back(back, np.stack(states).argmax(0))


_States = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]
"""The best score of a path that ends in each of the five states, [cues]."""
_SAME = 9
"""In place of a pointer: the same source or content goes on."""


def _advance(states: _States, emit: Numbers, back: NDArray[np.int8]) -> _States:
    """Go on by a word whose labels score ``emit`` [5, cues]; ``back`` gets where each state came from."""
    other, content, in_source, after, after_content = states
    rows: list[Numbers] = list(emit)
    other_on, source_begins, source_on, content_begins, content_on = rows
    fresh = other >= content
    before = np.where(fresh, other, content)
    goes = content + content_on
    begins = before + content_begins
    on = goes >= begins
    stays = in_source + source_on
    starts = before + source_begins
    within = stays >= starts
    late = np.stack((in_source, after, after_content))
    came = late.argmax(0)
    latest = late.max(0)
    late_goes = after_content + content_on
    late_begins = latest + content_begins
    late_on = late_goes >= late_begins
    back[0] = np.where(fresh, 0, 1)
    back[1] = np.where(on, _SAME, back[0])
    back[2] = np.where(within, _SAME, back[0])
    back[3] = came + 2
    back[4] = np.where(late_on, _SAME, came + 2)
    return (
        before + other_on,
        np.where(on, goes, begins),
        np.where(within, stays, starts),
        latest + other_on,
        np.where(late_on, late_goes, late_begins),
    )


_BEGINS = np.array([0, 3, 1, 0, 3])
_GOES_ON = np.array([0, 4, 2, 0, 4])


def _trace_back(back: NDArray[np.int8], state: NDArray[np.intp]) -> NDArray[np.intp]:
    """Follow the pointers of ``best_paths`` from the last word to the first."""
    size, _, count = back.shape
    labels = np.empty((count, size), dtype=np.intp)
    columns = np.arange(count, dtype=np.intp)
    for word in range(size - 1, -1, -1):
        came: NDArray[np.int8] = back[word][state, columns]
        same = came == _SAME
        labels[:, word] = np.where(same, _GOES_ON[state], _BEGINS[state])
        state = np.where(same, state, came).astype(np.intp)
    return labels


def decode_attributions(texts: Sequence[Sequence[CueScores]]) -> list[list[AttributionMark]]:
    """Return each text's attributions from the scores of its windows; all cues are solved together."""
    windows = [window for text in texts for window in text if window.cues]
    if not windows:
        return [[] for _ in texts]
    longest = max(window.scores.shape[1] for window in windows)
    joined = np.full(
        (sum(len(window.cues) for window in windows), longest, len(LABELS)), NOT, dtype=np.float32
    )
    joined[:, :, 0] = 0.0
    row = 0
    for window in windows:
        joined[row : row + len(window.cues), : window.scores.shape[1]] = window.scores
        row += len(window.cues)
    found = zip(
        _read_paths(joined, best_paths(joined)),
        _odds(np.concatenate([window.kinds for window in windows]), CUE_KINDS),
        _odds(np.concatenate([window.stances for window in windows]), STANCES),
        strict=True,
    )
    return [[mark for window in text for mark in _marks(window, found)] for text in texts]


@dataclass(slots=True)
class _Path:
    """What a cue's path says, in words of its window; ``sure`` is the mean probability of its labels."""

    sources: list[Span] = field(default_factory=list[Span])
    content: list[Span] = field(default_factory=list[Span])
    sure: float = 0.0


def _read_paths(scores: Numbers, paths: NDArray[np.intp]) -> list[_Path]:
    """Read sources and content off the paths [cues, words] of all cues at once."""
    rows, words = np.nonzero(paths)
    labels = paths[rows, words]
    told = labels > 2
    begins = np.ones(len(rows), dtype=bool)
    begins[1:] = (np.diff(rows) > 0) | (np.diff(words) > 1) | (labels[1:] % 2 == 1) | (told[1:] != told[:-1])
    starts = np.flatnonzero(begins)
    ends = words[np.append(starts, len(rows))[1:] - 1] + 1
    found = [_Path() for _ in paths]
    spans: list[list[int]] = np.stack((rows[starts], told[starts], words[starts], ends), 1).tolist()
    for row, is_content, first, last in spans:
        path = found[row]
        (path.content if is_content else path.sources).append((first, last))
    picked = scores[rows, words, labels]
    bounds = np.searchsorted(rows, np.arange(len(paths) + 1)).tolist()
    for path, (first, last) in zip(found, pairwise(bounds), strict=True):
        if path.content:
            path.sure = math.exp(float(picked[first:last].sum()) / (last - first))
    return found


_Found = Iterator[tuple[_Path, dict[str, float], dict[str, float]]]


def _marks(window: CueScores, found: _Found) -> Iterator[AttributionMark]:
    offset = window.offset
    for (first, last, odds), (path, kinds, stances) in zip(window.cues, found, strict=False):
        if path.content:
            source = path.sources[0] if path.sources else None
            yield AttributionMark(
                source=source and (offset + source[0], offset + source[1]),
                cue=(offset + first, offset + last),
                content=tuple((offset + a, offset + b) for a, b in path.content),
                kinds=kinds,
                stances=stances,
                score=round(odds * path.sure, 4),
            )


def _odds(logits: Numbers, names: tuple[str, ...]) -> list[dict[str, float]]:
    raised = np.exp(logits - logits.max(1, keepdims=True)).astype(np.float64)
    shares = (raised / raised.sum(1, keepdims=True)).round(4)
    return [dict(zip(names, row, strict=True)) for row in shares.tolist()]
