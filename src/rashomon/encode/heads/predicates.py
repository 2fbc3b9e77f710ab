"""Predicates with their roles, and how surely what they tell happened.

Roles are scored between a predicate and every word of its sentence; a role stands on its head word, as in the
dependency-based labelling of CoNLL 2008 (Surdeanu et al. 2008), so that the tree gives its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.runs import sentence_numbers
from rashomon.records import PredicateMark, RoleMark, Span

Numbers = NDArray[np.float32]

ROLES = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-LOC", "ARGM-TMP")
"""PropBank's roles that are read (Palmer et al. 2005); no role scores 0. Training tells more apart, which
stand behind these in the tables: reading them too would cost 1 % more time for 0.1 more F1."""
THRESHOLD = 0.5
MOST_FACTUAL = 3.0
"""Factuality runs from -3 to 3 (White et al. 2016)."""


def decode_predicates(
    outputs: Mapping[str, Numbers], tables: Mapping[str, Numbers], sentences: Sequence[Span], offset: int
) -> list[PredicateMark]:
    """Return a window's predicates; ``sentences`` are spans of window words.

    ``outputs`` holds ``predicate`` and ``factuality`` [words], ``role_key`` [words, size] and ``act``
    [words, hidden]; ``tables`` what makes a query for each role of a predicate's ``act``.
    """
    odds = 1.0 / (1.0 + np.exp(-outputs["predicate"]))
    words = np.flatnonzero(odds >= THRESHOLD)
    if not len(words):
        return []
    scores = score_roles(words, outputs["role_key"], outputs["act"], tables)
    within = sentence_numbers(sentences, len(odds))
    top = scores.max(1)
    top[within[words][:, None] != within] = -np.inf
    top[np.arange(len(words)), words] = -np.inf
    rows, columns = np.nonzero(top > 0.0)
    held = scores[rows, :, columns]
    shares = np.exp(top[rows, columns]) / (1.0 + np.exp(held).sum(1))
    roles = [list[RoleMark]() for _ in words]
    found: list[list[int]] = np.stack((rows, columns, held.argmax(1)), 1).tolist()
    for (row, column, role), share in zip(found, shares.tolist(), strict=True):
        roles[row].append(RoleMark(word=offset + column, role=ROLES[role], score=round(share, 4)))
    factual = np.clip(outputs["factuality"][words], -MOST_FACTUAL, MOST_FACTUAL)
    return [
        PredicateMark(word=offset + word, roles=tuple(own), factuality=round(fact, 2), score=round(score, 4))
        for word, own, fact, score in zip(
            words.tolist(), roles, factual.tolist(), odds[words].tolist(), strict=True
        )
    ]


def score_roles(
    words: NDArray[np.intp], key: Numbers, act: Numbers, tables: Mapping[str, Numbers]
) -> Numbers:
    """Score [predicates, roles, words]: the same sum as in training."""
    rows = len(ROLES) * key.shape[1]
    query: Numbers = act[words] @ tables["role_query_weight"][:rows].T + tables["role_query_bias"][:rows]
    return (query.reshape(-1, key.shape[1]) @ key.T).reshape(len(words), len(ROLES), len(key))
