"""Whose word a figure is, and which event it tells of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Event, Quantity, Span

_CLAUSES = ("root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "xcomp")


def attach(
    quantities: Sequence[Quantity], events: Sequence[Event], voices: Voices, tree: Tree
) -> tuple[Quantity, ...]:
    """Give each figure its voice and its event.

    The event is the one whose anchor the figure's noun is or hangs on; else the one that stands nearest in
    the same clause; none where the clause has no event.
    """
    anchors = _Anchors(events, tree)
    attached: list[Quantity] = []
    for quantity in quantities:
        voice = voices.at(quantity.span)
        event = anchors.find(quantity.span)
        attached.append(
            replace(quantity, voice=voice.id if voice else None, event=event.id if event else None)
        )
    return tuple(attached)


class _Anchors:
    """The events of a report by the words of their anchors and by the clauses they stand in."""

    def __init__(self, events: Sequence[Event], tree: Tree) -> None:
        self._tree = tree
        self._starts = [start for start, _ in tree.reading.marks.words]
        self._by_word: dict[int, Event] = {}
        self._by_clause: dict[int, list[tuple[int, Event]]] = {}
        for event in events:
            start, end = self._words(event.anchor)
            for word in range(start, end):
                self._by_word.setdefault(word, event)
            head = tree.reading.head_of((start, end))
            self._by_clause.setdefault(self._clause(head), []).append((head, event))
        for own in self._by_clause.values():
            own.sort(key=lambda pair: pair[0])

    def find(self, span: Span) -> Event | None:
        if not self._by_word:
            return None
        node = self._tree.reading.head_of(self._words(span))
        for word in self._tree.climb(node):
            if word in self._by_word:
                return self._by_word[word]
            if self._tree.deprels[word] in _CLAUSES:
                break
        return self._nearest(self._by_clause.get(self._clause(node), ()), node)

    def _nearest(self, own: Sequence[tuple[int, Event]], node: int) -> Event | None:
        at = bisect_left(own, node, key=lambda pair: pair[0])
        around = own[max(0, at - 1) : at + 1]
        return min(around, key=lambda pair: abs(pair[0] - node))[1] if around else None

    def _clause(self, word: int) -> int:
        """Give the head of the clause that a word stands in."""
        last = word
        for last in self._tree.climb(word):
            if self._tree.deprels[last] in _CLAUSES:
                break
        return last

    def _words(self, span: Span) -> Span:
        """Turn characters into the words they touch; at least one."""
        start = max(0, bisect_right(self._starts, span[0]) - 1)
        return start, max(start + 1, bisect_left(self._starts, span[1]))
