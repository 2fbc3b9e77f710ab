"""Mentions of entities, and which earlier mention each may repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.records import MentionMark, Span

Numbers = NDArray[np.float32]

FORMS = ("name", "description", "pronoun")
KINDS = ("person", "organization", "group", "place", "facility", "event", "work", "other")
REACH = 48
"""A mention's first and last word lie at most this many words from its head."""
_STARTS = {"distance": 0, "forms": 10, "heads alike": 19, "words alike": 25, "head inside": 31, "overlap": 33}
FEATURES = 35
_BUCKETS = np.array([1, 2, 3, 4, 6, 10, 20, 40, 100])
_DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those"}
MENTION_THRESHOLD = 0.5
LINK_OUTPUTS = ("anaphor", "antecedent", "is_new")
BLOCK, FARTHEST = 256, 512
"""Mentions linked at once, and how many mentions back an antecedent may lie (some 4,000 words)."""
MOST_LINKS = 4
"""Antecedents kept for each mention."""


def pair_features(
    words: Sequence[str], spans: Sequence[Span], heads: Sequence[int], forms: Sequence[int], start: int = 0
) -> NDArray[np.intp]:
    """Return the active features of every pair of mentions, [mentions, mentions, 6], later mention first.

    Rows are the mentions from ``start`` on. Distance in mentions; both forms; same head word; same words
    without determiner; the later one's head word somewhere in the earlier one; overlap of the two.
    """
    count = len(spans)
    order = np.arange(count)
    late = np.s_[start:, None]
    form = np.asarray(forms, dtype=np.intp)
    head_words = [words[head].lower() for head in heads]
    head_ids = _ids(head_words)
    spoken = [[word.lower() for word in words[a:b]] for a, b in spans]
    texts = [tuple(word for word in text if word not in _DETERMINERS) for text in spoken]
    text_ids = _ids(texts)
    first = np.array([a for a, _ in spans])
    last = np.array([b for _, b in spans])
    inside = np.zeros((count - start, count), dtype=bool)
    holders: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for word in set(text):
            holders.setdefault(word, []).append(index)
    for row, word in enumerate(head_words[start:]):
        inside[row, holders.get(word, [])] = True
    bucket = np.searchsorted(_BUCKETS, order, side="left")
    features = np.empty((6, count - start, count), dtype=np.intp)
    features[0] = _STARTS["distance"] + bucket[np.abs(order[late] - order)]
    features[1] = _STARTS["forms"] + form[late] * 3 + form
    features[2] = _STARTS["heads alike"] + (head_ids[late] == head_ids) * 3 + form[late]
    features[3] = _STARTS["words alike"] + (text_ids[late] == text_ids) * 3 + form[late]
    features[4] = _STARTS["head inside"] + inside
    features[5] = _STARTS["overlap"] + ((first[late] < last) & (first < last[late]))
    return np.moveaxis(features, 0, 2)


def _ids(values: Sequence[object]) -> NDArray[np.intp]:
    known: dict[object, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.intp)


def decode_mentions(
    outputs: Mapping[str, Numbers], offset: int, threshold: float = MENTION_THRESHOLD
) -> list[MentionMark]:
    """Return a window's mentions without links; ``outputs`` of the head for one window."""
    forms = outputs["forms"]
    shifted = np.exp(forms - forms.max(1, keepdims=True))
    odds = shifted / shifted.sum(1, keepdims=True)
    heads = np.flatnonzero(odds[:, 0] < 1.0 - threshold)
    if not len(heads):
        return []
    edges = outputs["edges"].reshape(len(forms), 4, -1)
    away = np.arange(len(forms))[None, :] - heads[:, None]
    starts = np.where((away > 0) | (away < -REACH), -np.inf, edges[heads, 0] @ edges[:, 1].T).argmax(1)
    ends = np.where((away < 0) | (away > REACH), -np.inf, edges[heads, 2] @ edges[:, 3].T).argmax(1)
    kinds: list[int] = outputs["entity_kinds"][heads].argmax(1).tolist()
    shapes: list[int] = odds[heads, 1:].argmax(1).tolist()
    return [
        MentionMark(
            words=(offset + int(starts[i]), offset + int(ends[i]) + 1),
            head=offset + int(head),
            kind=KINDS[kinds[i]],
            form=FORMS[shapes[i]],
            score=round(1.0 - float(odds[head, 0]), 4),
        )
        for i, head in enumerate(heads.tolist())
    ]


def link_mentions(
    mentions: Sequence[MentionMark],
    words: Sequence[str],
    windows: Sequence[Mapping[str, Numbers]],
    weights: Numbers,
) -> list[MentionMark]:
    """Return the mentions of a whole text with their likeliest antecedents.

    ``windows``: of each window the head's ``LINK_OUTPUTS`` at its mentions' heads, ``anaphor`` and
    ``antecedent`` [mentions, 128] and ``is_new`` [mentions]; ``weights`` [35] of the features.
    An antecedent lies at most ``FARTHEST`` mentions back: cost and memory grow with the text's length.
    """
    if not mentions:
        return []
    vectors = {name: np.concatenate([window[name] for window in windows]) for name in LINK_OUTPUTS}
    linked: list[MentionMark] = []
    for start in range(0, len(mentions), BLOCK):
        first, last = max(0, start - FARTHEST), min(start + BLOCK, len(mentions))
        some = {name: vector[first:last] for name, vector in vectors.items()}
        odds = _link_odds(mentions[first:last], words, some, weights, start - first)
        best = np.argsort(-odds, axis=1, kind="stable")[:, :MOST_LINKS]
        values = np.take_along_axis(odds, best, 1).round(4).astype(np.float64).round(4)
        for index, (antecedents, chances) in enumerate(
            zip(best.tolist(), values.tolist(), strict=True), start
        ):
            links = tuple(
                (first + j, odd) for j, odd in zip(antecedents, chances, strict=True) if first + j < index
            )
            old = mentions[index]
            linked.append(
                MentionMark(
                    words=old.words, head=old.head, kind=old.kind, form=old.form, score=old.score, links=links
                )
            )
    return linked


def _link_odds(
    mentions: Sequence[MentionMark],
    words: Sequence[str],
    vectors: Mapping[str, Numbers],
    weights: Numbers,
    start: int,
) -> Numbers:
    """Return the probability that a row's mention, one from ``start`` on, repeats a column's."""
    forms = [FORMS.index(mention.form) for mention in mentions]
    active = pair_features(words, [m.words for m in mentions], [m.head for m in mentions], forms, start)
    odd = weights[active[..., 0]]
    for feature in range(1, active.shape[2]):
        odd += weights[active[..., feature]]
    scores = vectors["anaphor"][start:] @ vectors["antecedent"].T + odd
    scores[~np.tri(*scores.shape, k=start - 1, dtype=bool)] = -np.inf
    is_new = vectors["is_new"][start:]
    most = np.maximum(scores.max(1), is_new)
    raised = np.exp(scores - most[:, None])
    return raised / (raised.sum(1) + np.exp(is_new - most))[:, None]
