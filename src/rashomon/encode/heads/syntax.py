"""Part of speech and dependencies (Universal Dependencies English)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.runs import sentence_numbers
from rashomon.records import Span

Numbers = NDArray[np.float32]

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPRELS = tuple(
    """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound
    compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat
    goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl
    obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp""".split()
)
_ROOT = DEPRELS.index("root")


def decode_heads(arcs: Numbers, sentences: Sequence[Span]) -> NDArray[np.intp]:
    """Return each word's head: a tree for each sentence with one root, which points at itself.

    ``arcs`` [words, words]: row = word, column = head, diagonal = root; ``sentences`` are spans of them that
    leave none out. Mostly the best heads of a sentence's words are a tree already.
    """
    within = sentence_numbers(sentences, len(arcs))
    heads = np.where(within[:, None] == within, arcs, -np.inf).argmax(1)
    is_root = heads == np.arange(len(heads))
    reached = heads
    for _ in range(max((last - first for first, last in sentences), default=1).bit_length()):
        reached = reached[reached]
    is_tree = np.bincount(within[is_root], minlength=len(sentences)) == 1
    is_tree[within[~is_root[reached]]] = False
    for number in np.flatnonzero(~is_tree).tolist():
        first, last = sentences[number]
        heads[first:last] = _best_tree(arcs[first:last, first:last]) + first
    return heads


def _best_tree(arcs: Numbers) -> NDArray[np.intp]:
    """Find a sentence's tree: its root is the word that gains most by being it, the rest is best under it."""
    order = np.arange(len(arcs))
    apart = arcs.copy()
    apart[order, order] = -np.inf
    root = int(np.argmax(arcs[order, order] - apart.max(1, initial=-1e9)))
    scores = apart.astype(np.float64)
    scores[root, :] = -np.inf
    scores[root, root] = 0.0
    return _chu_liu_edmonds(scores, root)


def _find_cycle(heads: list[int], root: int) -> list[int]:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word != root and state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if word != root and state[word] == 1:
            return path[path.index(word) :]
        for word in path:
            state[word] = 2
    return []


def _chu_liu_edmonds(scores: NDArray[np.float64], root: int) -> NDArray[np.intp]:
    """Best tree under ``root``: ``scores`` [word, head], no self-loops but the root's."""
    heads = scores.argmax(1)
    heads[root] = root
    cycle = np.array(_find_cycle(heads.tolist(), root), dtype=np.intp)
    if not len(cycle):
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = scores[cycle, heads[cycle]]
    enter = scores[np.ix_(cycle, outside)] - own[:, None]
    leave = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[:size, size] = leave.max(1)
    smaller[size, :size] = enter.max(0)
    found = _chu_liu_edmonds(smaller, int(np.flatnonzero(outside == root)[0]))
    best_enter, best_leave = enter.argmax(0), leave.argmax(1)
    inner = found[:size]
    heads[outside] = np.where(inner == size, cycle[best_leave], outside[np.minimum(inner, size - 1)])
    broken = int(cycle[best_enter[found[size]]])
    heads[broken] = outside[found[size]]
    heads[root] = root
    return heads


def decode_syntax(
    upos: Numbers,
    arcs: Numbers,
    dependent: Numbers,
    governor: Numbers,
    sentences: list[Span],
    labels: tuple[Numbers, Numbers],
) -> tuple[list[str], list[int], list[str]]:
    """Return tags, heads (window indices) and relations for a window.

    ``upos`` [w, 17], ``arcs`` [w, w], ``dependent`` and ``governor`` [w, 128]; ``sentences`` in window
    indices; ``labels`` the weight [relations, 128] and bias of the last layer.
    """
    heads = decode_heads(arcs, sentences)
    weight, bias = labels
    scores = _gelu(dependent + governor[heads]) @ weight.T + bias
    is_root = heads == np.arange(len(heads))
    scores[:, _ROOT] = -np.inf
    relations = scores.argmax(1)
    relations[is_root] = _ROOT
    tags, relations = upos.argmax(1).tolist(), relations.tolist()
    return [UPOS[i] for i in tags], heads.tolist(), [DEPRELS[i] for i in relations]


def _gelu(x: Numbers) -> Numbers:
    """Gaussian error linear unit by its usual tanh form, within 0.001 of the exact one."""
    return np.asarray(0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)
