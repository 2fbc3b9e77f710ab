"""A bare figure in somebody's mouth that retells the one before: "61 dead. Survivors' groups speak of 112".

Nothing beside such a figure says what it counts. If a verb of saying or reckoning governs it and a figure of
people killed, injured, arrested … stands shortly before, it is another figure of the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.quantities.counted import OF_PEOPLE, Counted
from rashomon.extract.quantities.measures import Figure
from rashomon.extract.trees import Tree

REACH = 45
"""Words back to the figure that is retold; about two sentences of a report."""
_RECKONING = frozenset("put count raise lower lift cut revise keep".split())
_CASES = frozenset(("of", "at", "to", "from", "only", "just"))
_FIGURES = frozenset(("figure", "number", "toll", "total", "count", "tally", "estimate"))

Told = tuple[Figure, Counted, str]


def find_retold(tree: Tree, told: Sequence[Told]) -> dict[int, int]:
    """Give, for figures that retell another, the index in ``told`` of the one they retell."""
    found: dict[int, int] = {}
    last: int | None = None
    for at, (figure, counted, role) in enumerate(told):
        if role in OF_PEOPLE:
            last = at
        elif figure.dimension is None and counted.noun is not None:
            last = None  # the talk is of other things now
        elif last is not None and figure.dimension is None:
            is_near = figure.words[0] - told[last][0].words[1] <= REACH
            if is_near and _is_said(tree, counted.node):
                found[at] = last
    return found


def _is_said(tree: Tree, node: int) -> bool:
    """Say whether a verb of saying or reckoning governs a figure: "admits five", "put it at 41"."""
    head, deprel = tree.heads[node], tree.deprels[node]
    case = tree.find(node, "case")
    is_cased = case is not None and tree.reading.lower[case] in _CASES
    if tree.upos[head] == "NOUN":
        return is_cased and tree.reading.lower[head] in _FIGURES
    if tree.upos[head] != "VERB" or not (deprel in ("obj", "ccomp", "xcomp") or is_cased):
        return False
    other = tree.find(head, "obj")
    if other not in (None, node) and tree.upos[other] == "NOUN" and tree.find(other, "nmod") is not None:
        return False  # "put the number of addresses at 41"
    lemma = tree.reading.lemma(head)
    return lemma in _RECKONING or lemma in tree.reading.lexicon.cues
