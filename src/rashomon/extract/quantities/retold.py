"""A bare figure in somebody's mouth that retells the one before: "61 dead. Survivors' groups speak of 112".

Nothing beside such a figure says what it counts. If a verb of saying or reckoning governs it, and a figure of
people killed, injured, arrested … stands shortly before or a word for them does ("counts of the dead"), it is
another figure of the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.quantities.counted import OF_PEOPLE, Counted
from rashomon.extract.quantities.measures import Figure
from rashomon.extract.trees import Tree
from rashomon.records import Span

REACH = 45
"""Words back to the figure that is retold; about two sentences of a report."""
_BEFORE_TOLL = frozenset(("the", "death", "of", "its", "their"))
_RECKONING = frozenset("put count raise lower lift cut revise keep".split())
_CASES = frozenset(("of", "at", "to", "from", "for", "only", "just"))
_FIGURES = frozenset(("figure", "number", "toll", "total", "count", "tally", "estimate", "names"))

Told = tuple[Figure, Counted, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What the talk is of: the role, the words for what is counted, if any, and where it was told."""

    role: str
    words: Span | None
    at: int


def find_retold(tree: Tree, told: Sequence[Told]) -> dict[int, Retold]:
    """Give, for figures that retell another, by their index in ``told``, what they retell."""
    found: dict[int, Retold] = {}
    last: Retold | None = None
    past = 0
    for at, (figure, counted, role) in enumerate(told):
        start, end = figure.words
        last = _last_word(tree, (max(past, start - REACH), start)) or last
        past = end
        if role in OF_PEOPLE:
            last = Retold(role=role, words=counted.words, at=end)
        elif figure.dimension is None and counted.noun is not None:
            last = None  # the talk is of other things now
        elif last is not None and figure.dimension is None:
            is_margin = tree.reading.lower[max(0, start - 2) : start] == ["or", "take"]
            if start - last.at <= REACH and not is_margin and _is_said(tree, counted.node):
                found[at] = last
    return found


def _last_word(tree: Tree, words: Span) -> Retold | None:
    """Find the last word among some that stands for people killed, injured …: "the dead", "the toll"."""
    for word in range(words[1] - 1, words[0] - 1, -1):
        if tree.upos[word] in ("NOUN", "ADJ") and tree.reading.lower[word - 1] in _BEFORE_TOLL:
            entry = tree.reading.lexicon.figures.get(tree.reading.lemma(word))
            if entry is not None and entry.role in OF_PEOPLE:
                return Retold(role=entry.role, words=None, at=word)
    return None


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
