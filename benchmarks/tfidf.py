"""Documents clustered by TF-IDF, as a baseline: cosine of stems' weights, average linkage, one threshold."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from benchmarks.chain_metrics import score_b_cubed
from rashomon.compare.joining import Scorer, join_groups
from rashomon.compare.stems import content_stems

THRESHOLDS = tuple(step / 100 for step in range(4, 44, 4))
LEAST = 0.02
"""Cosines below this count as none."""


def compare_texts(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """Give the cosines of all pairs of texts, but for the smallest; rarity is that in these very texts."""
    counts = [Counter(content_stems(text)) for text in texts]
    holders = Counter(stem for own in counts for stem in own)
    vectors: list[dict[str, float]] = []
    for own in counts:
        weights = {stem: (1 + math.log(n)) * math.log(len(texts) / holders[stem]) for stem, n in own.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors.append({stem: weight / length for stem, weight in weights.items()})
    found: dict[tuple[int, int], float] = {}
    for right, other in enumerate(vectors):
        for left in range(right):
            few, many = sorted((vectors[left], other), key=len)
            cosine = sum(weight * many[stem] for stem, weight in few.items() if stem in many)
            if cosine >= LEAST:
                found[left, right] = cosine
    return found


def cluster_texts(texts: Sequence[str], wanted: Sequence[Sequence[int]]) -> tuple[list[list[int]], float]:
    """Cluster texts at the threshold that is best for what is ``wanted``, by B-cubed; give it too."""
    cosines = compare_texts(texts)
    tried = [(join_groups(len(texts), cosines, _linkage(threshold)), threshold) for threshold in THRESHOLDS]
    return max(tried, key=lambda one: score_b_cubed(wanted, one[0]).f1)


def _linkage(threshold: float) -> Scorer:
    return Scorer(bias=0.0, weights={}, join=threshold, stranger=0.0, unsure=threshold)
