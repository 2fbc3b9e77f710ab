"""Whom a word stands for: the party that it means, or else whose thing it is.

A thing that is no party stands for whose it is ("the army's jets", "an Indian proposal"): first for who has
done or made it, then for whom it is about.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.extract.events.clauses import Clauses
from rashomon.extract.events.participants import Parties, Party
from rashomon.extract.trees import Tree

_MAKING = frozenset(
    "commit make propose offer issue draft table sign impose launch wage lead write run".split()
)
"""Verbs whose agent a thing is: "crimes committed by", "a plan proposed by"."""


class Owners:
    """Reads whose the things of one report are."""

    def __init__(self, tree: Tree, clauses: Clauses, parties: Parties) -> None:
        self._tree = tree
        self._clauses = clauses
        self._parties = parties

    def parties(self, words: Iterable[int], *, is_physical: bool = True) -> list[Party]:
        """Give the parties that words mean, each once; to a physical act places and buildings are such."""
        found: dict[object, Party] = {}
        for word in words:
            for party in self._of_word(word, is_physical=is_physical):
                found.setdefault(key_of(party), party)
        return list(found.values())

    def _of_word(self, word: int, *, is_physical: bool) -> list[Party]:
        party = self._parties.at(word)
        if party is not None and (party.can_act or (is_physical and party.kind == "place")):
            return [party]
        if party is not None and is_physical and party.kind == "facility":
            whose = map(self._parties.at, self._clauses.of_noun(word).subjects)
            return [party, *(owner for owner in whose if owner is not None and owner.can_act)]
        for words in self.of_thing(word):
            owners = [owner for owner in map(self._parties.at, words) if owner is not None and owner.can_act]
            if owners:
                return owners
        return []

    def of_thing(self, noun: int) -> list[list[int]]:
        """Give whose a thing is, the surest first: "her house", "a plan by"; "the house of", "Israeli tanks".

        Who has done or made it goes before whom it is about: "Peru's treatment of", "crimes committed by".
        """
        clause = self._clauses.of_noun(noun)
        made = [
            word
            for verb in self._tree.dependents(noun)
            if self._clauses.lemmas.as_verb(verb) in _MAKING and self._tree.upos[verb] == "VERB"
            for word in self._makers(verb, noun)
        ]
        owners = [
            [*clause.subjects, *clause.agents, *made],
            [*clause.with_preposition("of", "from"), *self.before(noun)],
        ]
        if self._tree.upos[noun] == "VERB" and self._tree.deprels[noun] in ("obj", "obl", "nsubj:pass"):
            # a noun that is tagged as a verb: "rejected a United Nations appeal"
            owners.append(self._clauses.of_verb(noun).subjects)
        return owners

    def _makers(self, verb: int, noun: int) -> list[int]:
        """Give who has made a thing that a verb tells of: "made by Peru", "which Peru made"."""
        clause = self._clauses.of_verb(verb)
        return [*clause.agents, *(clause.subjects if noun in clause.objects else ())]

    def before(self, noun: int) -> list[int]:
        """Give what stands before a noun and may be whose it is: "police cars", "Israeli tanks"."""
        return [
            word
            for word in self._tree.dependents(noun)
            if word < noun and self._tree.deprels[word] in ("compound", "amod", "nmod:desc")
        ]


def key_of(party: Party) -> object:
    """Give what tells a party from others: its entity, or its words."""
    return party.reference.entity or party.reference.span
