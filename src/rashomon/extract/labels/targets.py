"""Whom or what a loaded word colours: the entity it names, describes or is said of, or the event it tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rashomon.extract.entities import Cast
from rashomon.extract.trees import Tree
from rashomon.records import Event

CHAIN = 4
"""Steps from a word to the noun it describes: "the {treacherous} shelling", "{sons} of the motherland"."""
NESTED = 12
"""Mentions open at one word that are looked at; more is noise, and cost stays linear."""
_DESCRIBING = frozenset(("amod", "compound", "nmod:desc", "acl", "flat", "appos", "advmod", "conj"))
_PREDICATE_CASES = frozenset(("as", "of", "for", "with"))


class Targets:
    """The entities and events of one report, asked for what a word speaks of."""

    def __init__(self, tree: Tree, cast: Cast, events: Sequence[Event]) -> None:
        self._tree = tree
        self._cast = cast
        mentions = sorted(
            (phrase.words[0], -phrase.words[1], index)
            for index, phrase in enumerate(cast.phrases)
            if cast.entity_of[index] is not None
        )
        self._mentions = mentions
        self._starts = [start for start, _, _ in mentions]
        self._by_head = {cast.phrases[index].head: index for _, _, index in mentions}
        self._events = dict(self._anchors(events))

    def _anchors(self, events: Sequence[Event]) -> Iterator[tuple[int, str]]:
        starts = [start for start, _ in self._tree.reading.marks.words]
        for event in reversed(events):
            first = max(0, bisect_right(starts, event.anchor[0]) - 1)
            for word in range(first, max(first + 1, bisect_left(starts, event.anchor[1]))):
                yield word, event.id

    def find(self, head: int) -> str | None:
        """Give the id of the entity or event that the words turning on ``head`` colour, or None."""
        word = head
        for _ in range(CHAIN):
            found = self._events.get(word) or self._entity(word) or self._subject(word)
            if found is not None:
                return found
            above = self._tree.heads[word]
            if above == word or self._tree.deprels[word] not in _DESCRIBING:
                break
            word = above
        return self._around(head)

    def _entity(self, head: int) -> str | None:
        index = self._by_head.get(head)
        return None if index is None else self._id(index)

    def _id(self, mention: int) -> str | None:
        entity = self._cast.entity_of[mention]
        return None if entity is None else self._cast.entities[entity].id

    def _subject(self, word: int) -> str | None:
        """Give what a predicate is said of: "the league is {fascist}", "called him a {traitor}"."""
        tree = self._tree
        if tree.upos[word] != "VERB" and (subject := tree.find(word, "nsubj")) is not None:
            return self._named(subject)
        verb, deprel = tree.heads[word], tree.deprels[word]
        if deprel.startswith("obl"):
            case = tree.find(word, "case")
            if case is None or tree.reading.lower[case] not in _PREDICATE_CASES:
                return None
        elif deprel not in ("xcomp", "obj", "advcl"):
            return None
        for role in ("obj", "nsubj:pass"):
            said_of = tree.find(verb, role)
            if said_of is not None and said_of != word:
                return self._named(said_of)
        return None

    def _named(self, word: int) -> str | None:
        return self._events.get(word) or self._entity(word)

    def _around(self, word: int) -> str | None:
        """Give the entity whose innermost mention holds a word."""
        at = bisect_right(self._starts, word)
        best: tuple[int, int] | None = None
        for start, minus_end, index in reversed(self._mentions[max(0, at - NESTED) : at]):
            size = -minus_end - start
            if -minus_end > word and (best is None or size < best[0]):
                best = size, index
        return None if best is None else self._id(best[1])
